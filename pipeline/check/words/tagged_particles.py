"""的, 地 and 得 where the classes of the words beside them say that another one is meant.

The classes are those of the dictionary that texts are cut by (jieba's): d is an adverb, z a word of state (缓缓),
i an idiom, r a pronoun, k 们.
"""

import re
from collections.abc import Iterator
from itertools import accumulate

_PARTICLE = re.compile("[的地得]")
_CLAUSE = re.compile("[^，。；：！？\n“”（）]+")
_TO_WHOM = frozenset("对向把给为从跟")
_DEGREE = frozenset("很 太 非常 十分 特别 极其 格外 更 比较 真 最 越来越 挺 有点 有些 不".split())
_SO = frozenset("很 太 非常 十分 特别 真 越来越".split())
_SO_THAT = frozenset("让 叫 使 令".split())
_WHOM = frozenset("人 我 人们 我们 大家 他 她".split())
_NO_ACTS = frozenset("是 有 让 使 在 看 说 来 想 要".split())
_ON = frozenset("在 到 向 起 出 起来 下去 过去 过来 出来 下来".split())
_ADVERBS = frozenset(
    "不断 不停 不住 逐步 逐渐 渐渐 更好 更快 更加 尽可能 尽快 尽量 尽早 日益 稳步 大力 大声 悄悄 默默 偷偷 暗暗 频频 连连 纷纷 再三 反复 特意 专门 "
    "一个劲 进一步 经常 时常 常常 着力 竭力 极力 尽力 努力 全力 奋力 用力 使劲 拼命 赶紧 赶快 急忙 连忙 匆匆 徐徐 缓缓 静静 轻轻 慢慢 紧紧 牢牢 深深 久久 早早 "
    "远远 稳稳 狠狠 好好 细细 微微 及时 亲自 亲手 亲自 自觉 主动 随时 时时 时刻 处处 依次 轮流 分别 如期 如实 就地 当众 当场 即时 陆续 相继 高声 "
    "低声 轻声 齐声 放声 热情 一再 无私".split()
)
_MANNER = _ADVERBS | frozenset(
    "有序 有效 整齐 合理 科学 规范 高效 准时 按时 认真 积极 仔细 耐心 细心 全面 深入 切实 扎实 充分 严格 热烈 顺利 圆满 成功 清楚 清晰 准确 迅速 "
    "快速 密切 广泛 深刻 生动 详细 客观 公正 公平 勇敢 果断 坚决 坚定 自豪 骄傲 高兴 愉快 开心 兴奋 激动 欣慰 感动 满意 平静 从容 镇定 冷静 急切 "
    "焦急 着急 紧张 匆忙 随意 随便 任意 盲目 轻易 熟练 灵巧 灵活 巧妙 完整 妥善 稳妥 平稳 安全 健康 茁壮 踊跃 勤奋 刻苦 虚心 诚恳 真诚 由衷 亲切 "
    "和蔼 慈祥 严肃 郑重 庄严 隆重 温柔 悠闲 自由 尽情 欢快 欢乐 痛快 自信 乐观 清醒 集中 精心 悉心 细致 周密 周到 有力 牢固 大胆 放心 安心 潜心 "
    "专心 专注 用心 精准 精确 明确 明显 显著 大幅 均匀 完全 彻底 简单 直接 间接 单独 独立 共同 依法 合法 非法 疯狂 残酷 无情 "
    "忙碌 辛勤 辛苦 飞快 飞速 不懈 创造性 针对性".split()
)

