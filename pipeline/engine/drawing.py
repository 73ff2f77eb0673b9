"""Pages that WeasyPrint has laid out, drawn: values that depend on their part alone.

Checked against WeasyPrint 70.0: pdf/__init__.py ``generate_pdf``, of which this is the half that draws; the other half
is in `written_pages`.
"""

import zlib
from collections.abc import Iterable, Mapping
from contextlib import nullcontext
from types import SimpleNamespace
from typing import Any

import pydyf
from weasyprint.pdf.stream import Stream

from pipeline.engine.drawn_faces import DrawnFaces, join_faces
from pipeline.engine.frozen_objects import LEVEL, freeze, join_stream
from pipeline.engine.laid_out_part import Drawing, DrawnLink, DrawnPage, LaidOutPart, UsedFace
from pipeline.engine.page_contents import find_contents
from pipeline.engine.patches import marked_drawings
from pipeline.engine.patches.patch import apply_scoped
from pipeline.engine.patches.scaled_pictures import Pictures
from pipeline.engine.rendered_pages import RenderedPage, Rendering
from pipeline.engine.tag_tree import TagTree

SCALE = 0.75
"""Points in a CSS pixel."""
INTENT = "srgb"
"""The output intent of a tagged PDF, of which WeasyPrint has the profile."""
_DIGITS = 6
PROFILE = b"3 0 R"
"""The profile of the output intent, in a PDF that has one: ``generate_pdf`` begins with it."""
KINDS = ("ExtGState", "XObject", "Pattern", "Shading")
"""The kinds of resources that a page has of its own."""


def find_color_spaces(drawing: Drawing) -> bytes:
    """The reference of the table of colour spaces in a PDF: ``generate_pdf`` writes it next."""
    return b"4 0 R" if drawing is Drawing.TAGS else b"3 0 R"


def draw_part(
    rendering: Rendering,
    drawing: Drawing,
    faces: DrawnFaces,
    before: LaidOutPart | None = None,
    picture_resolution: int = 0,
) -> LaidOutPart | None:
    """Draw those pages of *rendering* that are not drawn yet; *faces* are those drawn in before.

    Pictures are scaled down to *picture_resolution* pixels per inch, unless that is 0.

    *before* is the part that the other pages were drawn for. Where that does not tell what their glyphs stand for, all
    are drawn anew: None where an earlier process has laid any of them out.
    """
    is_tagged = drawing is Drawing.TAGS
    tables = _Tables(drawing, faces, picture_resolution)
    _draw_pages(rendering, drawing, tables)
    used: tuple[UsedFace, ...] | None = faces.list_used()
    if before is not None and used is not None:
        used = join_faces(before, [each.drawn for each in rendering.pages if each.drawn is not None], used)
    if used is None:
        laid_out = [each for each in rendering.pages if isinstance(each, RenderedPage)]
        for each in laid_out:
            each.drawn = None
        if len(laid_out) < len(rendering.pages):
            return None
        return draw_part(rendering, drawing, faces, None, picture_resolution)
    tree = TagTree(rendering.elements)
    for number, page in enumerate(rendering.pages if is_tagged else ()):
        tree.add_page(number, page.tagged)
    found = find_contents(rendering, before)
    return LaidOutPart(
        pages=tuple(each.drawn for each in rendering.pages if each.drawn is not None),
        faces=used,
        drawing=drawing,
        images={
            **({} if before is None else before.images),
            **{name: freeze(_make_object(image)) for name, image in tables.images.items()},
        },
        elements=tree.document if is_tagged else None,
        texts=tree.texts,
        runs=found.runs,
        pictures=found.pictures,
        labels=found.labels,
        fillings=found.fillings,
    )


def _draw_pages(rendering: Rendering, drawing: Drawing, tables: "_Tables") -> None:
    with apply_scoped([marked_drawings.PATCH]) if drawing is Drawing.TAGS else nullcontext():
        for each in rendering.pages:
            if isinstance(each, RenderedPage) and each.drawn is None:
                _draw(each, tables, drawing is Drawing.TAGS)


def _draw(rendered: RenderedPage, tables: "_Tables", is_tagged: bool) -> None:
    tags = PageTags(rendered.elements.artifacts) if is_tagged else None
    links = find_whole_links(rendered.page)
    rendered.drawn = _draw_page(rendered.page, links, tables, tags)
    found = (getattr(link[3], "_box", link[3]) for link in links)  # some stand behind a placeholder
    rendered.tags, rendered.links = tags or {}, {id(box): index for index, box in enumerate(found)}


class PageTags(dict[Any, Any]):
    """The marked content of a page, by its boxes; *artifacts*: the id() of each element that is for the eye only."""

    def __init__(self, artifacts: frozenset[int]) -> None:
        super().__init__()
        self.artifacts = artifacts


def find_whole_links(page: Any) -> list[Any]:
    """The links of a page without the elements inside them.

    ``gather_anchors`` (anchors.py) has each of these as well, whose annotation would stand in that element's tag
    instead of the link's (PDF/UA-1, 7.18.5).
    """
    return [link for link in page.links if link[3].link]


class _Tables:
    """What the pages of a part share while they are drawn."""

    def __init__(self, drawing: Drawing, faces: DrawnFaces, picture_resolution: int) -> None:
        faces.forget_uses()
        self.faces, self.images = faces, Pictures(picture_resolution)
        self.intent = INTENT if drawing is Drawing.TAGS else None
        self.profiles = {INTENT: SimpleNamespace(pdf_reference=PROFILE)} if self.intent else {}
        self.color_spaces = find_color_spaces(drawing)


def _make_object(image: Mapping[str, Any]) -> Any:
    return image["image"].get_x_object(image["interpolate"], max(image["dpi_ratios"]))


def _draw_page(page: Any, links: list[Any], tables: _Tables, tags: dict[Any, Any] | None) -> DrawnPage:
    left, top = -page.bleed["left"], -page.bleed["top"]
    width = page.width + page.bleed["left"] + page.bleed["right"]
    height = page.height + page.bleed["top"] + page.bleed["bottom"]
    resources = pydyf.Dictionary({kind: pydyf.Dictionary() for kind in KINDS})
    resources["ColorSpace"] = tables.color_spaces
    stream = Stream(
        *(tables.faces, (left, top, width, height), resources, tables.images, tags, tables.profiles),
        tables.intent,
        compress=True,
    )
    stream.transform(d=-1, f=page.height * SCALE)
    tables.images.has_drawings = False
    page.paint(stream, SCALE)
    return DrawnPage(
        width=page.width,
        height=page.height,
        content=zlib.compress(join_stream(stream), LEVEL),
        glyphs=tables.faces.take_glyphs(),
        resources=freeze(resources) if any(resources[kind] for kind in KINDS) else b"",
        links=tuple(DrawnLink(kind, target, _round(area)) for kind, target, area, _box in links),
        anchors={name: _round(area) for name, area in page.anchors.items()},
        bookmarks=tuple((level, label, _round(place), state) for level, label, place, state in page.bookmarks),
        has_drawings=tables.images.has_drawings,
    )


def _round(place: Iterable[float]) -> Any:
    """*place* as exactly as a PDF tells it: sums of widths have other last digits after other ways to them."""
    return tuple(round(each, _DIGITS) for each in place)
