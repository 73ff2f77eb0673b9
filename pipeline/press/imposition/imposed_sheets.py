"""Printer's sheets as a PDF: each page of the source once, as a form (ISO 32000-1, 8.10), vectors and fonts untouched.

Boxes are x₀, y₀, x₁, y₁ from the lower left corner. What a page says for screens (links, tags, outline) does not come
along; layers and output intents do.
"""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, BinaryIO

from pipeline.errors import BindingError, Problem
from pipeline.i18n import _
from pipeline.pdf.object_writer import ObjectWriter
from pipeline.pdf.objects import NameObject, catalogue_of, object_of, reference, write_object
from pipeline.pdf.raw_pdf import RawPdf, decode_stream
from pipeline.pdf.text_face import TextFace
from pipeline.press.file.source_pages import SourceObjects, SourcePage
from pipeline.press.imposition.schemes import Grid, Imposition, Placement, Scheme, Sheet, creep_of
from pipeline.press.imposition.sheet_layout import SheetLayout
from pipeline.press.marks.mark_drawing import REGISTRATION
from pipeline.press.marks.sheet_marks import COLOUR, FONT, SideMarks, draw_sheet_marks

# Bytes of content that is unpacked to join its streams: of a page, which is in memory, and of all.
_MOST_ON_PAGE, _MOST_CONTENT = 1 << 27, 1 << 30
_LEVEL = 9
_FROM_CATALOGUE = ("/OCProperties", "/OutputIntents")
_FROM_PAGE = ("/Group",)


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetWork:
    """How sheets are made. *caliper* and *creep* (of the innermost leaf; None: from the caliper) are pt; *slugs* has a
    line for the front and the back of each sheet; *face* is the TrueType font that sets them.
    """

    title: str
    slugs: tuple[tuple[str, str], ...]
    face: bytes
    caliper: float = 0.0
    creep: float | None = None


def write_sheets(
    file: BinaryIO,
    pdf: RawPdf,
    pages: Sequence[SourcePage],
    imposition: Imposition,
    layout: SheetLayout,
    work: SheetWork,
) -> None:
    """Write front and back of each sheet to *file*, which must be empty. Raises BindingError if that is too much."""
    _SheetWriter(ObjectWriter(file), pdf, pages, imposition=imposition, layout=layout, work=work).write()


