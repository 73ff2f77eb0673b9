"""What stands on the pages of a finished PDF: glyphs with their origins, lines, and drawn shapes, read by PDFium.

Positions are pt from the top left corner of the page; sizes pt; what belongs to a glyph is in em of that glyph.

Glyphs are read from a copy in which each stands for itself (actual_text.py). Text that readers extract is read from the
PDF as it is (``extracted``).
"""

import ctypes
import subprocess
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import pypdfium2
import pypdfium2.raw as pdfium

from tests.conformance.actual_text import plainly_drawn, widths_by_face

OPENING = "（《〈「『【〔〖［｛“‘"
"""Marks whose ink stands in the right half of the em."""
CLOSING = "）》〉」』】〕〗］｝”’，、；：。？！．"
"""Marks whose ink stands in the left half of the em."""
_Widths = Mapping[str, Mapping[str, Collection[float]]]  # of each face and character
_HYPHEN = "\x02"  # what PDFium makes of a hyphen at a line's end
_ROUNDED = 0.002  # em
_RAISED = 0.6  # em above the base line: note marks belong to the line, ruby does not
_READING = 0.6  # of the size of the line that it stands over
_PARTED = 1.4  # em of white between two columns or cells; no line is set so wide


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character on paper. *x*, *y*: its origin. *advance* is the face's own. *ink*: left, bottom, right and top of
    what is drawn, from the origin, y upwards. *font* is the face's name without the subset's letters."""

    character: str
    x: float
    y: float
    size: float
    advance: float
    ink: tuple[float, float, float, float]
    font: str

    @property
    def left(self) -> float:
        """Where the character begins: an opening mark with the second half of its em."""
        return self.x + (self.size / 2 if self.character in OPENING and self.advance > 0.9 else 0)

    @property
    def right(self) -> float:
        """Where the character ends: a closing mark or a stop with the first half of its em."""
        return self.x + self.size * (0.5 if self.character in CLOSING and self.advance > 0.9 else self.advance)


@dataclass
class Line:
    """Glyphs on one base line, from the left; raised note marks are among them. *above*: the readings over them."""

    base: float
    size: float
    glyphs: list[Glyph] = field(default_factory=list)
    above: list[Glyph] = field(default_factory=list)

    @cached_property
    def text(self) -> str:
        """The characters of the line."""
        return "".join(glyph.character for glyph in self.glyphs)

    @property
    def left(self) -> float:
        """The left edge of the first character."""
        return self.glyphs[0].left

    @property
    def right(self) -> float:
        """The right edge of the last character that is no space."""
        return next(glyph for glyph in reversed(self.glyphs) if glyph.character != " ").right

    def find(self, text: str) -> list[Glyph]:
        """The glyphs of the first *text* in the line. Raises LookupError when it is not there."""
        start = self.text.find(text)
        if start < 0:
            raise LookupError(f"{text} is not in {self.text}")
        return self.glyphs[start : start + len(text)]

    def has_reading(self, glyph: Glyph) -> bool:
        """Whether a reading stands over a glyph of the line."""
        readings = ((one.x, one.x + one.advance * one.size) for one in self.above)
        return any(start < glyph.x + glyph.size * glyph.advance and end > glyph.x for start, end in readings)

    def gaps(self) -> list[float]:
        """The white added between each character and the next, em of the line: beyond what the face gives the first."""
        pairs = zip(self.glyphs, self.glyphs[1:], strict=False)
        return [(second.x - first.x - first.advance * first.size) / self.size for first, second in pairs]


@dataclass(frozen=True)
class Shape:
    """The box of a placed image or a drawn path. *points* are the ends and handles of a path's pieces; the box is
    that of the points, and so without the width of a stroke."""

    left: float
    top: float
    right: float
    bottom: float
    points: tuple[tuple[float, float], ...] = ()
    is_stroked: bool = False

    @property
    def middle(self) -> tuple[float, float]:
        """The middle of the box."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2


@dataclass
class Page:
    """One page. *shapes* are drawn paths, *pictures* the boxes of placed images."""

    width: float
    height: float
    glyphs: list[Glyph]
    shapes: list[Shape]
    pictures: list[Shape]

    @cached_property
    def lines(self) -> list[Line]:
        """The lines from the top, and from the left where several stand side by side."""
        lines = [line for row in _rows(self.glyphs) for line in _parted(row)]
        return sorted(lines, key=lambda line: (round(line.base), line.left))

    @cached_property
    def rows(self) -> list[Line]:
        """All that stands on one base line, from the top: for pages of one column, however loose its lines are."""
        rows = _rows(self.glyphs)
        for row in rows:
            row.glyphs.sort(key=lambda glyph: glyph.left)
        return sorted(rows, key=lambda row: row.base)


def read_pages(data: bytes, numbers: Sequence[int] | None = None) -> list[Page]:
    """The pages of a PDF with the 0-based *numbers*, or all."""
    plain = plainly_drawn(data)
    document, widths = pypdfium2.PdfDocument(plain), widths_by_face(plain)
    try:
        return [_page(document[number], widths) for number in (range(len(document)) if numbers is None else numbers)]
    finally:
        document.close()


def extracted(data: bytes, numbers: Sequence[int] | None = None) -> str:
    """The text of the pages with the 0-based *numbers*, or of all, as PDFium gives it, without line ends."""
    document = pypdfium2.PdfDocument(data)
    pages = [document[number] for number in (range(len(document)) if numbers is None else numbers)]
    text = "".join(page.get_textpage().get_text_range() for page in pages)
    document.close()
    return text.replace("\r", "").replace("\n", "").replace("\ufffe", "")


