"""Pages that WeasyPrint has laid out, drawn: values that depend on their part alone.

Checked against WeasyPrint 70.0: pdf/__init__.py ``generate_pdf``, of which this is the half that draws; the other half
is in `written_pages`.
"""

import zlib
from collections.abc import Mapping
from contextlib import nullcontext
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pydyf
from weasyprint.pdf.stream import Stream

from pipeline.engine.drawn_faces import DrawnFaces
from pipeline.engine.frozen_objects import LEVEL, freeze, join_stream
from pipeline.engine.laid_out_part import Drawing, DrawnLink, DrawnPage, LaidOutPart
from pipeline.engine.page_text import text_runs
from pipeline.engine.patches import marked_drawings
from pipeline.engine.patches.patch import apply_scoped
from pipeline.engine.placed_pictures import find_placed_pictures
from pipeline.engine.tag_tree import TagTree

if TYPE_CHECKING:
    from weasyprint import Document

SCALE = 0.75
"""Points in a CSS pixel."""
INTENT = "srgb"
"""The output intent of a tagged PDF, of which WeasyPrint has the profile."""
PROFILE = b"3 0 R"
"""The profile of the output intent, in a PDF that has one: ``generate_pdf`` begins with it."""
KINDS = ("ExtGState", "XObject", "Pattern", "Shading")
"""The kinds of resources that a page has of its own."""


def find_color_spaces(drawing: Drawing) -> bytes:
    """The reference of the table of colour spaces in a PDF: ``generate_pdf`` writes it next."""
    return b"4 0 R" if drawing is Drawing.TAGS else b"3 0 R"


def draw_part(document: "Document", drawing: Drawing, faces: DrawnFaces, warnings: tuple[str, ...]) -> LaidOutPart:
    """Draw the pages of *document*; *faces* are those drawn in before, *warnings* what laying it out warned of."""
    is_tagged = drawing is Drawing.TAGS
    tree, tables = TagTree(), _Tables(drawing, faces)
    pages = []
    with apply_scoped([marked_drawings.PATCH]) if drawing is Drawing.PRESS else nullcontext():
        for number, page in enumerate(document.pages):
            tags: dict[Any, Any] | None = {} if is_tagged else None
            links = find_whole_links(page)
            pages.append(_draw_page(page, links, tables, tags))
            if tags is not None:
                boxes = (getattr(link[3], "_box", link[3]) for link in links)  # some stand behind a placeholder
                tree.add_page(number, page, tags, {id(box): index for index, box in enumerate(boxes)})
    return LaidOutPart(
        pages=tuple(pages),
        faces=faces.list_used(),
        drawing=drawing,
        images={name: freeze(_make_object(image)) for name, image in tables.images.items()},
        elements=tree.document if is_tagged else None,
        texts=tree.texts,
        runs=tuple(text_runs(document)),
        pictures=tuple(find_placed_pictures(document)),
        warnings=warnings,
    )


def find_whole_links(page: Any) -> list[Any]:
    """The links of a page without the elements inside them.

    ``gather_anchors`` (anchors.py) has each of these as well, whose annotation would stand in that element's tag
    instead of the link's (PDF/UA-1, 7.18.5).
    """
    return [link for link in page.links if link[3].link]


class _Tables:
    """What the pages of a part share while they are drawn."""

    def __init__(self, drawing: Drawing, faces: DrawnFaces) -> None:
        faces.forget_uses()
        self.faces, self.images = faces, dict[str, Any]()
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
    page.paint(stream, SCALE)
    return DrawnPage(
        width=page.width,
        height=page.height,
        bleed=dict(page.bleed),
        content=zlib.compress(join_stream(stream), LEVEL),
        glyphs=tables.faces.take_glyphs(),
        resources=freeze(resources) if any(resources[kind] for kind in KINDS) else b"",
        links=tuple(DrawnLink(kind, target, area) for kind, target, area, _box in links),
        anchors=dict(page.anchors),
        bookmarks=tuple(page.bookmarks),
    )