class _SheetWriter:
    def __init__(
        self,
        writer: ObjectWriter,
        pdf: RawPdf,
        pages: Sequence[SourcePage],
        *,
        imposition: Imposition,
        layout: SheetLayout,
        work: SheetWork,
    ) -> None:
        self._writer = writer
        self._pages = pages
        self._imposition = imposition
        self._layouts = layout, layout.seen_from_behind()
        self._work = work
        self._deepest = imposition.deepest
        self._catalogue = catalogue_of(pdf)
        self._source = SourceObjects(pdf, writer)
        self._forms = _Forms(pdf, writer, self._source)
        self._bleed = max((page.bleed_width for page in pages), default=0.0)
        self._face = TextFace(work.face, (line for pair in work.slugs for line in pair))

    def write(self) -> None:
        """Write the pages as forms, the sides of the sheets, the page tree and the catalogue."""
        writer = self._writer
        self._tree, self._colour = writer.reserve(), writer.reserve()
        writer.put(self._colour, REGISTRATION)
        self._font = self._face.write(writer)
        forms = [self._forms.put(page) for page in self._pages]
        sides = []
        for index, sheet in enumerate(self._imposition.sheets):
            for is_back, grid in enumerate((sheet.front, sheet.back)):
                marks = self._marks(index, sheet, bool(is_back))
                sides.append(self._put_side(grid, self._layouts[is_back], marks, forms))
        kids = b" ".join(b"%d 0 R" % side for side in sides)
        writer.put(self._tree, b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(sides), kids))
        root, info = writer.reserve(), writer.reserve()
        catalogue = self._catalogue
        entries = {NameObject(key): catalogue.raw_get(key) for key in _FROM_CATALOGUE if key in catalogue}
        kept = self._source.renumber(write_object(entries))
        writer.put(root, b"<</Type/Catalog/Pages %d 0 R%s" % (self._tree, kept[2:]))
        self._source.put_waiting()
        writer.put(info, write_object({"/Title": self._work.title, "/Producer": "Kanben", "/Creator": "Kanben"}))
        writer.finish(root, info)

    def _marks(self, index: int, sheet: Sheet, is_back: bool) -> SideMarks:
        slug = self._face.encode_text(self._work.slugs[index][is_back])
        collating = None
        if self._imposition.scheme is Scheme.PERFECT and sheet.opens_at and not is_back:
            row, column = sheet.opens_at
            # the spine lies at the side of the first page where its neighbour is the last
            collating = row, column - 1 if sheet.front[row][column].spine < 0 else column, index
        return SideMarks(self._imposition.is_folded, slug, collating)

    def _put_side(self, grid: Grid, layout: SheetLayout, marks: SideMarks, forms: Sequence[int]) -> int:
        used, parts = {}, []
        for row, slots in enumerate(grid):
            for column, placement in enumerate(slots):
                if placement.page is not None:
                    name = NameObject(f"/P{placement.page + 1}")
                    used[name] = reference(forms[placement.page])
                    parts.append(self._place(layout, row, column, placement, name))
        parts.append(draw_sheet_marks(layout, marks))
        content, side = self._writer.reserve(), self._writer.reserve()
        self._writer.put_text_stream(content, b"<<>>", b"\n".join(parts))
        resources = {
            NameObject("/XObject"): used,
            NameObject("/ColorSpace"): {NameObject(COLOUR): reference(self._colour)},
            NameObject("/Font"): {NameObject(FONT): reference(self._font)},
        }
        self._writer.put(side, self._page(layout, write_object(resources), content))
        return side

    def _page(self, layout: SheetLayout, resources: bytes, content: int) -> bytes:
        sheet, block = layout.sheet, layout.block
        room = min(self._bleed, layout.margin)
        bleed = (block[0] - room, block[1] - room, block[2] + room, block[3] + room)
        boxes = (
            write_object([round(each, 4) for each in box]) for box in ((0, 0, sheet.width, sheet.height), bleed, block)
        )
        text = b"<</Type/Page/Parent %d 0 R/MediaBox%s/BleedBox%s/TrimBox%s/Resources%s/Contents %d 0 R>>"
        return text % (self._tree, *boxes, resources, content)

    def _place(self, layout: SheetLayout, row: int, column: int, placement: Placement, name: str) -> bytes:
        assert placement.page is not None
        page = self._pages[placement.page]
        creep = creep_of(placement.depth, self._deepest, self._work.caliper, self._work.creep)
        x, y, right, top = layout.reach(row, column, self._bleed)
        slot = layout.slot(row, column)
        matrix = page.matrix(slot, turned=placement.turned, shift=creep * placement.spine)
        clip = b"%s %s %s %s re W n" % tuple(write_object(float(each)) for each in (x, y, right - x, top - y))
        place = b"%s %s %s %s %s %s cm" % tuple(write_object(float(each)) for each in matrix)
        return b"q %s\n%s %s Do Q" % (clip, place, name.encode("ascii"))


class _Forms:
    """Pages of *pdf* as forms."""

    def __init__(self, pdf: RawPdf, writer: ObjectWriter, objects: SourceObjects) -> None:
        self._pdf = pdf
        self._writer = writer
        self._objects = objects
        self._unpacked = 0

    def put(self, page: SourcePage) -> int:
        """Write *page* as a form and return its number."""
        entries = object_of(self._pdf, page.number)
        form: dict[str, Any] = {"/Type": NameObject("/XObject"), "/Subtype": NameObject("/Form")}
        form["/BBox"] = [round(each, 4) for each in page.bleed]
        form |= {key: entries.raw_get(key) for key in ("/Resources", *_FROM_PAGE) if key in entries}
        body = self._objects.renumber(write_object({NameObject(key): value for key, value in form.items()}))
        number = self._writer.reserve()
        streams = [each.idnum for each in entries["/Contents"]] if "/Contents" in entries else []
        if len(streams) == 1 and b"/Filter" in self._pdf.bodies[streams[0]]:
            self._writer.put_stream(number, body[:-2] + b"/Filter/FlateDecode>>", self._pdf.streams[streams[0]])
        else:
            data = zlib.compress(b"\n".join(self._content(streams)), _LEVEL)
            self._writer.put_stream(number, body[:-2] + b"/Filter/FlateDecode>>", data)
        return number

    def _content(self, streams: Sequence[int]) -> list[bytes]:
        found, length = [], 0
        for number in streams:
            found.append(decode_stream(self._pdf, number))
            length += len(found[-1])
            self._unpacked += len(found[-1])
            if length > _MOST_ON_PAGE or self._unpacked > _MOST_CONTENT:
                reason = _("The content of the pages is too much to be put on sheets.")
                raise BindingError(Problem(reason, hint=_("Print it to a new PDF from a program that opens it.")))
        return found
