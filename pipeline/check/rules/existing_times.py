"""Times of day exist."""

import re
from collections.abc import Iterator
from dataclasses import replace

from pipeline.check.passage import Passage
from pipeline.check.rule import Found, Kind, Level, Rule, in_passages, take
from pipeline.i18n import _

_BEHIND = "分|发车|开车|到站|到达|到港|出发|起飞|离港|进站|开船|集合|结束|止"
_OF_DAY = re.compile(
    "(?:上午|凌晨|清晨|早晨|早上)(?:1[3-9]|2[0-4])(?:时|点|:[0-9]{2})|(?:晚上|夜里|傍晚)(?:1[3-6])(?:时|点|:[0-9]{2})|中午(?:1[5-9]|2[0-4]|[3-9])(?:时|点|:[0-9]{2})"
)
_TIME = re.compile(
    rf"(?<![0-9:])([0-9]{{1,2}}):([0-9]{{2}})(?![0-9:])(?={_BEHIND})"
    r"|(?<![0-9:])([0-9]{1,2})[时点]([0-9]{1,2})分"
    r"|(?<=[午上晨间早晚夜于在从：])([0-9]{1,2}):([0-9]{2})(?![0-9:])"
)

_BACKWARDS = re.compile("([0-9]{1,2}):([0-9]{2})(?:[—～~-]|至|到|开到|一直到|持续到)([0-9]{1,2}):([0-9]{2})(?![0-9:])")
_AFTERNOON_TWICE = re.compile("(?:下午|晚上|傍晚|夜里|夜间|晚间)(?:1[3-9]|2[0-4])(?:时|点(?!多)|:[0-9]{2})")
_CLOCK_TWICE = re.compile("[0-9]{1,2}:[0-9]{2}[点时]")


def _find(passage: Passage) -> Iterator[Found]:
    for found in _TIME.finditer(passage.text):
        hours, minutes = (int(each) for each in found.groups() if each is not None)
        if hours > 24 or minutes > 59 or (hours == 24 and minutes):
            message = _("There is no time {time}.").format(time=found[0])
            yield take(found, passage, message, _("Compare with the source."))
    for found in _CLOCK_TWICE.finditer(passage.text):
        message = _("“{words}” tells the hour in two ways.").format(words=found[0])
        yield replace(take(found, passage, message, _("Keep one of them.")), level=Level.ASK)
    for found in _BACKWARDS.finditer(passage.text):
        begin, end = (int(found[first]) * 60 + int(found[first + 1]) for first in (1, 3))
        is_day = not re.search("[晚夜次翌凌]|下午|上午", passage.text[max(0, found.start() - 6) : found.start()])
        if end < begin and is_day:
            message = _("The range “{words}” goes from the higher to the lower.").format(words=found[0])
            yield replace(take(found, passage, message, _("Compare with the source.")), level=Level.ASK)
    for found in _AFTERNOON_TWICE.finditer(passage.text):
        message = _("“{words}” tells the part of the day twice.").format(words=found[0])
        yield replace(take(found, passage, message, _("Keep one of them.")), level=Level.ASK)
    for found in _OF_DAY.finditer(passage.text):
        message = _("“{words}” is no time of that part of the day.").format(words=found[0])
        yield replace(take(found, passage, message, _("Compare with the source.")), level=Level.ASK)


RULE = Rule(
    id="dates.existing-time",
    level=Level.ERROR,
    kind=Kind.FACTS,
    rationale="A day has hours up to 24, an hour minutes up to 59.",
    source="GB/T 7408-2005, 4.2",
    find=in_passages(_find),
)
