"""Men and women are all there are, and shares of one whole are a hundred per cent."""

import re
from collections.abc import Iterator

from pipeline.check.han_numbers import in_passages_as_digits
from pipeline.check.passage import Passage
from pipeline.check.rule import Found, Kind, Level, Rule, take
from pipeline.i18n import _

_COUNT = r"[^，。；：0-9]{0,8}?(?<![0-9])([0-9]{1,9})(?:多|余)?[人名位户家台辆件套]"
_SEXES = re.compile(
    rf"(?<![0-9])([0-9]{{1,9}})[人名位][^。；0-9]{{0,6}}?[，（]?其中，?(?:男{_COUNT}[，、]女{_COUNT}|女{_COUNT}[，、]男{_COUNT})"
)
_ALL = re.compile(
    r"男[^，。；：0-9]{0,4}(?<![0-9])([0-9]{1,9})[人名位][，、；和]女[^，。；：0-9]{0,4}(?<![0-9])([0-9]{1,9})[人名位][^，。；：0-9]{0,12}，"
    r"(?:全[^，。；0-9]{0,4})?(?:合计|总计|总共|一共|共计?|共有)(?<![0-9])([0-9]{1,9})[人名位]"
)
_SHARE = re.compile(r"(?:占|为)(?:[^，。；0-9]{0,6})?([0-9]+(?:\.[0-9]+)?)%")
_UNIT = "[万亿]?(?:人次|[人名位户家台辆件套个份册元吨亩米篇幅本棵株头只项次间把]|公里|千克|公斤|平方米|小时|分钟)"
_LISTED = re.compile(
    rf"((?:[^，。；、：0-9]{{1,12}}?(?<![0-9.])[0-9]+(?:\.[0-9]+)?(?:{_UNIT})[，、和及]){{1,11}}[^，。；、：0-9]{{1,12}}?(?<![0-9.])[0-9]+(?:\.[0-9]+)?(?P<unit>{_UNIT}))"
    rf"[^，。；、：0-9]{{0,8}}，[^，。；、：0-9]{{0,4}}(?:合计|共计|总计|一共|总共|全部|共)[^，。；、：0-9]{{0,6}}(?<![0-9.])(?P<whole>[0-9]+(?:\.[0-9]+)?)(?P=unit)(?![^。；]{{0,6}}[多余以])"
)
_OF_WHICH = re.compile(
    rf"(?<![0-9.])(?P<whole>[0-9]+(?:\.[0-9]+)?)(?P<unit>{_UNIT})[^。；：、0-9]{{0,14}}?[，（：]其中，?(?P<parts>(?:[^，。；、：0-9]{{1,12}}?[0-9]+(?:\.[0-9]+)?(?P=unit)[，、；和]){{1,11}}"
    rf"[^，。；、：0-9]{{1,12}}?[0-9]+(?:\.[0-9]+)?(?P=unit))(?=[，。；）]|$)"
)
_SHARED = re.compile(
    rf"(?<![0-9.])(?P<whole>[0-9]+(?:\.[0-9]+)?)(?P<unit>{_UNIT})，[^。；：0-9]{{0,8}}(?:全部|分别|共同|均|都)?由[^。；：0-9]{{2,16}}(?:承担|负担|出资|分摊|提供|拨付|解决|筹集|筹措|组成)[，：；](?:其中，?)?"
    rf"(?P<parts>(?:[^，。；、：0-9]{{1,12}}?[0-9]+(?:\.[0-9]+)?(?P=unit)[，、；和]){{1,11}}[^，。；、：0-9]{{1,12}}?[0-9]+(?:\.[0-9]+)?(?P=unit))(?=[。；）]|$)"
)
_RATIO = re.compile(
    r"(?P<one>[男女])(?P<two>[男女])[一-鿿]{0,6}?之?(?:比例?|比率)(?:为|是|约为)(?P<first>[0-9]+)[∶:：比](?P<second>[0-9]+)[^。；0-9]{0,6}?"
    r"(?P<which>(?P=one)|(?P=two))[^，。；0-9]{0,8}占(?:比)?[^，。；0-9]{0,6}(?P<told>[0-9]+(?:\.[0-9]+)?)%"
)
_EXCLUSIVE = re.compile(
    "[等特]奖|[高中初低]级|[一二三四甲乙丙丁]|[男女]|本科|大专|硕士|博士|研究生|上半年|下半年|季度|[0-9]月|城镇|农村|工业|农业|产业|进口|出口|岁"
)
_ITEM = re.compile(rf"([^，。；、：0-9]{{1,12}}?)([0-9]+(?:\.[0-9]+)?)({_UNIT})")
_EACH_SHARE = re.compile(
    r"(?:[^，。；、：0-9]{1,16}?(?:占|为)(?:比|到|了|总[^，。；0-9]{1,6}的?)?(?:为)?[0-9]+(?:\.[0-9]+)?%[，、；]){2,8}[^，。；、：0-9]{1,16}?(?:占|为)?(?:比|到|了)?(?:为)?[0-9]+(?:\.[0-9]+)?%"
)
_MEN_AND_WOMEN = re.compile(
    r"(?:男[^，。；0-9]{0,8}占(?:比)?[^，。；0-9]{0,4}[0-9.]+%[，、；]女[^，。；0-9]{0,8}占(?:比)?[^，。；0-9]{0,4}[0-9.]+%|女[^，。；0-9]{0,8}占(?:比)?[^，。；0-9]{0,4}[0-9.]+%[，、；]男[^，。；0-9]{0,8}占(?:比)?[^，。；0-9]{0,4}[0-9.]+%)"
)
_RATE = re.compile(
    rf"(?<![0-9.])([0-9]+(?:\.[0-9]+)?)({_UNIT})[^。；0-9]{{0,16}}?(?:[，]|中，?有?)[^。；0-9]{{0,8}}?(?P<act>回收|收回|到会|出勤|实到|合格|参与|参加|优秀|就业|通过|完成|及格|满意|录取|"
    rf"成活|投票|签约|达标|办结|续签|升学|赞成|获奖|复工|脱贫|建会|入会)[^。；，0-9]{{0,6}}([0-9]+(?:\.[0-9]+)?)\2[^。；0-9]{{0,10}}?，[^，。；0-9]{{0,6}}?(?:(?P=act)|出勤|到会|回收|及格|优良)率"
    r"[^，。；0-9]{0,4}(?P<told>[0-9]+(?:\.[0-9]+)?)%"
)
_PRODUCT = re.compile(
    r"(?:每[人件台亩吨户套本份斤个册张名辆盒袋箱公千][^，。；0-9]{0,8}|单价[^，。；0-9]{0,4})(?<![0-9.])([0-9]+(?:\.[0-9]+)?)元[^。；0-9]{0,12}(?<![0-9.])([0-9]+)[人件台亩吨户套本份斤个册张名辆盒袋箱]"
    r"[^。；0-9]{0,10}，[^，。；0-9]{0,8}(?:共计|合计|总计|共|计|总额|总价)[^，。；0-9]{0,6}(?<![0-9.])(?P<told>[0-9]+(?:\.[0-9]+)?)(万?)元"
)
_AVERAGE = re.compile(
    r"(?<![0-9.])([0-9]+)[人名户位][^。；0-9]{0,14}(?<![0-9.])([0-9]+(?:\.[0-9]+)?)(万?)元，[^，。；0-9]{0,6}(?:人均|户均|平均每[人户]|每[人户]平均)[^，。；0-9]{0,6}(?P<told>[0-9]+(?:\.[0-9]+)?)(万?)元"
)
_PART_OF = re.compile(
    r"(?<![0-9.])([0-9]+)[人名位户家台辆件套个份项次](?:[^。；0-9]{0,12}?)(?:中|里|，其中)，?有?[^。；，0-9]{0,8}?(?<![0-9.])([0-9]+)[人名位户家台辆件套个份项次][^。；0-9]{0,16}?，?(?:占(?:比|到|了)?|比例)(?:为|达|约)?(?:[^，。；0-9占]{0,8}(?:总数|人数|总人数|总量|总户数|代表|职工|会员)的)?"
    r"(?P<told>[0-9]+(?:\.[0-9]+)?)%"
)
_ANY_RATE = re.compile(
    rf"(?<![0-9.])([0-9]+)({_UNIT})[^，。；0-9]{{0,10}}[中里]，?有?[^，。；0-9]{{0,6}}?(?<![0-9.])([0-9]+)\2[^。；0-9]{{0,14}}，[^，。；0-9]{{1,6}}率(?:为|达|达到|是)?(?P<told>[0-9]+(?:\.[0-9]+)?)%"
)
_ATTENDED = re.compile(
    r"应到[^，。；0-9]{0,8}(?<![0-9.])([0-9]+)([人名位])，实到[^，。；0-9]{0,4}(?<![0-9.])([0-9]+)\2，[^，。；0-9]{1,6}率(?:为|达|达到|是)?(?P<told>[0-9]+(?:\.[0-9]+)?)%"
)
_EACH_OF = re.compile(
    r"(?<![0-9.])([0-9]+)[人名户位家个副套件台份箱袋本][^。；0-9]{0,10}每[人名户位家个副套件台份箱袋本][^。；0-9]{0,12}?(?<![0-9.])([0-9]+(?:\.[0-9]+)?)元[^。；0-9]{0,8}，[^，。；0-9]{0,6}(?:合计|共计|总计|一共|共|计)[^，。；0-9]{0,6}"
    r"(?P<told>[0-9]+(?:\.[0-9]+)?)(万?)元"
)
_LEFT = re.compile(
    r"收入[^，。；0-9]{0,6}(?P<first>[0-9]+(?:\.[0-9]+)?)(?P<unit>[万亿]?元)[，、；][^，。；0-9]{0,6}支出[^，。；0-9]{0,6}(?P<second>[0-9]+(?:\.[0-9]+)?)(?P=unit)[，、；]"
    r"[^，。；0-9]{0,6}(?:结余|盈余|节余|余额|结存)[^，。；0-9]{0,4}(?P<told>[0-9]+(?:\.[0-9]+)?)(?P=unit)"
)
_FULL = re.compile(
    r"(?:满意|合格|出勤|覆盖|入会|完好|及格|就业|签订|签约|通过|到课|知晓|参与|参加|回收|建会|参保|成活|优秀|优良|持证|支持|投票|到会|正点|准点|开工|中签|达标|录取|升学|出席|普及|入住|上座|好评|准确)率[^，。；0-9]{0,6}(?P<told>[0-9]+(?:\.[0-9]+)?)[%％]"
)
_MEMBERS = re.compile(
    r"(?P<parts>(?:(?<![0-9.])[0-9]{1,6}[名位个人](?:[^，。；、：0-9和]{1,12})[、和]){1,8}(?<![0-9.])[0-9]{1,6}[名位个人][^，。；、：0-9]{1,14})"
    r"(?:组成|参加|参赛|出席|到会|入选)?，[^，。；0-9]{0,4}(?:共计|合计|总计|一共|总共|共)[^，。；0-9]{0,4}(?<![0-9.])(?P<whole>[0-9]{1,6})[人名位个](?![多余])"
)
_VOTES = re.compile(
    r"(?:投票|表决|投票人数|收回|发出|有效票|参加)[^。；0-9]{0,10}?(?<![0-9])(?P<whole>[0-9]{1,6})[人票张名位][^。；0-9]{0,12}?"
    r"(?:同意|赞成)[^，。；0-9]{0,4}(?P<yes>[0-9]{1,6})[票人张][，、][^。；0-9]{0,4}反对[^，。；0-9]{0,4}(?P<no>[0-9]{1,6})[票人张][，、][^。；0-9]{0,4}弃权[^，。；0-9]{0,4}(?P<none>[0-9]{1,6})[票人张]"
)
_ANNOUNCED = re.compile(
    rf"(?:共计|合计|总计|一共|总共|共)[^，。；、：0-9]{{0,4}}(?<![0-9.])(?P<whole>[0-9]+(?:\.[0-9]+)?)(?P<unit>{_UNIT})[：，（](?:其中，?)?"
    rf"(?P<parts>(?:[^，。；、：0-9]{{1,12}}?[0-9]+(?:\.[0-9]+)?(?P=unit)[，、；和]){{1,11}}[^，。；、：0-9]{{1,12}}?[0-9]+(?:\.[0-9]+)?(?P=unit))(?=[。；）]|$)"
)
_PRESENT = re.compile(
    r"应(?:到|出席|参加|投票|发|交|检)[^，。；0-9]{0,8}(?P<whole>[0-9]{1,6})([人名位张份件票台])[，、；][^，。；0-9]{0,4}实(?:到|际?出席|际?参加|际?投票|发|交|检)[^，。；0-9]{0,8}(?P<told>[0-9]{1,6})\2"
)
_PLANNED = re.compile(
    rf"(?:计划|任务|指标|目标)[^，。；0-9]{{0,8}}(?P<whole>[0-9]+(?:\.[0-9]+)?)(?P<unit>{_UNIT})[，、；][^，。；0-9]{{0,6}}(?:实际|共|已)?(?:完成|生产|实现)[^，。；0-9]{{0,4}}(?P<done>[0-9]+(?:\.[0-9]+)?)(?P=unit)，[^。；，0-9]{{0,4}}(?P<told>超额)"
)
_SHARE_OF = re.compile(
    r"(?<![0-9.])(?P<part>[0-9]+)(?P<unit>[人名位]|[户家台辆件个项份])[^。；，0-9]{0,10}，?占[^，。；0-9]{0,12}(?<![0-9])(?P<whole>[0-9]+)(?:(?P=unit)|[人名位])[^，。；0-9]{0,4}的(?P<told>[0-9]+(?:\.[0-9]+)?)%"
)
_NO_PART = re.compile("党员|女|少数民族|以上|以下|大学|硕士|博士|青年|先进|优秀|新")
_LIKELY = 0.1  # what a sum may differ from its whole where the parts are all there are
_NEAR = 0.02  # of an average that was rounded
_SENTENCE = re.compile("[^。\n]+")
_REST = re.compile("[，；、](?:不|未|没有|其余|其他|其它|另有|无所谓|说不清)[^，；、。]{0,12}(?:占|为)")
_ROUNDED = 0.051  # of numbers with one decimal
_MOST_MISCOUNTED = 140  # more is of several answers
_MOST = 100.6  # of shares that were rounded up


