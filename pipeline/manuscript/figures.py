"""Figures: pictures in paragraphs of their own."""

import re
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Literal
from urllib.parse import unquote

from markdown_it.tree import SyntaxTreeNode

from pipeline.blocks import Crop, Figure, Picture
from pipeline.errors import Problem
from pipeline.i18n import _
from pipeline.manuscript.captions import read_caption
from pipeline.manuscript.pictures import look_into
from pipeline.manuscript.places import read_place
from pipeline.manuscript.reading import Reading
from pipeline.manuscript.workspace import resolve_inside
from pipeline.units import Focus

_ATTRIBUTES = {"src", "alt", "title", "id", "width", "class", "place", "crop", "focus", "credit"}
_SIDES: Mapping[str, Literal["left", "right"]] = MappingProxyType({"left": "left", "right": "right"})
_WIDEST_BESIDE = 60  # per cent of the measure
_CROP = re.compile(r"([1-9][0-9]{0,2}):([1-9][0-9]{0,2})")


def read_figure(node: SyntaxTreeNode, reading: Reading, workspace: Path) -> Figure | None:
    """The figure of *node*, an image in a paragraph of its own; None where it can't be had, which is told."""
    line = reading.line_of(node)
    source, alt = unquote(str(node.attrs["src"])), node.content
    reading.check_attributes(node, _ATTRIBUTES, line)
    if not alt.strip():
        message = _("The picture has no alternative text.")
        reading.problem(message, line, _("Say in ![ ] what it shows, for readers who cannot see it."))
    picture = read_picture(source, reading, workspace, line)
    if picture is None:
        return None
    width = str(node.attrs.get("width", "100%"))
    if not re.fullmatch(r"[1-9][0-9]?%|100%", width):
        reading.problem(_("The width must be 1% to 100%."), line)
        return None
    kind = node.attrs.get("class")
    if kind not in (None, "wide", *_SIDES):
        message = _("“.{name}” does not fit a picture.").format(name=kind)
        reading.problem(message, line, _("Use .wide, for all columns of the page, .left or .right, beside the text."))
    side = _SIDES.get(str(kind))
    if side and ("place" in node.attrs or int(width[:-1]) > _WIDEST_BESIDE):
        message = _("A picture beside the text has a width of {most}% at most, and no place.").format(
            most=_WIDEST_BESIDE
        )
        reading.problem(message, line, _("Write {example}.").format(example="{.left width=40%}"))
    name = reading.claim_id(str(node.attrs["id"]), line) if "id" in node.attrs else None
    caption = read_caption(str(node.attrs.get("title", "")), line, reading, Figure, name)
    share = int(width[:-1]) / 100
    return Figure(
        picture=picture,
        alt=alt,
        line=line,
        caption=caption.words,
        width=share,
        id=name,
        is_wide=kind == "wide",
        place=read_place(node.attrs.get("place"), node, reading, line, "auto"),
        crop=_read_crop(node, reading, line),
        number=caption.number,
        credit=str(node.attrs.get("credit", "")).strip(),
        side=side,
    )


def read_picture(source: str, reading: Reading, workspace: Path, line: int) -> Picture | None:
    """The picture at the path *source*, told from the article; None where it can't be had, which is told."""
    path = resolve_inside(workspace, reading.path.parent, source)
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
    return picture


def _read_crop(node: SyntaxTreeNode, reading: Reading, line: int) -> Crop | None:
    """The part of the picture that is to be shown; None for all of it."""
    crop, focus = node.attrs.get("crop"), node.attrs.get("focus")
    shape = _CROP.fullmatch(str(crop)) if crop is not None else None
    point = _parse_focus(str(focus)) if focus is not None else None
    if crop is not None and shape is None:
        message = _("“{text}” is no shape for a picture.").format(text=crop)
        reading.problem(message, line, _('Write its width and height: crop="3:2".'))
    if focus is not None and point is None:
        message = _("“{text}” is no place in a picture.").format(text=focus)
        reading.problem(message, line, _('Write it from the left and from the top: focus="50% 30%".'))
    elif focus is not None and crop is None:
        message = _("Nothing is cut off this picture, and so it needs no focus.")
        reading.problem(message, line, _('Say what shape it is to have, crop="3:2", or take focus away.'))
    if shape is None:
        return None
    point = point or Focus()
    return Crop(int(shape[1]) / int(shape[2]), (point.x / 100, point.y / 100))


def _parse_focus(text: str) -> Focus | None:
    try:
        return Focus.parse(text)
    except ValueError:
        return None
