"""Differences, averages, and so much a month or a piece through so many of them."""

import re
from collections.abc import Iterator

from pipeline.check.characters import number_of
from pipeline.check.han_numbers import in_passages_as_digits
from pipeline.check.passage import Passage
from pipeline.check.rule import Found, Kind, Level, Rule, take
from pipeline.i18n import _

_N = r"(?<![0-9.])([0-9]+(?:\.[0-9]+)?)"
_PLAIN = r"[0-9]+(?:\.[0-9]+)?"
_SUM = "(?:合计|共计|总计|一共|总共|累计|共|计)"
_GAP = "[^。；0-9]{0,14}?"
_NEAR = "[^，。；0-9]{0,8}?"
_HAN = "[一二两三四五六七八九十]{1,3}"
_COUNT = rf"(?<![0-9.第])([0-9]+|{_HAN})"
_MUCH = "(?P<unit>万?元|小时|千米|公里|件|吨|度|人次|个|页|字|斤|千克|公斤)"
_PIECE = "[张本份套台件个册支盒箱袋副双块棵斤千公吨人名户位瓶桶条把桌]"

_IN_TIME = re.compile(
    rf"每(?P<period>天|日|周|月|季度|年)(?:[^，。；0-9不]{{0,10}}?){_N}{_MUCH}[^。；0-9超]{{0,14}}?(?P<whole>全年|一年|一周|一个月|半年)[^，。；0-9]{{0,8}}?"
    rf"(?:可|就|要|合计|共计|共|累计|达)?[^，。；0-9]{{0,6}}?(?P<told>{_PLAIN})(?P=unit)(?![^。；]{{0,3}}[多余以左])"
)
_TIMES = {
    ("日", "一周"): (5, 6, 7),
    ("日", "一年"): (365, 366, 250, 300),
    ("日", "全年"): (365, 366, 250, 300),
    ("日", "一个月"): (20, 21, 22, 30, 31),
    ("周", "一年"): (52, 50),
    ("周", "全年"): (52, 50),
    ("周", "一个月"): (4, 5),
    ("月", "全年"): (12, 13),
    ("月", "一年"): (12, 13),
    ("月", "半年"): (6,),
    ("季度", "全年"): (4,),
    ("季度", "一年"): (4,),
}
_EACH = re.compile(
    rf"每{_PIECE}[^，。；0-9]{{0,6}}?{_N}(万?)(元|斤|千克|公斤|本|册|件|吨|双|个|只|支|瓶|块|张|套|人|名){_GAP}{_COUNT}{_PIECE}[^。；0-9]{{0,8}}?，?{_NEAR}{_SUM}[^，。；0-9]{{0,6}}(?P<told>{_PLAIN})(万?)(?:\3)(?![^。；]{{0,3}}[多余以左])"
)
_ALL = re.compile(
    rf"{_COUNT}(?:名|位|个)?(?:人|职工|学员|队员|选手|组员|班组|小组|车间|单位)，每{_PIECE}?[^，。；0-9]{{0,6}}?{_N}(?P<unit>[件份个张篇本元张条分项次斤盆棵])[^，。；0-9]{{0,6}}，[^。；0-9]{{0,4}}{_SUM}[^，。；0-9]{{0,6}}(?P<told>{_PLAIN})(?P=unit)(?![^。；]{{0,3}}[多余以左])"
)
_MORE = re.compile(
    rf"{_N}(?P<unit>[万亿]?[元吨件台人个份册米岁分次本户家])[^。；0-9]{{0,8}}?[和、与，；]{_NEAR}{_N}(?P=unit)[^。；0-9]{{0,8}}?，[^，。；0-9]{{0,8}}?(?P<how>比|相差|相距|差)[^，。；0-9]{{0,8}}?(?:多|少|高|低|重|长|大|小)?了?"
    rf"(?P<told>{_PLAIN})(?P=unit)(?![^。；]{{0,3}}[多余以左])"
)
_MEAN = re.compile(
    rf"(?:分别[^，。；0-9]{{0,6}}|依次(?:为|是)了?)((?:[0-9]+(?:\.[0-9]+)?[万亿]?[元吨件台人个份册米岁分次本户家条项名辆套张篇幅双][、，和]){{1,11}}[0-9]+(?:\.[0-9]+)?(?P<unit>[万亿]?[元吨件台人个份册米岁分次本户家条项名辆套张篇幅双]))"
    rf"[^。；0-9]{{0,6}}，?[^，。；0-9]{{0,6}}(?P<what>平均|合计|共计|总计|一共|总共|总分|总数|总额|共)[^，。；0-9]{{0,8}}?(?P<told>{_PLAIN})(?P=unit)(?![^。；]{{0,3}}[多余以左])"
)
_CHANGED = re.compile(
    rf"(?:增加|增长|提高|上升|多|减少|下降|降低|少)了?{_N}(?P<unit>[万亿]?[元吨件台人个份册米次本户家])，[^，。；0-9]{{0,6}}(?:由|从)[^，。；0-9]{{0,6}}{_N}(?P=unit)"
    rf"[^，。；0-9]{{0,8}}?(?:到|至|为)[^，。；0-9]{{0,6}}?(?P<told>{_PLAIN})(?P=unit)"
)
_REST = re.compile(
    rf"{_N}(?P<unit>[万亿]?[元吨件台人个份册米次本户家张名])[^。；0-9]{{0,14}}?，(?:已|其中)?[^，。；0-9]{{0,6}}?(?:用去|花去|用了|花了|支出|完成|发放|卖出|售出|借出|领走|到了)了?[^，。；0-9]{{0,6}}?{_N}(?P=unit)，[^，。；0-9]{{0,4}}(?:还剩|剩余|剩下|尚余|余下|还有|结余)[^，。；0-9]{{0,6}}?"
    rf"(?P<told>{_PLAIN})(?P=unit)"
)


