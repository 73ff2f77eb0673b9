"""Words that neither came nor went: they stand as often in the text as before, though in another order. Pure."""

from collections.abc import Iterator, Sequence

from pipeline.regression.alignment.text_flow import Flow
from pipeline.regression.evidence.substitutions import Substitution

_LONGEST = 60  # characters


def find_reordered(one: Flow, other: Flow, rows: Sequence[Substitution]) -> tuple[Substitution, ...]:
    """Those of *rows* all of whose words, line by line, stand as often in the text of *other* as in that of *one*."""
    texts = "".join(one.text.split()), "".join(other.text.split())
    return tuple(
        row
        for row in rows
        if len(row.before) + len(row.after) <= _LONGEST
        and all(
            any(texts[0].count(words) == texts[1].count(words) for words in choice)
            for flow, start, end in ((one, *row.gap[:2]), (other, *row.gap[2:]))
            for choice in _by_line(flow, start, end)
        )
    )


def _by_line(flow: Flow, start: int, end: int) -> Iterator[tuple[str, str]]:
    """The words from *start* to *end* of *flow*, without spaces: for each line those within, and all of the line."""
    while start < end:
        line = flow.line_at(start)
        stop = min(end, flow.end_of(line))
        spans = (start, stop), (flow.starts[line], flow.end_of(line))
        words, whole = ("".join(flow.text[first:last].split()) for first, last in spans)
        if words:
            yield words, whole
        start = stop
