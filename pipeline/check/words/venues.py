"""Where meetings and events of common knowledge were: the committed list ``venues.txt``."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources

_LIST = "venues.txt"
_CITIES = (
    "北京|北平|上海|天津|重庆|广州|深圳|武汉|武昌|汉口|南京|杭州|西安|延安|遵义|长沙|南昌|成都|昆明|沈阳|大连|哈尔滨|长春|济南|青岛|郑州|"
    "洛阳|石家庄|太原|福州|厦门|合肥|南宁|贵阳|兰州|嘉兴|莫斯科|瑞金|井冈山|萍乡|唐山|香港|澳门|台北|苏州|无锡|会宁|西柏坡|张家口"
)
_HELD = "召开|举行|成立|举办|爆发|发生|诞生|开幕|发动|拉开"


@cache
def _venues() -> Mapping[str, tuple[str, ...]]:
    text = resources.files(__package__).joinpath(_LIST).read_text(encoding="utf-8")
    rows = (line.split() for line in text.splitlines() if not line.startswith("#"))
    return {event: tuple(places) for event, *places in rows}


@cache
def _pattern() -> re.Pattern[str]:
    events = "|".join(map(re.escape, sorted(_venues(), key=len, reverse=True)))
    return re.compile(
        rf"(?P<event>{events})(?:于[0-9年月日]{{2,12}})?(?:在|于)(?P<place>{_CITIES})市?[^，。；]{{0,6}}?(?:{_HELD})"
        rf"|在(?P<place2>{_CITIES})市?(?:胜利|隆重)?(?:{_HELD})的?了?(?P<event2>{events})"
    )


def find_wrong_venues(text: str) -> Iterator[tuple[re.Match[str], str, str]]:
    """Where *text* has an event at another place than it was, the event, and where it was."""
    for found in _pattern().finditer(text):
        event = found["event"] or found["event2"]
        places = _venues()[event]
        if (found["place"] or found["place2"]) not in places:
            yield found, event, places[0]
