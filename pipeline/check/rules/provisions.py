"""Numbers that laws give: days, months, hours and shares."""

from collections.abc import Iterator

from pipeline.check.passage import Passage
from pipeline.check.rule import Found, Kind, Level, Rule, in_passages, take
from pipeline.check.words.provisions import find_wrong_provisions
from pipeline.i18n import _


def _find(passage: Passage) -> Iterator[Found]:
    for found, provision in find_wrong_provisions(passage.text):
        message = _("By the law it is {right} ({source}).").format(right=provision.right, source=provision.source)
        yield take(found, passage, message, _("Compare with the source."), group="told")


RULE = Rule(
    id="facts.provisions",
    level=Level.ASK,
    kind=Kind.FACTS,
    rationale="Six months of 试用期 at most, 98 days of 产假: readers go by what a union's paper tells of the law.",
    source="laws on labour and unions as of 2023, known from memory; the articles are in words/provisions.tsv",
    find=in_passages(_find),
)
