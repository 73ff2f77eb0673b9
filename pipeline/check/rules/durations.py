"""From one day, or hour, to another there are so many."""

import datetime
import re
from collections.abc import Iterator

from pipeline.check.characters import number_of
from pipeline.check.han_numbers import in_passages_as_digits
from pipeline.check.passage import Passage
from pipeline.check.rule import Found, Kind, Level, Rule, take
from pipeline.i18n import _

_TO = "(?:日|号)?(?:开始|开幕|启动|起)?，?(?:一直|持续)?(?:至|到|—|－|～|-|–)"
_COUNT = "[0-9]{1,3}|[一二两三四五六七八九十]{1,3}"
_DAYS = re.compile(
    rf"(?:(?<![0-9])(?P<year>[12][0-9]{{3}})年)?(?<![0-9])(?P<month>[0-9]{{1,2}})月(?P<first>[0-9]{{1,2}}){_TO}(?:(?P<month2>[0-9]{{1,2}})月)?(?P<last>[0-9]{{1,2}})[日号]"
    rf"(?:[^。；0-9]{{0,16}}?(?P<how>为期|历时|前后共|共计?|连续|一连|长达|前后)(?:了)?(?P<told>{_COUNT})天(?!半))?"
)
_HOURS = re.compile(
    r"(?<![0-9:])(?P<first>[0-9]{1,2}:[0-9]{2})(?:至|到|—|－|～|-|–)(?P<last>[0-9]{1,2}:[0-9]{2})(?![0-9:])"
    rf"(?:[^。；0-9]{{0,12}}?(?:为期|历时|共计?|时长|长达|用时)(?:了)?(?P<told>{_COUNT})个?小时(?!半))?"
)
_CLOCK = re.compile(
    r"(?P<part>上午|下午|晚上|早上|早晨)?(?<![0-9])(?P<first>[0-9]{1,2})[时点](?:整)?(?:[^，。；0-9]{0,8}?)(?:至|到|—|～)(?P<part2>上午|下午|晚上|中午)?(?P<last>[0-9]{1,2})[时点](?!半|[0-9])"
    rf"[^。；0-9]{{0,10}}?(?:为期|历时|一?共|时长|长达|用时|持续|整整|连续(?:运行|工作|作业|奋战|施工)?|运行|奋战|工作)(?:了)?(?P<told>{_COUNT})个?(?:小时|钟头)(?!半)"
)
_MINUTES = re.compile(
    r"(?<![0-9])(?P<first>[0-9]{1,2}[时点:](?:[0-9]{1,2}分?|半)?)[^，。；0-9]{0,6}[，至到—～][^，。；0-9]{0,4}(?P<last>[0-9]{1,2}[时点:](?:[0-9]{1,2}分?|半)?)[^。；0-9]{0,8}，?[^，。；0-9]{0,6}(?:历时|用时|持续|共|为时|时长|长达)(?P<told>[0-9]{1,2}个?小时(?:[0-9]{1,2}分钟?)?|[0-9]{1,3}分钟)"
)
_OPENED = re.compile(
    r"(?<![0-9])(?P<month>[0-9]{1,2})月(?P<first>[0-9]{1,2})日[^，。；0-9]{0,8}(?:开[营幕工学始班馆展盘拍业]|启动|报到|动工|入院|出发|启程|召开|入职|起)[^。；0-9]{0,6}?，[^，。；0-9]{0,8}?"
    r"(?P<month2>[0-9]{1,2})月(?P<last>[0-9]{1,2})日[^，。；0-9]{0,8}(?:闭[营幕馆展]|结[束业题]|完工|竣工|出院|返回|返程|截止|收[官工]|撤离|验收|止)"
    rf"(?:，[^，。；0-9]{{0,6}}(?P<how>为期|连续|一连|共计?)(?:了)?(?P<told>{_COUNT})天(?!半))?"
)
_TOOK = re.compile(
    r"(?P<part>上午|下午|晚上|早上|早晨|清晨|凌晨)?(?<![0-9])(?P<first>[0-9]{1,2})[时点](?:整|钟)?[^。；0-9]{0,10}?(?:出发|启程|开始|开工|上车|动身|起飞|发车|入场|上班|开考|离开)[^。；0-9]{0,12}?"
    rf"(?P<told>{_COUNT})个?(?:小时|钟头)(?!半)[^。；0-9]{{0,12}}?(?P<part2>上午|下午|晚上|中午|傍晚)(?P<last>[0-9]{{1,2}})[时点](?!半|[0-9])"
)
_YEARS = re.compile(r"(?<![0-9])([12][0-9]{3})年?(?:至|到|—|～)([12][0-9]{3})年")
_OVER_NIGHT = re.compile("次日|翌日|第二天|凌晨|夜")
_REACH = 12  # characters before a range that may tell of a night
_OPEN_ENDED = ("历时", "前后")  # days between, or days in all


