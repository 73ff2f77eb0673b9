"""How wide and how long boxes, verses, labels and names are, before they are set."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from math import ceil
from unicodedata import east_asian_width

from pipeline.blocks import Block, Box, ItemList, LabelledItem, NameGroup, Paragraph, Quotation, Stanza
from pipeline.inlines import (
    Blank,
    Formula,
    Inline,
    InlinePicture,
    LineBreak,
    NumberMark,
    Ruby,
    Text,
    plain_text,
)
from pipeline.questions import Question
from pipeline.units import TypeArea

_SHORT = 10  # lines of a box that stays on one page,
_SHARE = 0.3  # and of the lines of the page, no more than these: the white above it would be too much
_SHORT_NOTE = 4  # lines, of which neither part would be more than a strip
_NOTE_INSET = 2  # em that its lines are shorter by, at least
_UNFRAMED = frozenset({"note", "dialogue", "timeline", "glossary", "law"})
_OTHER = 6  # lines that a figure, a table and the like are taken for
_ATTACHMENTS = re.compile("附件[:：] ?1[.．]")
_SAYING = re.compile("[，。；：？！…,;:?!]")
_MOST_SIGNED = 25  # em: a longer line is none that signs
_NUMBERED = re.compile(r"([图圖表]\s?[0-9]+(?:[-–.][0-9]+)*)[ 　]+(?=\S)")
_CLAUSE = re.compile("[^，；。！？：]*[，；。！？：]+[”’」』）]*|[^，；。！？：]+")
_BLANK_END = 3.0  # em of a line to be filled in that stay together at its ends
_WHOLE_BLANK = 10.0  # em, up to which it stands on one line
_CLOSING_MARKS = re.compile("[，。；：、！？）〕】》〉”’」』…,.;:!?)]*")
_LABEL_OF_BLANK = re.compile("(?<![^\\s，。；：、！？（）／“”…])[^\\s，。；：、！？（）／“”…]{1,6}[：:]?$|.{2}[：:]?$")
_POEM = 0.6  # of the lines of a page, that a poem may have and stay whole
_TICK = 1.5  # em of the box before an option, with its white
_MAX_HANGING, _MOST_HANGING = 9.0, 0.4  # of a label that text hangs beside: em, and the share of its column
_DOCUMENT_HEAD = re.compile(
    "(?:([一二三四五六七八九十]{1,3}、)|[（(][一二三四五六七八九十]{1,3}[）)]).{0,38}[^。；：，、！？…;:,.!?]"
)
NAME_CELL = 4  # em from one name to the next in a list: three characters and a gap


def text_width(text: str) -> float:
    """How wide *text* is about, in em, with the gaps between Chinese and Latin."""
    wide = [east_asian_width(each) in "WFA" for each in text]
    gaps = sum(one != other for one, other in pairwise(wide))
    return sum(1.0 if each else 0.5 for each in wide) + gaps * 0.25


def inlines_width(inlines: Iterable[Inline]) -> float:
    """How wide *inlines* are about, in em, on one line."""
    width = 0.0
    for inline in inlines:
        match inline:
            case Ruby():
                width += max(text_width(inline.base), text_width(inline.annotation) / 2)
            case Formula():
                width += inline.drawing.width
            case InlinePicture():
                width += inline.ratio
            case Blank():
                width += inline.width
            case _:
                width += text_width(plain_text([inline]))
    return width


def stays_whole(box: Box, area: TypeArea) -> bool:
    """Whether *box* is to stay in one column of *area*: it has few lines, a poem not too many for one page.

    Notes and entries are text without a frame, and parted as text is; but not a note of a few lines.
    """
    if box.kind in _UNFRAMED and not box.is_tinted:
        return box.kind == "note" and _lines(box.blocks, area.characters - _NOTE_INSET) <= _SHORT_NOTE
    most = max(_SHORT, int(area.lines * _POEM)) if box.kind == "poem" else min(_SHORT, int(area.lines * _SHARE))
    return _lines(box.blocks, area.characters) <= most


def has_few_lines(box: Box, area: TypeArea) -> bool:
    """Whether *box* has few enough lines to stay whole where it leaves no white, since it may stand elsewhere."""
    return _lines(box.blocks, area.characters) <= _SHORT


def poem_width(poem: Box) -> float:
    """How wide the longest verse is, with its indent, or a line of the sign-off, in em."""
    verses = (verse for block in poem.blocks if isinstance(block, Stanza) for verse in block.verses)
    widths = [verse.indent + inlines_width(verse.children) for verse in verses]
    for block in poem.blocks:
        if isinstance(block, Paragraph):
            widths += map(inlines_width, lines_at_breaks(block.children))
    return max(widths, default=0.0)


def lines_at_breaks(inlines: Sequence[Inline]) -> list[list[Inline]]:
    """*inlines* parted where a new line is forced: each line is read by itself."""
    lines: list[list[Inline]] = [[]]
    for each in inlines:
        if isinstance(each, LineBreak):
            lines.append([])
        else:
            lines[-1].append(each)
    return lines


def lists_attachments(paragraph: Paragraph) -> bool:
    """Whether *paragraph*, of a document, names what is attached to it: 附件：1. …."""
    return paragraph.style == "body" and _ATTACHMENTS.match(plain_text(paragraph.children)) is not None


def count_signing(lines: Sequence[str]) -> int:
    """How many of the last *lines* of a notice, one or two, sign it 落款: short ones with no mark that ends or parts
    what is said; none above the second paragraph."""
    signing = 0
    for line in reversed(lines[max(2, len(lines) - 2) :]):
        if _SAYING.search(line) or text_width(line) > _MOST_SIGNED:
            break
        signing += 1
    return signing


def parts_beside_blanks(text: str, is_behind: bool, is_before: bool) -> tuple[str, str, str]:
    """*text* in three: marks that stay with a line to be filled in that it *is_behind*, what stands by itself, and the
    label that stays with one that it *is_before*."""
    closing = _CLOSING_MARKS.match(text) if is_behind else None
    marks = closing[0] if closing else ""
    text = text[len(marks) :]
    found = _LABEL_OF_BLANK.search(text) if is_before else None
    start = found.start() if found else len(text)
    return marks, text[:start], text[start:]


def has_blanks(inlines: Iterable[Inline]) -> bool:
    """Whether lines to be filled in are among *inlines*."""
    return any(isinstance(each, Blank) for each in inlines)


def blank_pieces(width: float) -> list[float]:
    """The pieces of a line to be filled in, *width* em long, between which a line may end: none at its ends."""
    if width <= _WHOLE_BLANK:
        return [width]
    middle = int(width - 2 * _BLANK_END)
    return [_BLANK_END, *[1.0] * middle, width - _BLANK_END - middle] if middle > 0 else [width]


def document_level(block: Block | None) -> int:
    """The level of *block* as a head of an official document, 1 for 一、 and 2 for （一）; 0 for other text.

    GB/T 9704-2012, 7.3.3: numbered so, the first in 黑体, the second in 楷体. A head has no mark at its end.
    """
    match = _DOCUMENT_HEAD.fullmatch(plain_text(block.children)) if isinstance(block, Paragraph) else None
    if match is None:
        return 0
    return 1 if match[1] else 2


def hanging_width(box: Box, measure: float) -> float:
    """How far text hangs beside the labels of *box*, in em: as wide as the longest with what follows it.

    One that would leave little of the column of *measure* em runs into its text; 2 where all do.
    """
    widths = [inlines_width(block.label) + 1 for block in box.blocks if isinstance(block, LabelledItem)]
    most = min(_MAX_HANGING, measure * _MOST_HANGING)
    return max((width for width in widths if width <= most), default=2.0 if widths else 1.0)


def option_width(question: Question, measure: float) -> float:
    """How wide each option of *question* is, em, its box and the white behind it among it: a part of the *measure*, so
    that they stand below one another."""
    widest = max(inlines_width(option.children) for option in question.options) + _TICK
    return measure / next((number for number in (6, 5, 4, 3, 2) if widest + 1 <= measure / number), 1)


def name_cells(name: str) -> int:
    """How many places of a list of names *name* takes, a gap behind it among them."""
    return ceil((text_width(name) + 0.5) / NAME_CELL)


def _lines(blocks: Iterable[Block], characters: int) -> int:
    return sum(_lines_of(block, characters) for block in blocks)


def _lines_of(block: Block, characters: int) -> int:
    match block:
        case Paragraph():
            return ceil((text_width(plain_text(block.children)) + 2) / characters)
        case Stanza():
            return len(block.verses) + 1
        case LabelledItem():
            return _lines(block.paragraphs, characters)
        case NameGroup():
            return 1 + ceil(NAME_CELL * sum(map(name_cells, block.names)) / characters)
        case Question():
            return 1 + ceil(inlines_width(block.children) / characters) + len(block.options) + 2 * block.lines
        case ItemList():
            return sum(_lines(item, characters) for item in block.items)
        case Box() | Quotation():
            return 2 + _lines(block.blocks, characters)
    return _OTHER


def caption_parts(caption: Sequence[Inline]) -> Iterator[Inline]:
    """The parts of a *caption*, with an em of white behind its number (GB/T 7713.2-2022): 图 1　起升机构."""
    is_behind_number = False
    for number, part in enumerate(caption):
        if isinstance(part, Text) and is_behind_number and part.text[:1].isspace():
            yield replace(part, text="　" + part.text.lstrip())
        elif isinstance(part, Text) and number == 0:
            yield replace(
                part, text=_NUMBERED.sub(r"\1　", part.text, count=1) if _NUMBERED.match(part.text) else part.text
            )
        else:
            yield part
        is_behind_number = isinstance(part, NumberMark)


def typed_number(caption: Sequence[Inline]) -> str:
    """The number that the author typed at the head of a *caption*, 2 of 图 2　起升机构; empty where it has none."""
    first = caption[0] if caption else None
    numbered = _NUMBERED.match(first.text) if isinstance(first, Text) else None
    return numbered[1][1:].strip() if numbered else ""


def clauses(text: str) -> list[str]:
    """*text* parted behind its marks of pause and stop, with the closing marks that follow these."""
    return _CLAUSE.findall(text)
