"""Stamps on the pages of bound issues: overlays that repeat, and the volume folio.

What repeats is one form; the folio is set in one font. A page gets two small content streams: one that all pages of its
side and size share, and its folio. Everything stamped is an artifact (ISO 32000-1, 14.8.2.2).

Coordinates: points, origin at the lower left corner of the trimmed page as it is read (after /Rotate), y upwards.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from pipeline.binding.document.object_copier import ObjectCopier
from pipeline.binding.fonts.font_union import glyph_widths
from pipeline.binding.stamps.folio_specimen import DIGITS, read_specimen
from pipeline.errors import BindingError, Problem
from pipeline.i18n import _
from pipeline.pdf.object_writer import ObjectWriter
from pipeline.pdf.objects import DictionaryObject, page_numbers, parse_object, resolve
from pipeline.pdf.raw_pdf import RawPdf, decode_stream

_FONT_NAME = "/KanbenFolio"
_FORM_NAME = "/Kanben-"

# Of a page: name of a stamp → how far it is moved to the right and up on the page as read, pt; None: it is left off.
# Stamps that are not named stay where the layout sets them.
PageMoves = Mapping[str, tuple[float, float] | None]
NO_MOVES: PageMoves = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class StampSheet:
    """Overlays set on pages of *width* × *height* pt; *pages* tells the page index of each by its name.

    The names are those of docs/layouts.md: ``head-recto``, ``foot-verso``, ``opening``, ``folio-recto`` and so on.
    *binding_edge* is the side of a recto that the spine is at; stamps keep their distance from the fore edge.
    """

    pdf: RawPdf
    pages: Mapping[str, int]
    width: float
    height: float
    binding_edge: Literal["left", "right"] = "left"


@dataclass(frozen=True, slots=True, kw_only=True)
class Trim:
    """Where a page is trimmed, in its own coordinates, and by how many degrees clockwise it is turned to be read."""

    left: float
    bottom: float
    right: float
    top: float
    turned: int = 0
    unit: float = 1.0  # of the page's coordinates, in points

    @property
    def size(self) -> tuple[float, float]:
        """Width and height as read, pt."""
        width, height = (self.right - self.left) * self.unit, (self.top - self.bottom) * self.unit
        return (height, width) if self.turned % 180 else (width, height)

    @property
    def matrix(self) -> tuple[float, float, float, float, float, float]:
        """From coordinates of the page as read to those of its content."""
        a, b, c, d = {0: (1, 0, 0, 1), 90: (0, 1, -1, 0), 180: (-1, 0, 0, -1), 270: (0, -1, 1, 0)}[self.turned]
        x = self.left if self.turned in (0, 270) else self.right
        y = self.bottom if self.turned in (0, 90) else self.top
        return a / self.unit, b / self.unit, c / self.unit, d / self.unit, x, y


@dataclass(frozen=True, slots=True, kw_only=True)
class FolioStyle:
    """How the volume folio is set on one side: *x* is its outer end, *y* its base line, on the sheet's page, pt."""

    font: int
    size: float
    colour: bytes
    glyphs: tuple[bytes, ...]
    advance: float  # of a digit, pt
    x: float
    y: float


def is_outer_right(name: str, binding_edge: str) -> bool:
    """Whether the fore edge of the side that *name* ends with (``-recto`` or ``-verso``) is at the right."""
    return name.endswith("recto") == (binding_edge == "left")


def anchors(
    sheet: StampSheet, trim: Trim, folio: int, opens_issue: bool = False
) -> list[tuple[str, tuple[float, float]]]:
    """What is stamped on a page, the folio first, and by how much it is moved from the sheet's page to this one, pt.

    Stamps keep their distance from the fore edge, those in the head from the top; others from the foot.
    """
    side = "recto" if folio % 2 else "verso"
    width, height = trim.size
    outwards = width - sheet.width if is_outer_right(side, sheet.binding_edge) else 0.0
    places = [
        (f"folio-{side}", (outwards, 0.0)),
        (f"head-{side}", (outwards, height - sheet.height)),
        (f"foot-{side}", (outwards, 0.0)),
    ]
    if opens_issue:  # told from the binding edge, which is at the other side
        places.append(("opening", (width - sheet.width - outwards, 0.0)))
    return places


