"""Dates exist."""

from collections.abc import Iterator

from pipeline.check.dates import dates_in
from pipeline.check.passage import Passage
from pipeline.check.rule import Found, Kind, Level, Rule, in_passages, take
from pipeline.i18n import _


def _find(passage: Passage) -> Iterator[Found]:
    for date in dates_in(passage.text):
        if not date.exists:
            message = _("There is no {date}.").format(date=date.match[0])
            yield take(date.match, passage, message, _("Compare with the source."))


RULE = Rule(
    id="dates.existing",
    level=Level.ERROR,
    kind=Kind.FACTS,
    rationale="No February has 30 days; a 29th wants a leap year.",
    source="GB/T 7408-2005, 4.1.2",
    find=in_passages(_find),
)
