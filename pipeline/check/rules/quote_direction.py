"""Quotation marks are not turned round."""

import re
from collections.abc import Iterator

from pipeline.check.passage import Passage
from pipeline.check.rule import Found, Kind, Level, Rule, in_passages, mend
from pipeline.i18n import _

_DOUBLE, _SINGLE = re.compile("[“”]"), re.compile("[‘’]")


def _find(passage: Passage) -> Iterator[Found]:
    for pattern, right in ((_DOUBLE, "“”"), (_SINGLE, "‘’")):
        marks = list(pattern.finditer(passage.text))
        turned = right[::-1] * (len(marks) // 2)
        if marks and "".join(mark[0] for mark in marks) == turned:
            for number, mark in enumerate(marks):
                yield mend(mark, passage, right[number % 2], _("The quotation marks are turned round."))


RULE = Rule(
    id="marks.quote-direction",
    level=Level.ERROR,
    kind=Kind.MARKS,
    rationale="What opens with ” and closes with “ was typed by a machine that counted wrong.",
    source="GB/T 15834-2011, 4.8.2",
    find=in_passages(_find),
    can_fix=True,
)
