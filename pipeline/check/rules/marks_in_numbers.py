"""No full-width points and colons within numbers and times."""

import re
from collections.abc import Iterator

from pipeline.check.passage import Passage
from pipeline.check.rule import Found, Kind, Level, Rule, in_passages, mend
from pipeline.i18n import _

_POINT = re.compile(
    r"(?<=[0-9])[．。·](?=[0-9]+(?:[%％‰万亿个元米吨倍]|毫米|厘米|公里|千克|公斤))|(?<=[0-9])．(?=[0-9])"
)
_TIME = re.compile(r"(?<![0-9：])(?:[01]?[0-9]|2[0-4])(：)[0-5][0-9](?![0-9：])")


def _find(passage: Passage) -> Iterator[Found]:
    message = _("“{mark}” stands within a number, and is full-width.")
    for mark in _POINT.finditer(passage.text):
        yield mend(mark, passage, ".", message.format(mark=mark[0]))
    for time in _TIME.finditer(passage.text):
        yield mend(time, passage, ":", message.format(mark=time[1]), group=1)


RULE = Rule(
    id="width.number-marks",
    level=Level.ERROR,
    kind=Kind.NUMBERS,
    rationale="The decimal point stands at the foot of its line, and the colon of a time is half-width.",
    source="GB/T 15835-2011, 5.1.3; GB/T 15834-2011, 4.7.3.3",
    find=in_passages(_find),
    can_fix=True,
)
