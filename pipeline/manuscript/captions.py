"""Captions of figures and tables, and the numbers that they ask for: ``图{number}``."""

from typing import NamedTuple

from markdown_it.parser_block import RuleFuncBlockType
from markdown_it.rules_block import StateBlock

from pipeline.blocks import Chart, Figure, FigureGroup, Table
from pipeline.i18n import _
from pipeline.inlines import Inline, NumberMark, Text
from pipeline.manuscript.reading import Reading

_MARK = "{number}"
_STAND_IN = "\ue000number\ue001"  # of the same length


def with_number_marks(rule: RuleFuncBlockType) -> RuleFuncBlockType:
    """The *rule* for a line of ``{ }``, which takes ``{number}`` in values: that of the plugin refuses braces there."""

    def attributes(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        source = state.src
        first, last = state.bMarks[start], state.eMarks[start]
        if _MARK in source[first:last]:
            state.src = source[:first] + source[first:last].replace(_MARK, _STAND_IN) + source[last:]
        found = rule(state, start, end, silent)
        if found and not silent and state.src is not source:
            attrs = state.tokens[-1].attrs
            attrs.update({name: str(value).replace(_STAND_IN, _MARK) for name, value in attrs.items()})
        state.src = source
        return found

    return attributes


class Caption(NamedTuple):
    """The words of a caption, with a `NumberMark` where the *number* stands, if it has one."""

    words: tuple[Inline, ...]
    number: int | None


def read_caption(
    text: str, line: int, reading: Reading, kind: type[Figure | FigureGroup | Chart | Table], name: str | None
) -> Caption:
    """The caption *text* of a block of the *kind*, which has the id *name*. Figures are counted with their groups."""
    before, mark, after = text.partition(_MARK)
    if not mark:
        return Caption(_words(text, line), None)
    if _MARK in after:
        message = _("A caption has one number.")
        reading.problem(message, line, _("Write {mark} once.").format(mark=_MARK))
    number = reading.count("table" if kind is Table else "figure", name)
    return Caption((*_words(before, line), NumberMark(), *_words(after, line)), number)


def _words(text: str, line: int) -> tuple[Inline, ...]:
    return (Text(text, line),) if text else ()
