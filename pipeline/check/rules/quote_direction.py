"""Quotation marks are not turned round."""

import re
from collections.abc import Iterator
from dataclasses import replace

from pipeline.check.passage import Passage
from pipeline.check.rule import Found, Kind, Level, Rule, in_passages, mend, take
from pipeline.i18n import _

_DOUBLE, _SINGLE = re.compile("[“”]"), re.compile("[‘’]")
_OUTSIDE = re.compile("(?:^|(?<=[：，。！？一-鿿]))(‘)[^“”‘’\n]{1,80}(’)")


def _find(passage: Passage) -> Iterator[Found]:
    for found in _OUTSIDE.finditer(passage.text):
        if passage.text[: found.start()].count("“") == passage.text[: found.start()].count("”"):
            message = _("Single quotation marks stand outside of double ones.")
            hint = _("Write “{right}”.").format(right="“ ”")
            yield replace(take(found, passage, message, hint), level=Level.ASK)
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
