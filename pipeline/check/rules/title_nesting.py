"""Within 《 》 stand 〈 〉."""

import re
from collections.abc import Iterator

from pipeline.check.passage import Passage
from pipeline.check.rule import Found, Kind, Level, Rule, in_passages, mend
from pipeline.i18n import _

_ALONE = re.compile(r"《[^》\n]*》|(〈[^《》〈〉\n]{2,40}〉)")
_NESTED = re.compile(r"《[^《》\n]*(《)[^《》\n]*(》)[^《》\n]*》")


def _find(passage: Passage) -> Iterator[Found]:
    for found in _ALONE.finditer(passage.text):
        if found[1]:
            message = _("A title that stands in no other one has 《 》.")
            yield mend(found, passage, f"《{found[1][1:-1]}》", message, group=1)
    for found in _NESTED.finditer(passage.text):
        message = _("A title within a title stands between 〈 〉.")
        yield mend(found, passage, "〈", message, group=1)
        yield mend(found, passage, "〉", message, group=2)


RULE = Rule(
    id="marks.title-nesting",
    level=Level.ERROR,
    kind=Kind.MARKS,
    rationale="Of two title marks the outer one is double, the inner one single.",
    source="GB/T 15834-2011, 4.15.3.3",
    find=in_passages(_find),
    can_fix=True,
)
