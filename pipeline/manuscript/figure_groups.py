"""Pictures that stand together: ``::: figures 题``, with pictures between the fences."""

from pathlib import Path

from markdown_it.tree import SyntaxTreeNode

from pipeline.blocks import Figure, FigureGroup
from pipeline.i18n import _
from pipeline.manuscript.captions import read_caption
from pipeline.manuscript.containers import read_opening
from pipeline.manuscript.figures import read_figure
from pipeline.manuscript.places import read_place
from pipeline.manuscript.reading import Reading

_LEAST, _MOST = 2, 6  # pictures in a group
_WIDE = "wide"


def read_group(node: SyntaxTreeNode, reading: Reading, lines: list[str], workspace: Path) -> FigureGroup | None:
    """The group *node*; None where a picture of it can't be had. *lines* are those of the article's text."""
    opening = read_opening(node, reading, lines, classes={_WIDE}, names={"place", "id", "credit"})
    is_page = opening.attributes.get("place") == "page"
    rows = [_read_row(child, reading, workspace, is_page) for child in node.children]
    figures = tuple(figure for row in rows for figure in row if figure is not None)
    pictures = sum(map(len, rows))
    if not _LEAST <= pictures <= _MOST:
        message = _("A group has {least} to {most} pictures, and this one {count}.")
        hint = _("Part it into several groups, or write a single picture without fences.")
        reading.problem(message.format(least=_LEAST, most=_MOST, count=pictures), opening.line, hint)
    if len(figures) < pictures or not figures:
        return None
    if "id" in opening.attributes:
        reading.claim_id(opening.attributes["id"], opening.line)
    name = opening.attributes.get("id")
    caption = read_caption(opening.title, opening.line, reading, FigureGroup, name)
    return FigureGroup(
        figures=figures,
        line=opening.line,
        caption=caption.words,
        rows=tuple(map(len, rows)) if any(len(row) > 1 for row in rows) else (),
        id=name,
        is_wide=_WIDE in opening.classes,
        place=read_place(opening.attributes.get("place"), node, reading, opening.line, "auto"),
        number=caption.number,
        credit=opening.attributes.get("credit", "").strip(),
    )


def _read_row(node: SyntaxTreeNode, reading: Reading, workspace: Path, is_page: bool) -> list[Figure | None]:
    """The pictures of one paragraph, which stand side by side; nothing after telling that it holds something else."""
    parts = node.children[0].children if node.type == "paragraph" else []
    images = [each for each in parts if each.type not in ("softbreak", "text") or each.content.strip()]
    if not images or any(each.type != "image" for each in images):
        message = _("Between these fences stand pictures only.")
        reading.problem(message, reading.line_of(node), _("Put text before or behind the group, or into a caption."))
        return []
    for image in images:
        if "width" in image.attrs or "class" in image.attrs:
            message = _("A picture in a group has no width of its own: those of a row are of one height.")
            reading.problem(message, reading.line_of(image), _("Take width and .wide away; write {.wide} behind :::."))
    return [read_figure(image, reading, workspace, fills_place=is_page) for image in images]
