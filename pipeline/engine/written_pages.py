"""Drawn parts as WeasyPrint writes them: pages in one PDF, each with the resources of its part.

Checked against WeasyPrint 70.0: document.py ``Document``, ``Page``; pdf/__init__.py ``generate_pdf``.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import pydyf
from weasyprint.document import Document
from weasyprint.pdf import _reference_resources

from pipeline.engine.drawing import INTENT, PROFILE, find_color_spaces
from pipeline.engine.embedded_faces import collect_faces, finish_programs
from pipeline.engine.frozen_objects import thaw
from pipeline.engine.laid_out_part import Drawing, DrawnPage, LaidOutPart
from pipeline.engine.marked_content import without_drawings
from pipeline.engine.pdf_2_elements import in_pdf_2
from pipeline.engine.placed_forms import PlacedForm, name_picture
from pipeline.engine.structure_elements import Element
from pipeline.pdf.raw_pdf import RawPdf

_SIDES = ("top", "right", "bottom", "left")


@dataclass(frozen=True, slots=True)
class PlacedTree:
    """The structure tree of a part. *places*: the page of the PDF that each page of the part is, both from 0, in order;
    those that are left out are not in it.
    """

    elements: Element
    texts: Mapping[str, str]
    places: Mapping[int, int]


class WrittenPage:
    """A page as ``generate_pdf`` asks for it. *links* without those that lead nowhere in this PDF; None in their place.

    *annotations*, once it is written: those of its links, by their numbers.
    """

    def __init__(self, page: DrawnPage, part: int, bleed: float, has_navigation: bool) -> None:
        self.width, self.height, self.bleed = page.width, page.height, dict.fromkeys(_SIDES, bleed)
        self.part, self.resources, self._content = part, page.resources, page.content
        self.anchors = dict(page.anchors) if has_navigation else {}
        self.bookmarks = list(page.bookmarks) if has_navigation else []
        self.links = [(*link, _Link(number)) for number, link in enumerate(page.links)] if has_navigation else []
        self.forms: dict[Any, Any] = {}

    @property
    def annotations(self) -> dict[int, Any]:
        """The annotations of the links that were written, by their numbers on the page."""
        return {link[3].number: link[3].link_annotation for link in self.links}

    def drop_links_to_others(self, targets: Iterable[str]) -> None:
        """Drop the internal links to anchors that are not among *targets*."""
        self.links = [link for link in self.links if link[0] != "internal" or link[1] in targets]

    def paint(self, stream: Any, _scale: float) -> None:
        """Put what was drawn into the content *stream* of the page."""
        stream.stream[:] = [self._content]
        stream.compress, stream.extra = False, {"Filter": "/FlateDecode"}


class _Link:
    """What ``add_links`` (pdf/anchors.py) takes for the box of a link."""

    def __init__(self, number: int) -> None:
        self.number, self.link_annotation = number, None


@dataclass(frozen=True, slots=True, kw_only=True)
class PagesToWrite:
    """Pages of *parts*, all drawn in the same way: those with the 0-based numbers *extract* over all, or all of them.

    *labels*: of the pages written. *placed*: forms by their names. *has_navigation*: with links, anchors and bookmarks;
    those that lead to pages left out are left out themselves. *bleed*: px that pages show beyond where they are cut.
    *marks_drawings*: those of the content stay marked. *is_pdf_2*: the structure tree is one of PDF 2.0.
    """

    parts: Sequence[LaidOutPart]
    extract: Sequence[int] | None = None
    labels: Sequence[str] = ()
    placed: Mapping[str, RawPdf] = field(default_factory=dict)
    has_navigation: bool = True
    bleed: float = 0.0
    marks_drawings: bool = False
    is_pdf_2: bool = False

    @property
    def drawing(self) -> Drawing:
        """How the parts are drawn."""
        return self.parts[0].drawing

    def write(self, metadata: Any, options: Mapping[str, Any], finish: Callable[[Any, Any], None]) -> bytes:
        """The PDF, with *metadata* and *options* as WeasyPrint has them.

        *finish* completes it (pydyf), and gets what its structure tree has become (`written_tags`), None without one.
        """
        numbered = [(page, number) for number, part in enumerate(self.parts) for page in part.pages]
        taken = [numbered[page] for page in self._take_pages()]
        if not self.marks_drawings:
            taken = [(without_drawings(page), number) for page, number in taken]
        pages = [WrittenPage(page, number, self.bleed, self.has_navigation) for page, number in taken]
        if len(pages) < len(numbered):
            targets = {anchor for page in pages for anchor in page.anchors}
            for page in pages:
                page.drop_links_to_others(targets)
        used = {page.part for page in pages}
        document = Document(
            pages, metadata, None, SimpleNamespace(font_map=None), color_profiles={}, output_intent=None
        )
        document.page_labels = self.labels
        document.trees = self._place_trees(used)  # see patches/tag_tree
        glyphs: dict[str, set[int]] = {}
        for drawn, _number in taken:
            for name, numbers in drawn.glyphs.items():
                glyphs.setdefault(name, set()).update(numbers)
        document.fonts = collect_faces((part for number, part in enumerate(self.parts) if number in used), glyphs)

        def complete(_document: Any, pdf: Any) -> None:
            finish_programs(document.fonts.values(), pdf.objects)
            self._add_resources(pdf, pages)
            finish(pdf, getattr(document, "written_tree", None))  # see patches/tag_tree

        data: bytes = document.write_pdf(finisher=complete, **options)
        return data

    def _take_pages(self) -> Sequence[int]:
        return range(sum(part.page_count for part in self.parts)) if self.extract is None else self.extract

    def _place_trees(self, used: Iterable[int]) -> list[PlacedTree]:
        places = {page: place for place, page in enumerate(self._take_pages())}
        trees, first = [], 0
        for number, part in enumerate(self.parts):
            if number in used and part.elements is not None:
                own = {page: places[first + page] for page in range(part.page_count) if first + page in places}
                elements = in_pdf_2(part.elements) if self.is_pdf_2 else part.elements
                trees.append(PlacedTree(elements, part.texts, own))
            first += part.page_count
        return trees

    def _add_resources(self, pdf: Any, pages: Sequence[WrittenPage]) -> None:
        """Give pages that name more than faces resources of their own; those with the same share them."""
        spaces = find_color_spaces(self.drawing)
        shared = pdf.objects[int(spaces.split()[0]) + 1]
        if shared.get("ColorSpace") != spaces or (self.drawing is Drawing.TAGS and not _is_profile(pdf, PROFILE)):
            raise AssertionError("WeasyPrint writes its first objects in another order")
        frozen_images = (pair for part in self.parts for pair in part.images.items())
        written: dict[bytes, dict[str, Any]] = {}  # a picture that has several names is one
        images = {
            name: written.setdefault(frozen, {"image": _Image(frozen), **_AS_IT_IS}) for name, frozen in frozen_images
        }
        known: dict[Any, Any] = {}
        for form, objects in self.placed.items():
            images[name_picture(form)] = {"image": PlacedForm(pdf, objects, known), **_AS_IT_IS}
        references: dict[bytes, bytes] = {}
        for dictionary, page in zip(list_pages(pdf), pages, strict=True):
            frozen = page.resources
            if frozen and frozen not in references:
                resources = thaw(frozen)
                resources["Font"] = None
                references[frozen] = _reference_resources(pdf, resources, images, shared["Font"], {})
            if frozen:
                dictionary["Resources"] = references[frozen]


_AS_IT_IS = {"interpolate": False, "dpi_ratios": (1,), "x_object": None}


class _Image:
    """What ``_use_references`` (pdf/__init__.py) takes for a picture: one that is made already."""

    def __init__(self, frozen: bytes) -> None:
        self._frozen = frozen

    def get_x_object(self, _interpolate: bool, _ratio: float) -> Any:
        """The picture as an object."""
        return thaw(self._frozen)


def _is_profile(pdf: Any, reference: bytes) -> bool:
    return "N" in getattr(pdf.objects[int(reference.split()[0])], "extra", {})


def list_pages(pdf: Any) -> list[Any]:
    """The page dictionaries of *pdf* (pydyf) in order."""
    return [each for each in pdf.objects if isinstance(each, pydyf.Dictionary) and each.get("Type") == "/Page"]


TAGGED_OPTIONS: Mapping[str, Any] = {"pdf_variant": "pdf/a-2a", "output_intent": INTENT}
"""Those of a tagged PDF."""
PDF_2_OPTIONS: Mapping[str, Any] = {"pdf_variant": "pdf/a-4f", "output_intent": INTENT, "pdf_tags": True}
"""Those of one of PDF 2.0."""
UNTAGGED_OPTIONS: Mapping[str, Any] = {"output_intent": INTENT}
"""Those of a PDF of pages that were drawn with tags, without these: what they name has the same numbers."""
