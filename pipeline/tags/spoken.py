"""Pieces of text, and where they are drawn; put together as all readers do.

Where text is drawn apart, and between Latin words on two lines, a space is told where the file has none.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from math import nan

_OTHER_LINE = 0.5  # em from base line to base line
_WIDE_GAP, _NARROW_GAP = 1.0, 0.2  # em between pieces on one line: what parts any text, and what parts Latin words


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """The *text* of marked content, of a *size* in pt; its *language*, where the content itself tells one.

    *first* and *last*: where the base lines of its ends stand, measured across them in pt; *begins* and *ends*: how far
    along them it reaches. What is not known is no number.
    """

    text: str = ""
    first: float = 0.0
    last: float = 0.0
    begins: float = nan
    ends: float = nan
    size: float = 1.0
    language: str = ""


def join(pieces: Iterable[Spoken]) -> Spoken:
    """*pieces*, one after the other: with a space where they are drawn apart, or where Latin words stand on two lines,
    and without a hyphen that is only there for a line's end."""
    texts: list[str] = []
    first = before = Spoken()
    for piece in pieces:
        if not piece.text:
            continue
        if not texts:
            first = piece
        elif _is_other_line(before, piece) and before.text.endswith("\u00ad"):
            texts[-1] = texts[-1][:-1]
        elif _is_parted(before, piece):
            texts.append(" ")
        texts.append(piece.text)
        before = piece
    return replace(before, text="".join(texts), first=first.first, begins=first.begins, language=first.language)


def _is_other_line(one: Spoken, other: Spoken) -> bool:
    return abs(other.first - one.last) > _OTHER_LINE * max(one.size, other.size)


def _is_parted(one: Spoken, other: Spoken) -> bool:
    """Whether a space belongs between what is drawn as *one* and as *other*, where the file has none."""
    if one.text[-1:].isspace() or other.text[:1].isspace():
        return False
    is_latin = _is_latin(one.text[-1:]) and _is_latin(other.text[:1])
    if _is_other_line(one, other):
        return is_latin
    return other.begins - one.ends > (_NARROW_GAP if is_latin else _WIDE_GAP) * max(one.size, other.size)


def _is_latin(character: str) -> bool:
    """Whether words in *character*'s script have spaces between them, as far as this is told from it."""
    return bool(character) and (character.isalnum() or character in ",.;:!?)]”’") and ord(character) < 0x0E00
