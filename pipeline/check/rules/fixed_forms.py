"""Set phrases of politics in their set form."""

import re
from collections.abc import Iterator

from pipeline.check.passage import Passage
from pipeline.check.rule import Found, Kind, Level, Rule, in_passages, mend, take
from pipeline.i18n import _

_QUOTED = re.compile(
    "(?<![“”‘’《])(三个代表(?=重要思想)|四个意识|四个自信|两个维护|两个确立|四个全面|五位一体|三严三实|两学一做|三会一课(?=制度)"
    "|两个一百年|一带一路|三重一大|放管服)(?![”“’‘》])"
)
_REGION = "香港|澳门|台湾"
_COUNTRIES = re.compile(
    f"(?:[^，。；：、]{{2,6}}、)*(?:{_REGION})(?:、[^，。；：、等]{{2,6}})*等(?:[0-9一二两三四五六七八九十多几个余]{{1,5}})?(?:国家|国)(?!和地区|及地区|、地区|或地区|与地区|际)"
)
_BESIDE = re.compile(f"中国(?:和|与|、)(?:{_REGION})|(?:{_REGION})(?:和|与|、)中国(?![共产人民科学工商银])")


def _find(passage: Passage) -> Iterator[Found]:
    for found in _QUOTED.finditer(passage.text):
        yield mend(found, passage, f"“{found[0]}”", _("“{words}” has quotation marks.").format(words=found[0]))
    for found in _COUNTRIES.finditer(passage.text):
        message = _("“{words}” calls a region of China a country.").format(words=found[0])
        yield take(found, passage, message, _("Write “{right}”.").format(right="国家和地区"))
    for found in _BESIDE.finditer(passage.text):
        message = _("“{words}” sets a region of China beside China.").format(words=found[0])
        yield take(found, passage, message, _("Write “{right}”.").format(right="内地（大陆）"))


RULE = Rule(
    id="words.fixed-forms",
    level=Level.ASK,
    kind=Kind.WORDS,
    rationale="Phrases of so many (“四个意识”) are quoted; Hong Kong, Macao and Taiwan are regions.",
    source="新华社新闻信息报道中的禁用词和慎用词 (known from copies)",
    find=in_passages(_find),
    can_fix=True,
)
