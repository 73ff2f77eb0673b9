"""A question ends with ？, and what only speaks of a question does not."""

import re
from collections.abc import Iterator

from pipeline.check.passage import Passage
from pipeline.check.rule import Found, Kind, Level, Rule, in_passages, take
from pipeline.i18n import _

_BEGIN = r"(?:^|(?<=[。！？；\n“]))"
_ASKED = re.compile(
    rf"{_BEGIN}[^。！？“”]{{0,12}}难道[^。！？“”]{{2,40}}(。)"
    rf"|{_BEGIN}[^。！？“”]{{0,24}}呢[？，]还是[^，。？！]{{1,16}}(。)"
    r"|[^，。！？“”干]吗(。)(?=”|$)"
    r"|(?:究竟|到底|为什么|怎么|怎样|什么|谁|哪里|多少)[^，。！？“”]{0,10}呢(。)"
    rf"|{_BEGIN}(?:你|您|你们|到底|究竟)[^，。！？“”]{{0,6}}是[^，。！？“”]{{1,10}}，还是[^，。！？“”]{{1,12}}(。)"
    rf"|{_BEGIN}(?:我们)?(?:到底|究竟)?是[^，。！？“”]{{1,12}}，还是[^，。！？“”]{{1,12}}(。)"
    rf"|{_BEGIN}(?:你|您|你们)(?:怎么|为什么|为何|何时|什么时候|多大|几岁|哪[里儿])(?![^。！？]*[就都也])[^，。！？“”]{{1,16}}(。)"
    rf"|{_BEGIN}[^，。！？“”知问看想明清论管晓]{{0,6}}(?:到底|究竟)[^，。！？“”]{{0,6}}([一-鿿])不\8[^，。！？“”]{{0,6}}(。)"
)
_TELLS = "不知道|不清楚|不明白|研究了|讨论了|探讨了|说明了|介绍了|交流了|阐述了|明确了|就"
_WORDS = "如何|怎样|怎么|为什么|为何|什么时候|谁来|是否"
_TOLD = re.compile(
    rf"{_BEGIN}(?:我|我们|他|她|大家|会议|会上|文章|本文|与会[^，。]{{2,6}}|[^，。！？“”你您]{{0,10}}会)[^，。！？“”你您]{{0,6}}"
    rf"(?:{_TELLS})[^，。！？“”你您]{{0,8}}(?:{_WORDS})[^。！？“”你您吗呢]{{2,40}}(？)"
)
_ABOUT = re.compile(rf"{_BEGIN}(?:至于|关于)[^。！？“”]{{2,36}}(？)")
_ASKED_HIM = re.compile(
    "(?<![请反自])(?:问|询问|追问)(?:他|她|我|他们|大家|老[一-鿿])[^。！？“”：，]{0,24}(?:为何|为什么|怎么|怎样|是否|什么|哪|多少|几)[^。！？“”：]{0,20}(？)(?=[一-鿿]|$)"
)
_ANSWERED = re.compile(
    r"(?:要不要|能不能|是不是|是否|能否|该不该|如何|怎样|可不可以|会不会|有没有|好不好|对不对|行不行|如何|为什么|怎么|什么|多少|谁)[^。！？“”]{0,24}(。)"
    "(?=答案|回答是|原因很简单|原来|这是因为|这是(?:摆在|一[个道]|大家|许多|很多|我们|每|不少)|对此|带着这|带着问题|这个问题|这样的问题|问题的)"
)
_WONDERS = re.compile(
    rf"{_BEGIN}(?:[^。！？“”你您]{{0,14}}[，])?(?:我|我们|他|她|他们|大家|人们|职工|有人|谁也|谁都|[^，。！？“”你您]{{2,6}}们?)[^，。！？“”你您]{{0,6}}"
    "(?:想不通|想不明白|搞不懂|弄不懂|不理解|不懂得?|琢磨|思考|考虑|商量|商讨|想知道|想了解|想弄清|不知道|不明白|不清楚|说不清|弄不清|关心的是|很关心|问起|打听)(?:[^。！？“”你您吗呢吧]{0,16})"
    "(?:什么|多少|怎[样么]|如何|谁|哪[里儿个些年]|几[时个]|是否|能否|([一-鿿])不\\1|没?有没有|为何)[^。！？“”你您吗呢吧]{0,12}(?<!怎么办)(？)"
)

