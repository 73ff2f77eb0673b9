"""One end of a sentence, within the quotation marks or behind them."""

import re
from collections.abc import Iterator
from dataclasses import replace

from pipeline.check.passage import Passage
from pipeline.check.rule import Found, Kind, Level, Rule, in_passages, take
from pipeline.i18n import _

_TWICE = re.compile("(?:。”|！”(?=！)|？”(?=？))([。！？，；])")
_SAID = re.compile("(?<=[说道问答喊])([；、])(?=“)")
_COMMA_SAID = re.compile(
    "(?:^|(?<=[。！？\n]))[^”“。！？]{1,24}(?:[说道喊答]|问(?:我|他|她|大家)?|告诉(?:我|他|她|大家|记者))(，)“[^“”]{4,}[。！？]”"
)
_POINT_SAID = re.compile(
    "(?:^|(?<=[。！？\n]))[^”“。！？]{1,24}(?:[说道问喊]|回答|表示|介绍|强调|指出)(。)“[^“”]{4,}[。！？]”"
)
_SAID_BETWEEN = re.compile("，”[^“”。！？：]{1,30}(：)“")
_CALLED = re.compile(
    "(?:称作|叫作|叫做|称为|称之为|誉为|题为|名为|取名|命名为|评为|所谓|当成|当作|视为|写着|成为|成了|打造成|绰号|外号|人称)“[^“”。，！？]{1,14}(。)”"
)
_NAMED_SO = re.compile(
    "(?<![说道：，])(?:就是|便是|才是|正是|算是|等于|叫|叫做|不是|而是|成|称其为|谓之)“[^“”。，！？]{1,12}(。)”(?=$|[一-鿿])"
)
_WITHIN_SENTENCE = re.compile(
    "(?<=[一-鿿、])“[^“”，。！？、]{1,10}([、；])”"
    "|“[^“”。]{1,30}(。)”(?=的(?:叮嘱|嘱托|嘱咐|教诲|教导|口头禅|名言|承诺|誓言|心愿|格言|家训|古训|俗话|谚语|训诫|信念|信条|追求))"
    "|“[^“”]{1,14}(。)”(?=这[句个种]|的(?:道理|话|说法|原则|精神|理念|俗语|观点|口号|标语)|一[句语]|展开|为(?:主题|目标|宗旨|题|口号)|精神|原则|活动|方针)"
)
_BEFORE_SAID = re.compile(
    "(?:^|(?<=[。！？\n]))“[^”“]{1,60}[^”“。！？]”([！？])(?=[^“”，。！？：]{1,12}(?:[说道喊问叫答]|笑着|表示))"
)
_ENDED_AND_SAID = re.compile("[！？。]”(。)(?=[^“”，。！？：]{1,12}(?:[说道喊问叫答]|表示)。)")
_QUESTION = re.compile("：“[^“”]*[！？]”(。)")
_INSIDE = re.compile(
    "(?:^|(?<=[。！？\n]))[^。！？“”\n]{1,20}：“[^“”\n]{5,}(?<![。！？…—，；、：])”(。)(?=[^“]|$)|[说道问答喊]：“[^“”\n]{1,4}(?<![。！？…—，；、：])”(。)(?=[^“]|$)|[说道问答喊]：“[^“”\n]{2,40}(?<![。！？…—，；、：])”([？！])(?=[^“]|$)"
)


def _find(passage: Passage) -> Iterator[Found]:
    for found in _TWICE.finditer(passage.text):
        message = _("The sentence ends within the quotation and again behind it.")
        yield take(found, passage, message, _("Keep the mark within."), group=1)
    for found in _SAID.finditer(passage.text):
        message = _("“{mark}” stands before what is said.").format(mark=found[1])
        yield take(found, passage, message, _("Write “{right}”.").format(right="："), group=1)
    for pattern, right in ((_COMMA_SAID, "："), (_POINT_SAID, "："), (_SAID_BETWEEN, "，")):
        for found in pattern.finditer(passage.text):
            message = _("“{mark}” stands before what is said.").format(mark=found[1])
            hint = _("Write “{right}”.").format(right=right)
            yield replace(take(found, passage, message, hint, group=1), level=Level.ASK)
    for found in (*_BEFORE_SAID.finditer(passage.text), *_ENDED_AND_SAID.finditer(passage.text)):
        message = _("The sentence that is quoted ends within its quotation marks.")
        yield replace(take(found, passage, message, _("Write the mark before ”."), group=1), level=Level.ASK)
    for found in (
        *_CALLED.finditer(passage.text),
        *_NAMED_SO.finditer(passage.text),
        *_WITHIN_SENTENCE.finditer(passage.text),
    ):
        message = _("What is quoted within a sentence has no point at its end.")
        told = take(found, passage, message, _("Leave it out."), group=found.lastindex or 0)
        yield replace(told, level=Level.ASK)
    if not passage.is_running:
        return
    for found in (*_QUESTION.finditer(passage.text), *_INSIDE.finditer(passage.text)):
        yield Found(
            message=_("Behind a colon the sentence that is quoted ends within its quotation marks."),
            hint=_("Write the mark before ”, if all of it is quoted."),
            passage=passage,
            start=found.start(found.lastindex or 0),
            end=found.end(found.lastindex or 0),
            level=Level.ASK,
        )


RULE = Rule(
    id="marks.quoted-ends",
    level=Level.ERROR,
    kind=Kind.MARKS,
    rationale="A sentence that is quoted as a whole has its end within the quotation marks, and no other one behind.",
    source="GB/T 15834-2011, annex B.4",
    find=in_passages(_find),
)
