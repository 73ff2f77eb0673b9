"""No 、 before 等."""

import re
from collections.abc import Iterator

from pipeline.check.passage import Passage
from pipeline.check.rule import Found, Kind, Level, Rule, in_passages
from pipeline.i18n import _

_BEFORE = re.compile(
    "(、+)(?=等(?!量(?:的|替|交|关|齐|代|异)|[级值价待候额号式同于距边腰比价闲压离温效身外一二三高到谁哪他她它我你着不]))"
    "|、[^，。；：、]{1,12}(，)(?=等(?:[三四五六七八九十]{1,3}|[0-9]{1,3})[个种名项家位])"
)


def _find(passage: Passage) -> Iterator[Found]:
    for found in _BEFORE.finditer(passage.text):
        group = 1 if found[1] else 2
        yield Found(
            message=_("“{mark}” stands before 等.").format(mark=found[group]),
            hint=_("Leave it out."),
            passage=passage,
            start=found.start(group),
            end=found.end(group),
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
