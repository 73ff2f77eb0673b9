"""的, 地 and 得 where the classes of the words beside them say that another one is meant.

The classes are those of the dictionary that texts are cut by (jieba's): d is an adverb, z a word of state (缓缓),
i an idiom, r a pronoun, k 们. What tells how something is done is listed in ``particles.txt``.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import accumulate

_LIST = "particles.txt"
_PARTICLE = re.compile("[的地得]")
_CLAUSE = re.compile("[^，。；：！？\n“”（）]+")
_TO_WHOM = frozenset("对向把给为从跟")
_SO = frozenset(("很", "太", "非常", "十分", "特别", "真", "最", "越来越"))
_DEGREE = _SO | {"极其", "格外", "更", "比较", "挺", "有点", "有些", "不"}
_SIZES = frozenset(
    ("小小", "大大", "长长", "短短", "高高", "薄薄", "厚厚", "深深", "淡淡", "浓浓", "满满", "红红", "实实在在")
)
_SO_THAT = frozenset(("让", "叫", "使", "令"))
_WHOM = frozenset(("人", "我", "人们", "我们", "大家", "他", "她"))
_FEELINGS = frozenset(
    (
        "高兴",
        "激动",
        "感动",
        "兴奋",
        "紧张",
        "自豪",
        "骄傲",
        "开心",
        "愉快",
        "焦急",
        "着急",
        "欣慰",
        "忙碌",
        "辛苦",
        "疯狂",
        "简单",
        "痛快",
        "满意",
    )
)
_ENDS = frozenset(
    ("结果", "成果", "成绩", "目标", "任务", "问题", "意见", "经验", "榜样", "力量", "作风", "氛围", "环境", "精神")
)
_NO_ACTS = frozenset(("是", "有", "让", "使", "在", "看", "说", "来", "想", "要", "需要", "应该", "可以", "能", "会"))
_COMPLETES = frozenset("断开掉住到出走进倒满灭起完")
_RESCUES = frozenset(
    (
        "疏散",
        "转移",
        "搬运",
        "打扫",
        "抢修",
        "抢救",
        "扑救",
        "扑灭",
        "关闭",
        "打开",
        "排查",
        "清理",
        "擦拭",
        "传授",
        "指挥",
        "调整",
        "检查",
        "整理",
        "解决",
        "处理",
        "调动",
        "安排",
        "布置",
        "核对",
        "登记",
        "抢险",
    )
)
_KINDS_OF_THINGS = frozenset(
    (
        "行动",
        "工作",
        "方式",
        "方法",
        "办法",
        "措施",
        "能力",
        "速度",
        "过程",
        "动作",
        "态度",
        "精神",
        "作风",
        "风格",
        "活动",
        "方案",
        "计划",
        "要求",
        "手段",
        "机制",
        "程序",
        "结果",
        "意见",
        "制度",
        "流程",
        "标准",
        "体系",
        "情况",
    )
)
_NEEDS = frozenset(("需要", "离不开", "有赖", "有待", "取决"))  # 进一步的改善需要时间
_ON = frozenset(("在", "到", "向", "起", "出", "起来", "下去", "过去", "过来", "出来", "下来"))


@dataclass(frozen=True, slots=True)
class _Lists:
    """*adverbs* are seldom said of a thing, words of *manner* may be; *phrases* are longer; one *serves* people."""

    adverbs: frozenset[str]
    manner: frozenset[str]
    phrases: tuple[str, ...]
    serves: frozenset[str]


@cache
def _lists() -> _Lists:
    text = resources.files(__package__).joinpath(_LIST).read_text(encoding="utf-8")
    adverbs, manner, phrases, serves = (part.partition("\n")[2].split() for part in text.split("\n\n"))
    return _Lists(frozenset(adverbs), frozenset(adverbs + manner), tuple(phrases), frozenset(serves))


def find_tagged_particles(text: str) -> Iterator[tuple[int, str]]:
    """Where (0-based) 的, 地 or 得 of *text* is written for another one, and which."""
    for clause in _CLAUSE.finditer(text):
        if _PARTICLE.search(clause[0]):
            for place, right in _find_in(clause[0]):
                yield clause.start() + place, right


def _find_in(clause: str) -> Iterator[tuple[int, str]]:
    from rjieba import tag

    words = [("", "x"), *(each for word in tag(clause) for each in _set_apart(*word)), ("", "x"), ("", "x"), ("", "x")]
    starts = list(accumulate((len(word) for word, _class in words), initial=0))
    for place in range(1, len(words) - 3):
        before, *others = words[place - 1 : place + 4]
        if clause[: starts[place]].endswith(_lists().phrases):
            before = (before[0], "z")
        right = _find_right([before, *others]) if place > 1 else ""
        if right:
            yield starts[place], right


def _set_apart(word: str, kind: str) -> Iterator[tuple[str, str]]:
    """*word*, from the particle at its end where the dictionary has both as one (缓缓的)."""
    if len(word) > 2 and word[-1] == "的" and kind in ("z", "d"):
        yield from ((word[:-1], kind), ("的", "uj"))
    else:
        yield word, "z" if len(word) == 2 and word[0] == word[1] and kind not in ("n", "r", "m", "q") else kind


def _is_manner(word: str, kind: str) -> bool:
    """Whether a word tells how something is done, and is seldom said of a thing."""
    return (kind == "z" and word not in _SIZES) or word in _lists().adverbs


def _find_right(words: list[tuple[str, str]]) -> str:
    """What is meant at the second of five *words* with their classes; empty where it is that, or no particle."""
    match words[1][0]:
        case "的":
            return _instead_of_de(words)
        case "得":
            return _instead_of_result(words)
        case "地":
            return _instead_of_di(words)
    return ""


def _instead_of_result(words: list[tuple[str, str]]) -> str:
    (before, kind), _here, (after, second), (behind, third), _last = words
    if after == behind:
        return ""  # 得商量商量
    if kind in ("r", "k", "n", "vn", "an", "i") and second in ("n", "ns") and len(after) > 1:
        return "的"
    if before in _FEELINGS:
        return ""  # 高兴得跳起来
    is_act = second in ("v", "p") and after not in _NO_ACTS | _SO_THAT
    return (
        "地" if is_act and third not in ("a", "z") and (_is_manner(before, kind) or before in _lists().manner) else ""
    )


def _instead_of_di(words: list[tuple[str, str]]) -> str:
    (_word, before), _here, (after, kind), (_next, second), _last = words
    if after in _SO and second in ("a", "ad", "z", "i", "v", "n") and before in ("v", "vn"):
        return "得"
    if before in ("v", "vn") and kind in ("a", "z", "i", "an", "l") and (not _next or second in ("a", "an", "z")):
        return "得"
    if kind == "n" and after in _ENDS and not _next:
        return "的"
    return "的" if before in ("r", "k", "t", "ns", "vn") and kind in ("n", "ns") and len(after) > 1 else ""


def _instead_of_de(words: list[tuple[str, str]]) -> str:
    (before, kind), _here, (after, second), (behind, third), (last, _fourth) = words
    is_act = second == "v" and after not in _NO_ACTS and after[-1] not in "法案者音" and "的" not in (behind, last)
    if is_act and behind in _NEEDS:
        return ""
    if is_act and _is_manner(before, kind) and (third not in ("x", "uj") or (kind == "z" and not behind)):
        return "地"
    if second == "vn" and before in _lists().adverbs and behind in _lists().serves and not last:
        return "地"
    if after in _TO_WHOM and second == "p" and (kind == "i" or before in _lists().manner) and behind:
        return "地"
    goes_on = third in ("ul", "uz", "v", "r") and behind not in _NO_ACTS
    if is_act and before in _lists().manner and (goes_on or behind in _ON):
        return "地"
    acts_on = third in ("n", "nr", "ns", "l") and behind not in _KINDS_OF_THINGS and last != "的"
    if is_act and before in _lists().manner and acts_on and (after[-1] in _COMPLETES or after in _RESCUES):
        return "地"
    if kind in ("v", "vn") and after in _DEGREE and third in ("a", "z", "i", "ad") and last in ("", "了", "啊", "呢"):
        return "得"
    if kind in ("a", "n", "v") and after in _SO_THAT and behind in _WHOM and last:
        return "得"
    return "得" if kind == "v" and after == "又" and third in ("a", "ad", "d") else ""