_PHRASES = tuple(
    "设身处地 手把手 面对面 一对一 日复一日 年复一年 毫无保留 第一时间 一遍又一遍 一趟又一趟 一次又一次 有步骤 有计划 有针对性 有组织 有条理 源源不断 毫不犹豫 不约而同 "
    "一步一步 一步步 一点一点 一点点 一个一个 一个个 一件一件 一件件 一条一条 一条条 一项一项 一项项 一户一户 一次次 一遍遍 一天天 一笔一画 成批成批 "
    "自发 想方设法 千方百计 挨家挨户 义无反顾 全心全意 实实在在 马不停蹄 坚持不懈 持之以恒 争分夺秒 尽职尽责 尽心尽力 任劳任怨 默默无闻 兢兢业业 小心翼翼".split()
)
_SERVED = frozenset(
    "职工 群众 人民 社会 企业 大家 会员 读者 农民 用户 基层 百姓 老百姓 居民 员工 学生 我们 他们".split()
)


def find_tagged_particles(text: str) -> Iterator[tuple[int, str]]:
    """Where (0-based) 的, 地 or 得 of *text* is written for another one, and which."""
    for clause in _CLAUSE.finditer(text):
        if _PARTICLE.search(clause[0]):
            for place, right in _find_in(clause[0]):
                yield clause.start() + place, right


def _find_in(clause: str) -> Iterator[tuple[int, str]]:
    from rjieba import tag

    words = [("", "x"), *(each for word in tag(clause) for each in _apart(*word)), ("", "x"), ("", "x"), ("", "x")]
    starts = list(accumulate((len(word) for word, _class in words), initial=0))
    for place in range(1, len(words) - 3):
        before, *others = words[place - 1 : place + 4]
        if clause[: starts[place]].endswith(_PHRASES):
            before = (before[0], "z")
        right = _right([before, *others]) if place > 1 else ""
        if right:
            yield starts[place], right


def _apart(word: str, kind: str) -> Iterator[tuple[str, str]]:
    """*word*, from the particle at its end where the dictionary has both as one (缓缓的)."""
    if len(word) > 2 and word[-1] == "的" and kind in ("z", "d"):
        yield from ((word[:-1], kind), ("的", "uj"))
    else:
        yield word, "z" if len(word) == 2 and word[0] == word[1] and kind not in ("n", "r", "m", "q") else kind


def _is_manner(word: str, kind: str) -> bool:
    """Whether a word tells how something is done, and is seldom said of a thing."""
    return kind == "z" or word in _ADVERBS


def _right(words: list[tuple[str, str]]) -> str:
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
    (before, kind), _here, (after, second), (_behind, third), _last = words
    if kind in ("r", "k", "n", "vn", "an", "i") and second in ("n", "ns") and len(after) > 1:
        return "的"
    is_act = second in ("v", "p") and after not in _NO_ACTS | _SO_THAT
    return "地" if is_act and third not in ("a", "z") and (_is_manner(before, kind) or before in _MANNER) else ""


def _instead_of_di(words: list[tuple[str, str]]) -> str:
    (_word, before), _here, (after, kind), (_next, second), _last = words
    if after in _SO and second in ("a", "ad", "z", "i", "v", "n") and before in ("v", "vn"):
        return "得"
    return "的" if before in ("r", "k", "t", "ns", "vn") and kind in ("n", "ns") and len(after) > 1 else ""


def _instead_of_de(words: list[tuple[str, str]]) -> str:
    (before, kind), _here, (after, second), (behind, third), (last, _fourth) = words
    is_act = second == "v" and after not in _NO_ACTS and "的" not in (behind, last)
    if is_act and _is_manner(before, kind) and (third not in ("x", "uj") or (kind == "z" and not behind)):
        return "地"
    if second == "vn" and before in _ADVERBS and behind in _SERVED and not last:
        return "地"
    if after in _TO_WHOM and second == "p" and (kind == "i" or before in _MANNER) and behind:
        return "地"
    if is_act and before in _MANNER and (third in ("ul", "uz", "v", "r") or behind in _ON):
        return "地"
    if kind in ("v", "vn") and after in _DEGREE and third in ("a", "z", "i", "ad") and last in ("", "了", "啊", "呢"):
        return "得"
    if kind in ("a", "n", "v") and after in _SO_THAT and behind in _WHOM and last:
        return "得"
    return "得" if kind == "v" and after == "又" and third in ("a", "ad", "d") else ""
