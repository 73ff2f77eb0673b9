"""Commas in numbers part them by three digits."""

import re
from collections.abc import Iterator

from pipeline.check.passage import Passage
from pipeline.check.rule import Found, Kind, Level, Rule, in_passages, take
from pipeline.i18n import _

_PARTED = re.compile(
    r"(?<![0-9,.])[0-9]+(?:,[0-9]+)+(?:\.[0-9]+)?(?=[ ]?[万亿元吨人户件千平立公米克升台辆套册份册次%])"
)
_FULL_WIDTH = re.compile(
    "(?<![0-9，、第至])[0-9]{1,3}(?:[，、][0-9]{3})(?![，、0-9])(?=[ ]?[万亿元吨人户件千平立公米克升台辆套册份次条])"
)
_RIGHT = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?")


def _find(passage: Passage) -> Iterator[Found]:
    for found in _FULL_WIDTH.finditer(passage.text):
        message = _("“{words}” is a number parted by “，”.").format(words=found[0])
        yield take(
            found, passage, message, _("Write “{right}”.").format(right=found[0].replace("，", "").replace("、", ""))
        )
    for found in _PARTED.finditer(passage.text):
        if not _RIGHT.fullmatch(found[0]):
            message = _("“{words}” isn't parted by three digits.").format(words=found[0])
            yield take(found, passage, message, _("Compare with the source."))


RULE = Rule(
    id="numbers.thousands",
    level=Level.ERROR,
    kind=Kind.NUMBERS,
    rationale="A comma at another place tells that a digit was lost, or that a point was meant.",
    source="GB/T 15835-2011, 5.1.1",
    find=in_passages(_find),
)