def extracted_by_poppler(data: bytes, numbers: range | None = None) -> str:
    """The text of the pages with the 0-based *numbers*, or of all, as pdftotext gives it, without line ends."""
    pages = ["-f", str(numbers[0] + 1), "-l", str(numbers[-1] + 1)] if numbers else []
    result = subprocess.run(["pdftotext", *pages, "-", "-"], input=data, capture_output=True, check=True)
    return result.stdout.decode().replace("\n", "").replace("\f", "")


def lines_by_poppler(data: bytes) -> list[str]:
    """The lines that pdftotext -raw makes out, in the order of drawing."""
    result = subprocess.run(["pdftotext", "-raw", "-", "-"], input=data, capture_output=True, check=True)
    return [line for line in result.stdout.decode().replace("\f", "").split("\n") if line]


def _page(page: pypdfium2.PdfPage, widths: _Widths) -> Page:
    height = page.get_height()
    paths = [_path(drawn, height) for drawn in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH])]
    images = []
    for placed in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE]):
        left, bottom, right, top = placed.get_bounds()
        images.append(Shape(left, height - top, right, height - bottom))
    glyphs = list(_glyphs(page.get_textpage(), height, widths))
    return Page(page.get_width(), height, glyphs, paths, images)


def _path(drawn: pypdfium2.PdfObject, height: float) -> Shape:
    matrix, x, y = pdfium.FS_MATRIX(), ctypes.c_float(), ctypes.c_float()
    mode, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPageObj_GetMatrix(drawn, matrix)
    pdfium.FPDFPath_GetDrawMode(drawn, mode, stroke)
    points = []
    for number in range(pdfium.FPDFPath_CountSegments(drawn)):
        pdfium.FPDFPathSegment_GetPoint(pdfium.FPDFPath_GetPathSegment(drawn, number), x, y)
        down = matrix.b * x.value + matrix.d * y.value + matrix.f
        points.append((matrix.a * x.value + matrix.c * y.value + matrix.e, height - down))
    across, down = zip(*points, strict=True)
    return Shape(min(across), min(down), max(across), max(down), tuple(points), bool(stroke.value))


def _glyphs(text: pypdfium2.PdfTextPage, height: float, widths: _Widths) -> Iterator[Glyph]:
    x, y = ctypes.c_double(), ctypes.c_double()
    left, right, bottom, top = (ctypes.c_double() for _side in range(4))
    matrix, box = pdfium.FS_MATRIX(), pdfium.FS_RECTF()
    names: dict[int, str] = {}
    for index in range(text.count_chars()):
        character = chr(pdfium.FPDFText_GetUnicode(text, index)).replace(_HYPHEN, "-")
        if pdfium.FPDFText_IsGenerated(text, index) or character in "\r\n":
            continue
        pdfium.FPDFText_GetCharOrigin(text, index, x, y)
        pdfium.FPDFText_GetCharBox(text, index, left, right, bottom, top)
        pdfium.FPDFText_GetLooseCharBox(text, index, box)
        pdfium.FPDFText_GetMatrix(text, index, matrix)
        if abs(matrix.d) <= abs(matrix.b):  # turned text is read from a page that is turned back
            continue
        size = pdfium.FPDFText_GetFontSize(text, index) * abs(matrix.d)
        font = pdfium.FPDFTextObj_GetFont(pdfium.FPDFText_GetTextObject(text, index))
        handle = ctypes.cast(font, ctypes.c_void_p).value or 0
        if handle not in names:
            names[handle] = _font_name(font)
        name = names[handle]
        advance = _advance((box.right - x.value) / size, widths.get(name, {}).get(character, ()))
        sides = (left.value - x.value, bottom.value - y.value, right.value - x.value, top.value - y.value)
        ink = (sides[0] / size, sides[1] / size, sides[2] / size, sides[3] / size)
        yield Glyph(character, x.value, height - y.value, size, advance, ink, name.partition("+")[2] or name)


def _advance(box: float, widths: Collection[float]) -> float:
    """The advance of a glyph, em: that of the *widths* of its character which its *box* has room for.

    PDFium's box of a glyph is as wide as its advance, or as its ink where that goes beyond.
    """
    return max((width for width in widths if width <= box + _ROUNDED), default=box)


def _font_name(font: object) -> str:
    name = ctypes.create_string_buffer(200)
    pdfium.FPDFFont_GetBaseFontName(font, name, len(name))
    return name.value.decode()


def _rows(glyphs: Sequence[Glyph]) -> list[Line]:
    rows: list[Line] = []
    for glyph in sorted(glyphs, key=lambda one: -one.size):
        row = next((row for row in rows if _stands_on(glyph, row)), None)
        if row is None:
            row = Line(glyph.y, glyph.size)
            rows.append(row)
        row.glyphs.append(glyph)
    for row in rows:
        for other in rows:
            if other.size < _READING * row.size and row.size / 2 < row.base - other.base < 1.5 * row.size:
                row.above += other.glyphs
    return rows


def _stands_on(glyph: Glyph, row: Line) -> bool:
    if abs(glyph.y - row.base) < 0.3:
        return True
    return glyph.size < 0.9 * row.size and 0 < row.base - glyph.y < _RAISED * row.size


def _parted(row: Line) -> Iterator[Line]:
    line = Line(row.base, row.size, above=row.above)
    for glyph in sorted(row.glyphs, key=lambda one: one.left):
        if line.glyphs and glyph.left - line.glyphs[-1].right > _PARTED * row.size:
            yield line
            line = Line(row.base, row.size, above=row.above)
        line.glyphs.append(glyph)
    yield line
