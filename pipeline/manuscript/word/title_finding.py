"""Where the title stands among the first paragraphs of a manuscript, by how they look."""

import re
from collections.abc import Sequence

from pipeline.manuscript.word.facts import Facts, is_display
from pipeline.manuscript.word.manuscript import WORD_ART, Look

LONGEST_TITLE = 80
_LONGEST_KICKER = 20
_CALLED = re.compile("点击|关注我们|扫码")  # what accounts of WeChat put above
SUBTITLE_STYLE = re.compile(r"subtitle|副标题", re.IGNORECASE)
DASH = re.compile(r"(?:—|－|-{2}|──|–)")
DOCUMENT_NUMBER = re.compile(
    r"(?P<number>[^〔〕\[\]［］【】()（）。]{0,20}[〔\[［(（【][12]\d{3}[〕\]］)）】]第?\d{1,5}号)"
    r"(?:[\s　]+(?P<signer>签\s*发(?:\s*人)?\s*[:：].{2,30}))?"
)
NUMBER_OF_SERIES = re.compile(r"[（(]?\s*第\s*[\d一二三四五六七八九十]{1,4}\s*期\s*[）)]?")
OF_SERIES = re.compile(r"[〔\[［(（]?\s*[12]\d{3}\s*[〕\]］)）年]?\s*(?:第\s*)?\d{1,4}\s*[期号]|第\s*\d{1,4}\s*[期号]")
"""The number of a newsletter or of minutes, below its title."""
LATIN_LINE = re.compile(
    r"(?=.*\b(?:of|the|an?|in|on|and|for|to|with|from|at|by)\b)[A-Z“\"][A-Za-zÀ-ɏ0-9 ,.:;’'“”\"?!&()–—-]{5,120}"
)
_NO_TITLE = re.compile(r"[\s　](?:供\s*稿|摄影报道)$|^[图表]\s*\d")
_CERTAIN = 4.0
_WINDOW = 12  # paragraphs at the top among which the title is
_TITLE_STYLE = re.compile(r"title|标题|题目|wordart", re.IGNORECASE)
_OF_A_DOCUMENT = re.compile(
    r"(?:通知|决定|意见|办法|通报|请示|报告|批复|函|公告|通告|方案|规定)(?:[（(][^（()）]{2,8}[）)])?$"
)


def _label(words: str) -> re.Pattern[str]:
    """A label before a field: in brackets, with a colon, with white behind it, or several of these."""
    return re.compile(rf"^(?:[\[【［〔]\s*(?:{words})\s*[\]】］〕]\s*[:：]?|(?:{words})(?:\s*[:：]|[\s　]+))[\s　]*")


SUMMARY, KEYWORDS = _label(r"(?:内\s*容\s*)?[摘提]\s*要"), _label(r"关\s*键\s*[词字]")


def find_title(paragraphs: Sequence[Facts], body: Look) -> int | None:
    """The index of the paragraph that the title begins with; *body* is the look of most of the text."""
    start = 0
    window = paragraphs[:_WINDOW]
    for index, facts in enumerate(window[:-1]):
        has_title = any(_OF_A_DOCUMENT.search(each.text) and each.is_centred for each in window[:index])
        is_below_letterhead = DOCUMENT_NUMBER.fullmatch(facts.text) is not None and not has_title
        if is_below_letterhead or (index and NUMBER_OF_SERIES.fullmatch(facts.text)):
            start = index + 1
    best, points = None, 1.5
    for index in range(start, len(window)):
        if points > _CERTAIN and "。" in window[index].text:
            break  # what stands below text is a heading
        own = _points_of(window[index], body, is_first=index == start)
        if own > points:
            best, points = index, own
    return _below_masthead(window, best, body)


def _below_masthead(window: Sequence[Facts], best: int | None, body: Look) -> int | None:
    """*best*, or the larger line right below it where it is WordArt 艺术字, the name of a column above a title."""
    if best is None or window[best].paragraph.style != WORD_ART or best + 1 >= len(window):
        return best
    below = window[best + 1]
    is_title = below.look.size > body.size + 3 and below.is_centred and not DASH.match(below.text)
    return best + 1 if is_title and len(below.text) > len(window[best].text) else best


def _points_of(facts: Facts, body: Look, *, is_first: bool) -> float:
    text, look = facts.text, facts.look
    if not text or len(text) > LONGEST_TITLE or text[-1] in "。；：，" or DASH.match(text):
        return 0
    is_large = look.size > body.size + 3
    stands_right = facts.paragraph.align == "right" or (facts.is_right and not is_large)  # some centre by spaces
    if (
        _NO_TITLE.search(text)
        or stands_right
        or SUMMARY.match(text)
        or KEYWORDS.match(text)
        or SUBTITLE_STYLE.search(facts.paragraph.style)
    ):
        return 0
    is_styled = _TITLE_STYLE.search(facts.paragraph.style) is not None and not _is_numbered(facts.paragraph.style)
    points = 5 if is_styled else 0
    points += 3 if is_large else 2 if look.size > body.size + 0.9 else 0
    points += 2 if facts.is_centred else 0
    points += 2 if is_display(look) else 0
    points += 1 if facts.is_emphatic and not body.is_bold else 0
    points += 1 if facts.paragraph.outline == 0 else 0
    points -= 3 if facts.paragraph.label else 0  # a heading with a number is one of several
    return points + max(0.0, look.size - body.size) / 10 + (0.5 if is_first else 0)


def _is_numbered(style: str) -> bool:
    """Whether *style* is the name of one for headings, 标题 1, and not for titles."""
    return re.search(r"\d", style) is not None


_OF_A_PART = re.compile(
    r"(?:[前引序绪小]言|绪论|目录|目次|[摘提]要|正文|[结后]语|后记|附[录件]|题记|引子|致谢|声明|参考文献|Abstract)\d*",
    re.IGNORECASE,
)


def is_title_of_part(text: str) -> bool:
    """Whether *text* is what a part of any text is called: 前言, 摘要."""
    return _OF_A_PART.fullmatch(re.sub(r"[\s　]", "", text)) is not None


def without_spacing(text: str) -> str:
    """*text* without the white that sets a short title wide: 通　　知."""
    return re.sub(r"[\s　]+", "", text) if re.fullmatch(r"(?:[\u4e00-\u9fff][\s　]+)+[\u4e00-\u9fff]", text) else text


def is_kicker(text: str) -> bool:
    """Whether *text*, a line above the title, may stand there in the article."""
    return len(text) <= _LONGEST_KICKER and text[-1] not in "。：；" and not _CALLED.search(text)
