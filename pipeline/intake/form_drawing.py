"""Appearances made for values of forms that have none: text in a face of the house, fitted to the field's place.

As readers do it (ISO 32000-1, 12.7.3.3): what the field says of size, colour and alignment counts. Where a text does
not fit, it is set smaller rather than cut off.
"""

import re
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from pipeline.i18n import _, ngettext
from pipeline.intake.form_frames import Frame, draw_mark, figure
from pipeline.intake.form_values import FormValue
from pipeline.intake.kept_objects import KeptObjects
from pipeline.pdf.text_face import TextFace, read_text_face

_PADDING = 2.0  # pt between the edge of a field and its text
_LEADING = 1.25  # in sizes
_DEPTH = 0.2  # in sizes: of the face below its base line
_OF_HEIGHT = 0.7  # of a field of one line, the size where it is left open
_SIZE_OF_MANY = 12.0  # pt, of a field of several lines where it is left open
_LEAST, _STEP = 4.0, 0.92  # pt; what can still be read; how a text that does not fit is made smaller
_NARROWEST = 0.25  # of a size, the advance of a letter
_MOST_NAMED = 20
_MOST_CHARACTERS = 1_000_000
_TOKEN = re.compile(r"[!-~]+|.", re.DOTALL)
_MATRICES = {0: "1 0 0 1 0 0", 1: "0 1 -1 0 {w} 0", 2: "-1 0 0 -1 {w} {h}", 3: "0 -1 1 0 0 {h}"}


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldLook:
    """What an appearance is to show: a *frame*, and in it a *value*, or the mark of a box that *is_ticked*."""

    frame: Frame
    value: FormValue | None = None
    is_ticked: bool = False


@dataclass(frozen=True, slots=True)
class _Ordered:
    """An appearance that is to be the object *number*, for a place of *width* × *height* pt."""

    number: int
    width: float
    height: float
    look: FieldLook


@dataclass(slots=True, kw_only=True)
class FormDrawings:
    """Orders appearances while pages are kept, and puts them all at the end, with one font for what they say."""

    kept: KeptObjects
    _ordered: list[_Ordered] = field(default_factory=list)
    _lacking: dict[str, str] = field(default_factory=dict)  # field → characters
    _cut: list[str] = field(default_factory=list)
    _secrets: list[str] = field(default_factory=list)
    _unshown: list[str] = field(default_factory=list)
    _characters: int = 0

    def note_secret(self, value: FormValue) -> None:
        """Note that *value* is a password."""
        self._secrets.append(value.field)

    def note_unshown(self, field: str) -> None:
        """Note that no page shows what is filled in in the field named *field*."""
        self._unshown.append(field)

    def order(self, look: FieldLook, width: float, height: float) -> int | None:
        """The number of the appearance that is to show *look* at a place of *width* × *height* pt.

        None, which is told, where a file has more to be set than a form of paper could hold.
        """
        self._characters += len(look.value.text) if look.value else 1
        if self._characters > _MOST_CHARACTERS:
            self._cut.append(look.value.field if look.value else "")
            return None
        number = self.kept.legacy.new_number()
        self._ordered.append(_Ordered(number, width, height, look))
        return number

    def put(self) -> None:
        """Put what was ordered, and note what can't be shown as it is."""
        texts = [each.look.value.text for each in self._ordered if each.look.value is not None]
        face = TextFace(read_text_face(), texts) if texts else None
        font = face.write(_KeptPlace(self.kept)) if face is not None else 0
        for each in self._ordered:
            content = self._compose(each, face)
            self._put_form(each, content.encode("latin-1"), font if each.look.value else 0)
            self.kept.findings.counts["drawn"] += each.look.is_ticked or bool(each.look.value and each.look.value.field)
        if self._lacking:
            text = _("Characters of fields that no face of the house has are printed as “?”: {fields}.")
            rows = [f"{name}: {characters}" for name, characters in self._lacking.items()]
            self.kept.findings.note(text.format(fields=_join_names(rows)))
        if self._cut:
            text = ngettext(
                "The value of a field does not fit in its place, and its end is not printed: {fields}.",
                "The values of fields do not fit in their places, and their ends are not printed: {fields}.",
                len(self._cut),
            )
            self.kept.findings.note(text.format(fields=_join_names(self._cut)))
        if self._secrets:
            text = _("Passwords in fields are not printed: {fields}.")
            self.kept.findings.note(text.format(fields=_join_names(self._secrets)))
        if self._unshown:
            text = _("What is filled in in fields that no page shows is not printed: {fields}.")
            self.kept.findings.note(text.format(fields=_join_names(self._unshown)))

    def _put_form(self, ordered: _Ordered, content: bytes, font: int) -> None:
        turns = ordered.look.value.quarter_turns if ordered.look.value else 0
        w, h = ordered.width, ordered.height
        box = (h, w) if turns % 2 else (w, h)
        matrix = _MATRICES[turns].format(w=figure(w), h=figure(h))
        resources = f"/Font<</F {font} 0 R>>" if font else ""
        head = f"/BBox[0 0 {figure(box[0])} {figure(box[1])}]/Matrix[{matrix}]/Resources<<{resources}>>"
        body = f"<</Type/XObject/Subtype/Form{head}>>".encode("ascii")
        _KeptPlace(self.kept).put_text_stream(ordered.number, body, content)

    def _compose(self, ordered: _Ordered, face: TextFace | None) -> str:
        """The content of an appearance."""
        look, width, height = ordered.look, ordered.width, ordered.height
        if look.value and look.value.quarter_turns % 2:
            width, height = height, width
        rows = [look.frame.draw(width, height)]
        if look.is_ticked:
            rows.append(draw_mark(width, height, is_round=look.frame.is_round))
        if look.value and face:
            rows.append(self._set(look.value, face, width, height))
        return "\n".join(filter(None, rows))

    def _set(self, value: FormValue, face: TextFace, width: float, height: float) -> str:
        """*value* as text within a place of *width* × *height* pt, turned already."""
        lacking = "".join(dict.fromkeys(each for each in value.text if not face.has(each) and each != "\n"))
        if lacking:
            self._lacking[value.field] = lacking
        size, lines, fits = _fit(value, face, width, height)
        if not fits:
            self._cut.append(value.field)
        rows = [f"q 0 0 {figure(width)} {figure(height)} re W n BT {value.colour} /F {figure(size)} Tf"]
        top, middle = height - _PADDING - size * (1 - _DEPTH), height / 2 - size * (0.5 - _DEPTH)
        first = top if value.is_multiline else middle
        for index, line in enumerate(lines):
            y = first - index * size * _LEADING
            for text, x in _pieces(line, value, face, width, size):
                shown = face.encode_text(text).decode("ascii")
                rows.append(f"1 0 0 1 {figure(x)} {figure(y)} Tm {shown} Tj")
        return "\n".join([*rows, "ET Q"])