def _find(passage: Passage) -> Iterator[Found]:
    for found in _SEXES.finditer(passage.text):
        whole, *parts = _numbers(found)
        yield from _compare(found, passage, whole, parts)
    for found in _ALL.finditer(passage.text):
        *parts, whole = _numbers(found)
        yield from _compare(found, passage, whole, parts)
    for sentence in _SENTENCE.finditer(passage.text):
        shares = [float(each) for each in _SHARE.findall(sentence[0])]
        if len(shares) > 2 and sum(shares) > _MOST and _REST.search(sentence[0]):
            message = _("The shares make {sum} per cent.").format(sum=f"{sum(shares):g}")
            yield take(sentence, passage, message, _("Count again."))
    for found in _FULL.finditer(passage.text):
        if float(found["told"]) > 100:
            message = _("A rate of all is 100 per cent at most.")
            yield take(found, passage, message, _("Compare with the source."), group="told")
    for found in _RATIO.finditer(passage.text):
        yield from _compare_ratio(found, passage)
    yield from _find_counts(passage)
    yield from _find_sums(passage)
    yield from _find_ratios(passage)


def _compare_ratio(found: re.Match[str], passage: Passage) -> Iterator[Found]:
    """Tell a share that is not that of the ratio before it: 男女之比为3∶2，男占40%."""
    first, second = int(found["first"]), int(found["second"])
    of = {found["one"]: first, found["two"]: second}.get(found["which"])
    if of is None or first + second == 0:
        return
    right = of / (first + second) * 100
    if abs(right - float(found["told"])) >= 1:
        wanted = _("{number} per cent").format(number=f"{right:.3g}")
        message = _("From {first} to {last} it is {wanted}.")
        told = message.format(first=found["first"], last=found["second"], wanted=wanted)
        yield take(found, passage, told, _("Count again."), group="told")


