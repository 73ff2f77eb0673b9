"""Fields 域: what Word computes, and shows as text (ISO/IEC 29500-1, 17.16)."""

import re
from dataclasses import dataclass

from pipeline.addresses import is_allowed
from pipeline.manuscript.word.equation_fields import read_equation_field
from pipeline.manuscript.word.manuscript import Equation, Look, Piece, Reading, Words
from pipeline.manuscript.word.parts import Element, W, is_on, number_of
from pipeline.manuscript.word.symbols import sign_of

_HIDING = ("TOC", "TOA", "INDEX", "XE", "TC", "RD")  # contents and what they are made from
_ADDRESS = re.compile(r'HYPERLINK\s+(?:\\[tno]\s+(?:"[^"]*"\s+)?)*"([^"]+)"', re.IGNORECASE)
_IN_RING = re.compile(r"\\o\s*\\ac\s*\(\s*([○◯□△◇⃝])\s*,\s*([^(),]{1,4})\s*\)", re.IGNORECASE)
_WITH_READING = re.compile(r"\\o\s*\\a[a-z]\s*\(\s*\\s\s*\\up\s*\d*\s*\(([^()]+)\)\s*,\s*([^()]+)\)", re.IGNORECASE)
_SYMBOL = re.compile(r'SYMBOL\s+(0x[0-9a-f]{1,8}|\d{1,9})(?:.*?\\f\s+"([^"]+)")?', re.IGNORECASE)
_BUTTON = re.compile(r"MACROBUTTON\s+\S+\s+(.*)", re.IGNORECASE | re.DOTALL)
_UPRIGHT = "ⒶⒷⒸⒹⒺⒻⒼⒽⒾⒿⓀⓁⓂⓃⓄⓅⓆⓇⓈⓉⓊⓋⓌⓍⓎⓏ"


@dataclass(slots=True)
class Field:
    """A field that is being read: its *code* so far, and whether its result has begun. *begin* is the place among the
    pieces of its paragraph where it began; *form* has the facts of a field to be filled in."""

    begin: int
    form: Element | None = None
    code: str = ""
    has_result: bool = False

    @property
    def kind(self) -> str:
        """The first word of the code."""
        return (self.code.split(maxsplit=1) or [""])[0].upper()

    @property
    def hides_result(self) -> bool:
        """Whether what it shows is a list that Kanben makes anew, such as the contents."""
        return self.kind in _HIDING

    @property
    def href(self) -> str:
        """The address that its result leads to; empty where it leads to none."""
        found = _ADDRESS.search(self.code)
        return found[1] if found is not None and is_allowed(found[1]) else ""


def compute(field: Field, look: Look) -> list[Piece] | None:
    """What a *field* without a result shows; None where that isn't known."""
    if field.hides_result or not field.kind:
        return []
    if field.kind == "FORMCHECKBOX":
        return [Words("☑" if _is_checked(field.form) else "□", look)]
    if (found := _SYMBOL.match(field.code.strip())) is not None:
        return [Words(sign_of(found[2] or "", int(found[1], 16 if found[1][1:2] in "xX" else 10)), look)]
    if (found := _BUTTON.match(field.code.strip())) is not None:
        return [Words(found[1].strip(), look)]
    return _compute_equation(field.code, look) if field.kind == "EQ" else None


def _compute_equation(code: str, look: Look) -> list[Piece] | None:
    if (found := _IN_RING.search(code)) is not None:
        return [Words(_in_ring(found[2].strip()), look)] if found[1] not in "□△◇" else None
    if (found := _WITH_READING.search(code)) is not None:
        return [Reading(found[2].strip(), found[1].strip())]
    read = read_equation_field(code)
    if read is None:
        return None
    return [Equation(read.tex, read.text) if read.is_formula else Words(read.text, look)]


def _in_ring(text: str) -> str:
    """*text* in a ring, as one sign where there is one, else in brackets."""
    number = number_of(text)
    if 0 < number <= 20:
        return chr(ord("①") + number - 1)
    if len(text) == 1 and text.isascii() and text.isupper():
        return _UPRIGHT[ord(text) - ord("A")]
    return f"（{text}）"


def _is_checked(form: Element | None) -> bool:
    box = form.find(f".//{W}checkBox") if form is not None else None
    if box is None:
        return False
    checked = box.find(f"{W}checked")
    return is_on(checked if checked is not None else box.find(f"{W}default"))
