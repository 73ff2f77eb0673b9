"""A person or body of an article is not called otherwise a line below."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from pipeline.check.characters import HAN
from pipeline.check.passage import Passage
from pipeline.check.rule import ArticleText, Found, IssueText, Kind, Level, Rule
from pipeline.check.words.alike import characters_alike, characters_near
from pipeline.i18n import _

_BEGIN = "(?:^|(?<=[，。；：、“”（）《》 \n]))"
_PERSON = re.compile(
    rf"{_BEGIN}([{HAN}]{{3}}|[{HAN}]{{1,4}}·?[{HAN}]{{2,4}})"
    "(?=(?:同志|先生|女士|师傅|老师|教授|博士|主席|院长|厂长|校长|局长|主任|书记|经理)(?![们会]))"
)
_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙朱胡郭何林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁"
    "潘蒋蔡余杜叶苏魏吕丁沈姚卢姜崔钟谭陆汪范廖贾夏韦傅方石"
)
_BEHIND_POST = re.compile(
    "(?:技师|质检员|检验员|安全员|记录员|管理员|讲解员|服务员|收银员|统计员|资料员|宣传员|通讯员|记者|编辑|作者|教练|运动员|裁判|研究员|设计师|律师|会计|组长|科长|处长|部长|队员|村民|居民|市民|店主|老板|师傅|职工|工人|班长|主席|主任|书记|经理|厂长|队长|组长|劳模|教师|老师|医生|护士|工程师|党员|会员|员工|司机|焊工|电工|技术员|保管员|操作员|售票员|列车员|调度员|驾驶员|选手|学员|志愿者"
    "|校长|院长|局长|站长)"
    f"([{_SURNAMES}][{HAN}]{{2}})"
)
_BODY = re.compile(
    rf"{_BEGIN}([{HAN}]{{3,16}}?(?:有限责任公司|有限公司|公司|集团|协会|学会|研究院|研究所|银行|出版社|[^，。；的分我本该]厂|医院|大学|学院|中学|小学|工会|委员会))"
)
_NEVER = frozenset(
    "一二三四五六七八九十两东西南北中上下左右前后大小老新男女他她省市县区乡镇村总副原即及和与对由为在是的了"
)
_SHORTEST = 3
_LONGEST_PERSON = 4
_MOST = 200  # names of an article that are looked for


def _find(text: IssueText) -> Iterator[Found]:
    for article in text.articles:
        whole = _Whole.of(article)
        names = {found[1]: None for pattern in (_PERSON, _BEHIND_POST, _BODY) for found in pattern.finditer(whole.text)}
        told: set[str] = set()
        for name in list(names)[:_MOST]:
            if len(name) >= _SHORTEST and name not in told and name[-1] not in _NEVER:
                yield from _find_others(name, whole, told)


@dataclass(frozen=True, slots=True)
class _Whole:
    """The *text* of an article, a line for each of its *passages*, which begin at *starts* of it (0-based)."""

    text: str
    passages: tuple[Passage, ...]
    starts: tuple[int, ...]

    @classmethod
    def of(cls, article: ArticleText) -> "_Whole":
        lengths = (len(passage.text) + 1 for passage in article.passages)
        text = "\n".join(passage.text for passage in article.passages)
        return cls(text, article.passages, tuple(accumulate(lengths, initial=0)))

    def at(self, start: int) -> tuple[Passage, int]:
        """The passage with the character at *start*, and where it is in that."""
        number = bisect_right(self.starts, start) - 1
        return self.passages[number], start - self.starts[number]


def _find_others(name: str, whole: _Whole, told: set[str]) -> Iterator[Found]:
    """What differs from *name* by one character that is like its own; *told* takes it.

    The surname of a person, and the last character of a body, are not compared.
    """
    is_person = len(name) <= _LONGEST_PERSON
    for place in range(is_person, len(name) - (not is_person)):
        if name[place] in _NEVER:
            continue
        alike = {*characters_alike(name[place]), *characters_near(name[place])} - _NEVER
        variant = f"{re.escape(name[:place])}(.){re.escape(name[place + 1 :])}"
        for found in re.finditer(variant, whole.text):
            if found[1] in alike:
                told.add(found[0])
                message = _("“{name}” and “{other}” may be one, written in two ways.")
                passage, start = whole.at(found.start())
                yield Found(
                    message=message.format(name=name, other=found[0]),
                    hint=_("Compare both with the source."),
                    passage=passage,
                    start=start,
                    end=start + len(name),
                )


RULE = Rule(
    id="facts.names-in-text",
    level=Level.ASK,
    kind=Kind.FACTS,
    rationale="Two names of an article that differ by one character of the same sound or shape are mostly one.",
    source="报纸期刊质量管理规定 (2020), 期刊编校差错率计算方法, 3.1: names count double",
    find=_find,
)
