"""One end of a sentence, within the quotation marks or behind them."""

import re
from collections.abc import Iterator

from pipeline.check.passage import Passage
from pipeline.check.rule import Found, Kind, Level, Rule, in_passages, take
from pipeline.i18n import _

_TWICE = re.compile("(?:。”|！”(?=！)|？”(?=？))([。！？，；])")
_SAID = re.compile("(?<=[说道问答喊])([；、])(?=“)")
_QUESTION = re.compile("：“[^“”]*[！？]”(。)")
_INSIDE = re.compile("(?:^|(?<=[。！？\n]))[^。！？“”\n]{1,20}：“[^“”\n]{6,}(?<![。！？…—，；、：])”(。)(?=[^“]|$)")


def _find(passage: Passage) -> Iterator[Found]:
    for found in _TWICE.finditer(passage.text):
        message = _("The sentence ends within the quotation and again behind it.")
        yield take(found, passage, message, _("Keep the mark within."), group=1)
    for found in _SAID.finditer(passage.text):
        message = _("“{mark}” stands before what is said.").format(mark=found[1])
        yield take(found, passage, message, _("Write “{right}”.").format(right="："), group=1)
    if not passage.is_running:
        return
    for found in (*_QUESTION.finditer(passage.text), *_INSIDE.finditer(passage.text)):
        yield Found(
            message=_("Behind a colon the sentence that is quoted ends within its quotation marks."),
            hint=_("Write the mark before ”, if all of it is quoted."),
            passage=passage,
            start=found.start(1),
            end=found.end(1),
            level=Level.ASK,
        )


RULE = Rule(
    id="marks.quoted-ends",
    level=Level.ERROR,
    kind=Kind.MARKS,
    rationale="A sentence that is quoted as a whole has its end within the quotation marks, and no other one behind.",
    source="GB/T 15834-2011, annex B.4",
    find=in_passages(_find),
)