class Stamper:
    """Stamps pages. Overlays and the folio's font are written once, when this is made."""

    def __init__(self, sheet: StampSheet, writer: ObjectWriter, copier: ObjectCopier) -> None:
        self._sheet = sheet
        self._writer = writer
        self._page_numbers = page_numbers(sheet.pdf)
        self._forms = {name: self._form(name, copier) for name in sheet.pages if not name.startswith("folio-")}
        self._folios = {side: self._folio_style(side, copier) for side in ("recto", "verso")}
        self._shared: dict[bytes, int] = {}
        self.opening = self._stream(b"q ")  # what every stamped page begins with

    def resources(self) -> dict[str, dict[str, int]]:
        """What the resources of a stamped page need: kind of resource → name → object number."""
        forms = {_FORM_NAME + name: number for name, number in self._forms.items()}
        return {"/XObject": forms, "/Font": {_FONT_NAME: self._folios["recto"].font}}

    def stamp(self, trim: Trim, folio: int, opens_issue: bool = False, moves: PageMoves = NO_MOVES) -> list[int]:
        """The content streams that follow the page's own, before which ``opening`` stands. *folio* is the volume's.

        A folio that is moved to nowhere (None) stays where it is.
        """
        (folio_name, folio_place), *places = anchors(self._sheet, trim, folio, opens_issue)
        pieces = [b" Q/Artifact<</Type/Pagination>>BDC q %s cm" % _figures(trim.matrix)]
        for name, place in places:
            move = moves.get(name, (0.0, 0.0))
            if name in self._forms and move is not None:
                form = (_FORM_NAME + name).encode("ascii")
                pieces.append(b"q 1 0 0 1 %s cm%s Do Q" % (_figures((place[0] + move[0], place[1] + move[1])), form))
        repeated = b"\n".join(pieces)
        if repeated not in self._shared:
            self._shared[repeated] = self._stream(repeated)
        move = moves.get(folio_name) or (0.0, 0.0)
        place = folio_place[0] + move[0], folio_place[1] + move[1]
        return [self._shared[repeated], self._stream(self._folio(folio_name, str(folio), place))]

    def _folio(self, name: str, digits: str, place: tuple[float, float]) -> bytes:
        style = self._folios[name.removeprefix("folio-")]
        is_right = is_outer_right(name, self._sheet.binding_edge)
        x = style.x + place[0] - (len(digits) * style.advance if is_right else 0.0)
        glyphs = b"".join(style.glyphs[int(digit)] for digit in digits)
        font = b"%s %s" % (_FONT_NAME.encode("ascii"), _figures((style.size,)))
        return b"\nBT %s%s Tf %s Td<%s>Tj ET Q EMC" % (style.colour, font, _figures((x, style.y + place[1])), glyphs)

    def _stream(self, content: bytes) -> int:
        number = self._writer.reserve()
        self._writer.put_stream(number, b"<<>>", content)
        return number

    def _page(self, name: str) -> DictionaryObject:
        page = parse_object(self._sheet.pdf.bodies[self._page_numbers[self._sheet.pages[name]]])
        assert isinstance(page, DictionaryObject)
        return page

    def _form(self, name: str, copier: ObjectCopier) -> int:
        """The page *name* of the sheet as a form."""
        page, number = self._page(name), self._writer.reserve()
        box = _figures((self._sheet.width, self._sheet.height))
        resources = copier.number_of(page.raw_get("/Resources").idnum)
        content = decode_stream(self._sheet.pdf, page.raw_get("/Contents").idnum)
        dictionary = b"<</Type/XObject/Subtype/Form/BBox[0 0 %s]/Resources %d 0 R>>" % (box, resources or 0)
        self._writer.put_text_stream(number, dictionary, content)
        return number

    def _folio_style(self, side: str, copier: ObjectCopier) -> FolioStyle:
        """Read how the specimen ``0123456789`` of *side* is set."""
        pdf, name = self._sheet.pdf, f"folio-{side}"
        page = self._page(name) if name in self._sheet.pages else None
        specimen = read_specimen(decode_stream(pdf, page.raw_get("/Contents").idnum)) if page is not None else None
        if page is None or specimen is None:
            message = _("The layout of the volume shows no folio to stamp.")
            hint = _("Its stamps need pages “folio-recto” and “folio-verso” with the digits 0123456789.")
            raise BindingError(Problem(message, hint=hint))
        fonts = resolve(pdf, parse_object(pdf.bodies[page.raw_get("/Resources").idnum]), "/Font")
        number = fonts.raw_get(specimen.font).idnum
        advance = glyph_widths(pdf, number)[int(specimen.glyphs[0], 16)] / 1000 * specimen.size
        x = specimen.x + (len(DIGITS) * advance if is_outer_right(name, self._sheet.binding_edge) else 0.0)
        font = copier.number_of(number) or 0
        return FolioStyle(
            font=font,
            size=specimen.size,
            colour=specimen.colour,
            glyphs=specimen.glyphs,
            advance=advance,
            x=x,
            y=specimen.y,
        )


def _figures(numbers: Iterable[float]) -> bytes:
    return b" ".join(f"{round(number, 3):g}".encode("ascii") for number in numbers)
