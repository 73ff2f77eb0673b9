"""截至 has a day behind it, 截止 has none."""

import re
from collections.abc import Iterator

from pipeline.check.passage import Passage
from pipeline.check.rule import Found, Kind, Level, Rule, in_passages, mend
from pipeline.i18n import _

_DAY = (
    "[0-9]{4}年|[0-9]{1,2}月|[〇一二三四五六七八九十]{1,4}[年月]|去年|今年|目前|现在|此时|发稿|"
    "上[年月]|本月|昨[天日]|今[天日]|年底|月底"
)
_UNTIL = re.compile(rf"(截止)(?=(?:到|至)?(?:{_DAY}))")
_CLOSING = re.compile("(?:报名|投稿|申报|征稿|登记|活动)(?:时间|日期)?(截至)(?=[，。；）]|时间|日期|$)")


def _find(passage: Passage) -> Iterator[Found]:
    message = _("“{wrong}” is written for “{right}”.")
    for found in _UNTIL.finditer(passage.text):
        if passage.text[found.end() : found.end() + 1] not in ("到", "至"):
            yield mend(found, passage, "截至", message.format(wrong="截止", right="截至"), group=1)
    for found in _CLOSING.finditer(passage.text):
        yield mend(found, passage, "截止", message.format(wrong="截至", right="截止"), group=1)


RULE = Rule(
    id="words.until",
    level=Level.ERROR,
    kind=Kind.WORDS,
    rationale="截至 is up to a day that follows; 截止 is the end itself: 截至6月30日, 报名截止.",
    source="现代汉语词典 (7th ed.), 截止, 截至",
    find=in_passages(_find),
    can_fix=True,
)