def _find_counts(passage: Passage) -> Iterator[Found]:
    """Votes, and what is present or done, beside all that there are."""
    for found in _VOTES.finditer(passage.text):
        whole, *parts = (int(found[name]) for name in ("whole", "yes", "no", "none"))
        yield from _compare(found, passage, whole, parts)
    for found in _MEMBERS.finditer(passage.text):
        members = [int(each) for each in re.findall("[0-9]+", found["parts"])]
        yield from _compare(found, passage, int(found["whole"]), members)
    for found in _PRESENT.finditer(passage.text):
        if int(found["told"]) > int(found["whole"]):
            message = _("{part} are more than all, {whole}.").format(part=found["told"], whole=found["whole"])
            yield take(found, passage, message, _("Compare with the source."), group="told")
    for found in _PLANNED.finditer(passage.text):
        if float(found["done"]) <= float(found["whole"]):
            message = _("{part} are no more than {whole}.").format(part=found["done"], whole=found["whole"])
            yield take(found, passage, message, _("Compare with the source."), group="told")
    for found in _SHARE_OF.finditer(passage.text):
        if int(found["whole"]) >= int(found["part"]) > 0:
            yield from _compare_told(found, passage, int(found["part"]) / int(found["whole"]) * 100, "%")


def _find_sums(passage: Passage) -> Iterator[Found]:
    """Lists before or behind their sum, and shares that follow one another."""
    for found in (
        *_LISTED.finditer(passage.text),
        *_OF_WHICH.finditer(passage.text),
        *_SHARED.finditer(passage.text),
        *_ANNOUNCED.finditer(passage.text),
    ):
        items = _ITEM.findall(found[1] if found.re is _LISTED else found["parts"])
        whole, parts = float(found["whole"]), [float(number) for _label, number, unit in items if unit == found["unit"]]
        if len(parts) != len(items) or len(parts) < 2:
            continue
        own = [each for each in parts if each <= whole]
        if 1 < len(own) < len(parts) and abs(sum(own) - whole) <= _ROUNDED:
            continue  # what stands before is no part of it: 收到218篇，评出3篇、6篇，共9篇
        exceeds, lacks = sum(parts) > whole + _ROUNDED, sum(parts) < whole - _ROUNDED
        if found.re is _OF_WHICH:
            are_all = all(_EXCLUSIVE.search(label) for label, _number, _unit in items)
            seem_all = len(parts) > 2 and abs(sum(parts) - whole) <= _LIKELY * whole and not _NO_PART.search(found[0])
            exceeds, lacks = exceeds and (are_all or seem_all), lacks and (are_all or seem_all) and len(parts) > 2
        if exceeds or lacks:
            message = _("{parts} make {sum}, and not {whole}.")
            listed = " + ".join(f"{each:g}" for each in parts)
            told = message.format(parts=listed, sum=f"{sum(parts):g}", whole=f"{whole:g}")
            yield take(found, passage, told, _("Count again."))
    for found in (*_EACH_SHARE.finditer(passage.text), *_MEN_AND_WOMEN.finditer(passage.text)):
        total = sum(float(each) for each in re.findall(r"([0-9]+(?:\.[0-9]+)?)%", found[0]))
        if _MOST < total < _MOST_MISCOUNTED or (found.re is _MEN_AND_WOMEN and abs(total - 100) > _MOST - 100):
            message = _("The shares make {sum} per cent.").format(sum=f"{total:g}")
            yield take(found, passage, message, _("Count again."))


