"""The dot within foreign names is ·."""

import re
from collections.abc import Iterator

from pipeline.check.characters import HAN
from pipeline.check.passage import Passage
from pipeline.check.rule import Found, Kind, Level, Rule, in_passages, mend
from pipeline.i18n import _

_DOT = re.compile(rf"(?<=[{HAN}])([•‧∙⋅・･●])(?=[{HAN}])")


def _find(passage: Passage) -> Iterator[Found]:
    for found in _DOT.finditer(passage.text):
        message = _("“{mark}” is written for “{right}”.").format(mark=found[1], right="·")
        yield mend(found, passage, "·", message, group=1)


RULE = Rule(
    id="marks.name-dot",
    level=Level.ERROR,
    kind=Kind.MARKS,
    rationale="The dot of names, and between a book and its part, is U+00B7; bullets and others are not.",
    source="GB/T 15834-2011, 4.14",
    find=in_passages(_find),
    can_fix=True,
)
