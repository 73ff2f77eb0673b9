"""Where a figure, table or box is to stand: ``{place=top}``."""

from typing import cast, get_args

from markdown_it.tree import SyntaxTreeNode

from pipeline.blocks import BlockPlace
from pipeline.i18n import _
from pipeline.manuscript.reading import Reading

_WRITTEN = tuple(name for name in get_args(BlockPlace) if name != "auto")
_EXTENTS = ("bleed", "spread")  # how far pictures reach, which is no place
_AROUND = {"blockquote", "container_box", "list_item"}


def read_place(
    written: object, node: SyntaxTreeNode, reading: Reading, line: int, default: BlockPlace = "here"
) -> BlockPlace:
    """The place that is *written* for *node*, or the *default*. Whatever stands within another block stays there."""
    if written is None:
        return default
    if written not in _WRITTEN:
        message = _("“{name}” is no place for a figure, table or box.").format(name=written)
        choice = ", ".join(f"{{place={name}}}" for name in _WRITTEN)
        hint = _("Write one of {choice}, or nothing.").format(choice=choice)
        if written in _EXTENTS:
            hint = _("Write {example} behind the picture.").format(example=f"{{.{written}}}")
        reading.problem(message, line, hint)
        return default
    if written != "here" and _is_inside(node):
        message = _("What stands in a box, a quotation or a group can't go to another place.")
        extent = str(node.attrs.get("class", ""))
        name = f".{extent}" if extent in _EXTENTS else "place"
        hint = _("Take “{name}” away, or put this after the block that it stands in.")
        reading.problem(message, line, hint.format(name=name))
    return cast(BlockPlace, written)


def open_place(node: SyntaxTreeNode) -> BlockPlace:
    """The place of a box or a table whose author says nothing of it; within another block it stays there."""
    return "here" if _is_inside(node) else "auto"


def _is_inside(node: SyntaxTreeNode) -> bool:
    around = node.parent
    while around is not None and around.type not in _AROUND:
        around = around.parent
    return around is not None
