"""The rules of line composition, counted over all lines of a text: for text of which nothing else is known."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from re import fullmatch

from tests.conformance.giving_way import BRACKETS, is_alphanumeric, is_han, rooms_of
from tests.conformance.printed_page import CLOSING, OPENING, Line

NEVER_FIRST = CLOSING + "·～／—…％%℃①②③④⑤⑥⑦⑧⑨⑩"
NEVER_LAST = OPENING + "￥／"
SHARED = "“”‘’—…"
SOLID = "·～—…／. "
INDENT = 2  # em
FLUSH = 0.02  # em
EVEN = 0.005  # em: PDF positions are cut to thousandths
GAP = (0.125, 0.5)  # em
TORN = 0.1  # em between Han characters: what looser lines lack may have come between marks and Latin too


@dataclass
class Report:
    """For each rule how often it was looked at, and what broke it."""

    looked: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    broken: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def enter(self, rule: str, line: Line, kept: bool) -> None:
        """Enter one case of a rule in a line."""
        self.looked[rule] += 1
        if not kept:
            self.broken[rule].append(line.text)


@dataclass(frozen=True)
class Measure:
    """Where lines of body text stand: edges in pt, *em* in pt."""

    left: float
    right: float
    em: float


def check_paragraph(lines: Sequence[Line], measure: Measure, report: Report) -> None:
    """Enter all that is found in the lines of one paragraph."""
    for line, following in pairwise(lines):
        report.enter("no mark begins a line that may not", following, following.text[0] not in NEVER_FIRST)
        report.enter("no opening mark ends a line", line, line.text[-1] not in NEVER_LAST)
        report.enter("pairs, numbers and words are not parted", line, not _parted(line.text, following.text))
        lack = (measure.right - line.right) / measure.em
        report.enter("right edges are flush", line, abs(lack) <= FLUSH or lack > _most_added(line))
    for line in lines[1:]:
        report.enter("left edges are flush", line, abs(line.left - measure.left) <= FLUSH * measure.em)
    if len(lines) > 1 and not 9.5 <= (measure.right - measure.left) / measure.em < 19.5:  # a narrow column
        han = sum(is_han(character) for character in lines[-1].text)
        report.enter("the last line has two Han characters", lines[-1], han > 1 or not is_han(lines[-1].text[0]))
    depth = 0
    for line in lines:
        report.enter("no line is wider than the measure", line, line.right <= measure.right + FLUSH * measure.em)
        _check_marks(line, report)
        _check_even(line, report)
        _check_shared_marks(line, report)
        _check_order(line, depth, report)
        depth = _check_gaps(line, depth, report)


def check_plain(lines: Sequence[Line], measure: Measure, report: Report) -> None:
    """Enter how a paragraph of plain text (no list, quotation or box) begins, or goes on after a page's end; and how it
    ends: in its natural width, or as wide as the measure, for want of room or because it goes on."""
    indent = (lines[0].left - measure.left) / measure.em
    is_kept = min(abs(indent), abs(indent - INDENT)) <= FLUSH
    report.enter("first lines begin at the edge or the indent", lines[0], is_kept)
    *before, last = lines
    if last.right < measure.right - FLUSH * measure.em:
        depth = sum(BRACKETS.get(character, 0) for line in before for character in line.text)
        report.enter("last lines are natural", last, rooms_of(last, _loosest(last), depth).are_natural)


def _most_added(line: Line) -> float:
    """What a line set in its natural width could be stretched by, em, without more than half an em at any place."""
    most = 0.0
    for one, two in pairwise(line.text):
        if (is_han(one) and is_alphanumeric(two)) or (is_alphanumeric(one) and is_han(two)):
            most += GAP[1] - 0.25
        elif not (is_alphanumeric(one) and (is_alphanumeric(two) or two in ".%％℃")) and not {one, two} & set(SOLID):
            most += 0.5
    return most


def _parted(text: str, following: str) -> bool:
    pair = text[-1] + following[0]
    decimals = text[-2:-1].isdigit() and pair[0] in ".," and pair[1].isdigit()
    with_unit = text[-1].isdigit() and fullmatch("(km|mm|cm|kg)(?![a-z]).*", following) is not None
    return pair in ("——", "……") or decimals or with_unit or (is_alphanumeric(pair[0]) and is_alphanumeric(pair[1]))


def _loosest(line: Line) -> float:
    """The white between Han characters in a line, em; what a stretched line adds everywhere."""
    return max(_han_gaps(line), default=0.0)


def _han_gaps(line: Line) -> list[float]:
    pairs = [(one, two) for one, two in pairwise(line.glyphs) if is_han(one.character) and is_han(two.character)]
    same = [(one, two) for one, two in pairs if abs(one.size - two.size) < 0.01]
    if line.above:  # readings make room for themselves
        same = [(one, two) for one, two in same if not (line.has_reading(one) or line.has_reading(two))]
    return [(two.x - one.x) / one.size - one.advance for one, two in same]


def _check_marks(line: Line, report: Report) -> None:
    if not _han_gaps(line):
        return  # how far the line is stretched cannot be told
    loosest = _loosest(line)
    for first, second in pairwise(line.glyphs):
        both = first.advance > 0.9 and second.advance > 0.9 and abs(first.size - second.size) < 0.01
        if both and first.character in CLOSING + OPENING and second.character in CLOSING + OPENING:
            if first.character in OPENING and second.character in CLOSING:
                continue
            room = (second.x - first.x) / first.size
            if first.character in CLOSING and second.character in OPENING:
                room = (second.left - first.x) / first.size - 0.5
            elif first.character in OPENING:
                room = (second.left - first.left) / first.size
            report.enter("two marks close up", line, room <= 0.5 + loosest + FLUSH)


def _check_even(line: Line, report: Report) -> None:
    gaps = _han_gaps(line)
    if len(gaps) > 1:
        report.enter("white between Han characters is even", line, max(gaps) - min(gaps) <= EVEN)


def _check_order(line: Line, depth: int, report: Report) -> None:
    if _han_gaps(line):
        rooms = rooms_of(line, _loosest(line), depth)
        report.enter("marks and gaps give way in order", line, rooms.have_given_way_in_order)
        report.enter("gaps grow before Han characters part", line, rooms.have_grown_in_order)


def _check_shared_marks(line: Line, report: Report) -> None:
    """Quotation marks, dashes and ellipses beside Han characters, and what is beside marks and is not Han."""
    solid = bool(_han_gaps(line)) and _loosest(line) < TORN
    for first, second in pairwise(line.glyphs):
        one, two = first.character, second.character
        for glyph, beside in ((first, two), (second, one)):
            if glyph.character in SHARED and is_han(beside):
                report.enter("shared marks are an em wide beside Han characters", line, glyph.advance > 0.99)
        tight = (is_alphanumeric(one) and two in CLOSING and second.advance > 0.9) or (
            one in OPENING and first.advance > 0.9 and is_alphanumeric(two)
        )
        if tight and solid:
            white = (second.x - first.x) / first.size - first.advance
            report.enter("no white between Latin and the marks close to it", line, abs(white) <= FLUSH)


def _check_gaps(line: Line, depth: int, report: Report) -> int:
    """*depth* tells how many brackets are open before the line; returns how many are open after it."""
    loosest = _loosest(line)
    for first, second in pairwise(line.glyphs):
        depth = max(0, depth + BRACKETS.get(first.character, 0))
        one, two = first.character, second.character
        if (is_han(one) and is_alphanumeric(two)) or (is_alphanumeric(one) and is_han(two)):
            gap = (second.x - first.x) / first.size - first.advance
            low, high = (0.0, max(GAP[1], loosest)) if depth else GAP
            kept = low - FLUSH <= gap <= high + FLUSH
            report.enter("Han–Latin gaps are an eighth to a half em", line, kept)
    return max(0, depth + BRACKETS.get(line.text[-1], 0))