_RHETORICAL = re.compile(
    rf"{_BEGIN}(?:[^。！？“”]{{0,20}}(?:何不|岂能|岂不是|岂不|怎能不|怎么能不|何尝不是|有谁不|谁不|谁能想到|何必)|请问|(?:[一-鿿]{{2,5}}，)?你们?[^。！？“”知]{{2,18}}(?:几[次个]|多少|什么|哪里|怎么样?)，)[^。！？“”]{{2,24}}(。)"
    rf"|{_BEGIN}你们?[说看][^，。！？“”]{{0,8}}([一-鿿]{{1,2}})不\2[^，。！？“”]{{0,4}}(。)"
)
_WHETHER = re.compile(
    rf"{_BEGIN}[^。！？“”知问想论管明清看说定]{{0,16}}(?:到底|究竟)[^。！？“”]{{0,20}}，?还是[^，。！？“”]{{1,14}}(。)(?![^，。！？“”]{{0,4}}(?:还|都)?(?:没|不)[^，。]{{0,4}}清)"
)
_NOBODY = re.compile(rf"{_BEGIN}谁[也都](?:没|不|未|无法)[^。！？“”你您]{{2,24}}(？)")
_NOT_TRUE = re.compile(rf"{_BEGIN}[^。！？“”]{{0,12}}难道[^。！？“”]{{2,40}}吗(！)(?!？)")
_OR = re.compile(
    "“[^“”，。！？]{1,5}(？)(?:你|您|他|她|这|那|你们)[^“”，。！？]{0,5}，”"
    "|(?:是|要|去|想)[^，。？！“”]{1,16}(？)还是[^，。？！“”]{1,16}？"
)
_ASKED_IN_QUOTES = re.compile(
    "(?<![反自])(?:问|问道|询问|追问|喊问)[：，]“(?:[^“”]{0,30}[。！？，])?[^“”。！？]{0,14}(?:谁|什么|怎么|为啥|为何|哪[里儿个位天些年]?|几[点个时天位号]|多少|多久|多大|吗|呢)[^“”。！？]{0,12}(。)”"
)


def _find(passage: Passage) -> Iterator[Found]:
    if not passage.is_running:
        return
    for found in _ASKED.finditer(passage.text):
        group = next(number for number in (1, 2, 3, 4, 5, 6, 7, 9) if found[number])
        message = _("A question ends with “。”.")
        yield take(found, passage, message, _("Write “{right}”.").format(right="？"), group=group)
    for found in _WHETHER.finditer(passage.text):
        message = _("A question ends with “。”.")
        yield take(found, passage, message, _("Write “{right}”.").format(right="？"), group=1)
    for found in _ASKED_IN_QUOTES.finditer(passage.text):
        message = _("A question ends with “。”.")
        yield take(found, passage, message, _("Write “{right}”.").format(right="？"), group=1)
    for found in _NOT_TRUE.finditer(passage.text):
        message = _("A question ends with “{mark}”.").format(mark="！")
        yield take(found, passage, message, _("Write “{right}”.").format(right="？"), group=1)
    for found in _RHETORICAL.finditer(passage.text):
        message = _("A question ends with “。”.")
        yield take(found, passage, message, _("Write “{right}”.").format(right="？"), group=1 if found[1] else 3)
    for found in _OR.finditer(passage.text):
        message = _("“{mark}” parts the two halves of one question.").format(mark="？")
        yield take(found, passage, message, _("Write “{right}”.").format(right="，"), group=found.lastindex or 0)
    for found in _ANSWERED.finditer(passage.text):
        message = _("A question ends with “。”.")
        yield take(found, passage, message, _("Write “{right}”.").format(right="？"), group=1)
    for found in (
        *_ABOUT.finditer(passage.text),
        *_ASKED_HIM.finditer(passage.text),
        *_TOLD.finditer(passage.text),
        *_WONDERS.finditer(passage.text),
        *_NOBODY.finditer(passage.text),
    ):
        message = _("The sentence speaks of a question, and asks none.")
        yield take(found, passage, message, _("Write “{right}”.").format(right="。"), group=found.lastindex or 0)


RULE = Rule(
    id="marks.questions",
    level=Level.ASK,
    kind=Kind.MARKS,
    rationale="The mark goes by the tone of the whole sentence: 难道…吗 asks, 研究了如何… tells.",
    source="GB/T 15834-2011, 4.2.3",
    find=in_passages(_find),
)
