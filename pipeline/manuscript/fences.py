"""Finds code in an article, where text is taken letter by letter: between fences, and in `code`."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

CODE = r"(?<!`)(?P<ticks>`{1,20})(?!`)[^`\n]{1,1000}(?P=ticks)(?!`)"
"""A piece of code in a line."""
FENCED = r"^[ >]*(?P<fence>`{3,}|~{3,})[^`\n]*\n(?s:.*?)(?:^[ >]*(?P=fence)[`~]*[ \t]*$|(?P<unclosed>\Z))"
"""Fences with what stands between them, in a text of many lines."""
_CONTAINER = re.compile(r"[:：]{3,}\s*(?P<kind>[a-z-]*)")
_INDENT = re.compile("[ \t　]+(?=\\S)")
_FENCED = re.compile(FENCED, re.MULTILINE)


class LineMessage(NamedTuple):
    """A remark or a problem on the 0-based *line* of an article's text; *hint*: what to do about it."""

    line: int
    message: str
    hint: str = ""


def lines_of_text(text: str) -> tuple[list[bool], int | None]:
    """For each line of *text* whether it is outside of fences; the 0-based line of a fence without an end, if any."""
    outside = [True] * (text.count("\n") + 1)
    line, counted, unclosed = 0, 0, None
    for found in _FENCED.finditer(text):
        line += text.count("\n", counted, found.start())
        counted = found.start()
        height = found[0].count("\n") + 1
        outside[line : line + height] = [False] * height
        if found["unclosed"] is not None:
            unclosed = line
    return outside, unclosed


def lines_within(lines: Sequence[str], kind: str) -> Iterator[int]:
    """The 0-based numbers of the *lines* between ``::: KIND`` and the next fence."""
    is_within = False
    for number, line in enumerate(lines):
        if (found := _CONTAINER.match(line)) is not None:
            is_within = found["kind"] == kind
        elif is_within:
            yield number


def indents_of_verses(lines: Sequence[str]) -> dict[int, str]:
    """The white before each verse that has some, by the 0-based number of its line."""
    found = ((number, _INDENT.match(lines[number])) for number in lines_within(lines, "poem"))
    return {number: match[0] for number, match in found if match is not None}
