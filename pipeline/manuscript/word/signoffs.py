"""Sign-offs 落款: lines at the right, of bodies and persons, with a date below them."""

from collections.abc import Iterator, Sequence
from itertools import takewhile

from pipeline.manuscript.word.facts import Facts
from pipeline.manuscript.word.paragraph_shapes import is_date

LONGEST_LINE = 40


def last_lines(texts: Sequence[Facts]) -> list[Facts]:
    """The lines at the end of *texts* that are a sign-off: at the right, or a date below a short line."""
    lines: list[Facts] = []
    for facts in reversed(texts[-6:]):
        is_day = is_date(facts.text)
        below_is_date = bool(lines) and is_date(lines[-1].text)
        is_name = below_is_date and len(facts.text) <= 30 and facts.text[-1] not in "。！？；：，" and facts.lead > 2
        if not (stands_right(facts) or is_day or is_name):
            break
        lines.append(facts)
    return lines[::-1]


def signed_lines(texts: Sequence[Facts]) -> Iterator[Facts]:
    """The lines among *texts* that are sign-offs, of documents within them: one or two at the right, and a date."""
    for index, facts in enumerate(texts):
        if not (stands_right(facts) and is_date(facts.text)):
            continue
        above = list(takewhile(stands_right, reversed(texts[max(0, index - 2) : index])))
        if above:
            yield from (*reversed(above), facts)


def stands_right(facts: Facts) -> bool:
    return facts.is_right and len(facts.text) <= LONGEST_LINE
