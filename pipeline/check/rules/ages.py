"""Anniversaries and ages are those of the years told."""

import re
from collections.abc import Iterator
from dataclasses import replace

from pipeline.check.characters import number_of
from pipeline.check.passage import Passage
from pipeline.check.rule import Found, IssueText, Kind, Level, Rule, take
from pipeline.i18n import _

_HAN = "[一二三四五六七八九十百]{1,5}"
_JUBILEE = re.compile(
    "(?:成立|建站|创办|创立|创刊|建厂|建校|建会|诞生|逝世|始建|设立|签订)?(?:于)?(?<![0-9])([12][0-9]{3})年"
    "(?:成立|建站|创办|创立|创刊|建厂|建校|建会|诞生|逝世|始建|设站|设立|签订)?"
    "[^。0-9]{0,12}?([12][0-9]{3})年[^。0-9]{0,8}?(?P<years>[0-9]{1,3}|[一二三四五六七八九十百]{1,5})周年"
)
_FOUNDED = "成立|建站|创办|创立|创刊|建厂|建校|建会|诞生|设立"
_JUBILEE_NOW = re.compile(
    rf"(?<![0-9])([12][0-9]{{3}})年(?:{_FOUNDED})[^。0-9]{{0,16}}?今年[^。0-9]{{0,8}}?(?P<years>[0-9]{{1,3}}|{_HAN})周年"
)
_FOUNDED_IN = re.compile(
    rf"(?:{_FOUNDED}|始建)于([12][0-9]{{3}})年[^。0-9]{{0,16}}?今年[^。0-9]{{0,8}}?(?P<years>[0-9]{{1,3}}|{_HAN})周年"
)
_AGE_NOW = re.compile(
    rf"生于([12][0-9]{{3}})年[^。；0-9]{{0,12}}?今年(?:（(?P<now>[12][0-9]{{3}})年?）)?(?:已?经?)?(?P<years>[0-9]{{1,3}}|{_HAN})岁"
)
_AGE_OF = re.compile(
    r"(?<![0-9])([12][0-9]{3})年(?:[0-9]{1,2}月)?(?:[0-9]{1,2}日)?(?:出生|生)(?:于[^，。；0-9]{1,10}|的)?[^。；0-9至]{0,14}?(?:今年|现年)(?:已?经?)?"
    rf"(?P<years>[0-9]{{1,3}}|{_HAN})岁"
)
_SERVICE = re.compile(
    r"(?<![0-9])([12][0-9]{3})年[^，。；0-9]{0,6}(?:参加工作|入职|进厂|入厂|入党|从教|从业|入伍|参军|当上|任教|成立|创办|创立|建厂|建校|创刊)[^。；0-9]{0,16}?"
    rf"(?:至今|迄今)(?:，)?(?:已经?|足足|整整|恰好|正好)?(?:有|是|走过|过去|工作|干|历时|经历)?(?:了)?(?:整整)?(?P<years>[0-9]{{1,3}}|{_HAN})个?(?:周年|年(?!代))"
)
_SPAN = re.compile(
    r"(?<![0-9])([12][0-9]{3})年[^，。；0-9]{0,8}?(?:到|至|—|～|-)([12][0-9]{3})年[^，。；0-9]{0,8}，?(?:历时|为期|前后|整整|长达|跨度|历经|用了|共)(?:了)?(?:整整)?"
    rf"(?P<years>[0-9]{{1,3}}|{_HAN})个?(?:年头|年|春秋)"
)
_LIFE = re.compile(
    r"（(?:生于)?([12][0-9]{3})(?:年[^—－～至）]*)?[—－–～~至-]{1,2}([12][0-9]{3})[^）]{0,16}）[^。]{0,24}?享年(?P<years>[0-9]{2,3})岁?"
)
_DEATH = re.compile(
    r"(?:(?:出?生于|生于)(?=[12][0-9]{3}年)|(?=[12][0-9]{3}年(?:[0-9]{1,2}月)?(?:[0-9]{1,2}日)?出?生))([12][0-9]{3})年(?:[0-9]{1,2}月)?(?:[0-9]{1,2}日)?[^。0-9]{0,24}?(?<![0-9])([12][0-9]{3})年[^。；0-9]{0,12}?(?:[0-9]{1,2}月(?:[0-9]{1,2}日)?)?"
    r"[^。；0-9]{0,12}?(?:逝世|去世|病逝|辞世|病故|牺牲|离世|卒)，?[^。；0-9]{0,6}?(?:享年|终年|年仅|时年)(?P<years>[0-9]{1,3})岁"
)
_AT_THE_TIME = re.compile(
    r"(?:出?生于(?=[12][0-9]{3}年)|(?=[12][0-9]{3}年(?:[0-9]{1,2}月)?(?:[0-9]{1,2}日)?出?生))([12][0-9]{3})年"
    r"[^。；岁]{0,36}?(?<![0-9])([12][0-9]{3})年[^。；岁]{0,24}?"
    rf"(?:当时|时年|年仅|当年|那年|其时|正值|年方|年满|刚满|年届)(?:才|已经?|正好|刚好|只有)?(?P<years>[0-9]{{1,3}}|{_HAN})岁"
)
_DURATION = re.compile(
    r"(?:^|(?<=[，。；他她从自]))([12][0-9]{3})年[^。；0-9]{2,14}，(?:到|至|直到)?([12][0-9]{3})年[^。；0-9]{0,10}，[^。；0-9]{0,12}?"
    rf"(?:整整|足足|一共|前后|共)[^。；0-9]{{0,4}}?(?P<years>[0-9]{{1,3}}|{_HAN})(?:个)?(?:年|春秋)"
)
_SENIORITY = re.compile(
    r"(?<![0-9])([12][0-9]{3})年[^。；0-9]{0,14}?(?:参加工作|入职|进厂|入厂|入党|从教|从业|入伍|入会)[^。；]{0,24}?(?:工龄|党龄|教龄|军龄|会龄)(?:已?有|达|为|已达)?(?:了)?(?P<years>[0-9]{1,2}|[一二三四五六七八九十]{1,3})年"
)
_WITHIN = re.compile(
    rf"(?<![0-9])([12][0-9]{{3}})年?(?:至|到|—|～)([12][0-9]{{3}})年(?:的|这|间的|，)(?:这)?(?P<years>[0-9]{{1,2}}|{_HAN})年(?:间|来|里|中|时间)"
)

