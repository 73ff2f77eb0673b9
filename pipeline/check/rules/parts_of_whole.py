"""Men and women are all there are, and shares of one whole are a hundred per cent."""

import re
from collections.abc import Iterator

from pipeline.check.passage import Passage
from pipeline.check.rule import Found, Kind, Level, Rule, in_passages, take
from pipeline.i18n import _

_COUNT = r"[^，。；：0-9]{0,8}?(?<![0-9])([0-9]{1,9})(?:多|余)?[人名位户家台辆件套]"
_SEXES = re.compile(
    rf"(?<![0-9])([0-9]{{1,9}})[人名位][^。；0-9]{{0,6}}?[，（]?其中，?(?:男{_COUNT}[，、]女{_COUNT}|女{_COUNT}[，、]男{_COUNT})"
)
_ALL = re.compile(
    r"男[^，。；：0-9]{0,4}(?<![0-9])([0-9]{1,9})[人名位][，、；]女[^，。；：0-9]{0,4}(?<![0-9])([0-9]{1,9})[人名位]，"
    r"(?:全[^，。；0-9]{0,4})?(?:合计|总计|总共|一共|共计?|共有)(?<![0-9])([0-9]{1,9})[人名位]"
)
_SHARE = re.compile(r"(?:占|为)(?:[^，。；0-9]{0,6})?([0-9]+(?:\.[0-9]+)?)%")
_SENTENCE = re.compile("[^。\n]+")
_REST = re.compile("[，；、](?:不|未|没有|其余|其他|其它|另有|无所谓|说不清)[^，；、。]{0,12}(?:占|为)")
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


def _compare(found: re.Match[str], passage: Passage, whole: int, parts: list[int]) -> Iterator[Found]:
    if sum(parts) != whole:
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
    find=in_passages(_find),
)
