"""A formula in TeX, looked over before a library reads it: of sane size, of known commands, everything closed."""

import re
from collections.abc import Callable
from unicodedata import east_asian_width

from pipeline.formulas.vocabulary import COMMANDS, ENVIRONMENTS, TEXTS
from pipeline.i18n import _

MAX_LENGTH = 1000  # characters; the longest in print have 300
MAX_WORK = 1600  # pieces, within one pair of braces twice, within two four times …: as ziamath 0.13 goes through them;
# a matrix counts as two pairs
_MAX_DEPTH = 8
_PIECE = re.compile(r"\\[A-Za-z]+\*?|\\.|\s+|.", re.DOTALL)
_NAME = re.compile(r"\s*\{([A-Za-z]+\*?)\}")
_WORDS = re.compile(r"\s*\{([^{}\\$&%#<>^`]*)\}")
_STRETCH = re.compile(r"\s*\[\s*-?[\d.]+\s*[a-z]{2}\s*\]")
_CLOSES = {"{": "}", r"\left": r"\right"}


class WrongFormulaError(Exception):
    """A formula that is not taken: *message* is a sentence, *hint* says what to do."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message, self.hint = message, hint or _("See {file}.").format(file="docs/content-format.md")


def check_tex(tex: str, is_sign: Callable[[str], bool]) -> None:
    """Raise WrongFormulaError unless *tex* can be given to a library; *is_sign* knows the commands that name a sign."""
    if len(tex) > MAX_LENGTH:
        message = _("The formula has more than {limit} characters.").format(limit=MAX_LENGTH)
        raise WrongFormulaError(message, _("Divide it into several."))
    if not tex.strip():
        raise WrongFormulaError(_("The formula is empty."))
    _Check(tex, is_sign).run()


class _Check:
    """One pass over the pieces of a formula. *_open* has what closes the groups that are open, the innermost last."""

    def __init__(self, tex: str, is_sign: Callable[[str], bool]) -> None:
        self._tex, self._is_sign = tex, is_sign
        self._open: list[str] = []

    def run(self) -> None:
        place = work = 0
        while piece := _PIECE.match(self._tex, place):
            place = self._read(piece[0], piece.end())
            depth = len(self._open) + sum(closing.startswith(r"\end") for closing in self._open)
            work += 1 << depth
            if depth > _MAX_DEPTH or work > MAX_WORK:
                message = _("The formula is too long, or nested too deeply.")
                raise WrongFormulaError(message, _("Divide it into several."))
        if self._open:
            message = _("The formula is not closed: {end} is missing.").format(end=self._open[-1])
            raise WrongFormulaError(message)

    def _read(self, piece: str, end: int) -> int:
        """Look at *piece*, which ends at *end*; return where the next one begins."""
        if piece in _CLOSES:
            self._open.append(_CLOSES[piece])
        elif piece in _CLOSES.values():
            self._close(piece)
        elif piece in (r"\begin", r"\end"):
            return self._environment(piece, end)
        elif piece in TEXTS:
            return self._words(piece, end)
        elif piece in ("&", r"\\"):
            self._cell(piece, end)
        elif piece.startswith("\\"):
            if piece not in COMMANDS and not self._is_sign(piece):
                raise WrongFormulaError(_("Formulas have no command {command}.").format(command=piece))
        else:
            _check_sign(piece)
        return end

    def _close(self, piece: str) -> None:
        if not self._open or self._open.pop() != piece:
            raise WrongFormulaError(_("The formula closes what it has not opened: {end}.").format(end=piece))

    def _environment(self, piece: str, end: int) -> int:
        name = _NAME.match(self._tex, end)
        if name is None or name[1] not in ENVIRONMENTS:
            written = piece + (name[0] if name else "")
            message = _("Formulas have no command {command}.").format(command=written)
            hint = _("There are: {names}.").format(names=", ".join(sorted(ENVIRONMENTS)))
            raise WrongFormulaError(message, hint)
        closing = f"\\end{{{name[1]}}}"
        if piece == r"\begin":
            self._open.append(closing)
        else:
            self._close(closing)
        return name.end()

    def _words(self, piece: str, end: int) -> int:
        words = _WORDS.match(self._tex, end)
        if words is None or not words[1].strip():
            message = _("{command} is not followed by plain words in braces.").format(command=piece)
            raise WrongFormulaError(message, _("Write {example}.").format(example=f"{piece}{{…}}"))
        return words.end()

    def _cell(self, piece: str, end: int) -> None:
        if not self._open or not self._open[-1].startswith(r"\end"):
            message = _("{sign} stands outside of rows and cells.").format(sign=piece)
            hint = _("Write {example}.").format(example=r"\begin{aligned} … & … \\ … & … \end{aligned}")
            raise WrongFormulaError(message, hint)
        if piece != "&" and _STRETCH.match(self._tex, end):
            raise WrongFormulaError(_("What stands in [ ] after \\\\ is not known."), _("Take it away."))


def _check_sign(sign: str) -> None:
    if sign in "$%#`":
        raise WrongFormulaError(_("In a formula {sign} is written \\{sign}.").format(sign=sign))
    if east_asian_width(sign[0]) in "WF":
        message = _("“{text}” stands in a formula outside of {command}.").format(text=sign, command=r"\text{…}")
        raise WrongFormulaError(message, _("Put words into it; where $ is no mark of a formula, write \\$."))