_WORKED = re.compile(
    rf"(?:从|自)(?<![0-9])([12][0-9]{{3}})年[^，。；0-9]{{0,6}}?(?:到|至|—|～)([12][0-9]{{3}})年[^，。；0-9]{{0,4}}，[^。；0-9]{{0,20}}?(?:干了|站了|奋战了|耕耘了|坚守了|奔波了|走了|工作了|待了|学习了|坚持了|用了|花了|任教了?|服务了|担任了?[^，。；]{{1,6}}|当了|做了|守了)(?:整整|足足)?(?P<years>[0-9]{{1,2}}|{_HAN})年(?![多半])"
)
_USED = re.compile(
    rf"(?<![0-9])([12][0-9]{{3}})年(?:[0-9]{{1,2}}月)?[^，。；0-9]{{0,6}}(?:建成|投产|投用|开工|成立|创办|通车|投入[^，。；0-9]{{0,4}}|竣工|落成|参加工作|进厂|入厂)[^。；0-9]{{0,6}}，(?:截?至|到)([12][0-9]{{3}})年(?:[0-9]{{1,2}}月)?(?:底|末)?，?(?:已经?)?"
    rf"(?:使用|运行|走过|服役|工作|干|连续[^，。；0-9]{{0,4}}|整整|经历|(?:工龄|党龄|教龄|军龄)(?:已?有|达|为|整整|已达|已经)?)?(?:了)?(?:整整)?(?P<years>[0-9]{{1,3}}|{_HAN})(?:个)?(?:年(?![多半])|春秋|周年)"
)
_BORN_AND_FULL = re.compile(
    rf"(?:(?:出生于|生于)(?=[12][0-9]{{3}}年)|(?=[12][0-9]{{3}}年(?:[0-9]{{1,2}}月)?(?:[0-9]{{1,2}}日)?(?:出生|生)))(?<![0-9])([12][0-9]{{3}})年(?:[0-9]{{1,2}}月)?(?:[0-9]{{1,2}}日)?(?:出生|生)?[^。；0-9]{{0,10}}?(?<![0-9])([12][0-9]{{3}})年(?:[0-9]{{1,2}}月)?(?:[0-9]{{1,2}}日)?[^，。；0-9]{{0,14}}?(?:年满|满|已经?|时|正好|刚好|恰好|刚满|才|过了?|庆祝|迎来|度过了?){{1,2}}(?P<years>[0-9]{{1,3}}|{_HAN})(?:周?岁)"
)
_TWO_AGES = re.compile(
    rf"(?<![0-9])(?P<first>[12][0-9]{{3}})年[^。；0-9]{{0,10}}?，?(?:那年|当时|时年|那时)[^，。；0-9]{{0,4}}?(?P<age>[0-9]{{1,2}}|[一二三四五六七八九十]{{1,3}})岁[^。0-9]{{0,14}}?(?<![0-9])(?P<last>[12][0-9]{{3}})年[^。；0-9]{{0,12}}?(?P<years>[0-9]{{1,3}}|{_HAN})岁"
)
_BUILT = re.compile(
    rf"(?<![0-9])([12][0-9]{{3}})年(?:[0-9]{{1,2}}月)?(?:[0-9]{{1,2}}日)?[^，。；0-9]{{0,6}}?(?:到|至|—|～)([12][0-9]{{3}})年(?:[0-9]{{1,2}}月)?(?:[0-9]{{1,2}}日)?[^。；0-9]{{0,16}}?(?:用了|花了|历时|为期|长达|前后)(?:整整)?(?P<years>[0-9]{{1,2}}|{_HAN})年(?![多半])"
)


