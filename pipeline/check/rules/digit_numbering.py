"""1. and A., and not 1、 and A、."""

import re
from collections.abc import Iterator

from pipeline.check.characters import HAN
from pipeline.check.passage import Passage
from pipeline.check.rule import Found, Kind, Level, Rule, in_passages, take
from pipeline.i18n import _

_NUMBER = re.compile(
    rf"(?:^|(?<=[。；：，\n]))[ \u3000]*[0-9]{{1,2}}(、)(?=[{HAN}“《])|^[ \u3000]*[A-Za-z](、)(?=[{HAN}])"
)


def _find(passage: Passage) -> Iterator[Found]:
    for found in _NUMBER.finditer(passage.text):
        message = _("“、” stands behind a number in digits, or behind a letter.")
        hint = _("Write “{right}”.").format(right=".")
        yield take(found, passage, message, hint, group=1 if found[1] else 2)


RULE = Rule(
    id="marks.digit-numbering",
    level=Level.ASK,
    kind=Kind.MARKS,
    rationale="Behind digits and letters that number items stands a point, as in languages that write with letters.",
    source="GB/T 15834-2011, annex B.2.3, which is no part of the standard that binds",
    find=in_passages(_find),
    is_choice=True,
)
