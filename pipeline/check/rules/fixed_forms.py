"""Set phrases of politics in their set form."""

import re
from collections.abc import Iterator

from pipeline.check.passage import Passage
from pipeline.check.rule import Found, Kind, Level, Rule, in_passages, mend, take
from pipeline.check.words.set_phrases import find_changed_phrases, find_near_phrases
from pipeline.i18n import _

_QUOTED = re.compile(
    "(?<![“”‘’《])(三个代表(?=重要思想)|四个意识|四个自信|两个维护|两个确立|四个全面|五位一体|三严三实|两学一做|三会一课(?=制度)"
    "|两个一百年|一带一路|三重一大|放管服)(?![”“’‘》])"
)
_REGION = "香港|澳门|台湾"
_COUNTRIES = re.compile(
    f"(?:[^，。；：、]{{2,6}}、)*(?:{_REGION})(?:、[^，。；：、等]{{2,6}})*等(?:[0-9一二两三四五六七八九十多几个余]{{1,5}})?(?:国家|国(?!家))(?!和地区|及地区|、地区|或地区|与地区|际)"
)
_BESIDE = re.compile(
    f"中国(?:和|与|、)(?:{_REGION})|(?:{_REGION})(?:和|与|、)中国(?!香港|澳门|台湾)(?![共产人民科学工商银])"
)

_MEMBERS = {
    "四个意识": ("政治意识", "大局意识", "核心意识", "看齐意识"),
    "四个自信": ("道路自信", "理论自信", "制度自信", "文化自信"),
}
_LISTED = re.compile(
    f"({'|'.join(_MEMBERS)})”?[，、：（]?(?:即|就是|是指|——)?((?:[一-鿿]{{2}}(?:意识|自信)、){{2,3}}[一-鿿]{{2}}(?:意识|自信))"
)
_OFFICES = re.compile(
    "(?P<post>(?:市|县|省|区|州|镇|乡)长|厂长|总经理|经理|院长|校长|局长|主任)、(?P<party>(?!党委副书记)(?:[市县省区州镇乡厂局院校]委|党委|党组|党总支)(?:副?书记|常委))(?![们])"
)
_BODIES = re.compile("[市县省区州](?:委|人大|政府|政协)(?:、[市县省区州](?:委|人大|政府|政协)){1,3}")
_ORDER = ("委", "人大", "政府", "政协")


def _find(passage: Passage) -> Iterator[Found]:
    for found in _QUOTED.finditer(passage.text):
        yield mend(found, passage, f"“{found[0]}”", _("“{words}” has quotation marks.").format(words=found[0]))
    for changed, right in find_changed_phrases(passage.text):
        message = _("“{wrong}” is written for “{right}”.").format(wrong=changed[0], right=right)
        yield take(changed, passage, message, _("Write “{right}”.").format(right=right))
    for start, right in find_near_phrases(passage.text):
        yield Found(
            message=_("“{wrong}” is near to “{right}”.").format(
                wrong=passage.text[start : start + len(right)], right=right
            ),
            hint=_("Write “{right}”.").format(right=right),
            passage=passage,
            start=start,
            end=start + len(right),
        )
    for found in _LISTED.finditer(passage.text):
        for member in found[2].split("、"):
            if member not in _MEMBERS[found[1]]:
                message = _("“{member}” is none of “{phrase}”.").format(member=member, phrase=found[1])
                yield take(found, passage, message, _("Compare with the source."), group=2)
    for found in _OFFICES.finditer(passage.text):
        message = _("Posts in the party stand before others.")
        hint = _("Write “{right}”.").format(right=f"{found['party']}、{found['post']}")
        yield take(found, passage, message, hint)
    for found in _BODIES.finditer(passage.text):
        bodies = [_ORDER.index(each[1:]) for each in found[0].split("、")]
        if bodies != sorted(bodies):
            message = _("“{words}” does not keep the order of the bodies.").format(words=found[0])
            yield take(found, passage, message, _("Write “{right}”.").format(right="党委、人大、政府、政协"))
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
    rationale="Phrases of so many (“四个意识”) are quoted and have one form; Hong Kong, Macao and Taiwan are regions.",
    source="新华社新闻信息报道中的禁用词和慎用词 (known from copies)",
    find=in_passages(_find),
    can_fix=True,
)
