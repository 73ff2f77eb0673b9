r"""Where the characters of a passage stand in the text of its file.

A passage is what a reader of Markdown has made of lines of source: without marks, without white that is dropped. Its
runs are looked for in order, each behind the one before, with white or a \ between its characters or none. What is not
found has no place, and nothing is ever changed there.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pipeline.check.passage import LINE_END, NO_PROSE, Passage

_BEHIND = re.compile(r"[*~^`$]*(?:\]\([^()\n]*\)|\]\{[^}\n]*\}|\]\[[^\]\n]*\])?")
_LINE_END = re.compile(r"\r\n|\r|\n")
_FARTHEST = 2_000  # characters that a run is looked for behind the one before
_LONGEST = 4_000  # characters of a run that is looked for with white in it
_ABOVE = 12  # lines: the caption of a table stands above it
_WHITE = r"(?:\s|\\n?)*"
_FREE = NO_PROSE + LINE_END
_PROSE = re.compile(f"[^{NO_PROSE}]+")


@dataclass(frozen=True, slots=True)
class Source:
    """The *text* of a file with the offsets at which its lines begin."""

    text: str
    starts: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> "Source":
        """*text*, looked through once for its lines."""
        return cls(text, (0, *(found.end() for found in _LINE_END.finditer(text))))

    def offset(self, line: int) -> int:
        """The 0-based offset of the beginning of a 1-based *line*, the last one where there are fewer."""
        return self.starts[min(max(line, 1), len(self.starts)) - 1]

    def line_and_column(self, offset: int) -> tuple[int, int]:
        """The 1-based line and column (characters, not bytes) of a 0-based *offset*."""
        line = bisect_right(self.starts, offset)
        return line, offset - self.starts[line - 1] + 1


def locate_all(passages: Iterable[Passage], source: Source) -> Iterator[tuple[int, ...]]:
    """`locate` for the *passages* of one file, in their order, which tells apart what stands side by side in a row."""
    line, end = 0, 0
    for passage in passages:
        is_beside = passage.kind == "cell" and passage.first_line == line
        places = locate(passage, source, end if is_beside else 0)
        line, end = passage.first_line, max((*places, end if is_beside else 0), default=0) + 1
        yield places


def locate(passage: Passage, source: Source, start: int = 0) -> tuple[int, ...]:
    """The 0-based offset in *source* of each character of *passage*, from *start* on; -1 for one that has none.

    What is not found whole is not guessed at, nor what follows it on its line.
    """
    text = passage.text
    places = [-1] * len(text)
    runs = [(run.start, run.line) for run in passage.runs] or [(0, passage.line)]
    ends = [first for first, _line in runs[1:]] + [len(text)]
    at, lost_on = max(start, source.offset(runs[0][1])), 0
    for number, ((first, line), end) in enumerate(zip(runs, ends, strict=True)):
        piece = text[first:end]
        if not piece.strip(_FREE) or line == lost_on:
            continue
        at = max(at, source.offset(line))
        if number and (behind := _BEHIND.match(source.text, at)) is not None:
            at = behind.end()
        found = _find(piece, source, at, line, is_first=number == 0)
        if found is None:
            lost_on = line
            continue
        places[first:end] = found
        at = max(found) + 1
    return tuple(places)


def _find(piece: str, source: Source, at: int, line: int, is_first: bool) -> list[int] | None:
    """The places of the characters of *piece* behind *at*, or above its *line* if it is the first of its passage.

    What is hidden in it as no prose stands in the source at its full length, or at another one.
    """
    whole = source.text.find(piece, at, at + len(piece) + _FARTHEST)
    if whole >= 0:
        return list(range(whole, whole + len(piece)))
    if len(piece) > _LONGEST:
        return None
    places = [-1] * len(piece)
    for part in _PROSE.finditer(piece):
        last = max(places)
        if last < 0:
            span = _find_part(part[0], source, at, is_first, line)
            if span is None:
                return None
        else:
            hidden = part.start() - places.index(last) - 1
            span = _find_behind(part[0], source, last + 1, hidden)
        if span is not None:
            places[part.start() : part.end()] = _places(part[0], source, span)
    return places


def _find_part(part: str, source: Source, at: int, is_first: bool, line: int) -> int | None:
    """The offset where *part*, with white in it or none, begins behind *at*, or above its *line*."""
    shape = _shape(part)
    found = shape.search(source.text, at, at + len(part) + _FARTHEST)
    if found is None and is_first:
        above = list(shape.finditer(source.text, source.offset(line - _ABOVE), at))
        found = above[-1] if above else None
    return None if found is None else found.start()


def _find_behind(part: str, source: Source, at: int, hidden: int) -> int | None:
    """The offset where *part* begins behind *hidden* characters from *at* on, or behind what stands for them.

    A part of one character may stand in what is hidden, too, and isn't looked for there.
    """
    shape = _shape(part)
    found = shape.match(source.text, at + hidden)
    if found is None and len(part.strip()) > 1:
        found = shape.search(source.text, at, at + len(part) + _FARTHEST)
    return None if found is None else found.start()


def _shape(part: str) -> re.Pattern[str]:
    return re.compile(_WHITE.join(re.escape(each) if each != LINE_END else "" for each in part))


def _places(part: str, source: Source, offset: int) -> Iterator[int]:
    """Those of the characters of *part*, which begins at *offset*."""
    for character in part:
        if character == LINE_END:
            yield -1
            continue
        offset = source.text.index(character, offset)
        yield offset
        offset += 1
