"""Names of bodies, and phrases of politics, in their one form: the committed list ``set_phrases.tsv``.

``office_phrases.txt`` has phrases of which one character is seldom another one: 五位一身 for 五位一体.
"""

import re
from collections.abc import Iterator
from functools import cache
from importlib import resources

from pipeline.check.words.alike import characters_alike
from pipeline.check.words.fluency import fluency
from pipeline.check.words.neighbours import neighbours

_LIST, _OFFICES = "set_phrases.tsv", "office_phrases.txt"
_SHORTEST, _LONGEST = 4, 12
_GAP = "\0"
_FREE = frozenset("与和及或的了是在被把从对向到一二两三四五六七八九十百千万亿第每各某本该这那")


@cache
def _phrases() -> tuple[tuple[re.Pattern[str], str], ...]:
    text = resources.files(__package__).joinpath(_LIST).read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines()[1:])
    return tuple((re.compile(wrong), right) for wrong, right in rows)


def find_changed_phrases(text: str) -> Iterator[tuple[re.Match[str], str]]:
    """Where *text* has something else for a phrase of the list, and that phrase."""
    for pattern, right in _phrases():
        for found in pattern.finditer(text):
            yield found, right


def find_near_phrases(text: str) -> Iterator[tuple[int, str]]:
    """Where *text* has a phrase of offices with another character in the place of one: its start (0-based), the phrase.

    A phrase that others go through is let pass: what is written must be no words of its own.
    """
    begins, ends = _ends()
    places = {(at, size) for at in range(len(text) - 1) for size in begins.get(text[at : at + 2], ())}
    places |= {(at + 2 - size, size) for at in range(len(text) - 1) for size in ends.get(text[at : at + 2], ())}
    end = 0
    for start, size in sorted(places, key=lambda place: (place[0], -place[1])):
        is_whole = end <= start <= len(text) - size
        meant = _meant(text[start : start + size]) if is_whole else ""
        if meant and _breaks_words(text, start, meant):
            yield start, meant
            end = start + size


def _meant(written: str) -> str:
    """The phrase that differs from *written* in one character; none where it is a phrase or a word itself."""
    phrases, with_gaps = _offices()
    if written in phrases or written in fluency().words or written in neighbours().words:
        return ""
    for place in range(len(written)):
        right = with_gaps.get(written[:place] + _GAP + written[place + 1 :])
        if right and _is_likely(written, right, place):
            return right
    return ""


def _is_likely(written: str, right: str, place: int) -> bool:
    """Whether the characters at *place* are taken for one another; within a long phrase any may be."""
    one, other = written[place], right[place]
    if _FREE.intersection((one, other)) or not "一" <= one <= "鿿":
        return False
    is_within = 0 < place < len(right) - 1 and len(right) > _SHORTEST
    return is_within or other in characters_alike(one) or one + other in fluency().words


def _breaks_words(text: str, start: int, meant: str) -> bool:
    """Whether the character that differs makes no word with those beside it, in *text* as it is cut."""
    end = start + len(meant)
    first = max(0, start - _SHORTEST)
    window = text[first : end + _SHORTEST]
    place = next(at for at in range(len(meant)) if text[start + at] != meant[at]) + start - first
    left, right = next(span for span in fluency().cut(window)[1] if span[0] <= place < span[1])
    return right - left == 1


@cache
def _ends() -> tuple[dict[str, frozenset[int]], dict[str, frozenset[int]]]:
    """How long phrases are by how they begin, and end: where one character is wrong, one of both is there."""
    phrases, _gaps = _offices()
    begins: dict[str, frozenset[int]] = {}
    ends: dict[str, frozenset[int]] = {}
    for each in phrases:
        begins[each[:2]] = begins.get(each[:2], frozenset()) | {len(each)}
        ends[each[-2:]] = ends.get(each[-2:], frozenset()) | {len(each)}
    return begins, ends


@cache
def _offices() -> tuple[frozenset[str], dict[str, str]]:
    """The phrases, and each by what is left of it where one character is taken away."""
    text = resources.files(__package__).joinpath(_OFFICES).read_text(encoding="utf-8")
    phrases = frozenset(
        word
        for line in text.splitlines()
        if not line.startswith("#")
        for word in line.split()
        if _SHORTEST <= len(word) <= _LONGEST
    )
    gaps = {each[:at] + _GAP + each[at + 1 :]: each for each in sorted(phrases) for at in range(len(each))}
    return phrases, gaps
