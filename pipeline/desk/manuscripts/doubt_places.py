"""Where the doubts of an import stand in the text of its article, and headings put right there. Pure."""

import re
from itertools import islice

_HEADING = re.compile(r"(#{2,5})[ \t]+(.*?)[ \t]*$")
_MARKUP = re.compile(r"\{[^}\n]*\}|\]\([^)\n]*\)|[*\[\]~^\\#>|`\s　]")
_MOST_LEVEL = 4


def find_heading(text: str, words: str, before: int = 0) -> int | None:
    """The line (from 1) of the heading with *words* in *text*, *before* which stand so many with the same; or None."""
    wanted = _drop_markup(words)
    lines = enumerate(text.split("\n"), 1)
    numbers = (number for number, line in lines if (found := _HEADING.match(line)) and _drop_markup(found[2]) == wanted)
    return next(islice(numbers, before, None), None)


def find_quote(text: str, quote: str) -> int | None:
    """The first line (from 1) of *text* in which *quote* stands, markup left aside; None where it stands nowhere."""
    wanted = _drop_markup(quote)
    if not wanted:
        return None
    return next((number for number, line in enumerate(text.split("\n"), 1) if wanted in _drop_markup(line)), None)


def level_of(text: str, line: int) -> int:
    """The level, from 1, of the heading on *line* (from 1) of *text*; 0: it is none."""
    found = _HEADING.match(text.split("\n")[line - 1])
    return len(found[1]) - 1 if found else 0


def set_level(text: str, line: int, level: int) -> str:
    """*text* with the heading on *line* (from 1) on *level*, from 1; 0: as a paragraph. Raises ValueError."""
    lines = text.split("\n")
    found = _HEADING.match(lines[line - 1])
    if found is None or not 0 <= level <= _MOST_LEVEL:
        raise ValueError(line)
    lines[line - 1] = f"{'#' * (level + 1)} {found[2]}" if level else _escape(found[2])
    return "\n".join(lines)


def _escape(words: str) -> str:
    """*words* as the beginning of a paragraph, of which no list is made."""
    return re.sub(r"^(\d+)([.)])(?=\s|$)", r"\1\\\2", re.sub(r"^([-+])(?=\s)", r"\\\1", words))


def _drop_markup(words: str) -> str:
    return _MARKUP.sub("", words)
