"""Each number of a size has its unit: 30 mm×40 mm."""

import re
from collections.abc import Iterator

from pipeline.check.passage import Passage
from pipeline.check.rule import Found, Kind, Level, Rule, in_passages, take
from pipeline.i18n import _

_SIZE = re.compile(
    r"(?<![0-9.×])[0-9]+(?:\.[0-9]+)?(?:[×✕][0-9]+(?:\.[0-9]+)?)+ ?(mm|cm|m|毫米|厘米|米)(?![A-Za-z0-9²³])"
)


def _find(passage: Passage) -> Iterator[Found]:
    for found in _SIZE.finditer(passage.text):
        message = _("The first number of “{words}” has no “{sign}”.").format(words=found[0], sign=found[1])
        yield take(found, passage, message, _("Write “{sign}” behind both numbers.").format(sign=found[1]))


RULE = Rule(
    id="units.sizes",
    level=Level.ASK,
    kind=Kind.UNITS,
    rationale="30×40 mm is read as 1200 mm; each number of a size has its unit.",
    source="GB 3101-1993, 3.2.2; GB/T 15835-2011, 5.1.5",
    find=in_passages(_find),
)
