"""Usually no 、 between titles, and between quotations."""

import re
from collections.abc import Iterator

from pipeline.check.passage import Passage
from pipeline.check.rule import Found, Kind, Level, Rule, in_passages
from pipeline.i18n import _

_BETWEEN = re.compile("(?<=[》”])、(?=[《“])")


def _find(passage: Passage) -> Iterator[Found]:
    for found in _BETWEEN.finditer(passage.text):
        if passage.text[found.start() - 1] + passage.text[found.end()] in ("》《", "”“"):
            yield Found(
                message=_("“{mark}” stands between titles or quotations that follow one another.").format(mark="、"),
                hint=_("The marks part them; leave it out, unless something else is listed with them."),
                passage=passage,
                start=found.start(),
                end=found.end(),
            )


RULE = Rule(
    id="marks.listed-titles",
    level=Level.ASK,
    kind=Kind.MARKS,
    rationale=(
        "Titles and quotations in a list are usually parted by their marks alone; 、 stands where something is between."
    ),
    source="GB/T 15834-2011, 4.5.3.5",
    find=in_passages(_find),
    is_choice=True,
)
