"""Works have their authors, and sayings those who said them."""

import re
from collections.abc import Iterator, Mapping
from functools import cache

from pipeline.check.passage import Passage
from pipeline.check.rule import Found, Kind, Level, Rule, in_passages, take
from pipeline.check.words.works import authors, dynasties, sayings
from pipeline.i18n import _

_ERAS = {
    **dict.fromkeys(("春秋时期", "春秋末期"), "春秋"),
    **dict.fromkeys(("战国时期", "战国末期"), "战国"),
    **dict.fromkeys(("秦代", "秦朝"), "秦"),
    **dict.fromkeys(("汉代", "汉朝", "西汉", "东汉"), "汉"),
    "三国时期": "三国",
    **dict.fromkeys(("晋代", "晋朝", "东晋", "西晋"), "晋"),
    "南北朝时期": "南北朝",
    **dict.fromkeys(("唐代", "唐朝", "盛唐", "晚唐", "初唐"), "唐"),
    **dict.fromkeys(("宋代", "宋朝", "北宋", "南宋"), "宋"),
    **dict.fromkeys(("元代", "元朝"), "元"),
    **dict.fromkeys(("明代", "明朝"), "明"),
    **dict.fromkeys(("清代", "清朝", "清末", "晚清"), "清"),
}
_CALLED = (
    "(?:著名|伟大|杰出|大)?(?:的)?(?:诗人|词人|文学家|散文家|作家|小说家|戏曲家|剧作家|书法家|画家|医学家|名医|科学家|"
    "政治家|思想家|史学家|军事家|药学家|哲学家|名将|名臣|大家)?、?(?:[一-鿿]{2,3}家)?"
)
_BOUND = "[，。；、的）]|$"


@cache
def _writers() -> str:
    """The names of all writers, for a pattern, the longest first."""
    names = {name for each in authors().values() for name in each} | set(dynasties())
    return "|".join(sorted(map(re.escape, names), key=lambda name: (-len(name), name)))


@cache
def _patterns() -> Mapping[str, re.Pattern[str]]:
    who = _writers()
    return {
        "author": re.compile(
            rf"《(?P<work>[^《》]{{1,14}})》(?:这[部本首篇][^，。；]{{0,6}})?(?:的)?(?:作者|作家)?(?:是|为|由|，作者是?)(?:[^，。；《》]{{0,6}}?)(?P<who>{who})(?={_BOUND}|所?[著写作撰创])"
            rf"|(?P<who2>{who})(?:所[著写作]|写|创作|撰写|著)?(?:了|的)(?:[^，。；、《》“”]{{0,8}}?)《(?P<work2>[^《》]{{1,14}})》(?!的?(?:读|评|研究|序|注|续|主角|里的?人物|改编))"
        ),
        "era": re.compile(
            rf"(?P<era>{'|'.join(_ERAS)}){_CALLED}(?P<who>{who})(?={_BOUND}|[曾在写说用所有就也著作提创以与和于是为]|《)"
        ),
        "saying": re.compile(
            rf"(?P<who>{who})(?:在《[^《》]{{1,12}}》(?:中|里)?)?(?:的|曾|有)?(?:[^，。；“”《》]{{0,6}}?)(?:说|道|云|写道|曰|诗|名句|诗句|词|名言|有言|诗云|有诗云|言)(?:过)?[：，]?“(?P<words>[^“”]{{4,40}})”"
            rf"|“(?P<words2>[^“”]{{4,40}})”[，]?(?:这[^，。；“”]{{0,8}})?(?:语?出自|语出|引自|源自|见于|是)(?:[^，。；“”《》]{{0,6}}?)(?P<who2>{who})(?={_BOUND}|《|[写说]|名)"
        ),
    }


def _find(passage: Passage) -> Iterator[Found]:
    for found in _patterns()["author"].finditer(passage.text):
        work, who = found["work"] or found["work2"], found["who"] or found["who2"]
        right = authors().get(work)
        if right and who not in right and (found["work"] or len(work) > 2):
            message = _("《{work}》 is by {author}.").format(work=work, author="、".join(sorted(right)))
            group = "who" if found["who"] else "who2"
            yield take(found, passage, message, _("Compare with the source."), group=group)
    for found in _patterns()["era"].finditer(passage.text):
        right_era = dynasties().get(found["who"])
        if right_era and _ERAS[found["era"]] != right_era:
            message = _("{name} lived in the time of {era}.").format(name=found["who"], era=right_era)
            yield take(found, passage, message, _("Compare with the source."))
    for found in _patterns()["saying"].finditer(passage.text):
        words, who = found["words"] or found["words2"], found["who"] or found["who2"]
        said = next((told for saying, told in sayings().items() if saying in words), None)
        if said and who not in said and who in dynasties():
            message = _("That is said by {name}.").format(
                name=next(each for each in sorted(said) if each in dynasties())
            )
            group = "who" if found["who"] else "who2"
            yield take(found, passage, message, _("Compare with the source."), group=group)


RULE = Rule(
    id="facts.known-works",
    level=Level.ASK,
    kind=Kind.FACTS,
    rationale="《红楼梦》 is by 曹雪芹, and 先天下之忧而忧 was said by 范仲淹 in 《岳阳楼记》.",
    source="works of common knowledge, known from memory",
    find=in_passages(_find),
)