_BEFORE_BIRTH = re.compile(
    r"(?<![0-9])([12][0-9]{3})年(?:[0-9]{1,2}月)?(?:[0-9]{1,2}日)?(?:出生|生于|生)[^。0-9]{0,20}?(?<![0-9])(?P<years>[12][0-9]{3})年(?:[0-9]{1,2}月)?(?:[0-9]{1,2}日)?[^，。；0-9]{0,4}?(?:参加|进厂|入厂|入党|入伍|毕业|入职|加入|考入|当选|从教|退休|进入)"
)
_SUM_OF_AGES = re.compile(
    rf"(?<![0-9])(?P<first>[0-9]{{1,2}}|{_HAN})岁[^，。；0-9]{{0,6}}(?:进厂|入厂|参加工作|入伍|从教|入行|上班|学徒|工作|当工人|来到|下井)[^。；0-9]{{0,8}}?，[^。；0-9]{{0,8}}?(?:一干(?:就是)?|干了|工作了|过去了|坚守了|做了|奋斗了|耕耘了)(?:整整)?"
    rf"(?P<gone>[0-9]{{1,2}}|{_HAN})年[^。；0-9]{{0,8}}?(?:今年|现在|如今|现年)[^，。；0-9]{{0,4}}(?P<years>[0-9]{{1,2}}|{_HAN})岁"
)
_CAREER = re.compile(
    r"(?<![0-9])([12][0-9]{3})年[^。；0-9]{0,6}(?:进厂|入厂|入职|参加工作|入伍|参军|上班|当上|下井|从教)[^。；0-9]{0,8}，([12][0-9]{3})年"
    rf"[^。；0-9]{{0,6}}(?:退休|离开|转业|退伍|调离)[^。；0-9]{{0,24}}?(?:干|工作|待|坚守|服务)了(?:整整|足足)?(?P<years>[0-9]{{1,2}}|{_HAN})年(?![多半])"
)
_BETWEEN: tuple[tuple[re.Pattern[str], int, Level], ...] = (
    (_JUBILEE, 0, Level.ASK),
    (_LIFE, 1, Level.ERROR),
    (_DEATH, 1, Level.ERROR),
    (_AT_THE_TIME, 1, Level.ASK),
    (_DURATION, 1, Level.ASK),
    (_SPAN, 1, Level.ASK),
    (_WITHIN, 1, Level.ASK),
    (_BORN_AND_FULL, 1, Level.ASK),
    (_BUILT, 0, Level.ASK),
    (_WORKED, 1, Level.ASK),
    (_CAREER, 1, Level.ASK),
    (_USED, 1, Level.ASK),
)
"""What tells two years and how many lie between; by how many that may be off."""
_UP_TO_NOW = ((_JUBILEE_NOW, 0), (_FOUNDED_IN, 0), (_AGE_NOW, 1), (_AGE_OF, 1), (_SERVICE, 1), (_SENIORITY, 1))
"""What tells one year and how many have gone since; by how many that may be off, if it is no anniversary."""


