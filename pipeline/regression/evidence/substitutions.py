"""Words that became other words: one value for each place. Pure.

A substitution that is met in several places stays apart from what changed beside it, so that it can be told as one.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.regression.alignment.alignment import Gap
from pipeline.regression.alignment.text_flow import NOTES_FROM, Flow

_PARTED = 2  # letters that stayed by chance between changed ones
_JOINTS = frozenset("- \u00ad\u2010")
_WORD = re.compile(r"[0-9A-Za-zÀ-ɏ]")
_LONGEST_WORD = 60
_NUMBER_HERE = "#"
_SIGNS = re.compile(r"[①-⑳㉑-㉟㊱-㊿＊*†‡\s]+")  # of notes


@dataclass(frozen=True, slots=True, kw_only=True)
class Substitution:
    """The words *before* became *after*; *gap* is where. They stand in the *paragraphs* (before, after; −1 for none)
    between *context*, the two characters before, and the character *behind*; *in_notes*: in the notes of either side.
    """

    gap: Gap
    before: str
    after: str
    paragraphs: tuple[int, int]
    context: str
    behind: str
    in_notes: bool

    @property
    def letters(self) -> tuple[str, str]:
        """The words without marks, before and after."""
        return letters_of(self.before), letters_of(self.after)

    @property
    def is_sign(self) -> bool:
        """Whether only signs of notes came, went or changed."""
        return _SIGNS.fullmatch(self.before + self.after) is not None

    @property
    def samenesses(self) -> tuple[tuple[str, ...], ...]:
        """What is equal in equal substitutions, by one of these. Numbers are told apart by what stands before them;
        single letters that came or went by that or by both their neighbours.
        """
        words = self.before + self.after
        if (form := numeral_form(self.before, self.after)) is not None:
            return (form,)
        if words.strip().isdecimal():
            key = self.before, self.after, self.context
            return (key, (*key[:2], key[2][-1:])) if key[2][-1:].isalpha() else (key,)
        if not (self.before and self.after) and len(words) == 1:
            key = self.before, self.after, self.context
            return key, (*key[:2], key[2][-1:], self.behind)
        one, other = self.before.split(), self.after.split()
        if min(len(one), len(other)) == 0:  # one that stands twice between words of the other side, on an empty page
            return ((" ".join(_merge_repeated(one)), " ".join(_merge_repeated(other))),)
        if len(one) == len(other):
            return ((self.before, self.after),)
        start = _count_alike(one, other)  # words that were put before or behind one that stayed
        end = _count_alike(one[start:][::-1], other[start:][::-1])
        return ((" ".join(one[start : len(one) - end]), " ".join(other[start : len(other) - end])),)


_DIGITS = {each: n for n, each in enumerate("〇一二三四五六七八九")}
_CIRCLED = "①-⑳㉑-㉟㊱-㊿"
_NUMERAL = re.compile(rf"\d{{1,4}}|[〇一二三四五六七八九十]{{1,4}}|[{_CIRCLED}]")


def number_of(text: str) -> int | None:
    """The number that *text* is, in digits, in a circle, or in Chinese up to 99: 十二 is 12; None where it is none."""
    words = text.strip()
    if re.fullmatch(f"[{_CIRCLED}]", words):
        return int(unicodedata.numeric(words))
    if words.isascii() and words.isdecimal():
        return int(words) if len(words) < 5 else None
    tens, ten, ones = words.partition("十")
    parts = [tens, ones] if ten else [words]
    if not words or not all(not each or each in _DIGITS for each in parts) or (not ten and words not in _DIGITS):
        return None
    return _DIGITS.get(tens, 1) * 10 + _DIGITS.get(ones, 0) if ten else _DIGITS[words]


def numeral_form(before: str, after: str) -> tuple[str, str] | None:
    """How a number was written and how it is, where both are the same one in another form: “1.” and “一、”."""
    numerals = _NUMERAL.findall(before), _NUMERAL.findall(after)
    if before == after or len(numerals[0]) != 1 or len(numerals[1]) != 1:
        return None
    if number_of(numerals[0][0]) is None or number_of(numerals[0][0]) != number_of(numerals[1][0]):
        return None
    forms = _NUMERAL.sub(_NUMBER_HERE, before), _NUMERAL.sub(_NUMBER_HERE, after)
    is_other = numerals[0][0].isascii() != numerals[1][0].isascii()
    return forms if is_other or forms[0] != forms[1] else None


def _merge_repeated(words: Sequence[str]) -> Sequence[str]:
    """The first of *words* where all are the same."""
    return words[:1] if len(set(words)) == 1 else words


def _count_alike(one: Sequence[str], other: Sequence[str]) -> int:
    """How many words both begin with alike."""
    return next((n for n, (x, y) in enumerate(zip(one, other, strict=False)) if x != y), min(len(one), len(other)))


def letters_of(text: str) -> str:
    """*text* without marks and spaces."""
    return "".join(each for each in text if each.isalnum())


def find_substitutions(one: Flow, other: Flow, gaps: Sequence[Gap]) -> tuple[Substitution, ...]:
    """What *gaps*, in order, of the texts of *one* and *other* say: whole words, without hyphens at ends of lines."""
    gaps = [each for each in gaps if _says_something(one, other, each)]
    single = _join([_whole_words(one.text, other.text, each) for each in gaps])
    counts = Counter(_words(one, other, each) for each in single)
    often = {words for words, count in counts.items() if count > 1 and all(words)}
    joined = join_near_gaps(one.text, other.text, [each for each in gaps if not _is_one_of(one, other, each, often)])
    rows = _join([_whole_words(one.text, other.text, each) for each in joined])
    apart = [each for each in single if _words(one, other, each) in often]
    found = _join_decimals(one.text, other.text, sorted({*rows, *apart}))
    return tuple(
        substitution_at(one, other, each)
        for each in found
        if _words(one, other, each)[0] != _words(one, other, each)[1]
    )


def _join_decimals(one: str, other: str, gaps: Sequence[Gap]) -> list[Gap]:
    """*gaps*, in order, those as one that are digits on both sides of a decimal point: 63.9 became 64.6."""
    rows: list[Gap] = []
    for gap in gaps:
        last = rows[-1] if rows else None
        if (
            last is not None
            and gap[0] - last[1] == gap[2] - last[3] == 1
            and one[last[1]] == other[last[3]] == "."
            and all(one[a0:a1].isdecimal() and other[b0:b1].isdecimal() for a0, a1, b0, b1 in (last, gap))
        ):
            rows[-1] = last[0], gap[1], last[2], gap[3]
        else:
            rows.append(gap)
    return rows


def _is_one_of(one: Flow, other: Flow, gap: Gap, often: set[tuple[str, str]]) -> bool:
    return _words(one, other, _whole_words(one.text, other.text, gap)) in often


def _words(one: Flow, other: Flow, gap: Gap) -> tuple[str, str]:
    return one.text[gap[0] : gap[1]], other.text[gap[2] : gap[3]]


def substitution_at(one: Flow, other: Flow, gap: Gap) -> Substitution:
    """The substitution at *gap* of the texts of *one* and *other*."""
    a0, a1, b0, b1 = gap
    line = one.line_at(min(a0, max(0, len(one.text) - 1)))
    there = other.line_at(min(b0, max(0, len(other.text) - 1)))
    notes = [flow.text.find(NOTES_FROM) for flow in (one, other)]
    before, after = (words.replace(NOTES_FROM, "") for words in _words(one, other, gap))
    return Substitution(
        gap=gap,
        before=before,
        after=after,
        paragraphs=(one.paragraphs[line] if one.lines else -1, other.paragraphs[there] if other.lines else -1),
        context=one.text[max(0, a0 - 2) : a0],
        behind=one.text[a1 : a1 + 1],
        in_notes=(0 <= notes[0] < a1) or (0 <= notes[1] < b1),
    )


def join_near_gaps(one: str, other: str, gaps: Sequence[Gap]) -> list[Gap]:
    """*gaps*, in order; those with only a letter or two between them are one, unless there is a number in them."""
    rows: list[Gap] = []
    for gap in gaps:
        last = rows[-1] if rows else None
        if last is not None and gap[0] - last[1] == gap[2] - last[3] <= _PARTED:
            words = one[last[0] : gap[1]] + other[last[2] : gap[3]]
            if not any(each.isdecimal() for each in words) and gap[0] - last[1] >= 0:
                rows[-1] = last[0], gap[1], last[2], gap[3]
                continue
        rows.append(gap)
    return rows


def _join(gaps: Iterable[Gap]) -> list[Gap]:
    """*gaps*, those as one that have a word or a number in common: 19 → 21 is not 2 before and 9 behind a 1."""
    found: list[Gap] = []
    for a0, a1, b0, b1 in gaps:
        if found and (a0 < found[-1][1] or b0 < found[-1][3]):
            found[-1] = found[-1][0], a1, found[-1][2], b1
        else:
            found.append((a0, a1, b0, b1))
    return found


def _whole_words(one: str, other: str, gap: Gap) -> Gap:
    """*gap* widened to whole words and numbers."""
    a0, a1, b0, b1 = gap
    inner = one[a0:a1] + other[b0:b1]
    if not inner or (not _WORD.match(inner[0]) and not _WORD.match(inner[-1])):
        return gap
    while a0 and b0 and one[a0 - 1] == other[b0 - 1] and _WORD.match(one[a0 - 1]) and a1 - a0 < _LONGEST_WORD:
        a0, b0 = a0 - 1, b0 - 1
    while (
        a1 < len(one) and b1 < len(other) and one[a1] == other[b1] and _WORD.match(one[a1]) and a1 - a0 < _LONGEST_WORD
    ):
        a1, b1 = a1 + 1, b1 + 1
    return _without_common_words(one, other, (a0, a1, b0, b1))


def _without_common_words(one: str, other: str, gap: Gap) -> Gap:
    """*gap* without a whole word that one side ends with and the other is: “12:10 正午18” became “18”."""
    a0, a1, b0, b1 = gap
    before, after = one[a0:a1], other[b0:b1]
    short, long = sorted((before, after), key=len)
    cut = len(long) - len(short)
    if short and cut and long.endswith(short) and not _WORD.match(long[cut - 1]):
        return a0, a1 - len(short), b0, b1 - len(short)
    if short and cut and long.startswith(short) and not _WORD.match(long[len(short)]):
        return a0 + len(short), a1, b0 + len(short), b1
    return gap


def _says_something(one: Flow, other: Flow, gap: Gap) -> bool:
    """Whether a difference is more than a hyphen or a space at the end of a line."""
    a0, a1, b0, b1 = gap
    words = set(one.text[a0:a1] + other.text[b0:b1]) - {NOTES_FROM}
    if not words:
        return False
    if not words <= _JOINTS:
        return True
    ends = (flow.end_of(flow.line_at(end - 1)) if end else 0 for flow, end in ((one, a1), (other, b1)) if flow.lines)
    return not any(abs(end - place) <= 1 for end, place in zip(ends, (a1, b1), strict=False))
