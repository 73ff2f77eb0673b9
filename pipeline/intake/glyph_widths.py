"""How far text goes: widths of glyphs as fonts tell them (ISO 32000-1, 9.2.4, 9.6.2.1 and 9.7.4.3)."""

from dataclasses import dataclass
from typing import Any, TypeGuard

from pipeline.intake.pdf_objects import PdfObjects

_MOST = 0x10000  # codes of two bytes
_LARGEST = 100.0  # em; a glyph that is wider is an accident


@dataclass(frozen=True, slots=True)
class Widths:
    """Widths of a font by code, in ems; *default* for the others. Codes have *code_bytes* bytes."""

    by_code: dict[int, float]
    default: float
    code_bytes: int

    def advance(self, text: bytes) -> tuple[float, int, int]:
        """How wide *text* is in ems, of how many glyphs, and how many of them are the space that Tw widens."""
        if self.code_bytes == 1:
            return sum(self.by_code.get(code, self.default) for code in text), len(text), text.count(b" ")
        codes = memoryview(text[: len(text) // 2 * 2])
        pairs = zip(codes[::2], codes[1::2], strict=True)
        return sum(self.by_code.get(high << 8 | low, self.default) for high, low in pairs), len(codes) // 2, 0


def widths_of(
    document: PdfObjects, entries: dict[str, Any], inner: dict[str, Any], *, is_identity: bool
) -> Widths | None:
    """The widths of the font *entries*, whose descendant is *inner*; None where it does not tell them.

    Not told are those of faces that are not in the file, of Type 3 fonts, and of text in other codes than Identity-H.
    """
    kind = document.value(entries.get("/Subtype"))
    if kind == "/Type0":
        if not is_identity or document.value(entries.get("/Encoding")) != "/Identity-H":
            return None
        default = document.value(inner.get("/DW"))
        return Widths(_by_cid(document, inner.get("/W")), _em(default) if _is_number(default) else 1.0, 2)
    first = document.value(entries.get("/FirstChar"))
    rows = [document.value(each) for each in document.array(entries.get("/Widths"))[:256]]
    if kind == "/Type3" or type(first) is not int or not rows:
        return None
    descriptor = document.dictionary(entries.get("/FontDescriptor"))
    missing = document.value(descriptor.get("/MissingWidth"))
    known = {first + at: _em(row) for at, row in enumerate(rows) if _is_number(row)}
    return Widths(known, _em(missing) if _is_number(missing) else 0.0, 1)


def _by_cid(document: PdfObjects, item: Any) -> dict[int, float]:
    """The array W: a code and an array of widths, or two codes and the width of all between them."""
    found: dict[int, float] = {}
    rows, at, spent = document.array(item), 0, 0
    while at + 1 < len(rows) and spent < _MOST:
        first, second = document.value(rows[at]), document.value(rows[at + 1])
        if type(first) is not int:
            break
        if isinstance(second, list):
            values = [document.value(each) for each in second[:_MOST]]
            found.update({first + step: _em(value) for step, value in enumerate(values) if _is_number(value)})
            at, spent = at + 2, spent + len(values) + 1
            continue
        width = document.value(rows[at + 2]) if at + 2 < len(rows) else None
        if type(second) is not int or not _is_number(width):
            break
        codes = range(first, min(second + 1, first + _MOST))
        found.update(dict.fromkeys(codes, _em(width)))
        at, spent = at + 3, spent + len(codes) + 1
    return found


def _is_number(item: Any) -> TypeGuard[float]:
    return isinstance(item, int | float) and not isinstance(item, bool)


def _em(width: float) -> float:
    return max(-_LARGEST, min(_LARGEST, width / 1000))
