"""Paragraphs with two numbers: one that Word makes, and one that the author typed besides."""

from collections.abc import Iterator, Sequence

from pipeline.i18n import _
from pipeline.manuscript.printed_text.headings import numbering_of
from pipeline.manuscript.word.facts import Facts
from pipeline.manuscript.word.manuscript import Block, Notice

_LONGEST = 12  # characters of a number that Word makes; longer ones are words


def find_double_numbers(items: Sequence[Facts | Block]) -> Iterator[Notice]:
    """A notice of each paragraph among *items* that shows an automatic number before a typed one."""
    for each in items:
        if not isinstance(each, Facts) or not 0 < len(each.paragraph.label) <= _LONGEST:
            continue
        typed = numbering_of(each.paragraph.text.lstrip())
        if typed is not None and numbering_of(each.paragraph.label) is not None:
            message = _("Word shows two numbers here, “{made}” of its own and “{typed}” that was typed: take one away.")
            yield Notice(each.paragraph.place, message.format(made=each.paragraph.label.strip(), typed=typed[1]))
