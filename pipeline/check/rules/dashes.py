"""The dash is as long as two characters."""

import re
from collections.abc import Iterator
from dataclasses import replace

from pipeline.check.characters import CLOSING, HAN, OPENING
from pipeline.check.passage import Passage
from pipeline.check.rule import Found, Kind, Level, Rule, in_passages, mend, take
from pipeline.i18n import _

_SIDE = f"{HAN}{OPENING}{CLOSING}，。！？"
_WRONG = re.compile(
    rf"(?<=[{_SIDE}])(?:-{{2,}}|－{{2,}}|–{{2,}}|─{{1,}}|―{{2,}}|—{{3,}}|━+)(?=[{_SIDE}]|$)"
    rf"|(?:^)(?:-{{2,}}|－{{2,}}|─+|—{{3,}})(?=[{_SIDE}])"
)
_SHORT = re.compile(
    rf"(?<=[了着过吧呢吗啊的”》])(?<![—－])[—－](?![—－])(?=[{HAN}“《])"
    rf"|(?<=[{HAN}])(?<![—－])[—－](?![—－])(?=[这那他她它我你就即也都只不把]|让(?!胡路)|一[个种封位]|[“《])"
    rf"|(?<=[{HAN}])－(?=[{HAN}])"
)
_WHAT_IT_IS = re.compile(
    "(?:^|(?<=[。！？；，]))[一-鿿]{4,12}([—-])(?![—-])(?![一-鿿]{2,3}(?:一线|沿线|段|间|铁路|高铁|航线|公路|高速|线路))[一-鿿]{2,20}的[^，。；！？—-]{1,16}，|(?<=[一-鿿]{5})(-)(?=[一-鿿]{5})"
)
_INSERTED = re.compile("(?<=[一-鿿]{2})(—)(?!—)[^—，。；：！？]{0,14}的[^—，。；：！？]{1,10}(?<!—)—(?!—)[一-鿿]")
_ONE_ONE = re.compile(
    "(?:(?:只有一个|有一个|就是|还是|正是|同一个|唯一的|这个|那个|最后一个)[^，。；！？]{1,12}|[”》]|这样一[个句]话?|一句话|一件事)(一一)(?!对应|列举|说明|介绍|核对|告别|道来|记[录在下])[一-鿿“《]"
)
_BETWEEN_PLACES = re.compile("(?<=[一-鿿]{2})(——)(?=[一-鿿]{2,3}(?:高铁|高速|铁路|航线|公路|航班|列车))")


def _find(passage: Passage) -> Iterator[Found]:
    for found in _WRONG.finditer(passage.text):
        yield mend(found, passage, "——", _("“{mark}” is no dash of Chinese.").format(mark=found[0]))
    for found in _SHORT.finditer(passage.text):
        message = _("“{mark}” is half of a dash.").format(mark=found[0])
        hint = _("A dash is “{dash}”; a joint between names or numbers is “{joint}”.").format(dash="——", joint="—")
        yield take(found, passage, message, hint)
    for found in _ONE_ONE.finditer(passage.text):
        message = _("“{mark}” is no dash of Chinese.").format(mark=found[1])
        yield replace(mend(found, passage, "——", message, group=1), level=Level.ASK)
    for found in _WHAT_IT_IS.finditer(passage.text):
        group = 1 if found[1] else 2
        message = _("“{mark}” is half of a dash.").format(mark=found[group])
        yield replace(mend(found, passage, "——", message, group=group), level=Level.ASK)
    for found in _INSERTED.finditer(passage.text):
        message = _("“{mark}” is half of a dash.").format(mark=found[1])
        yield replace(mend(found, passage, "——", message, group=1), level=Level.ASK)
    for found in _BETWEEN_PLACES.finditer(passage.text):
        message = _("Where something begins and ends is joined by a dash of one character.")
        yield replace(mend(found, passage, "—", message, group=1), level=Level.ASK)


RULE = Rule(
    id="marks.dash",
    level=Level.ERROR,
    kind=Kind.MARKS,
    rationale="A dash stands on the place of two characters and is not broken; half of it is a joint.",
    source="GB/T 15834-2011, 4.10, 4.13",
    find=in_passages(_find),
    can_fix=True,
)
