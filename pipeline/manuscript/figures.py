"""Figures: pictures in paragraphs of their own."""

import re
from pathlib import Path
from urllib.parse import unquote

from markdown_it.tree import SyntaxTreeNode

from pipeline.blocks import Figure
from pipeline.errors import Problem
from pipeline.i18n import _
from pipeline.manuscript.pictures import look_into
from pipeline.manuscript.places import read_place
from pipeline.manuscript.reading import Reading
from pipeline.manuscript.tables import plain_inlines
from pipeline.manuscript.workspace import resolve_inside

_ATTRIBUTES = {"src", "alt", "title", "id", "width", "class", "place"}


def read_figure(node: SyntaxTreeNode, reading: Reading, workspace: Path) -> Figure | None:
    """The figure of *node*, an image in a paragraph of its own; None where it can't be had, which is told."""
    line = reading.line_of(node)
    source, alt = unquote(str(node.attrs["src"])), node.content
    reading.check_attributes(node, _ATTRIBUTES, line)
    path = resolve_inside(workspace, reading.path.parent, source)
    if not alt.strip():
        message = _("The picture has no alternative text.")
        reading.problem(message, line, _("Say in ![ ] what it shows, for readers who cannot see it."))
    if path is None:
        message = _("The picture “{name}” lies outside the workspace.").format(name=source)
        reading.problem(message, line, _("Copy it into the images folder of the issue."))
        return None
    if not path.is_file():
        reading.problem(_("There is no picture “{name}”.").format(name=source), line)
        return None
    picture = look_into(path, workspace)
    if isinstance(picture, Problem):
        reading.problems.append(picture)
        return None
    width = str(node.attrs.get("width", "100%"))
    if not re.fullmatch(r"[1-9][0-9]?%|100%", width):
        reading.problem(_("The width must be 1% to 100%."), line)
        return None
    kind = node.attrs.get("class")
    if kind not in (None, "wide"):
        message = _("“.{name}” does not fit a picture.").format(name=kind)
        reading.problem(message, line, _("Use .wide, for all columns of the page."))
    name = reading.claim_id(str(node.attrs["id"]), line) if "id" in node.attrs else None
    caption = plain_inlines(str(node.attrs.get("title", "")), line)
    share = int(width[:-1]) / 100
    return Figure(
        picture=picture,
        alt=alt,
        line=line,
        caption=caption,
        width=share,
        id=name,
        is_wide=kind is not None,
        place=read_place(node.attrs.get("place"), node, reading, line, "auto"),
    )
