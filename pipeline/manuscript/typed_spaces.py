"""Spaces and straight quotation marks as people type them into Chinese text: spaces are dropped, quotation marks found.

Chinese has no spaces: marks bring their own white, and a space between Han characters is left over from a line's end or
from another program. It stays where it parts what would else be read as one: words of Korean, syllables of bopomofo,
signs, names, and the first words of news (某社某地3月8日电　) from what follows. So does a full-width space within
titles and slogans: 《劳动防护用品　选用规范》, “禁止合闸　有人工作”. Between Han and Latin a space is kept, and is
set as the gap that belongs there.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace

from pipeline.inlines import (
    Blank,
    Citation,
    Code,
    Coloured,
    CrossReference,
    Emphasis,
    EmphasisDots,
    FolioMark,
    Footnote,
    Foreign,
    Formula,
    Inline,
    InlinePicture,
    LineBreak,
    Link,
    NumberMark,
    ProperNoun,
    Ruby,
    Strong,
    Subscript,
    Superscript,
    Text,
    WorkTitle,
)
from pipeline.languages import is_chinese
from pipeline.manuscript.chinese_emphasis import is_wide
from pipeline.manuscript.spaced_names import spaces_of_names
from pipeline.quantities import SPACED_NAME

_WHITE = " \u00a0\u2002-\u200a\u202f\u3000"
_SPACES = re.compile(f"[{_WHITE}]+")
_LOOKED_FOR = re.compile(f"[{_WHITE}\"']")
_CURLY_QUOTE = re.compile("[“”‘’]")
_QUOTE = re.compile("[\"']")
_YEAR = re.compile("[‘’][0-9]{2}(?![0-9])")
_NAME = re.compile(SPACED_NAME)
_NUMBER = "[0-9０-９〇零一二三四五六七八九十]"
_DATE = f"(?:{_NUMBER}{{2,4}}年)?{_NUMBER}{{1,3}}月{_NUMBER}{{1,3}}[日号]"
_LABEL = re.compile(  # 第一条　, 1.2　, 1973年　, and the day and the weather of a diary
    "第[0-9０-９〇零一二三四五六七八九十百千]+[编章节条讲回课]|[0-9]{1,2}(?:[.][0-9]{1,2}){0,4}"
    f"|{_NUMBER}{{4}}年(?:{_NUMBER}{{1,3}}月)?|{_DATE}(?:[（(]?(?:星期|周)[一二三四五六日][)）]?)?(?:\u3000[\u4e00-\u9fff]{{1,4}}){{0,2}}"
)
_DATELINE = re.compile("[^，。；：！？\n]{0,40}[电讯](?:[（(][^）)\n]{0,40}[）)])?")
_BYLINE = re.compile(
    "[（(](?:本报|本刊|本社|特约|见习|实习|驻..)*(?:记者|通讯员|摄影|供稿|整理|作者|[图文])[^，。；：！？（）()\n]*"
)
_NAME_BEFORE = re.compile("(?<=\u3000)[\u3400-\u9fff]{2,3}$")
_NAME_AFTER = re.compile("[\u3400-\u9fff]{2,3}(?=\u3000)")
_WITHIN_QUOTED = re.compile("(?:《[^《》]{0,40}|“[^“”]{0,20})(?<=[\u3400-\u9fff])$")
_REST_OF_QUOTED = re.compile("[\u3400-\u9fff][^《》“”]{0,40}[》”]")
_KOREAN = re.compile("[\u1100-\u11ff\u3131-\u318e\uac00-\ud7a3]")
_BOPOMOFO = re.compile("[ㄅ-ㄯㆠ-ㆿˊˇˋ˙]")
_SIGNS = frozenset({"So", "Sm", "Sc", "No", "Nl"})
_FARTHEST = 60  # characters that a byline goes back
_SHARED = frozenset("“”‘’—…·")  # marks of Chinese and of Latin text
_MARKS_AND_WHITE = "".join(_SHARED) + " \u00a0"
_LATIN = "x"  # stands for what is set as Latin and is not looked into
_HAN = "\u4e00"  # stands for a sign among characters
_TO_FILL, _TO_TICK = "\ufffc", "□"  # lines and boxes of questionnaires, which white belongs to
_PARENTS = (Strong, Emphasis, EmphasisDots, ProperNoun, WorkTitle, Coloured, Link, CrossReference)


@dataclass(frozen=True, slots=True)
class Prose:
    """The *inlines* of a block without the spaces that were dropped; the 1-based lines that such *spaces*, and the
    straight *quotes* of Chinese text, stand on."""

    inlines: tuple[Inline, ...]
    spaces: tuple[int, ...] = ()
    quotes: tuple[int, ...] = ()


def tidy(inlines: tuple[Inline, ...]) -> Prose:
    """Drop the spaces of a block beside Chinese marks and between Han characters; other languages keep them."""
    pieces = list(_pieces(inlines))
    flow = "".join(text for text, _line in pieces)
    if not _LOOKED_FOR.search(flow):
        return Prose(inlines)
    lines = [line for text, line in pieces for _character in text]
    kept = frozenset(spaces_of_names(flow))
    spaces = (match.span() for match in _SPACES.finditer(flow))
    dropped = [span for span in spaces if span not in kept and _is_dropped(flow, *span)]
    gone = {index for start, end in dropped for index in range(start, end) if lines[index]}
    quotes = tuple(lines[at] for at in _straight_quotes(flow) if lines[at])
    if not gone:
        return Prose(inlines, (), quotes)
    without = tuple(_drop_spaces(inlines, gone, iter(_starts(pieces))))
    return Prose(without, tuple(lines[start] for start, _end in dropped if start in gone), quotes)


def curly_quotes(inlines: tuple[Inline, ...]) -> Iterator[int]:
    """The 1-based lines of the marks “ ” ‘ ’ that Chinese text adjoins."""
    pieces = list(_pieces(inlines))
    flow = "".join(text for text, _line in pieces)
    lines = [line for text, line in pieces for _character in text]
    for match in _CURLY_QUOTE.finditer(flow):
        beside = flow[max(0, match.start() - 1) : match.start()] + flow[match.end() : match.end() + 1]
        if lines[match.start()] and any(map(is_wide, beside)):
            yield lines[match.start()]


def _pieces(inlines: tuple[Inline, ...]) -> Iterator[tuple[str, int]]:
    """The text in the order of reading, with its line; line 0: it is left as it is."""
    for inline in inlines:
        match inline:
            case Text():
                yield inline.text, inline.line
            case Ruby():
                yield inline.base, 0
            case Code() | Subscript() | Superscript() | Formula() | FolioMark() | NumberMark():
                yield _LATIN, 0
            case Foreign() if not is_chinese(inline.language):
                yield _LATIN, 0
            case LineBreak():
                yield "\n", 0
            case Footnote() | Citation():
                yield "", 0
            case InlinePicture():
                yield _HAN, 0
            case Blank():
                yield _TO_FILL, 0
            case _:
                yield from _pieces(inline.children)


def _starts(pieces: list[tuple[str, int]]) -> Iterator[int]:
    start = 0
    for text, _line in pieces:
        yield start
        start += len(text)


def _drop_spaces(inlines: tuple[Inline, ...], gone: set[int], starts: Iterator[int]) -> Iterator[Inline]:
    for inline in inlines:
        if isinstance(inline, _PARENTS) or (isinstance(inline, Foreign) and is_chinese(inline.language)):
            yield replace(inline, children=tuple(_drop_spaces(inline.children, gone, starts)))
            continue
        start = next(starts)
        if not isinstance(inline, Text):
            yield inline
        elif text := "".join(letter for index, letter in enumerate(inline.text, start) if index not in gone):
            yield Text(text, inline.line)


def _is_dropped(flow: str, start: int, end: int) -> bool:
    """Whether the spaces flow[*start*:*end*] stand between Han characters, or beside a mark of Chinese."""
    if start == 0 or end == len(flow) or "\n" in (flow[start - 1], flow[end]):
        return False
    before, after = flow[start - 1], flow[end]
    if _NAME.match(flow, start - 1) or {before, after} & {_TO_FILL, _TO_TICK}:
        return False
    if _parts_words(flow, start, end):
        return False
    if flow[start:end] == "\u3000" and _LABEL.fullmatch(flow, flow.rfind("\n", 0, start) + 1, start):
        return False
    if flow[start:end] != " " and is_wide(before) != is_wide(after):
        return True  # the gap comes of itself
    if _YEAR.match(flow, end):
        return _is_chinese_mark(before)
    if before in _SHARED and after in _SHARED:
        return _is_beside_chinese(flow, start, end)
    if (is_wide(before) and is_wide(after)) or _is_chinese_mark(before) or _is_chinese_mark(after):
        return True
    return (before in _SHARED and start > 1 and is_wide(flow[start - 2])) or (
        after in _SHARED and end + 1 < len(flow) and is_wide(flow[end + 1])
    )


def _is_beside_chinese(flow: str, start: int, end: int) -> bool:
    """Whether Chinese stands beside the marks around the spaces flow[*start*:*end*], which Latin text has, too."""
    before, after = flow[:start].rstrip(_MARKS_AND_WHITE)[-1:], flow[end:].lstrip(_MARKS_AND_WHITE)[:1]
    return any(side and is_wide(side) for side in (before, after))


def _parts_words(flow: str, start: int, end: int) -> bool:
    """Whether the spaces flow[*start*:*end*] are in use between words, signs or names."""
    before, after = flow[start - 1], flow[end]
    if any(each.match(before) and each.match(after) for each in (_KOREAN, _BOPOMOFO)):
        return True
    if _is_sign(before) and _is_sign(after):
        return True
    if _DATELINE.fullmatch(flow, flow.rfind("\n", 0, start) + 1, start):
        return True
    bracket = max(flow.rfind(each, max(0, start - _FARTHEST), start) for each in "（(")
    if bracket >= 0 and _BYLINE.fullmatch(flow, bracket, start):
        return unicodedata.category(after) == "Lo"
    return flow[start:end] == "\u3000" and (_parts_names(flow, start, end) or _parts_quoted(flow, start, end))


def _parts_names(flow: str, start: int, end: int) -> bool:
    """Whether a short word stands on one side of the spaces flow[*start*:*end*], with a full-width space behind it."""
    before, after = _NAME_BEFORE.search(flow, max(0, start - 3), start), _NAME_AFTER.match(flow, end)
    return before is not None or after is not None


def _parts_quoted(flow: str, start: int, end: int) -> bool:
    """Whether the spaces flow[*start*:*end*] stand between Han characters of one title or one quotation."""
    is_within = _WITHIN_QUOTED.search(flow, max(0, start - _FARTHEST), start) is not None
    return is_within and _REST_OF_QUOTED.match(flow, end) is not None


def _is_sign(character: str) -> bool:
    return unicodedata.category(character) in _SIGNS and character != "〇"


def _is_chinese_mark(character: str) -> bool:
    return unicodedata.east_asian_width(character) in "WF" and unicodedata.category(character).startswith("P")


def _straight_quotes(flow: str) -> Iterator[int]:
    """Indices of the straight marks that Chinese text adjoins; ' between letters and the inches of 15" are none."""
    for match in _QUOTE.finditer(flow):
        at, mark = match.start(), match[0]
        before, after = flow[:at], flow[at + 1 :]
        if mark == '"':
            before, after = before.rstrip(" "), after.lstrip(" ")
        is_inch = mark == '"' and flow[:at][-1:].isdigit() and flow.count('"') % 2 == 1
        if not is_inch and ((before and is_wide(before[-1])) or (after and is_wide(after[0]))):
            yield at
