"""Two texts laid side by side: which stretches are the same, which are not. Pure, and linear for what is mostly equal.

Stretches that occur once in both texts are the anchors (patience diff); what lies between two anchors is compared by
shorter ones, and at last character by character.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from difflib import SequenceMatcher
from itertools import pairwise

_GRAMS = (32, 12, 6)
_SAMPLED_FROM = 400_000  # characters: longer texts are anchored on one stretch in eight
_MOST_PRODUCT = 250_000  # of both lengths, for the comparison character by character
_LEAST_MOVED = 12
_EFFORT = 400  # comparisons of a character, for each there is: what is not found by then is taken to differ
_GRAMS_COST = 20
_NEAREST = 96  # characters of both that differ, before the next that are the same
_MOST_ITEMS = 1_000_000  # product of the numbers of items that are compared one by one
_MOST_STEPS = 60  # characters that words are moved by so that they begin at a line

Match = tuple[int, int, int]  # where in the one, where in the other, how many characters
Gap = tuple[int, int, int, int]  # from, to in the text before; from, to in the text after


def align(one: str, other: str) -> list[Match]:
    """The stretches that *one* and *other* have in common, in order; those by mere chance are left out."""
    found: list[Match] = []
    waiting = [(0, len(one), 0, len(other), 0)]
    left = _EFFORT * (len(one) + len(other) + 1_000)
    while waiting:
        a0, a1, b0, b1, level = waiting.pop()
        start, end = _widen_match(one, other, a0, a1, b0, b1)
        if start:
            found.append((a0, b0, start))
        if end:
            found.append((a1 - end, b1 - end, end))
        a0, a1, b0, b1 = a0 + start, a1 - end, b0 + start, b1 - end
        if a0 == a1 or b0 == b1 or left < 0:
            continue
        left -= min((a1 - a0) * (b1 - b0), _GRAMS_COST * (a1 - a0 + b1 - b0))
        if (a1 - a0) * (b1 - b0) <= _MOST_PRODUCT:
            blocks = SequenceMatcher(None, one[a0:a1], other[b0:b1], autojunk=False).get_matching_blocks()
            found += [(a0 + each.a, b0 + each.b, each.size) for each in blocks if each.size]
            continue
        while level < len(_GRAMS):
            anchors = _anchors(one[a0:a1], other[b0:b1], _GRAMS[level])
            if anchors:
                break
            level += 1
        else:
            if (near := _find_nearest(one, other, (a0, a1, b0, b1))) is not None:
                found.append(near)
                waiting.append((near[0] + near[2], a1, near[1] + near[2], b1, level))
            continue
        for a, b, size in [*anchors, (a1 - a0, b1 - b0, 0)]:
            if size:
                found.append((a0 + a, b0 + b, size))
        edges = [(0, 0, 0), *anchors, (a1 - a0, b1 - b0, 0)]
        for (a, b, size), (c, d, _size) in pairwise(edges):
            waiting.append((a0 + a + size, a0 + c, b0 + b + size, b0 + d, level + 1 if len(anchors) < 2 else level))
    return _without_chance(_merge(found))


def _widen_match(one: str, other: str, a0: int, a1: int, b0: int, b1: int) -> tuple[int, int]:
    most = min(a1 - a0, b1 - b0)
    start = _count_common(lambda n: one[a0 : a0 + n] == other[b0 : b0 + n], most)
    end = _count_common(lambda n: one[a1 - n : a1] == other[b1 - n : b1], most - start)
    return start, end


def _count_common(is_same: Callable[[int], bool], most: int) -> int:
    """The greatest n up to *most* of which *is_same*; what is the same for n is so for less."""
    low, high = 0, most
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if is_same(middle) else (low, middle - 1)
    return low


def _find_nearest(one: str, other: str, gap: tuple[int, int, int, int]) -> Match | None:
    """The stretch that both have in common nearest to where they begin to differ: in what repeats itself none is
    unique, and what is nearest is what stayed.
    """
    a0, a1, b0, b1 = gap
    size = _GRAMS[-1]
    for away in range(1, _NEAREST):
        for step in range(away + 1):
            a, b = a0 + step, b0 + away - step
            if a + size <= a1 and b + size <= b1 and one[a : a + size] == other[b : b + size]:
                most = min(a1 - a, b1 - b)
                return a, b, _count_common(lambda n, a=a, b=b: one[a : a + n] == other[b : b + n], most)  # type: ignore[misc]
    return None


def _anchors(one: str, other: str, size: int) -> list[Match]:
    places, others = _index_once(one, size), _index_once(other, size)
    pairs = [(place, others[gram]) for gram, place in places.items() if gram in others]
    chain = rising(pairs)
    found: list[Match] = []
    for a, b in chain:
        if found and a - found[-1][0] == b - found[-1][1] and a <= found[-1][0] + found[-1][2]:
            found[-1] = found[-1][0], found[-1][1], a + size - found[-1][0]
        elif not found or (a >= found[-1][0] + found[-1][2] and b >= found[-1][1] + found[-1][2]):
            found.append((a, b, size))
    return found


def _index_once(text: str, size: int) -> dict[str, int]:
    """Where each stretch of *size* characters stands that occurs once in *text*."""
    sampled = len(text) > _SAMPLED_FROM
    places: dict[str, int] = {}
    for start in range(len(text) - size + 1):
        if sampled and (ord(text[start]) * 31 + ord(text[start + 1])) % 8:
            continue
        gram = text[start : start + size]
        places[gram] = -1 if gram in places else start
    return {gram: start for gram, start in places.items() if start >= 0}


def rising(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest chain of *pairs* (in order of their first) whose second rises too."""
    tops: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for index, (_a, b) in enumerate(pairs):
        place = bisect_left(tops, b)
        before.append(ends[place - 1] if place else -1)
        tops[place : place + 1] = [b]
        ends[place : place + 1] = [index]
    chain = []
    index = ends[-1] if ends else -1
    while index >= 0:
        chain.append(pairs[index])
        index = before[index]
    return chain[::-1]


