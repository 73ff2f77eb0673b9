"""Automatic numbers 自动编号, counted as Word counts them, as the text that it shows (ISO/IEC 29500-1, 17.9)."""

import re
from dataclasses import dataclass
from typing import NamedTuple

from pipeline.manuscript.word.number_formats import write_number
from pipeline.manuscript.word.parts import MC, Element, Part, W, is_on, number_of, value_of

_MOST_LEVELS = 9
_PLACE = re.compile(r"%([1-9])")


class Label(NamedTuple):
    """What stands before a paragraph; *is_bullet*: a sign that counts nothing."""

    text: str
    is_bullet: bool
    level: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Level:
    start: int
    form: str
    text: str
    suffix: str
    restart: int | None  # the level (from 1) above that begins it anew; 0: none does
    is_legal: bool  # all levels in figures
    style: str


class Numbering:
    """The lists of a file with their counters, which go on from paragraph to paragraph."""

    def __init__(self, part: Part | None) -> None:
        self._abstract: dict[str, Element] = {}
        self._lists: dict[str, Element] = {}
        self._levels: dict[tuple[str, int], _Level | None] = {}
        self._counters: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()
        for element in part.root if part is not None else ():
            if element.tag == f"{W}abstractNum":
                self._abstract[element.get(f"{W}abstractNumId", "")] = element
            elif element.tag == f"{W}num":
                self._lists[element.get(f"{W}numId", "")] = element

    def count(self, number: str, level: int, style: str) -> Label | None:
        """The label of the next paragraph of the list *number*; None where it has none. *style* is the id of its style,
        which may tell the level."""
        abstract = self._abstract_of(number)
        if abstract not in self._abstract:
            return None
        level = min(self._level_of(number, style) if level < 0 else level, _MOST_LEVELS - 1)
        facts = self._level(number, level)
        if facts is None:
            return None
        counters = self._counters.setdefault(abstract, {})
        start = self._start_override(number, level)
        if start is not None and (number, level) not in self._begun:
            counters[level] = start
        elif level in counters:
            counters[level] += 1
        else:
            counters[level] = facts.start
        self._begun.add((number, level))
        self._begin_anew(number, level, counters)
        if facts.form == "bullet":
            return Label(facts.text, True, level)
        return Label(self._write(number, facts, counters), False, level)

    def _begin_anew(self, number: str, level: int, counters: dict[int, int]) -> None:
        """Forget the counters of the levels below *level* that it begins anew."""
        for below in [each for each in counters if each > level]:
            facts = self._level(number, below)
            restart = facts.restart if facts is not None else None
            if restart is None or (restart and level < restart):
                del counters[below]

    def _write(self, number: str, facts: _Level, counters: dict[int, int]) -> str:
        def write(found: re.Match[str]) -> str:
            level = int(found[1]) - 1
            own = self._level(number, level)
            form = "decimal" if facts.is_legal or own is None else own.form
            return write_number(counters.get(level, own.start if own is not None else 1), form)

        text = _PLACE.sub(write, facts.text)
        return text + (_white_behind(text) if facts.suffix != "nothing" else "")

    def _abstract_of(self, number: str, depth: int = 0) -> str:
        """The id of what the list *number* is made of, through styles of lists."""
        abstract = value_of(self._lists.get(number), "abstractNumId")
        element = self._abstract.get(abstract)
        link = value_of(element, "numStyleLink")
        if link and depth < _MOST_LEVELS:
            for name, other in self._abstract.items():
                if value_of(other, "styleLink") == link:
                    return name
        return abstract

    def _level_of(self, number: str, style: str) -> int:
        """The level that is linked to the *style*, else the first."""
        linked = (
            level
            for level in range(_MOST_LEVELS)
            if (facts := self._level(number, level)) is not None and facts.style and facts.style == style
        )
        return next(linked, 0)

    def _override(self, number: str, level: int) -> Element | None:
        overrides = self._lists[number].iter(f"{W}lvlOverride") if number in self._lists else ()
        return next((each for each in overrides if each.get(f"{W}ilvl") == str(level)), None)

    def _start_override(self, number: str, level: int) -> int | None:
        override = self._override(number, level)
        start = value_of(override, "startOverride")
        if start:
            return number_of(start)
        own = override.find(f"{W}lvl") if override is not None else None
        return number_of(value_of(own, "start", "1"), 1) if own is not None else None

    def _level(self, number: str, level: int) -> _Level | None:
        if (number, level) not in self._levels:
            override = self._override(number, level)
            element = override.find(f"{W}lvl") if override is not None else None
            if element is None:
                levels = self._abstract[self._abstract_of(number)].iter(f"{W}lvl")
                element = next((each for each in levels if each.get(f"{W}ilvl") == str(level)), None)
            self._levels[number, level] = _read_level(element) if element is not None else None
        return self._levels[number, level]


def _white_behind(text: str) -> str:
    """What stands behind the number *text* where Word has a tab or a space: marks and signs bring their own white."""
    if not text or text[-1].isspace():
        return ""
    return "　" if text[-1] in "章节条编篇部款" else " " if ord(text[-1]) < 0x2000 else ""


def _read_level(element: Element) -> _Level:
    restart = value_of(element, "lvlRestart")
    return _Level(
        start=number_of(value_of(element, "start", "1"), 1),
        form=_read_form(element),
        text=value_of(element, "lvlText"),
        suffix=value_of(element, "suff", "tab"),
        restart=number_of(restart) if restart else None,
        is_legal=is_on(element.find(f"{W}isLgl")),
        style=value_of(element, "pStyle"),
    )


def _read_form(element: Element) -> str:
    """The form of a level; one of programs of today (``custom``) stands beside one for those of old."""
    form = value_of(element, "numFmt")
    if form:
        return form
    fallback = element.find(f"{MC}AlternateContent/{MC}Fallback")
    return value_of(fallback, "numFmt", "decimal")