def _find_ratios(passage: Passage) -> Iterator[Found]:
    """Rates, sums of money and averages beside the numbers that they are made of."""
    for found in _RATE.finditer(passage.text):
        whole, part = float(found[1]), float(found[4])
        if whole and part <= whole:
            yield from _compare_told(found, passage, part / whole * 100, "%")
    for found in _LEFT.finditer(passage.text):
        yield from _compare_told(found, passage, float(found["first"]) - float(found["second"]), found["unit"])
    for found in _PART_OF.finditer(passage.text):
        if int(found[1]) >= int(found[2]) > 0:
            yield from _compare_told(found, passage, int(found[2]) / int(found[1]) * 100, "%")
    for found in (*_ANY_RATE.finditer(passage.text), *_ATTENDED.finditer(passage.text)):
        if int(found[1]) >= int(found[3]) > 0:
            yield from _compare_told(found, passage, int(found[3]) / int(found[1]) * 100, "%")
    for found in (*_EACH_OF.finditer(passage.text), *_PRODUCT.finditer(passage.text)):
        product = float(found[1]) * float(found[2]) / (10_000 if found[4] else 1)
        yield from _compare_told(found, passage, product, found[4] + "元")
    for found in _AVERAGE.finditer(passage.text):
        if int(found[1]):
            whole = float(found[2]) * (10_000 if found[3] else 1)
            average = whole / int(found[1]) / (10_000 if found[5] else 1)
            yield from _compare_told(found, passage, average, found[5] + "元", near=_NEAR)