def _find(text: IssueText) -> Iterator[Found]:
    for passage in text.passages:
        for pattern, allowance, level in _BETWEEN:
            for found in pattern.finditer(passage.text):
                yield from _compare(found, passage, int(found[2]), allowance, level)
        for found in _TWO_AGES.finditer(passage.text):
            age = number_of(found["age"])
            if age is not None:
                yield from _compare(found, passage, int(found["last"]), 1, Level.ASK, first=int(found["first"]) - age)
        yield from _find_ages(passage)
        for pattern, allowance in _UP_TO_NOW:
            for found in pattern.finditer(passage.text):
                now = int(found.groupdict().get("now") or text.issue.year)
                exact = found[0].endswith("周年")
                yield from _compare(found, passage, now, 0 if exact else allowance, Level.ASK)


def _find_ages(passage: Passage) -> Iterator[Found]:
    """What is done before birth, and ages that are not those of before and the years since."""
    for found in _BEFORE_BIRTH.finditer(passage.text):
        if int(found["years"]) <= int(found[1]):
            message = _("{last} is before the year of birth, {first}.").format(first=found[1], last=found["years"])
            before_birth = take(found, passage, message, _("Compare with the source."), group="years")
            yield replace(before_birth, level=Level.ASK)
    for found in _SUM_OF_AGES.finditer(passage.text):
        first, gone, told = (number_of(found[name]) for name in ("first", "gone", "years"))
        if first and gone and told and abs(first + gone - told) > 1:
            message = _("{first} and {gone} are {sum}.").format(first=first, gone=gone, sum=first + gone)
            yield replace(take(found, passage, message, _("Count again."), group="years"), level=Level.ASK)


def _compare(
    found: re.Match[str], passage: Passage, last: int, allowance: int, level: Level, first: int | None = None
) -> Iterator[Found]:
    """Tell where the ``years`` of *found* are not those from its first year to *last*, give or take an *allowance*."""
    first, told = int(found[1]) if first is None else first, number_of(found["years"])
    if told is not None and abs(last - first - told) > allowance:
        message = _("From {first} to {last} there are {years} years.")
        yield Found(
            message=message.format(first=first, last=last, years=last - first),
            hint=_("Count again."),
            passage=passage,
            start=found.start("years"),
            end=found.end("years"),
            level=level,
        )


RULE = Rule(
    id="facts.years",
    level=Level.ERROR,
    kind=Kind.FACTS,
    rationale=(
        "An anniversary is the difference of two years; an age is so too, give or take one (周岁, 虚岁). "
        "今年 is the year of the issue."
    ),
    source="报纸期刊质量管理规定 (2020), 期刊编校差错率计算方法, 3.2 (1): facts",
    find=_find,
)
