"""No 、 before 等."""

import re
from collections.abc import Iterator

from pipeline.check.passage import Passage
from pipeline.check.rule import Found, Kind, Level, Rule, in_passages
from pipeline.i18n import _

_BEFORE = re.compile("、+(?=等(?![级待候额号式同于距边腰比量价闲压离温效身外一二三高到谁哪他她它我你着不]))")


def _find(passage: Passage) -> Iterator[Found]:
    for found in _BEFORE.finditer(passage.text):
        yield Found(
            message=_("“、” stands before 等."),
            hint=_("Leave it out."),
            passage=passage,
            start=found.start(),
            end=found.end(),
            fix="",
        )


RULE = Rule(
    id="marks.etc-comma",
    level=Level.ERROR,
    kind=Kind.MARKS,
    rationale="等 belongs to the list before it.",
    source="GB/T 15834-2011, 4.5.3",
    find=in_passages(_find),
    can_fix=True,
)
