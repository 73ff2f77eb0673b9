"""Which elements of two tag trees are the same: by the words they read, wherever they stand. Pure."""

import re
from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field

from pipeline.regression.alignment.alignment import unlike
from pipeline.regression.snapshot.file_layers import Tag

_FOLIO = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class TagSides:
    """The tags before and after, by their places, and those that are *pairs*."""

    before: tuple[Tag, ...]
    after: tuple[Tag, ...]
    pairs: list[tuple[int, int]] = field(default_factory=list)


def pair_tags(sides: TagSides) -> tuple[list[int], list[int]]:
    """Pair the elements of *sides*; the places of those that are left, before and after."""
    gone, come = _pair(sides)
    pair_by(sides, gone, come, _without_folio)
    return gone, come


def _without_folio(tag: Tag) -> Hashable | None:
    """What an entry of contents is known by, on whatever page what it leads to stands."""
    words = _FOLIO.sub("#", tag.text)
    return (tag.kind, words) if words != tag.text else None


def _pair(sides: TagSides) -> tuple[list[int], list[int]]:
    """Pair the elements; returns the places of those that are left."""
    keys = _keys(sides.before), _keys(sides.after)
    gone: list[int] = []
    come: list[int] = []
    end = 0
    ranges = unlike(*keys)
    for a0, a1, b0, b1 in [*ranges, (len(keys[0]), len(keys[0]), len(keys[1]), len(keys[1]))]:
        sides.pairs.extend(zip(range(end, a0), range(b0 - (a0 - end), b0), strict=True))
        end = a1
        gone += range(a0, a1)
        come += range(b0, b1)
    pair_by(sides, gone, come, lambda tag: (tag.kind, tag.digest, tag.attributes) if tag.digest else None)
    pair_by(sides, gone, come, lambda tag: tag.digest or None)
    pair_by(sides, gone, come, lambda tag: (tag.kind, tag.attributes) if tag.attributes else None)
    pair_by(sides, gone, come, lambda tag: (tag.kind, tag.level) if tag.kind == "Figure" and not tag.digest else None)
    pair_by(sides, gone, come, lambda tag: tag.kind if tag.kind == "Figure" else None)
    pair_by(sides, gone, come, lambda tag: (tag.kind, tag.page) if not tag.digest else None)
    return gone, come


def _keys(tags: Sequence[Tag]) -> list[Hashable]:
    """What each element is known by; one around others by the first words in it."""
    rows = zip(tags, _first_words(tags), strict=True)
    return [(tag.level, tag.kind, words, tag.attributes) for tag, words in rows]


def _first_words(tags: Sequence[Tag]) -> list[str]:
    """Of each element the digest of the first words in it; "" where there are none."""
    found = [each.digest for each in tags]
    for place in range(len(tags) - 2, -1, -1):
        if not found[place] and tags[place + 1].level > tags[place].level:
            found[place] = found[place + 1]
    return found


def pair_by(sides: TagSides, gone: list[int], come: list[int], key: Callable[[Tag], Hashable | None]) -> None:
    waiting: dict[Hashable, deque[int]] = defaultdict(deque)
    for place in come:
        if (name := key(sides.after[place])) is not None:
            waiting[name].append(place)
    taken: set[int] = set()
    rest = []
    for place in gone:
        name = key(sides.before[place])
        if name is not None and waiting.get(name):
            there = waiting[name].popleft()
            taken.add(there)
            sides.pairs.append((place, there))
        else:
            rest.append(place)
    gone[:], come[:] = rest, [place for place in come if place not in taken]


def values_of(sides: TagSides, name: str, pair: tuple[int, int]) -> tuple[str | None, str | None]:
    """What the elements of *pair* say by the attribute *name*."""
    return dict(sides.before[pair[0]].attributes).get(name), dict(sides.after[pair[1]].attributes).get(name)


def find_exchanged(
    sides: TagSides, name: str, rows: Sequence[tuple[int, int]]
) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """Of *rows*, the pairs of elements that say by the attribute *name* what the other said."""
    found = []
    waiting: dict[tuple[str | None, str | None], tuple[int, int]] = {}
    for a, b in rows:
        said, says = values_of(sides, name, (a, b))
        if (other := waiting.pop((says, said), None)) is not None and said and says:
            found.append((other, (a, b)))
        else:
            waiting[said, says] = a, b
    return found
