r"""Fields EQ 域公式 as TeX: \f fractions, \r roots, \s scripts, \o overstrike, \b brackets, \i sums, \a arrays
(ISO/IEC 29500-1, 17.16.5.14, and the switches of Word)."""

import re
from dataclasses import dataclass

_SWITCH = re.compile(r"\\([A-Za-z]{1,2})\s*")
_OPTION = re.compile(r"\\(?:[LRBlrb][Cc]\s*\\.|[A-Za-z]{2}\s*\d*)\s*")
_SCRIPT = re.compile(r"\\(up|do|ai|di)\s*(\d*)\s*\(", re.IGNORECASE)
_OUTER = re.compile(r"\\([lrb])c\s*\\(.)", re.IGNORECASE)
_HAN = re.compile("[\u2e80-\u9fff\uf900-\ufaff]+")
_SIGNS = {
    "×": r"\times ", "÷": r"\div ", "±": r"\pm ", "·": r"\cdot ", "≤": r"\leq ", "≥": r"\geq ", "（": "(", "）": ")",
    "，": ",", "＋": "+", "－": "-", "−": "-", "＝": "=", "％": r"\%", "%": r"\%", "&": r"\&", "#": r"\#",
    "$": r"\$", "_": r"\_", "{": r"\{", "}": r"\}",
}  # fmt: skip
_PAIRS = {"(": ")", "[": "]", "{": "}", "<": ">", "|": "|"}
_FENCES = {"{": r"\{", "}": r"\}", "<": r"\langle ", ">": r"\rangle "}
_NEW_ROW = r" \\ "
_MOST_COLUMNS, _DEEPEST, _LONGEST = 20, 12, 2000


@dataclass(frozen=True, slots=True)
class FieldFormula:
    """A field EQ as *tex*, with its *text*; not *is_formula*: nothing but words laid out, which *text* says."""

    tex: str
    text: str
    is_formula: bool


class _UnreadableError(ValueError):
    """A field that says what Word itself would call an error."""


def read_equation_field(code: str) -> FieldFormula | None:
    """What the *code* of a field, EQ before it, shows; None where it can't be read."""
    if len(code) > _LONGEST:
        return None
    reader = _Reader(re.sub(r"^\s*EQ\s*", "", code, flags=re.IGNORECASE).strip())
    try:
        tex = reader.sequence(0, until="")
    except _UnreadableError:
        return None
    return FieldFormula(tex, "".join(reader.texts), reader.is_formula) if tex else None


class _Reader:
    def __init__(self, code: str) -> None:
        self._code, self._at = code, 0
        self.texts: list[str] = []
        self.is_formula = False
        self._is_overstruck = False

    def sequence(self, depth: int, until: str) -> str:
        """What stands up to one of the characters *until*, or to the end."""
        if depth > _DEEPEST:
            raise _UnreadableError
        made: list[str] = []
        plain, open_brackets = "", 0
        while self._at < len(self._code):
            sign = self._code[self._at]
            if sign in until and not open_brackets:
                break
            if sign == "\\" and self._code[self._at + 1 : self._at + 2] in tuple("(),;\\"):
                plain += self._code[self._at + 1]
                self._at += 2
            elif (found := _SWITCH.match(self._code, self._at)) is not None:
                made.append(self._words(plain))
                plain, self._at = "", found.end()
                made.append(self._switch(found[1].lower(), depth + 1))
            elif sign == "\\":
                raise _UnreadableError
            else:
                open_brackets += (sign == "(") - (sign == ")")
                plain += sign
                self._at += 1
        return "".join([*made, self._words(plain)])

    def _words(self, plain: str) -> str:
        self.texts.append(plain)
        parts, end = [], 0
        for found in _HAN.finditer(plain):
            parts += [_escape(plain[end : found.start()]), rf"\text{{{found[0]}}}"]
            end = found.end()
        return "".join([*parts, _escape(plain[end:])])

    def _switch(self, name: str, depth: int) -> str:
        if name == "d":  # a displacement, and nothing to see
            self._options()
            self._arguments(depth)
            return ""
        if name == "s":
            return self._scripts(depth)
        options = self._options()
        before, self._is_overstruck = self._is_overstruck, name == "o"
        parts = self._arguments(depth)
        self._is_overstruck = before
        match name:
            case "f" if len(parts) == 2:
                self.is_formula = True
                return rf"\frac{{{parts[0]}}}{{{parts[1]}}}"
            case "r" if 0 < len(parts) <= 2:
                self.is_formula = True
                index = f"[{parts[0]}]" if len(parts) == 2 and parts[0] else ""
                return rf"\sqrt{index}{{{parts[-1]}}}"
            case "i" if len(parts) == 3:
                self.is_formula = True
                sign = r"\sum" if r"\su" in options else r"\prod" if r"\pr" in options else r"\int"
                return rf"{sign}_{{{parts[0]}}}^{{{parts[1]}}}{parts[2]}"
            case "b" if len(parts) == 1:
                return self._fence(options, parts[0])
            case "a" if parts:
                return self._array(options, parts)
            case "l":
                return ",".join(parts)
            case "o" | "x":
                return "".join(parts)
        raise _UnreadableError

    def _fence(self, options: str, inside: str) -> str:
        marks = {found[1].lower(): found[2] for found in _OUTER.finditer(options)}
        both = marks.get("b", "" if marks else "(")
        left, right = (
            _FENCES.get(each, each) or "." for each in (marks.get("l", both), marks.get("r", _PAIRS.get(both, both)))
        )
        self.is_formula = True
        return rf"\left{left} {inside} \right{right} "

    def _array(self, options: str, parts: list[str]) -> str:
        found = re.search(r"\\co\s*(\d{1,3})", options)
        columns = max(1, min(_MOST_COLUMNS, int(found[1]))) if found is not None else 1
        rows = [" & ".join(parts[at : at + columns]) for at in range(0, len(parts), columns)]
        self.is_formula = True
        return rf"\begin{{matrix}}{_NEW_ROW.join(rows)}\end{{matrix}}"

    def _scripts(self, depth: int) -> str:
        r"""What stands behind \s: \up8(2), \do4(i), or several lines of one place."""
        made = ""
        while (found := _SCRIPT.match(self._code, self._at)) is not None:
            self._at = found.end() - 1
            inside = "".join(self._arguments(depth))
            mark = "" if self._is_overstruck else {"up": "^", "do": "_"}.get(found[1].lower(), "")  # else one above one
            made += f"{mark}{{{inside}}}" if mark else inside
            self.is_formula = self.is_formula or bool(mark)
        if not made:
            made = "".join(self._arguments(depth))
        return made

    def _options(self) -> str:
        start = self._at
        while (found := _OPTION.match(self._code, self._at)) is not None:
            self._at = found.end()
        return self._code[start : self._at].lower()

    def _arguments(self, depth: int) -> list[str]:
        if self._code[self._at : self._at + 1] != "(":
            raise _UnreadableError
        parts: list[str] = []
        while self._code[self._at : self._at + 1] in tuple("(,;"):
            self._at += 1
            parts.append(self.sequence(depth, until=",;)").strip())
        if self._code[self._at : self._at + 1] != ")":
            raise _UnreadableError
        self._at += 1
        return parts


def _escape(plain: str) -> str:
    return "".join(_SIGNS.get(each, each) for each in plain)
