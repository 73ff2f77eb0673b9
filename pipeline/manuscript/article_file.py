"""The file of an article in two: its head between lines of ``---``, and its text."""

import re
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from pipeline.errors import Problem
from pipeline.i18n import _
from pipeline.manuscript.chinese_emphasis import is_wide

_FENCE = "---"
_ABOVE = re.compile(r"(?:[ \t\u3000]*\n|<!--(?s:.*?)-->[ \t]*\n)*")
_NOTE = re.compile(r"<!--((?s:.*?))-->")


class ArticleParts(NamedTuple):
    """Head and text of an article with their 1-based first lines; editors' notes above the head as (line, text)."""

    head: str
    head_line: int
    text: str
    text_line: int
    notes: tuple[tuple[int, str], ...]


def divide(text: str, path: Path) -> ArticleParts | Problem:
    """Divide *text*, that of the file *path*, into head and body; returns a problem if it has no head.

    Empty lines and editors' notes may stand above the head.
    """
    found = _ABOVE.match(text)
    above = found[0] if found else ""
    start = above.count("\n")
    lines = text.split("\n")
    below = range(start + 1, len(lines))
    end = next((number for number in below if lines[number].rstrip() == _FENCE), None)
    if lines[start].rstrip() == _FENCE and end is not None:
        return ArticleParts(
            head="\n".join(lines[start + 1 : end]),
            head_line=start + 2,
            text="\n".join(lines[end + 1 :]),
            text_line=end + 2,
            notes=tuple(
                (above.count("\n", 0, note.start()) + 1, " ".join(note[1].split())) for note in _NOTE.finditer(above)
            ),
        )
    hint = _("Start the file with a line ---, the title, and a line ---.")
    wrong = next((number for number, line in enumerate(lines) if _is_meant(line)), None)
    if wrong is not None:
        message = _("“{text}” is no line of three hyphens.").format(text=lines[wrong].strip())
        return Problem(message, path, wrong + 1, hint)
    if lines[start].rstrip() == _FENCE:
        return Problem(_("The head of the article has no end."), path, start + 1, _("Write a line --- behind it."))
    return Problem(_("The article has no front matter."), path, 1, hint)


def _is_meant(line: str) -> bool:
    """Whether *line* is meant to be a fence, and is none."""
    text = line.strip()
    return text != _FENCE and re.fullmatch(r"[-—－–─―]{2,}", text) is not None


def unfold(text: str) -> str:
    """*text*, which YAML has folded, without the single spaces that stand for line ends in Chinese.

    No author writes a space between two Chinese characters or marks.
    """
    padded = f"  {text.strip()}  "
    kept = [
        character
        for (before, character), (_same, after) in pairwise(pairwise(padded))
        if not (character == " " and is_wide(before) and is_wide(after))
    ]
    return "".join(kept).strip()
