"""Pages of a source and what they refer to, taken under new numbers into another file.

Boxes are x₀, y₀, x₁, y₁ from the lower left corner.
"""

from dataclasses import dataclass

from pipeline.pdf.object_writer import ObjectWriter
from pipeline.pdf.raw_pdf import RawPdf, Renumbering, renumber
from pipeline.press.imposition.sheet_layout import Box
from pipeline.units import Size

Matrix = tuple[float, float, float, float, float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcePage:
    """A page of the source: the *number* of its object, its *trim* and *bleed* in its own units, each *unit* pt, before
    it is turned by *rotation* (degrees clockwise: 0, 90, 180, 270).
    """

    number: int
    trim: Box
    bleed: Box
    rotation: int = 0
    unit: float = 1.0

    @property
    def size(self) -> Size:
        """The trimmed page as it is seen, pt."""
        width, height = (self.trim[2] - self.trim[0]) * self.unit, (self.trim[3] - self.trim[1]) * self.unit
        return Size(height, width) if self.rotation % 180 else Size(width, height)

    @property
    def bleed_width(self) -> float:
        """The widest bleed of the four edges, pt."""
        before = (self.trim[0] - self.bleed[0], self.trim[1] - self.bleed[1])
        beyond = (self.bleed[2] - self.trim[2], self.bleed[3] - self.trim[3])
        return max(0.0, *before, *beyond) * self.unit

    def matrix(self, slot: Box, *, turned: bool, shift: float) -> Matrix:
        """From the page's own space to the sheet's: trim in *slot*, head down if *turned*, *shift* pt to the right."""
        x, y, right, top = self.trim
        a, b = {0: (1, 0), 90: (0, -1), 180: (-1, 0), 270: (0, 1)}[(self.rotation + 180 * turned) % 360]
        c, d = -b, a
        corners = [(a * u + c * v, b * u + d * v) for u in (x, right) for v in (y, top)]
        left, foot = (min(each) * self.unit for each in zip(*corners, strict=True))
        scaled = (a * self.unit, b * self.unit, c * self.unit, d * self.unit)
        return *scaled, slot[0] - left + shift, slot[1] - foot


class SourceObjects:
    """Takes objects of *pdf* to *writer*: those that are referred to, and what they refer to in turn."""

    def __init__(self, pdf: RawPdf, writer: ObjectWriter) -> None:
        self._pdf = pdf
        self._writer = writer
        self._numbers: dict[int, int] = {}
        self._waiting: list[int] = []
        self._renumbering = Renumbering(self._number_of)

    def _number_of(self, number: int) -> int | None:
        if number not in self._pdf.bodies:
            return None
        if number not in self._numbers:
            self._numbers[number] = self._writer.reserve()
            self._waiting.append(number)
        return self._numbers[number]

    def renumber(self, body: bytes) -> bytes:
        """*body*, which stands in the source, with its references changed; what it refers to waits to be written."""
        return renumber(body, self._renumbering)

    def put_waiting(self) -> None:
        """Write all that was referred to, and what that refers to."""
        while self._waiting:
            number = self._waiting.pop()
            self._put(self._numbers[number], number, self._pdf.bodies[number])

    def put_changed(self, number: int, body: bytes) -> int:
        """Write the object *number* of the source once more, with *body* in place of its own; its number."""
        copy = self._writer.reserve()
        self._put(copy, number, body)
        return copy

    def _put(self, number: int, source: int, body: bytes) -> None:
        if source in self._pdf.streams:
            self._writer.put_stream(number, self.renumber(body), self._pdf.streams[source])
        else:
            self._writer.put(number, self.renumber(body))
