"""Equations of Word (OMML, ISO/IEC 29500-1, 22.1) into the part of TeX that Kanben's formulas are written in."""

import re
from collections.abc import Callable

from pipeline.manuscript.word.parts import Element, M

_NARY = {"∑": r"\sum", "∏": r"\prod", "∫": r"\int", "∬": r"\iint", "∭": r"\iiint", "∮": r"\oint", "⋃": r"\bigcup",
         "⋂": r"\bigcap", "∐": r"\coprod", "⋁": r"\bigvee", "⋀": r"\bigwedge"}  # fmt: skip
_ACCENTS = {"\u0302": "hat", "^": "hat", "\u0303": "tilde", "~": "tilde", "\u0304": "bar", "\u0305": "overline",
            "\u20d7": "vec", "→": "vec", "\u0307": "dot", "\u0308": "ddot", "\u030c": "check", "\u0306": "breve",
            "\u0301": "acute", "\u0300": "grave"}  # fmt: skip
_FACES = {"script": "mathscr", "fraktur": "mathfrak", "double-struck": "mathbb", "sans-serif": "mathsf",
          "monospace": "mathtt"}  # fmt: skip
_FENCES = {"{": r"\{", "}": r"\}", "‖": r"\|", "⟨": r"\langle", "⟩": r"\rangle", "〈": r"\langle", "〉": r"\rangle",
           "⌊": r"\lfloor", "⌋": r"\rfloor", "⌈": r"\lceil", "⌉": r"\rceil", "（": "(", "）": ")",
           "∥": r"\|"}  # fmt: skip
_SIGNS = {"\\": r"\backslash ", "{": r"\{", "}": r"\}", "$": r"\$", "%": r"\%", "&": r"\&", "#": r"\#", "_": r"\_",
          "^": r"\hat{}", "~": r"\sim ", "−": "-", "∗": "*", "′": "'", "⋯": r"\cdots ", "…": r"\ldots ", "\u2061": "",
          "\u2062": "", "\u2063": "", "`": "'", "，": ",", "（": "(", "）": ")", "＝": "=", "＋": "+", "：": ":",
          "；": ";", "、": ",", "×": r"\times ", "·": r"\cdot ", "≤": r"\le ", "≥": r"\ge ", "≠": r"\ne "}  # fmt: skip
_FUNCTIONS = frozenset({
    "arccos", "arcsin", "arctan", "cos", "cosh", "cot", "coth", "csc", "deg", "det", "dim", "exp", "gcd", "hom", "inf",
    "ker", "lg", "lim", "liminf", "limsup", "ln", "log", "max", "min", "Pr", "sec", "sin", "sinh", "sup", "tan", "tanh",
})  # fmt: skip
_HAN = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef“”‘’《》〈〉]+")
_MATRICES = {("(", ")"): "pmatrix", ("[", "]"): "bmatrix", ("{", "}"): "Bmatrix", ("|", "|"): "vmatrix",
             ("‖", "‖"): "Vmatrix", ("", ""): "matrix"}  # fmt: skip


def write_tex(element: Element, take: Callable[[Element], str]) -> str:
    """The equation *element* (``m:oMath``) in TeX; *take* yields the text of an ``m:t`` within it."""
    return re.sub(r"\s+", " ", _Writer(take).children(element)).strip()


