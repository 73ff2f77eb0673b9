"""No word twice by mistake."""

import re
from collections.abc import Iterator
from dataclasses import replace

from pipeline.check.characters import HAN
from pipeline.check.passage import Passage
from pipeline.check.rule import Found, Kind, Level, Rule, in_passages, take
from pipeline.check.words.doubled import find_doubled_characters
from pipeline.check.words.neighbours import neighbours
from pipeline.check.words.reduplications import are_words, is_lawful
from pipeline.i18n import _

_LETTER = re.compile(
    "(?<![目标])(?<!小时)(?<![不未打])(的的(?![确士哥卡])|了了(?![此却事结愿解无这那一他她心]))"
    "|和和(?![气美睦平])|与与|被被|(?<!自)由由|于于|(?<![可所足难得加予何])以以(?!为)|及及(?!时)|是是(?!非)|或或|并并(?!非)|而而|(?<![存现实内所潜健自正外])在在(?![实在意于乎场校职编])|(?<![重需主首不必想只])要要(?!求)|已已|(?<!很)很很(?!很)|更更|从从|给给|其其|此此|因因|把把(?!脉|关|门|尿|手|柄)|还还(?!价|款|清)|就就(?!业|是|近|地|义)|仍仍|但但|虽虽|(?<![首成])都都|到到(?!处)|为为|对对(?![联子碰])|有有|不不|能能(?!否)|使使|所所|这这(?![这…，、—])|那那|们们|至至|向向|后后|(?<=[0-9二三四五六七八九十百千万])(?:人人(?=次)|名名|位位|件件|元元|次次|项项|台台)"
)
_PARTICLES = re.compile(
    "(?:更[好快多优准加]|认真|积极|主动|及时|仔细|热情|努力|深入|全面|有效|切实|扎实|顺利|充分|高兴|不断|逐步|自觉|严格|广泛)(的地|地的)"
    "(?![方位址区点面球图段理下上板毯步道域盘势质铁里头主])(?=[一-鿿]{2})"
)
_NEGATED_TWICE = re.compile("(别|不要|不能|不许|不得|必须|应当|应该|已经|再也不)把[^，。；！？]{1,8}(\\1)[一-鿿]")
_NEVER_TWICE = re.compile(
    "(一致|认真|积极|不断|已经|全部|共同|主动|进一步|必须|应当|但是|因为|所以|以及|职工|我们|他们|同时|通过|进行|切实|全面)\\1"
)
_PREPOSITIONS = frozenset("对从把到向给由被为与")
_UNIT = re.compile("(?<=[0-9万亿])((元)(?!旦)|吨|米|公里|小时|分钟|平方米|亩)\\1")
_WORD = re.compile(rf"([{HAN}]{{2,8}})\1")


def _find(passage: Passage) -> Iterator[Found]:
    message = _("“{words}” stands twice.")
    for found in _LETTER.finditer(passage.text):
        before, after = passage.text[: found.start()][-2:], passage.text[found.end() :][:2]
        if any(len(beside) == 2 and beside[0] == beside[1] for beside in (before, after)):
            continue  # 实实在在
        if before.endswith("一") or _begins_word(found[0][0], after):
            continue  # 一把把, 对对账
        yield take(found, passage, message.format(words=found[0][0]), _("Take one away."))
    for found in (*_NEVER_TWICE.finditer(passage.text), *_UNIT.finditer(passage.text)):
        yield take(found, passage, message.format(words=found[1]), _("Take one away."))
    for found in _PARTICLES.finditer(passage.text):
        told = _("“{words}”: one particle is enough.").format(words=found[1])
        yield replace(take(found, passage, told, _("Take one away."), group=1), level=Level.ASK)
    for found in _NEGATED_TWICE.finditer(passage.text):
        twice = take(found, passage, message.format(words=found[1]), _("Take one away."), group=2)
        yield replace(twice, level=Level.ASK)
    if passage.kind in ("verse", "title"):
        return
    for start in find_doubled_characters(passage.text):
        yield Found(
            message=message.format(words=passage.text[start]),
            hint=_("Take one away."),
            passage=passage,
            start=start,
            end=start + 2,
            level=Level.ASK,
        )
    for found in _WORD.finditer(passage.text):
        if found[0][0] == "一" and passage.text[found.end() : found.end() + 1] == "地":
            continue  # 一个问题一个问题地解决
        if not is_lawful(found[1], passage.text[found.end() : found.end() + 1]) and are_words(passage.text, found):
            yield Found(
                message=message.format(words=found[1]),
                hint=_("Take one away."),
                passage=passage,
                start=found.start(),
                end=found.end(),
                level=None if len(found[1]) > 2 else Level.ASK,
            )


def _begins_word(character: str, after: str) -> bool:
    """Whether the second of two prepositions is the first character of a word, as in 从从化 and 对对账."""
    return character in _PREPOSITIONS and character + after[:1] in neighbours().words


RULE = Rule(
    id="words.doubled",
    level=Level.ERROR,
    kind=Kind.WORDS,
    rationale="A word that stands twice is left from an edit, unless the language doubles it (讨论讨论, 的的确确).",
    source="《现代汉语八百词》, on reduplication",
    find=in_passages(_find),
)
