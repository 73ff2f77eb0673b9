"""A passage: the text of a paragraph, a head or a cell, as it is printed, with the source lines of its characters."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

NO_PROSE = "\ufffc"
"""Stands in a passage for what is not proofread: formulas, code, numbers filled in later; each letter of an address."""
LINE_END = "\n"

PassageKind = Literal[
    "title", "head", "heading", "body", "continued", "item", "cell", "caption", "label", "note", "verse"
]

_ADDRESS = re.compile(
    r"(?:https?://|www\.)[!-~]+"
    r"|(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"
    r"|(?<![A-Za-z0-9.-])(?:[A-Za-z0-9-]+\.)+(?:com|cn|org|net|gov|edu|io|pdf|docx?|xlsx?|md|py)\b(?:/[!-~]*)?"
    r"|(?<![A-Za-z0-9])10\.\d{4,9}/[!-~]+"
    r"|`[^`\n]+`",
    re.ASCII,
)


@dataclass(frozen=True, slots=True)
class Run:
    """Characters of a passage from *start* on, up to the next run, that begin on the 1-based source *line*."""

    start: int
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A text of its own. *runs* are in order; *line* is that of its block in the file *path*, 1-based."""

    text: str
    path: Path
    line: int
    kind: PassageKind = "body"
    runs: tuple[Run, ...] = ()

    @property
    def first_line(self) -> int:
        """The 1-based line that its text begins on."""
        return self.runs[0].line if self.runs else self.line

    @property
    def is_running(self) -> bool:
        """Whether it is text in sentences, and not a head, a cell or a verse."""
        return self.kind in ("body", "continued", "item", "note")


def hide_addresses(text: str) -> str:
    """*text*, of the same length, with addresses of the web and of mailboxes as what is no prose."""
    return _ADDRESS.sub(lambda found: NO_PROSE * len(found[0]), text)
