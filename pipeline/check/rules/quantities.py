"""A quantity has a unit of its own kind: an area is in square metres, and work in kilowatt hours."""

import re
from collections.abc import Iterator

from pipeline.check.passage import Passage
from pipeline.check.rule import Found, Kind, Level, Rule, in_passages, take
from pipeline.i18n import _

_NUMBER = r"[^，。；：0-9]{0,6}?(?<![0-9.])[0-9]+(?:\.[0-9]+)?[万亿]?多?余?"
_WRONG = tuple(
    (re.compile(f"(?:{quantities}){_NUMBER}({units})"), right)
    for quantities, units, right in (
        ("(?<!单位)面积|占地", "(?:立方)?米(?![²2见])|公里|千米", "平方米"),
        ("体积|容积|方量", "(?:平方)?米(?![³3])", "立方米"),
        ("(?<![总均])功率(?!因数)", "千瓦时|千瓦·时|kW·h|度(?![，。]?电)", "千瓦"),
        ("耗电量?|用电量|发电量|节电量?|电量", "(?:千|兆)?瓦(?![·/ ]?[小时])|(?:k|M)W(?![·/h])", "千瓦时"),
        ("(?:长|高|宽|深|厚)度", "(?:平方|立方)米", "米"),
        ("(?:车|流|风|时|航|转)?速度?(?:为|达|达到|是|限制在)", "(?:公里|千米|米)(?![/每·]|以内每)", "千米/时"),
        ("压力(?:为|达|达到)", "公斤(?![力/每])|千克(?![力/每])", "兆帕"),
    )
)


def _find(passage: Passage) -> Iterator[Found]:
    for pattern, right in _WRONG:
        for found in pattern.finditer(passage.text):
            if found[0].startswith("时速"):
                continue  # 时速达60公里
            message = _("“{unit}” is no unit of this quantity.").format(unit=found[1])
            yield take(found, passage, message, _("Write “{right}”.").format(right=right), group=1)


RULE = Rule(
    id="units.quantities",
    level=Level.ASK,
    kind=Kind.UNITS,
    rationale="An area in metres, or work in kilowatts, has lost a part of its unit.",
    source="GB 3102.1-1993 to GB 3102.5-1993",
    find=in_passages(_find),
)