class _Writer:
    def __init__(self, take: Callable[[Element], str]) -> None:
        self._take = take
        self._kinds: dict[str, Callable[[Element], str]] = {
            "r": self.run,
            "f": self.fraction,
            "rad": self.root,
            "nary": self.nary,
            "d": self.fence,
            "m": lambda element: rf"\begin{{matrix}}{self.rows(element)}\end{{matrix}}",
            "eqArr": self.lines,
            "func": self.function,
            "acc": self.accent,
            "bar": self.bar,
            "groupChr": self.brace,
            "limLow": lambda element: self.limit(element, "_", "underset"),
            "limUpp": lambda element: self.limit(element, "^", "overset"),
            "sSup": lambda element: self.scripts(element, sup=True),
            "sSub": lambda element: self.scripts(element, sub=True),
            "sSubSup": lambda element: self.scripts(element, sub=True, sup=True),
            "sPre": lambda element: (
                f"{{}}_{self.group(element, 'sub')}^{self.group(element, 'sup')}{self.part(element, 'e')}"
            ),
            "phant": lambda element: self.part(element, "e"),
        }

    def children(self, element: Element | None) -> str:
        return "".join(map(self.one, element)) if element is not None else ""

    def one(self, element: Element) -> str:
        kind = element.tag.rpartition("}")[2]
        if element.tag.startswith(M) and kind in self._kinds:
            return self._kinds[kind](element)
        return "" if kind.endswith("Pr") else self.children(element)

    def part(self, element: Element, name: str) -> str:
        return self.children(element.find(f"{M}{name}"))

    def group(self, element: Element, name: str) -> str:
        return f"{{{self.part(element, name).strip()}}}"

    def run(self, element: Element) -> str:
        text = "".join(self._take(each) for each in element.iter(f"{M}t"))
        properties = element.find(f"{M}rPr")
        if properties is None:
            return _write_signs(text)
        if properties.find(f"{M}nor") is not None or _value(properties, "sty") == "p":
            if text.strip() in _FUNCTIONS:
                return f"\\{text.strip()} "
            if re.fullmatch(r"[A-Za-z ]*[A-Za-z][A-Za-z ]*", text):
                return rf"\mathrm{{{text.strip()}}}" if " " not in text.strip() else rf"\text{{{text}}}"
        face = _FACES.get(_value(properties, "scr"), "")
        bold = _value(properties, "sty") in ("b", "bi")
        written = _write_signs(text)
        if face and re.fullmatch("[A-Za-z0-9]+", text):
            return rf"\{face}{{{written}}}"
        return rf"\mathbf{{{written}}}" if bold and re.fullmatch("[A-Za-z0-9]+", text) else written

    def fraction(self, element: Element) -> str:
        kind = _value(element.find(f"{M}fPr"), "type")
        top, bottom = self.group(element, "num"), self.group(element, "den")
        if kind == "lin":
            return f"{top}/{bottom}"
        if kind == "noBar":
            return rf"\begin{{matrix}}{top[1:-1]}\\{bottom[1:-1]}\end{{matrix}}"
        return rf"\frac{top}{bottom}"

    def root(self, element: Element) -> str:
        degree = self.part(element, "deg").strip()
        return rf"\sqrt{f'[{degree}]' if degree else ''}{self.group(element, 'e')}"

    def nary(self, element: Element) -> str:
        properties = element.find(f"{M}naryPr")
        sign = _NARY.get(_value(properties, "chr", "∫"), r"\int")
        text = sign
        for name, mark in (("sub", "_"), ("sup", "^")):
            script = self.part(element, name).strip()
            text += f"{mark}{{{script}}}" if script else ""
        return f"{text} {self.part(element, 'e')}"

    def fence(self, element: Element) -> str:
        properties = element.find(f"{M}dPr")
        opening, closing = _value(properties, "begChr", "("), _value(properties, "endChr", ")")
        inside = element.findall(f"{M}e")
        only = [child for child in inside[0] if not child.tag.endswith("Pr")] if len(inside) == 1 else []
        if len(only) == 1 and only[0].tag == f"{M}m" and (opening, closing) in _MATRICES:
            name = _MATRICES[opening, closing]
            return rf"\begin{{{name}}}{self.rows(only[0])}\end{{{name}}}"
        if len(only) == 1 and only[0].tag == f"{M}eqArr" and (opening, closing) == ("{", ""):
            return rf"\begin{{cases}}{self.array(only[0])}\end{{cases}}"
        between = _write_signs(_value(properties, "sepChr", "|"))
        words = between.join(self.children(each).strip() for each in inside)
        left, right = (_FENCES.get(each, each) or "." for each in (opening, closing))
        return rf"\left{left} {words} \right{right} "

    def rows(self, element: Element) -> str:
        rows = (
            " & ".join(self.children(cell).strip() for cell in row.findall(f"{M}e"))
            for row in element.findall(f"{M}mr")
        )
        return r" \\ ".join(rows)

    def lines(self, element: Element) -> str:
        return rf"\begin{{aligned}}{self.array(element)}\end{{aligned}}"

    def array(self, element: Element) -> str:
        """Lines of an array; Word parts them at ``&``, which is an ampersand of TeX here."""
        lines = (self.children(line).strip().replace(r"\&", "&") for line in element.findall(f"{M}e"))
        return r" \\ ".join(lines)

    def function(self, element: Element) -> str:
        name = self.part(element, "fName").strip()
        plain = name if name.startswith("\\") else f"\\{name}" if name in _FUNCTIONS else name
        return f"{plain} {self.part(element, 'e')}"

    def accent(self, element: Element) -> str:
        sign = _value(element.find(f"{M}accPr"), "chr", "\u0302")
        return rf"\{_ACCENTS.get(sign, 'hat')}{self.group(element, 'e')}"

    def bar(self, element: Element) -> str:
        is_top = _value(element.find(f"{M}barPr"), "pos") == "top"
        return rf"\{'overline' if is_top else 'underline'}{self.group(element, 'e')}"

    def brace(self, element: Element) -> str:
        sign = _value(element.find(f"{M}groupChrPr"), "chr", "⏟")
        if sign in ("→", "←"):
            return rf"\over{'right' if sign == '→' else 'left'}arrow{self.group(element, 'e')}"
        return rf"\{'overbrace' if sign == '⏞' else 'underbrace'}{self.group(element, 'e')}"

    def limit(self, element: Element, mark: str, command: str) -> str:
        base, limit = self.part(element, "e").strip(), self.group(element, "lim")
        name = base.removeprefix("\\").removeprefix("mathrm{").removesuffix("}")
        if name in _FUNCTIONS:
            return rf"\{name}{mark}{limit}"
        if base.startswith((r"\underbrace", r"\overbrace")):
            return f"{base}{mark}{limit}"
        return rf"\{command}{limit}{{{base}}}"

    def scripts_before(self, element: Element) -> str:
        scripts = f"_{self.group(element, 'sub')}^{self.group(element, 'sup')}"
        return f"{{}}{scripts}{self.part(element, 'e')}"

    def scripts(self, element: Element, *, sub: bool = False, sup: bool = False) -> str:
        base = self.part(element, "e").strip()
        text = base if len(base) == 1 or re.fullmatch(r"\\[A-Za-z]+", base) else f"{{{base}}}"
        text += f"_{self.group(element, 'sub')}" if sub else ""
        return text + (f"^{self.group(element, 'sup')}" if sup else "")


def _value(parent: Element | None, name: str, default: str = "") -> str:
    """``m:val`` of the child *name*; *default* where there is no such child, nothing where it has no value."""
    child = parent.find(f"{M}{name}") if parent is not None else None
    return default if child is None else child.get(f"{M}val", "")


def _write_signs(text: str) -> str:
    """*text* of a run: Han characters and their marks as words, signs of TeX by their names."""
    pieces, end = [], 0
    for found in _HAN.finditer(text):
        pieces.append("".join(_SIGNS.get(sign, sign) for sign in text[end : found.start()]))
        if any("\u2e80" <= sign <= "\u9fff" for sign in found[0]):
            pieces.append(rf"\text{{{found[0]}}}")
        else:
            pieces.append("".join(_SIGNS.get(sign, rf"\text{{{sign}}}") for sign in found[0]))
        end = found.end()
    pieces.append("".join(_SIGNS.get(sign, sign) for sign in text[end:]))
    return "".join(pieces)
