"""Figures: pictures in paragraphs of their own."""

import re
from collections.abc import Mapping
from difflib import get_close_matches
from itertools import islice
from pathlib import Path
from types import MappingProxyType
from typing import Literal
from urllib.parse import unquote

from markdown_it.tree import SyntaxTreeNode

from pipeline.blocks import Figure, FigureExtent, Picture
from pipeline.errors import Problem
from pipeline.i18n import _
from pipeline.manuscript.captions import read_caption
from pipeline.manuscript.pictures import look_into
from pipeline.manuscript.places import read_place
from pipeline.manuscript.reading import Reading
from pipeline.manuscript.workspace import resolve_inside
from pipeline.units import Focus, parse_length

_ATTRIBUTES = {"src", "alt", "title", "id", "width", "class", "place", "crop", "focus", "credit", "gutter"}
_SIDES: Mapping[str, Literal["left", "right"]] = MappingProxyType({"left": "left", "right": "right"})
_EXTENTS: Mapping[str, FigureExtent] = MappingProxyType({"bleed": "bleed", "spread": "spread"})
_WIDEST_BESIDE = 60  # per cent of the measure
_GUTTER = re.compile(r"[0-9]{1,2}(?:\.[0-9])?mm")
_WIDEST_GUTTER = 15  # mm
_MOST_NAMES, _ALIKE = 2000, 0.75  # names that one which is not there is compared with; how alike they must be, to 1
_CROP = re.compile(r"([1-9][0-9]{0,2}):([1-9][0-9]{0,2})")


def read_figure(node: SyntaxTreeNode, reading: Reading, workspace: Path, *, fills_place: bool = False) -> Figure | None:
    """The figure of *node*, an image in a paragraph of its own; None where it can't be had, which is told.

    *fills_place*: what it stands in decides its shape, and so it may be cropped.
    """
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
    kind = str(node.attrs.get("class", ""))
    if kind not in ("", "wide", *_SIDES, *_EXTENTS):
        message = _("“.{name}” does not fit a picture.").format(name=kind)
        hint = _(
            "Use .wide, for all columns of the page, .left or .right, beside the text, .bleed, to the edges of a page, "
            "or .spread, over two."
        )
        reading.problem(message, line, hint)
    side = _SIDES.get(kind)
    if side and ("place" in node.attrs or int(width[:-1]) > _WIDEST_BESIDE):
        message = _("A picture beside the text has a width of {most}% at most, and no place.").format(
            most=_WIDEST_BESIDE
        )
        reading.problem(message, line, _("Write {example}.").format(example="{.left width=40%}"))
    extent = _EXTENTS.get(kind, "measure")
    if extent != "measure":
        _check_extent(node, reading, line)
    place = node.attrs.get("place", None if extent == "measure" else "page")
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
        place=read_place(place, node, reading, line, "auto"),
        crop=_read_crop(node, reading, line),
        focus=_read_focus(node, reading, line, is_cropped=fills_place or extent != "measure" or "crop" in node.attrs),
        extent=extent,
        gutter=_read_gutter(node, reading, line),
        number=caption.number,
        credit=str(node.attrs.get("credit", "")).strip(),
        side=side,
    )


def _find_near(source: str, path: Path) -> str:
    """What to do about the picture *source* that is not at *path*, inside the workspace."""
    names = {each.stem: each.name for each in sorted(islice(path.parent.glob("*"), _MOST_NAMES))}
    near = get_close_matches(path.stem, names, 1, _ALIKE)
    if not near:
        return _("Copy it into the images folder of the issue.")
    return _("Do you mean {name}?").format(name=f"{source.rpartition('/')[0]}/{names[near[0]]}".removeprefix("/"))


def read_picture(source: str, reading: Reading, workspace: Path, line: int) -> Picture | None:
    """The picture at the path *source*, told from the article; None where it can't be had, which is told."""
    path = resolve_inside(workspace, reading.path.parent, source)
    if path is None:
        message = _("The picture “{name}” lies outside the workspace.").format(name=source)
        reading.problem(message, line, _("Copy it into the images folder of the issue."))
        return None
    if not path.is_file():
        reading.problem(_("There is no picture “{name}”.").format(name=source), line, _find_near(source, path))
        return None
    picture = look_into(path, workspace)
    if isinstance(picture, Problem):
        reading.problems.append(picture)
        return None
    return picture


def _check_extent(node: SyntaxTreeNode, reading: Reading, line: int) -> None:
    """A picture that fills pages to their edges has no room for more; one at the head of a page may be cropped."""
    place = node.attrs.get("place", "page")
    is_head = place == "top" and node.attrs["class"] == "bleed"
    refused = ("width",) if is_head else ("place", "width", "crop")
    taken = [name for name in refused if name in node.attrs and (name, place) != ("place", "page")]
    if taken:
        message = _("A picture to the edges of a page, or over two, has the place and the shape of these pages.")
        hint = _("Take {names} away. What is to stay in view says focus; {example} fills the head of a page.")
        hint = hint.format(names=", ".join(taken), example="{.bleed place=top}")
        reading.problem(message, line, hint)


def _read_gutter(node: SyntaxTreeNode, reading: Reading, line: int) -> float:
    """What the binding hides of each page of a spread, pt."""
    written = str(node.attrs.get("gutter", "0mm"))
    if "gutter" in node.attrs and node.attrs.get("class") != "spread":
        message = _("Only a picture over a spread has a gutter.")
        reading.problem(
            message, line, _("Write {example}, or take gutter away.").format(example="{.spread gutter=3mm}")
        )
    if not _GUTTER.fullmatch(written) or parse_length(written) > parse_length(f"{_WIDEST_GUTTER}mm"):
        message = _("“{text}” is no gutter of a spread.").format(text=written)
        hint = _("Write how much of each page the binding hides, {most} mm at most: gutter=3mm.")
        reading.problem(message, line, hint.format(most=_WIDEST_GUTTER))
        return 0.0
    return parse_length(written)


def _read_crop(node: SyntaxTreeNode, reading: Reading, line: int) -> float | None:
    """The shape of what is to be shown of the picture; None for all of it."""
    if "crop" not in node.attrs:
        return None
    shape = _CROP.fullmatch(str(node.attrs["crop"]))
    if shape is None:
        message = _("“{text}” is no shape for a picture.").format(text=node.attrs["crop"])
        reading.problem(message, line, _('Write its width and height: crop="3:2".'))
        return None
    return int(shape[1]) / int(shape[2])


def _read_focus(node: SyntaxTreeNode, reading: Reading, line: int, *, is_cropped: bool) -> Focus:
    """The point of the picture that stays in view."""
    if "focus" not in node.attrs:
        return Focus()
    point = _parse_focus(str(node.attrs["focus"]))
    if point is None:
        message = _("“{text}” is no place in a picture.").format(text=node.attrs["focus"])
        reading.problem(message, line, _('Write it from the left and from the top: focus="50% 30%".'))
    elif not is_cropped:
        message = _("Nothing is cut off this picture, and so it needs no focus.")
        reading.problem(message, line, _('Say what shape it is to have, crop="3:2", or take focus away.'))
    return point or Focus()


def _parse_focus(text: str) -> Focus | None:
    try:
        return Focus.parse(text)
    except ValueError:
        return None