def _find(passage: Passage) -> Iterator[Found]:
    for found in _DAYS.finditer(passage.text):
        yield from _compare_days(found, passage)
    yield from _find_openings(passage)
    for found in _HOURS.finditer(passage.text):
        first, last = (_minutes(found[name]) for name in ("first", "last"))
        around = passage.text[max(0, found.start() - _REACH) : found.end()]
        if first is None or last is None or _OVER_NIGHT.search(around):
            continue
        if last < first:
            yield _tell_backwards(found, passage)
        elif found["told"] and (told := number_of(found["told"])) is not None and told * 60 != last - first:
            message = _("From {first} to {last} there are {count} hours.")
            count = f"{(last - first) / 60:g}"
            told_hours = message.format(first=found["first"], last=found["last"], count=count)
            yield take(found, passage, told_hours, _("Count again."), group="told")
    for found in _MINUTES.finditer(passage.text):
        first, last, told = (_count_minutes(found[name]) for name in ("first", "last", "told"))
        if last > first and told != last - first and not _OVER_NIGHT.search(found[0]):
            message = _("From {first} to {last} there are {count} minutes.")
            words = message.format(first=found["first"], last=found["last"], count=last - first)
            yield take(found, passage, words, _("Count again."), group="told")
    for found in (*_CLOCK.finditer(passage.text), *_TOOK.finditer(passage.text)):
        yield from _compare_hours(found, passage)
    for found in _YEARS.finditer(passage.text):
        if int(found[1]) > int(found[2]):
            yield _tell_backwards(found, passage)


def _find_openings(passage: Passage) -> Iterator[Found]:
    """What closes on a day before the one on which it opens."""
    for found in _OPENED.finditer(passage.text):
        opens, closes = (int(found["month"]), int(found["first"])), (int(found["month2"]), int(found["last"]))
        if closes < opens and not re.search("次年|翌年|第二年|[0-9]{4}年", found[0]):
            yield _tell_backwards(found, passage)
        elif found["told"]:
            yield from _compare_days(found, passage)


def _count_minutes(words: str) -> int:
    """Those of 9时30分, 9时半 and 2小时40分钟."""
    if words.endswith("分钟") and "小时" not in words:
        return int(words.removesuffix("分钟"))
    hours, *minutes = re.findall("[0-9]+", words)
    return int(hours) * 60 + (30 if "半" in words else int(minutes[0]) if minutes else 0)


def _compare_hours(found: re.Match[str], passage: Passage) -> Iterator[Found]:
    """Tell hours that are not those from one time of the day to another one."""
    first, last, told = int(found["first"]), int(found["last"]), number_of(found["told"])
    if (found["part2"] or found["part"]) in ("下午", "晚上", "傍晚") and last < 12:
        last += 12
    if found["part"] in ("下午", "晚上") and first < 12:
        first += 12
    if told is not None and last > first and told != last - first:
        message = _("From {first} to {last} there are {count} hours.")
        told_hours = message.format(first=f"{first}:00", last=f"{last}:00", count=last - first)
        yield take(found, passage, told_hours, _("Count again."), group="told")


def _compare_days(found: re.Match[str], passage: Passage) -> Iterator[Found]:
    of_year = found.groupdict().get("year")
    year = int(of_year or 2000)
    try:
        first = datetime.date(year, int(found["month"]), int(found["first"]))
        last = datetime.date(year, int(found["month2"] or found["month"]), int(found["last"]))
    except ValueError:
        return  # told by dates.existing
    if last < first:
        if last.month == first.month:
            yield _tell_backwards(found, passage)
        return
    told, days = number_of(found["told"] or ""), (last - first).days + 1
    may_be_less = found["how"] in _OPEN_ENDED or (not of_year and first.month <= 2 < last.month)  # no 29 February
    if told is not None and told != days and not (may_be_less and told == days - 1):
        message = _("From {first} to {last} there are {count} days.")
        ends = (f"{each.month}月{each.day}日" for each in (first, last))
        told_days = message.format(first=next(ends), last=next(ends), count=days)
        yield take(found, passage, told_days, _("Count again."), group="told")


def _tell_backwards(found: re.Match[str], passage: Passage) -> Found:
    message = _("The range “{words}” goes from the later to the earlier.").format(words=found[0])
    return take(found, passage, message, _("Compare with the source."))


def _minutes(time: str) -> int | None:
    """Those since midnight; None for a time that no day has."""
    hours, minutes = map(int, time.split(":"))
    return hours * 60 + minutes if hours <= 24 and minutes < 60 else None


RULE = Rule(
    id="facts.durations",
    level=Level.ASK,
    kind=Kind.FACTS,
    rationale="When a date is moved, the number of days stays behind; the first and the last day are counted in.",
    source="报纸期刊质量管理规定 (2020), 期刊编校差错率计算方法, 3.2 (1): facts",
    find=in_passages_as_digits(_find),
)