def _compare_told(found: re.Match[str], passage: Passage, right: float, unit: str, near: float = 0) -> Iterator[Found]:
    """Tell where what is ``told`` is not *right*, as far as its digits go, or as *near* as that part of it."""
    told, digits = float(found["told"]), len(found["told"].partition(".")[2])
    if abs(told - right) >= max(10.0**-digits, near * right):
        message = _("By the numbers beside it, it is {right}.").format(right=f"{right:.{digits + 1}f}{unit}")
        yield take(found, passage, message, _("Count again."), group="told")


def _compare(found: re.Match[str], passage: Passage, whole: int, parts: list[int]) -> Iterator[Found]:
    if sum(parts) != whole and sum(each for each in parts if each <= whole) != whole:
        message = _("{parts} make {sum}, and not {whole}.")
        told = message.format(parts=" + ".join(map(str, parts)), sum=sum(parts), whole=whole)
        yield take(found, passage, told, _("Count again."))


def _numbers(found: re.Match[str]) -> list[int]:
    return [int(each) for each in found.groups() if each is not None]


RULE = Rule(
    id="facts.parts",
    level=Level.ASK,
    kind=Kind.FACTS,
    rationale="When one number of a sum is put right, the others stay behind.",
    source="报纸期刊质量管理规定 (2020), 期刊编校差错率计算方法, 3.2 (1): facts",
    find=in_passages_as_digits(_find),
)
