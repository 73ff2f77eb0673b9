"""Equations in the text of an article: in a line where they fit, else by themselves; as plain text where Kanben has no
way to set them."""

from pathlib import Path

from pipeline.errors import Problem
from pipeline.i18n import _
from pipeline.manuscript.escaping import escape_all
from pipeline.manuscript.formulas import Formulas
from pipeline.manuscript.word.manuscript import Equation, Notice, Place


class FormulaWriter:
    """Tries each equation as it will be read; what can't be set is noted in *notices*."""

    def __init__(self, notices: list[Notice]) -> None:
        self._notices = notices
        self._tried: dict[tuple[str, bool], bool] = {}
        self.numbered = 0
        self.plain: list[str] = []  # texts of equations that are not in TeX

    def write(self, equation: Equation, place: Place, *, in_cell: bool = False) -> str:
        """*equation* in a line of the paragraph at *place*, or in a cell, where a bar parts cells."""
        tex = _in_cell(equation.tex) if in_cell else equation.tex
        if self._is_drawn(equation.tex, display=False):
            return f"${tex}$"
        message = _("The equation “{text}” can't be set here, and stands as plain text: write it in TeX.")
        self._notices.append(Notice(place, message.format(text=equation.text[:60])))
        self.plain.append(equation.text)
        return escape_all(equation.text)

    def stands_alone(self, equation: Equation) -> bool:
        """Whether *equation* is to stand in a paragraph of its own, and can."""
        if not equation.is_displayed and self._is_drawn(equation.tex, display=False):
            return False
        return self._is_drawn(equation.tex, display=True)

    def number(self, behind: str) -> bool:
        """Whether *behind*, the text behind an equation that stands alone, is the number that Kanben gives it."""
        is_next = behind.strip().strip("（）()") == str(self.numbered + 1) and behind.strip()[:1] in "（("
        self.numbered += is_next
        return is_next

    def _is_drawn(self, tex: str, *, display: bool) -> bool:
        if (tex, display) not in self._tried:
            problems: list[Problem] = []
            drawing = Formulas(Path("manuscript"), problems).drawing(tex, 1, display=display)
            self._tried[tex, display] = drawing is not None and not problems
        return self._tried[tex, display]


def _in_cell(tex: str) -> str:
    return tex.replace(r"\|", r"\Vert ").replace("|", r"\|")
