"""The formulas of an article: drawn as they are read, so that their problems are reported with all others."""

from dataclasses import dataclass, field
from pathlib import Path

from pipeline.errors import Problem
from pipeline.formulas.drawing import draw
from pipeline.formulas.tex import WrongFormulaError
from pipeline.i18n import _
from pipeline.inlines import Drawing

MAX_FORMULAS = 500  # in an article; the most that is known has some hundred
SECONDS = 0.2  # of processor time for each; most take 0.03
# em; what has room between the lines of the tightest layout (17 pt for 10.5 pt), and in columns of 22 characters
_ASCENT, _DEPTH, _WIDTH = 1.5, 0.8, 16.0
_NAMED = 30  # characters of a formula that a message has


def seconds_for(text: str) -> float:
    """The processor time that the formulas of *text* may take."""
    return SECONDS * min(MAX_FORMULAS, text.count("$") // 2)


def _shorten(tex: str) -> str:
    """*tex* as it is named to the user: its beginning, if it is long."""
    return tex if len(tex) <= _NAMED else f"{tex[:_NAMED]}…"


@dataclass
class Formulas:
    """Draws the formulas of the article in *path*, and notes what is wrong with them."""

    path: Path
    problems: list[Problem]
    numbers: dict[str, int] = field(default_factory=dict)  # of those that have an id
    _drawn: int = field(default=0, init=False)
    _numbered: int = field(default=0, init=False)

    def count(self, name: str | None) -> int:
        """The number of the next numbered formula, which has the id *name*."""
        self._numbered += 1
        if name is not None:
            self.numbers[name] = self._numbered
        return self._numbered

    def drawing(self, tex: str, line: int, *, display: bool) -> Drawing | None:
        """The formula *tex* that stands on the 1-based *line*; None after adding to the problems."""
        self._drawn += 1
        if self._drawn > MAX_FORMULAS:
            if self._drawn == MAX_FORMULAS + 1:
                message = _("The article has more than {limit} formulas.").format(limit=MAX_FORMULAS)
                self.problems.append(Problem(message, self.path, line, _("Divide it into several articles.")))
            return None
        try:
            drawing = draw(tex, display=display)
        except WrongFormulaError as error:
            self.problems.append(Problem(error.message, self.path, line, error.hint))
            return None
        widest = max(part.width for part in drawing.parts or (drawing,))
        if not display and (drawing.ascent > _ASCENT or drawing.depth > _DEPTH or widest > _WIDTH):
            hint = _("Write it between $$ in a paragraph of its own, or with / for its fractions.")
            message = _("The formula “{formula}” is too large for a line.").format(formula=_shorten(tex))
            self.problems.append(Problem(message, self.path, line, hint))
        return drawing
