"""Paragraphs and heads that are numbered one after another."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pipeline.check.characters import number_of
from pipeline.check.passage import Passage

_HAN = "[一二三四五六七八九十百零]{1,5}"
_FORMS = (  # from the highest rank to the lowest
    re.compile(f"[ \u3000]*(?P<label>第({_HAN}|[0-9]{{1,3}})条)(?=[ \u3000])"),
    re.compile(f"[ \u3000]*(?P<label>({_HAN})、)"),
    re.compile(f"[ \u3000]*(?P<label>[（(]({_HAN})[）)])"),
    re.compile("[ \u3000]*(?P<label>([0-9]{1,2})[.．、])(?![0-9])"),
    re.compile("[ \u3000]*(?P<label>[（(]([0-9]{1,2})[）)])"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A *passage* that begins with a *number*, written from *start* to *end* (0-based)."""

    passage: Passage
    number: int
    start: int
    end: int


def series_of(passages: Iterable[Passage]) -> Iterator[tuple[Item, ...]]:
    """The items of each list that begins with its first number; one ends where its form begins anew, or a higher one
    goes on. A number may be left out or stand twice."""
    runs: dict[int, list[Item]] = {}
    for passage in passages:
        form, item = _item_of(passage)
        if item is None:
            continue
        for lower in [each for each in runs if each > form]:
            yield tuple(runs.pop(lower))
        if item.number == 1 and form in runs:
            yield tuple(runs.pop(form))
        if item.number == 1 or form in runs:
            runs.setdefault(form, []).append(item)
    yield from (tuple(items) for items in runs.values())


def _item_of(passage: Passage) -> tuple[int, Item | None]:
    for form, pattern in enumerate(_FORMS):
        found = pattern.match(passage.text)
        number = number_of(found[2]) if found else None
        if found is not None and number is not None:
            return form, Item(passage=passage, number=number, start=found.start("label"), end=found.end("label"))
    return 0, None
