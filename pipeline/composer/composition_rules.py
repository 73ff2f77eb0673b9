"""Where a Chinese line may break, and what its marks and gaps may give and take (clreq §3.1.4–3.1.6, §3.2, §3.5)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import accumulate

from pipeline.composer.characters import NO_LINE_END, NO_LINE_START, Kind, is_alphanumeric, is_ideograph, kind_of


class Level(IntEnum):
    """What gives way when a line is squeezed, in this order; the line's end has given way before."""

    WORD_SPACE = 0
    BRACKET = 1
    PAUSE = 2
    HAN_LATIN = 3
    STOP = 4


class LineEdges(IntEnum):
    """How much is kept from the edges of a line (避头尾)."""

    BASIC = 0
    """Pause marks, stops, closing marks, connectors, interpuncts never first; opening marks never last."""
    GB = 1
    """And the solidus never last (GB/T 15834-2011, 5.1.9)."""
    STRICT = 2
    """And dashes and ellipses never first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleSet:
    """The rules of a layout. Lengths are in em of the character they belong to.

    *open_marks* is 开明式: pause marks and brackets are half an em wide everywhere, stops a whole one; else all are a
    whole one (全角式). *last_line* is how many Han characters the last line of a paragraph has at least (孤字).
    """

    line_edges: LineEdges = LineEdges.STRICT
    open_marks: bool = False
    han_latin: tuple[float, float, float] = (0.125, 0.25, 0.5)
    word_space: tuple[float, float] = (0.25, 0.5)
    last_line: int = 2
    gap_in_brackets: bool = False


_NEVER_FIRST = frozenset({Kind.CLOSING, Kind.PAUSE, Kind.STOP, Kind.DOT, Kind.CONNECTOR, Kind.SOLIDUS, Kind.UNIT})
_NEVER_FIRST_STRICT = _NEVER_FIRST | {Kind.DASH, Kind.ELLIPSIS}
_PAIRED = frozenset({Kind.DASH, Kind.ELLIPSIS})
_HYPHENATED = re.compile(r"[^\W\d_]{2}[-‐][^\W\d_]{3}")
_URL_BREAKS = frozenset("/?&=#_~.:@")


def may_break(before: str, after: str, rules: RuleSet) -> bool:
    """Whether a line may end between two characters, neither of them a space, that aren't in one Latin word."""
    first, second = kind_of(before), kind_of(after)
    if first is Kind.OPENING or before in NO_LINE_END:
        return False
    if first is Kind.SOLIDUS and rules.line_edges >= LineEdges.GB:
        return False
    if second in (_NEVER_FIRST_STRICT if rules.line_edges is LineEdges.STRICT else _NEVER_FIRST):
        return False
    if after in NO_LINE_START:
        return False
    if before in "\u00a0\u202f\u2060\ufeff" or after in "\u00a0\u202f\u2060\ufeff":
        return False
    return not (first is second and first in _PAIRED)


def word_breaks(word: str) -> list[int]:
    """Offsets inside a Latin word at which it may break: after a hyphen, dash or slash between letters, and in
    addresses after each separator (UAX #14, classes HY and SY, and its note on URLs).

    Two letters stand before a hyphen at least and three after it; in an address it would be taken for ours.
    """
    address = "://" in word or "@" in word or word.startswith("www.") or word.count("/") > 1
    result = []
    for index in range(2, len(word) - 1):
        before, after = word[index - 1], word[index]
        if address:
            if before in _URL_BREAKS and after not in _URL_BREAKS:
                result.append(index)
        elif before in "/—":
            if word[index - 2].isalpha() and after.isalpha():
                result.append(index)
        elif before in "-‐" and _HYPHENATED.fullmatch(word[max(0, index - 3) : index + 3]):
            result.append(index)
    return result


def has_gap(before: str, after: str) -> bool:
    """Whether Han and Latin text meet here. False beside marks: they bring their own space."""
    return (is_ideograph(before) and is_alphanumeric(after)) or (is_alphanumeric(before) and is_ideograph(after))


_UNITS = frozenset(
    ("mm", "cm", "dm", "m", "km", "mg", "g", "kg", "t", "ml", "L", "W", "kW", "V", "A", "Hz", "kHz", "MHz", "GHz")
)
_UNITS |= {"B", "KB", "MB", "GB", "TB", "pt", "px", "em"}


def holds_unit(before: str, word: str) -> bool:
    """Whether the space between a character and the *word* after it stands between a number and its unit."""
    return before.isdigit() and word in _UNITS


def running_sums(values: Sequence[float]) -> list[float]:
    """Running sums of *values*, one more than there are values; the first is 0."""
    return list(accumulate(values, initial=0.0))
