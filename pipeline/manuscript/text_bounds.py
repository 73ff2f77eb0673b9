"""How much one article may hold: far more than any magazine prints, and little enough to be read in seconds."""

from collections.abc import Iterable
from itertools import islice
from re import compile as pattern

from pipeline.i18n import _

MAX_CHARACTERS = 1_000_000  # a year of a monthly has 700,000
MAX_MARKS = 60_000  # a table of 60 columns and 300 rows has 20,000; each takes the reader up to 100 µs
MAX_PARAGRAPH = 50_000  # characters of a paragraph, a heading or a cell
MAX_HEADINGS = 1_000  # a thick book has some hundred
MAX_COLUMNS = 200  # of a table; the widest that is known has 60
MAX_CELLS = 60_000  # of all tables; the widest and longest that is known has 18,000
_MARK = pattern(r"[\n!#$%&*+\-:<=>@\[\\\]^_`{|}~]")  # line ends, and what may mean something in Markdown


class TooMuchTextError(Exception):
    """More than an article may hold, on the 0-based *line* of its text; *hint* says what to do."""

    def __init__(self, line: int, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.line = line
        self.message = message
        self.hint = hint


def check_amount(text: str) -> None:
    """Raise TooMuchTextError where *text*, that of a whole article, has more characters or marks than can be read."""
    divide = _("Divide it into several articles.")
    if len(text) > MAX_CHARACTERS:
        message = _("The article has more than {limit} characters.").format(limit=MAX_CHARACTERS)
        raise TooMuchTextError(text.count("\n", 0, MAX_CHARACTERS), message, divide)
    last = next(islice(_MARK.finditer(text), MAX_MARKS, None), None)
    if last is not None:
        message = _("The article has more than {limit} line ends and marks such as * [ | and -.")
        line = text.count("\n", 0, last.start())
        raise TooMuchTextError(line, message.format(limit=MAX_MARKS), divide)


def check_headings(lines: Iterable[int]) -> None:
    """Raise TooMuchTextError where an article whose headings stand on the 0-based *lines* has too many of them."""
    last = next(islice(lines, MAX_HEADINGS, None), None)
    if last is not None:
        message = _("The article has more than {limit} headings.").format(limit=MAX_HEADINGS)
        raise TooMuchTextError(last, message, _("Divide it into several articles."))
