"""Cities lie in their provinces."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources

from pipeline.check import words
from pipeline.check.passage import Passage
from pipeline.check.rule import Found, Kind, Level, Rule, in_passages, take
from pipeline.i18n import _

_LIST = "places.txt"
_KIND = re.compile("省$|(?:壮族|回族|维吾尔)?自治区$")
_NO_PROVINCES = ("北京", "天津", "上海", "重庆", "香港", "澳门")
_ALSO_ELSEWHERE = frozenset(
    (
        *("朝阳", "吉林", "海南", "中山", "白银", "东营", "南通", "白山", "开封", "黄山"),
        *("山南", "海东", "海北", "海西", "兴安", "红河", "文山", "安康", "咸宁", "阿里"),
        *("凉山", "玉树", "日照", "黑河", "河源", "江门", "平凉", "清远", "怒江", "永州"),
    )
)
"""Names that are words, or places of other provinces; they are told with 市 only."""


@cache
def _provinces() -> Mapping[str, frozenset[str]]:
    """The provinces, short, of each city."""
    text = resources.files(words.__name__).joinpath(_LIST).read_text(encoding="utf-8")
    found: dict[str, frozenset[str]] = {}
    for line in text.splitlines():
        if not line.startswith("#"):
            province, *cities = line.split()
            for city in cities:
                found[city] = found.get(city, frozenset()) | {_KIND.sub("", province)}
    return found


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    provinces = {each for of in _provinces().values() for each in of}
    named = "|".join(sorted(provinces, key=len, reverse=True))
    cities = "|".join(sorted({*_provinces(), *_NO_PROVINCES}, key=len, reverse=True))
    plain = "|".join(sorted({each for each in _provinces() if len(each) > 1} - _ALSO_ELSEWHERE, key=len, reverse=True))
    return (
        re.compile(
            rf"(?P<province>{named})(?:省|(?:壮族|回族|维吾尔)?自治区)(?P<city>{cities})(?:市|地区|(?=[^一-鿿]|的|工会|总工会))"
        ),
        re.compile(rf"(?P<province>{named})(?P<city>{plain})(?![路街大道村镇乡站号])"),
        re.compile(
            rf"(?P<city>{plain})市?(?:是|为|位于|地处)(?:我国)?(?P<province>{named})省?的?(?:省会|西部|东部|南部|北部|中部|境内)"
        ),
    )


def _find(passage: Passage) -> Iterator[Found]:
    told: set[int] = set()
    for pattern in _patterns():
        for found in pattern.finditer(passage.text):
            of = _provinces().get(found["city"], frozenset())
            if found["province"] in of or found.start() in told:
                continue
            told.add(found.start())
            message = _("{city} does not lie in {province}.").format(city=found["city"], province=found["province"])
            yield take(found, passage, message, _("Compare with the source."))


RULE = Rule(
    id="facts.places",
    level=Level.ASK,
    kind=Kind.FACTS,
    rationale="A province that was typed for another sends letters, and readers, astray.",
    source="GB/T 2260-2007 (known from memory)",
    find=in_passages(_find),
)