@dataclass(frozen=True, slots=True)
class _KeptPlace:
    """What is kept of a file, as a place where objects are put."""

    kept: KeptObjects

    def reserve(self) -> int:
        return self.kept.legacy.new_number()

    def put(self, number: int, body: bytes) -> None:
        self.kept.pdf.bodies[number] = body

    def put_text_stream(self, number: int, dictionary: bytes, text: bytes) -> None:
        self.kept.pdf.bodies[number] = dictionary.rstrip()[:-2] + b"/Filter/FlateDecode>>"
        self.kept.pdf.streams[number] = zlib.compress(text)


def _fit(value: FormValue, face: TextFace, width: float, height: float) -> tuple[float, list[str], bool]:
    """The size of the text in pt, its lines, and whether they fit."""
    most = int(width * height / (_NARROWEST * _LEADING * _LEAST**2)) + 1
    if len(value.text) > most:
        return _LEAST, _lines(replace(value, text=value.text[:most]), face, (width - 2 * _PADDING) / _LEAST), False
    size = value.size or (_SIZE_OF_MANY if value.is_multiline else height * _OF_HEIGHT)
    size = max(size, _LEAST)
    while True:
        lines = _lines(value, face, (width - 2 * _PADDING) / size)
        depth = len(lines) * _LEADING * size + (2 * _PADDING if value.is_multiline else 0)
        is_wide = not value.cells and any(face.width(line) * size > width - 2 * _PADDING for line in lines)
        fits = not is_wide and (depth <= height or len(lines) == 1)
        if fits or size <= _LEAST:
            return size, lines, fits
        size = max(_LEAST, size * _STEP)


def _lines(value: FormValue, face: TextFace, measure: float) -> list[str]:
    """The lines of *value*, where *measure* is in sizes of the face."""
    paragraphs = value.text.split("\n")
    if not value.is_multiline:
        return [" ".join(paragraphs)]
    lines = []
    for paragraph in paragraphs:
        line, length = "", 0.0
        for token in _TOKEN.findall(paragraph):
            pieces = list(token) if face.width(token) > measure else [token]
            for piece in pieces:
                wide = face.width(piece)
                if line and length + wide > measure:
                    lines.append(line)
                    line, length = "", 0.0
                line, length = line + piece, length + wide
        lines.append(line)
    return lines


def _pieces(line: str, value: FormValue, face: TextFace, width: float, size: float) -> Sequence[tuple[str, float]]:
    """What of *line* stands where: texts with their left ends, pt."""
    if value.cells:
        cell = width / value.cells
        return [(each, (at + 0.5) * cell - face.width(each) * size / 2) for at, each in enumerate(line)]
    left = width - 2 * _PADDING - face.width(line) * size
    return [(line, _PADDING + max(0.0, left) * value.alignment / 2)]


def _join_names(rows: Sequence[str]) -> str:
    shown = "; ".join(rows[:_MOST_NAMED])
    left = len(rows) - _MOST_NAMED
    return shown if left <= 0 else f"{shown}; … (+{left})"
