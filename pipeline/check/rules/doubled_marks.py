"""No mark twice, and no two marks where one belongs."""

import re
from collections.abc import Iterator

from pipeline.check.passage import Passage
from pipeline.check.rule import Found, Kind, Level, Rule, in_passages
from pipeline.i18n import _

_SAME = re.compile(r"(?<!。)(?:([，；：、])\1+|。。)(?!。)")
_MANY = re.compile("！{4,}|？{4,}")
_TURNED = re.compile("！？+(?!！)")
_TWO = re.compile(r"[，、；：。](?=[，、；：。！？])(?!(.)\1)[，、；：。！？]+|[！？]+[，。；、]+")


def _find(passage: Passage) -> Iterator[Found]:
    seen: set[int] = set()
    for found in _SAME.finditer(passage.text):
        seen.update(range(*found.span()))
        right = found[0][0]
        message = _("“{mark}” stands twice.").format(mark=right)
        hint = _("Write “{right}”.").format(right=right)
        yield Found(message=message, hint=hint, passage=passage, start=found.start(), end=found.end(), fix=right)
    for found in _MANY.finditer(passage.text):
        message = _("“{mark}” stands more than three times.").format(mark=found[0][0])
        hint = _("Write “{right}”.").format(right=found[0][0])
        yield Found(message=message, hint=hint, passage=passage, start=found.start(), end=found.end(), level=Level.ASK)
    for found in _TURNED.finditer(passage.text):
        message = _("Of both marks “？” stands first.")
        hint = _("Write “{right}”.").format(right="？！")
        yield Found(message=message, hint=hint, passage=passage, start=found.start(), end=found.end(), level=Level.ASK)
    for found in _TWO.finditer(passage.text):
        if len(set(found[0])) > 1 and not seen.intersection(range(*found.span())):
            message = _("“{marks}” are marks beside one another of which one is too many.").format(marks=found[0])
            hint = _("Keep the one that is meant.")
            yield Found(message=message, hint=hint, passage=passage, start=found.start(), end=found.end())


RULE = Rule(
    id="marks.doubled",
    level=Level.ERROR,
    kind=Kind.MARKS,
    rationale="A point marks one pause; two beside one another are left from an edit.",
    source="GB/T 15834-2011, 3.2",
    find=in_passages(_find),
    can_fix=True,
)