def _merge(found: list[Match]) -> list[Match]:
    result: list[Match] = []
    for a, b, size in sorted(found):
        if result and a == result[-1][0] + result[-1][2] and b == result[-1][1] + result[-1][2]:
            result[-1] = result[-1][0], result[-1][1], result[-1][2] + size
        else:
            result.append((a, b, size))
    return result


def _without_chance(matches: list[Match]) -> list[Match]:
    """*matches* without short ones amid much that differs: 的 and 。 are in every sentence."""
    while True:
        kept: list[Match] = []
        for index, (a, b, size) in enumerate(matches):
            ends = kept[-1] if kept else (0, 0, 0)
            left = max(a - ends[0] - ends[2], b - ends[1] - ends[2])
            after = matches[index + 1] if index + 1 < len(matches) else None
            right = max(after[0] - a - size, after[1] - b - size) if after else left
            if size < 8 and left >= 2 * size and right >= 2 * size:
                continue
            kept.append((a, b, size))
        if len(kept) == len(matches):
            return kept
        matches = kept


def find_moved(one: str, other: str, matches: list[Match]) -> list[Match]:
    """Stretches of at least 12 characters that *matches* leave out on both sides, and that are the same."""
    gaps = list(gaps_of(matches, len(one), len(other)))
    index: dict[str, int] = {}
    for _a0, _a1, b0, b1 in gaps:
        for start in range(b0, b1 - _LEAST_MOVED + 1):
            index.setdefault(other[start : start + _LEAST_MOVED], start)
    ends = {b0: b1 for _a0, _a1, b0, b1 in gaps}
    starts = sorted(ends)
    found: list[Match] = []
    for a0, a1, _b0, _b1 in gaps:
        place = a0
        while place <= a1 - _LEAST_MOVED:
            there = index.get(one[place : place + _LEAST_MOVED])
            if there is None:
                place += 1
                continue
            end = ends[starts[bisect_left(starts, there + 1) - 1]]
            size = _LEAST_MOVED
            while place + size < a1 and there + size < end and one[place + size] == other[there + size]:
                size += 1
            found.append((place, there, size))
            place += size
    return found


def begin_at_lines(
    matches: Sequence[Match], one: tuple[str, Sequence[int]], other: tuple[str, Sequence[int]]
) -> list[Match]:
    """*matches*, in order, of two texts with the places at which their lines start.

    Which of two equal letters stayed, the one before words that came or the last of them, is not seen in the text: the
    words are taken to begin at the start of a line, where they may.
    """
    found = list(matches)
    starts = set(one[1]), set(other[1])
    for n in range(len(found) - 1):
        (a, b, size), (a1, b1, more) = found[n : n + 2]
        gone, come = a1 - a - size, b1 - b - size
        if (gone > 0) == (come > 0):
            continue
        side, end = (0, a1) if gone else (1, b1)
        step = _steps_to_line((one, other)[side][0], (end - max(gone, come), end), starts[side], size - 1)
        if step:
            found[n : n + 2] = [(a, b, size - step), (a1 - step, b1 - step, more + step)]
    return found


def _steps_to_line(text: str, gap: tuple[int, int], starts: set[int], most: int) -> int:
    """How far to the left *gap* of *text* may be moved so that it begins at one of *starts*; 0 if it may not."""
    start, end = gap
    for step in range(min(most, _MOST_STEPS) + 1):
        if start - step in starts:
            return step
        if step == most or text[start - step - 1] != text[end - step - 1]:
            break
    return 0


def gaps_of(matches: list[Match], length: int, other_length: int) -> list[Gap]:
    """What lies between *matches*: from, to in the one, from, to in the other."""
    result = []
    a, b = 0, 0
    for a0, b0, size in [*matches, (length, other_length, 0)]:
        if a0 > a or b0 > b:
            result.append((a, a0, b, b0))
        a, b = a0 + size, b0 + size
    return result


def unlike(one: Sequence[Hashable], other: Sequence[Hashable]) -> list[tuple[int, int, int, int]]:
    """The stretches of items in which both differ: from, to in the one, from, to in the other."""
    pairs = _match_single(one, other) if len(one) * len(other) > _MOST_ITEMS else []
    edges = [(-1, -1), *pairs, (len(one), len(other))]
    found: list[tuple[int, int, int, int]] = []
    for (a, b), (end, other_end) in pairwise(edges):
        a0, a1, b0, b1 = a + 1, end, b + 1, other_end
        while a0 < a1 and b0 < b1 and one[a0] == other[b0]:
            a0, b0 = a0 + 1, b0 + 1
        while a0 < a1 and b0 < b1 and one[a1 - 1] == other[b1 - 1]:
            a1, b1 = a1 - 1, b1 - 1
        if (a1 - a0) * (b1 - b0) <= _MOST_ITEMS:
            codes = SequenceMatcher(None, one[a0:a1], other[b0:b1], autojunk=False).get_opcodes()
            found += [(a0 + c, a0 + d, b0 + e, b0 + f) for tag, c, d, e, f in codes if tag != "equal"]
        else:
            found.append((a0, a1, b0, b1))
    return found


def _match_single(one: Sequence[Hashable], other: Sequence[Hashable]) -> list[tuple[int, int]]:
    """Where items stand that occur once in both, as many as are in the same order."""
    counts = Counter(one), Counter(other)
    places = {item: place for place, item in enumerate(other) if counts[1][item] == 1}
    return rising([(n, places[item]) for n, item in enumerate(one) if counts[0][item] == 1 and item in places])
