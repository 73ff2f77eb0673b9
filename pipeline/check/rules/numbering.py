"""The marks behind the numbers of heads and items."""

import re
from collections.abc import Iterator

from pipeline.check.characters import HAN
from pipeline.check.passage import Passage
from pipeline.check.rule import Found, Kind, Level, Rule, in_passages, mend
from pipeline.i18n import _

_HAN_NUMBER = "[一二三四五六七八九十]{1,3}"
_PLAIN = re.compile(rf"^[ \u3000]*{_HAN_NUMBER}([，,．.])(?=[{HAN}“])(?!{_HAN_NUMBER}[，、！])")
_BRACKETED = re.compile(rf"(?:^|(?<=[。；：，\n]))[ \u3000]*[（(](?:{_HAN_NUMBER}|[0-9]{{1,2}})[）)](、)")
_WORDS = re.compile(
    rf"(?:^|(?<=[。；：，\n]))(?:第{_HAN_NUMBER}|其[一二三四五六]|首先|其次|再次|最后)(、)(?![第一二三四五六七八九十])"
)
_CIRCLED = re.compile(r"[①-⑳](、)")

_DIGITS = re.compile(rf"(?:^|(?<=[：；。\n]))[ \u3000]*[0-9]{{1,2}}(，)(?=[{HAN}“])")


def _find(passage: Passage) -> Iterator[Found]:
    message = _("“{mark}” does not stand behind a number of this kind.")
    for found in _PLAIN.finditer(passage.text):
        yield mend(found, passage, "、", message.format(mark=found[1]), group=1)
    for found in _DIGITS.finditer(passage.text):
        yield mend(found, passage, "．", message.format(mark="，"), group=1)
    for found in (*_BRACKETED.finditer(passage.text), *_CIRCLED.finditer(passage.text)):
        yield Found(
            message=message.format(mark="、"),
            hint=_("Leave it out."),
            passage=passage,
            start=found.start(1),
            end=found.end(1),
            fix="",
        )
    for found in _WORDS.finditer(passage.text):
        yield mend(found, passage, "，", message.format(mark="、"), group=1)


RULE = Rule(
    id="marks.numbering",
    level=Level.ERROR,
    kind=Kind.MARKS,
    rationale="一、 has 、, 第一 and 首先 a comma, and what stands in brackets or a circle has nothing.",
    source="GB/T 15834-2011, annex B.2",
    find=in_passages(_find),
    can_fix=True,
)
