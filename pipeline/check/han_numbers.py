"""Passages with their numbers read in digits, for rules that count: 六十名代表 as 60名代表."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from pipeline.check.characters import number_of
from pipeline.check.passage import Passage
from pipeline.check.rule import Found, IssueText

_DIGIT = "一二两三四五六七八九"
_WHOLE = f"(?:[{_DIGIT}十百千][零{_DIGIT}十百千]*)"
_UNIT = (
    "万|亿|[元人名吨件台家户亩岁天年月日时点分米次个项套篇份座所支辆册位辈届层间盒箱页]|小时|公里|平方米|千瓦|公斤|千克"
)
_NUMBER = re.compile(
    f"(?<![{_DIGIT}零〇十百千万亿几数第约多0-9.])(?:百分之(?P<share>{_WHOLE})(?:点(?P<places>[零〇{_DIGIT}]+))?(?![分几多])"
    f"|(?P<year>[一二][〇零一二三四五六七八九]{{3}})(?=年)"
    f"|(?P<high>{_WHOLE})万(?P<low>{_WHOLE})(?={_UNIT})"
    f"|(?P<whole>{_WHOLE})(?:点(?P<decimals>[零〇{_DIGIT}]+))?(?={_UNIT}))(?![{_DIGIT}十百千几多余来])"
)


@dataclass(frozen=True, slots=True)
class _InDigits:
    """A *text* with its numbers in digits; *places* are where its characters begin in the one that was written."""

    text: str
    places: tuple[int, ...]


def in_passages_as_digits(find: Callable[[Passage], Iterator[Found]]) -> Callable[[IssueText], Iterator[Found]]:
    """A rule for single passages as one for an issue, which also sees each with its numbers in digits.

    What it finds there has the places of what was written, and no remedy.
    """

    def find_in_issue(text: IssueText) -> Iterator[Found]:
        for passage in text.passages:
            told = list(find(passage))
            yield from told
            read = _read(passage.text)
            if read.text == passage.text:
                continue
            for found in find(replace(passage, text=read.text, runs=())):
                start, end = read.places[found.start], read.places[found.end]
                if not any(start < each.end and each.start < end for each in told):
                    yield replace(found, passage=passage, start=start, end=end, fix=None)

    return find_in_issue


def _read(text: str) -> _InDigits:
    pieces: list[str] = []
    places: list[int] = []
    last = 0
    for number in _NUMBER.finditer(text):
        digits = _digits(number)
        if digits is None:
            continue
        pieces += (text[last : number.start()], digits)
        places += (*range(last, number.start()), *[number.start()] * len(digits))
        last = number.end()
    places += range(last, len(text) + 1)
    return _InDigits("".join((*pieces, text[last:])), tuple(places))


def _digits(number: re.Match[str]) -> str | None:
    """What the *number* is in digits; None for what isn't one, or is 一 or 两 alone (一家, 两人)."""
    if number["year"]:
        return str(number_of(number["year"]))
    if number["high"]:
        high, low = number_of(number["high"]), number_of(number["low"])
        return None if high is None or low is None or low >= 10_000 else str(high * 10_000 + low)
    written = number["share"] or number["whole"]
    value, decimals = number_of(written), number["places"] or number["decimals"]
    if value is None or (written in ("一", "两") and not decimals and not number["share"]):
        return None
    tail = "." + "".join(str(number_of(each)) for each in decimals) if decimals else ""
    return f"{value}{tail}" + ("%" if number["share"] else "")
