"""Where a Chinese line may break, and what its marks and gaps may give and take (clreq §3.1.4–3.1.6, §3.2, §3.5)."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import accumulate

from pipeline.composer.characters import NO_LINE_END, NO_LINE_START, Kind, is_alphanumeric, is_ideograph, kind_of


class Level(IntEnum):
    """What gives way when a line is squeezed, in this order. White at the line's edges is gone before that."""

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
    whole one (全角式). *last_line* is how many Han characters the last line of a paragraph has at least (孤字), or
    twice as many letters and figures.
    """

    line_edges: LineEdges = LineEdges.STRICT
    open_marks: bool = False
    han_latin: tuple[float, float, float] = (0.125, 0.25, 0.5)
    word_space: tuple[float, float] = (0.25, 0.5)
    last_line: int = 2
    gap_in_brackets: bool = False


_NEVER_FIRST = frozenset({Kind.CLOSING, Kind.PAUSE, Kind.STOP, Kind.DOT, Kind.CONNECTOR, Kind.SOLIDUS, Kind.UNIT})
NEVER_FIRST_STRICT = _NEVER_FIRST | {Kind.DASH, Kind.ELLIPSIS}
_PAIRED = frozenset({Kind.DASH, Kind.ELLIPSIS})
_SIGNS = frozenset("＋－±−+-")


def may_break(before: str, after: str, rules: RuleSet) -> bool:
    """Whether a line may end between two characters, neither of them a space, that aren't in one Latin word."""
    first, second = kind_of(before), kind_of(after)
    if first is Kind.OPENING or before in NO_LINE_END:
        return False
    if before in _SIGNS and after.isdigit():
        return False
    if first is Kind.SOLIDUS and rules.line_edges >= LineEdges.GB:
        return False
    if second in (NEVER_FIRST_STRICT if rules.line_edges is LineEdges.STRICT else _NEVER_FIRST):
        return False
    if after in NO_LINE_START:
        return False
    if before in "\u00a0\u202f\u2060\ufeff" or after in "\u00a0\u202f\u2060\ufeff":
        return False
    return not (first is second and first in _PAIRED)


def has_gap(before: str, after: str) -> bool:
    """Whether Han and Latin text meet here. False beside marks: they bring their own space."""
    return (is_ideograph(before) and is_alphanumeric(after)) or (is_alphanumeric(before) and is_ideograph(after))


def running_sums(values: Sequence[float]) -> list[float]:
    """Running sums of *values*, one more than there are values; the first is 0."""
    return list(accumulate(values, initial=0.0))
