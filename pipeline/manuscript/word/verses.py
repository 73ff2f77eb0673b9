"""Verses: short lines that soft returns part in a paragraph, or paragraphs of a line each in what is a poem."""

import re
from collections.abc import Sequence
from itertools import groupby

from pipeline.manuscript.word.facts import Facts
from pipeline.manuscript.word.manuscript import Block, PictureCall, Place
from pipeline.manuscript.word.paragraph_shapes import NUMBER, is_date, lines_of

_LEAST_VERSES, _LONGEST_VERSE = 4, 20
_LEAST_STANZAS, _LEAST_IN_STANZAS = 2, 6
_POETRY = re.compile("[诗词歌谣赋]|[外二三四五六]首[）)]?$")
Items = Sequence[Facts | Block]


def is_poetry(title: str) -> bool:
    """Whether *title* says that poems stand below it."""
    return _POETRY.search(title) is not None


def find_verses(items: Items, headings: frozenset[Place], *, is_poetry: bool) -> frozenset[Place]:
    """The places of the paragraphs among *items* that are verses: four at least in one, or shorter stanzas in several;
    where there are such, or *is_poetry* says so, also four paragraphs or more of a short line each."""
    texts = [each for each in items if isinstance(each, Facts) and each.text and each.paragraph.place not in headings]
    counts = {each.paragraph.place: _count_verses(each) for each in texts}
    stanzas = {place: count for place, count in counts.items() if count > 1}
    is_poem = len(stanzas) >= _LEAST_STANZAS and sum(stanzas.values()) >= _LEAST_IN_STANZAS
    found = frozenset(place for place, count in stanzas.items() if is_poem or count >= _LEAST_VERSES)
    return found | _lines(items, headings) if found or is_poetry else found


def _count_verses(facts: Facts) -> int:
    """How many verses *facts* would be; 0 where they are prose."""
    texts = [each.text for each in lines_of(facts) if each.text]
    is_prose = not texts or max(map(len, texts)) > _LONGEST_VERSE or any(map(NUMBER.match, texts))
    return 0 if is_prose or "：" in texts[0][:6] else len(texts)


def _lines(items: Items, headings: frozenset[Place]) -> frozenset[Place]:
    """The places of runs of paragraphs that are a line of a poem each."""
    found: set[Place] = set()
    for is_verse, group in groupby(items, key=lambda each: isinstance(each, Facts) and _is_verse(each, headings)):
        lines = [each for each in group if isinstance(each, Facts) and each.text]
        if is_verse and len(lines) >= _LEAST_VERSES:
            found |= {each.paragraph.place for each in lines}
    return frozenset(found)


def _is_verse(facts: Facts, headings: frozenset[Place]) -> bool:
    paragraph, text = facts.paragraph, facts.text
    is_own = paragraph.item is not None or paragraph.place in headings or bool(paragraph.label)
    is_line = 0 < len(text) <= _LONGEST_VERSE and not NUMBER.match(text) and not is_date(text) and "：" not in text
    holds_picture = any(isinstance(each, PictureCall) for each in paragraph.pieces)
    return is_line and not (is_own or holds_picture or paragraph.align == "right")


def read_verses(facts: Facts) -> tuple[Facts | None, ...]:
    """The verses of *facts*, with None between stanzas."""
    verses: list[Facts | None] = []
    for line in lines_of(facts):
        if line.text:
            verses.append(line)
        elif verses and verses[-1] is not None:
            verses.append(None)
    return tuple(verses)