def _find(passage: Passage) -> Iterator[Found]:
    for found in _IN_TIME.finditer(passage.text):
        period = found["period"].replace("天", "日")
        times = _TIMES.get((period, found["whole"]))
        if times:
            yield from _tell(found, passage, [each * float(found[2]) for each in times])
    for found in _EACH.finditer(passage.text):
        count = number_of(found[4])
        if count is not None:
            product = float(found[1]) * count * (10_000 if found[2] else 1) / (10_000 if found[6] else 1)
            yield from _tell(found, passage, [product])
    for found in _ALL.finditer(passage.text):
        count = number_of(found[1])
        if count is not None:
            yield from _tell(found, passage, [count * float(found[2])])
    for found in _MORE.finditer(passage.text):
        yield from _tell(found, passage, [abs(float(found[1]) - float(found[3]))])
    for found in _MEAN.finditer(passage.text):
        parts = [float(each) for each in re.findall(r"[0-9]+(?:\.[0-9]+)?", found[1])]
        yield from _tell(found, passage, [sum(parts) / (len(parts) if found["what"] == "平均" else 1)])
    for found in _CHANGED.finditer(passage.text):
        step, first = float(found[1]), float(found[3])
        yield from _tell(found, passage, [first + step, first - step])
    for found in _REST.finditer(passage.text):
        yield from _tell(found, passage, [float(found[1]) - float(found[3])])


def _tell(found: re.Match[str], passage: Passage, right: list[float]) -> Iterator[Found]:
    """Tell where what is ``told`` is none of what would be *right*, as far as its digits go."""
    told, digits = float(found["told"]), len(found["told"].partition(".")[2])
    if all(abs(told - each) >= max(10.0**-digits * (each % 1 > 0), 1e-6) for each in right):
        message = _("By the numbers beside it, it is {right}.").format(right=f"{right[0]:g}")
        yield take(found, passage, message, _("Count again."), group="told")


RULE = Rule(
    id="facts.products",
    level=Level.ASK,
    kind=Kind.FACTS,
    rationale="200 yuan a month are 2,400 a year; when one of the numbers is put right, the others stay behind.",
    source="报纸期刊质量管理规定 (2020), 期刊编校差错率计算方法, 3.2 (1): facts",
    find=in_passages_as_digits(_find),
)
