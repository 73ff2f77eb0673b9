"""Headings inside an article: levels from the numbering, for the marks of the extraction are unreliable."""

import re

from pipeline.blocks import Heading
from pipeline.i18n import _
from pipeline.inlines import Text
from pipeline.manuscript.printed_text.lines import PrintedLine
from pipeline.manuscript.printed_text.printed import Doubt

_CHINESE = "[一二三四五六七八九十百]{1,4}"
# The order of official documents (GB/T 9704-2012, 7.3.3: 一、（一）1. （1）), with the divisions of longer ones above.
_NUMBERINGS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"第(?:{_CHINESE}|\d{{1,3}})[章编篇]",
        rf"第(?:{_CHINESE}|\d{{1,3}})节",
        rf"{_CHINESE}[、.．]",
        rf"[（(]{_CHINESE}[）)]、?",
        r"\d{1,3}[.．、](?!\d)",
        r"[（(]\d{1,3}[）)]、?|\d{1,3}[）)]",
        r"[①-⑳]",
    )
)
_UNNUMBERED = len(_NUMBERINGS)
_MAX_LEVEL = 4
_MAX_LENGTH = 60  # characters; the longest heading of the printed issue has 42
_NO_END_OF_HEADING = "。；，、：;,:"


def numbering_of(text: str) -> tuple[int, str] | None:
    """Return the rank of the number that *text* starts with (0 is the highest) and the number; None without one."""
    for rank, pattern in enumerate(_NUMBERINGS):
        if match := pattern.match(text):
            return rank, match[0]
    return None


def is_heading(line: PrintedLine) -> bool:
    """Whether *line* is a heading: marked or numbered, short, and no sentence."""
    fits = len(line.text) <= _MAX_LENGTH and line.text[-1] not in _NO_END_OF_HEADING and "。" not in line.text
    if not fits or "**" in line.text:
        return False
    number = numbering_of(line.text)
    return line.marked if number is None else len(number[1]) < len(line.text)


class HeadingReader:
    """Reads the headings of one article, one after the other."""

    def __init__(self, doubts: list[Doubt]) -> None:
        self.doubts = doubts
        self.ranks: list[int] = []  # of the headings that the last one lies under, and its own
        self.first_of_rank: dict[int, PrintedLine] = {}

    def read(self, line: PrintedLine) -> Heading:
        """Return *line* as a heading one level below the nearest one before it of a higher rank."""
        rank, number = numbering_of(line.text) or (_UNNUMBERED, "")
        while self.ranks and self.ranks[-1] >= rank:
            self.ranks.pop()
        self.ranks.append(rank)
        level = min(len(self.ranks), _MAX_LEVEL)
        self.look_at_marks(line, rank, number, level)
        text = number + line.text[len(number) :].lstrip() if number[-1:] in tuple("、）)") else line.text
        return Heading(level, (Text(text, line.number),), line.number)

    def look_at_marks(self, line: PrintedLine, rank: int, number: str, level: int) -> None:
        """Report a heading that its mark and its number, or the lack of one, place differently."""
        written = "#" * (level + 1)
        first = self.first_of_rank.setdefault(rank, line)
        if not number:
            message = _("A heading without a number is written as {written}: “{text}”.")
            self.doubts.append(Doubt(line.number, message.format(written=written, text=line.text)))
        elif not line.marked:
            message = _("A numbered line without a mark is taken as a heading: “{text}”.")
            self.doubts.append(Doubt(line.number, message.format(text=line.text)))
        elif line.hashes != first.hashes:
            message = _("Marked {mark} {number}, but {other} on line {line}; written as {written}.")
            first_number = (numbering_of(first.text) or (0, ""))[1]
            first_mark = f"{_mark_of(first)} {first_number}"
            facts = {"number": number, "mark": _mark_of(line), "other": first_mark, "line": first.number}
            self.doubts.append(Doubt(line.number, message.format(**facts, written=written)))


def _mark_of(line: PrintedLine) -> str:
    return "#" * line.hashes or ("**" if line.bold else "–")
