"""Two ways of saying it blended into one."""

import re
from collections.abc import Iterator

from pipeline.check.passage import Passage
from pipeline.check.rule import Found, Kind, Level, Rule, in_passages, take
from pipeline.i18n import _

_PLACE = "[^，。；：！？“”]"
_BLENDS = re.compile(
    rf"目的[,，]?是为了|原因{_PLACE}{{0,6}}是(?:由于|因为){_PLACE}*?(?:造成|引起|导致)的|原因是(?:由于|因为)"
    rf"|(?:防止|避免|杜绝|以防){_PLACE}{{0,12}}(?:不再|不要|不会)(?:发生|出现)"
    rf"|(?:切忌|忌)(?:不要|勿|不可)|(?:禁止|防止)[^，。；：！？“”、区域段内的]{{0,6}}(?:不要|不得)"
    rf"|关键在于{_PLACE}{{2,20}}(?:是关键|起决定作用)|本着{_PLACE}{{2,12}}为(?:原则|目的)|围绕{_PLACE}{{2,12}}为(?:中心|主题)"
    rf"|(?:^|(?<=[。；！？\n]))(?:通过|经过|随着){_PLACE}{{2,40}}，(?:使得?(?!用)|让)"
    r"|(?:^|(?<=[。；！？\n]))(?:能否|是否|能不能)[^，。；！？]{2,16}，(?:是|成为)[^，。；！？否]{2,14}(?:关键|保证|前提|基础|条件|根本)(?=[。；])"
    r"|(?:^|(?<=[。；！？\n]))(?:能否|是否|能不能)[^，。；！？]{2,16}，(?:关键|主要|根本)?在于(?![^，。；]{0,20}(?:能否|是否|能不能|有没有|是不是|与否|如何|怎样))"
    r"|旨在为了|被誉为是|被称为是|十分非常|非常十分"
    rf"|由{_PLACE}{{1,12}}所组成|深受{_PLACE}{{1,10}}所(?:欢迎|喜爱)|以{_PLACE}{{2,12}}为主要为"
)


def _find(passage: Passage) -> Iterator[Found]:
    for found in _BLENDS.finditer(passage.text):
        message = _("“{words}” blends two ways of saying it.").format(words=found[0])
        yield take(found, passage, message, _("Keep one of them."))


RULE = Rule(
    id="words.blends",
    level=Level.ASK,
    kind=Kind.WORDS,
    rationale="目的是 and 为了, 防止 and 不再: each of the two says it, both together say it twice or the contrary.",
    source="吕叔湘、朱德熙《语法修辞讲话》, on blended constructions 杂糅",
    find=in_passages(_find),
)
