"""Paragraphs that are something else than Word has them for: verses, several in one, a rule typed in signs."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from pipeline.manuscript.word.facts import Facts, facts_of
from pipeline.manuscript.word.manuscript import (
    Block,
    Break,
    Equation,
    Paragraph,
    PictureCall,
    Piece,
    Table,
    TextBox,
    Words,
    walk_paragraphs,
)

_RULE = re.compile(r"(?:[━—─=＝~～－-]{5,}|(?:[*＊◇◆○●☆★□■]\s*){3,})")
NUMBER = re.compile(r"\(?（?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[.．、)）]|[①-⑳]")
_SENTENCE_END = "。！？；…”’」』）)："
_FORMULA_NUMBER = re.compile(r"[\s　]*[（(]\d{1,3}[）)][\s　]*")
_HAN_YEAR, _HAN_DAY = r"[12〇一二][\d〇○零一二三四五六七八九]{3}", r"[\d一二三四五六七八九十]{1,3}"
_DATE = re.compile(rf"[（(]?{_HAN_YEAR}\s*年\s*{_HAN_DAY}\s*月(?:\s*{_HAN_DAY}\s*日)?[）)]?")
_BULLET = re.compile(r"([•●▪■◆➢►▶◦▷])[\s　]*(?=\S)")
_VERSION = re.compile(r"[（(].{0,6}(?:试行|暂行|草案|修订|修正|稿|节选|摘编|摘要)[）)]")  # of a document
_LONGEST_LINE = 20  # characters of a line that may be one of several in a paragraph
_LONGEST_TITLE = 80
_LEAST_IN_BOXES = 0.9  # of all characters: the page is laid out by text boxes


def is_rule(text: str) -> bool:
    """Whether *text* is a rule or a pause typed in signs."""
    return _RULE.fullmatch(text.strip()) is not None


def is_date(text: str) -> bool:
    """Whether *text* is a date and nothing else, in figures of any width or in Han."""
    return _DATE.fullmatch(unicodedata.normalize("NFKC", text)) is not None


def read_bullets(blocks: Sequence[Block]) -> tuple[tuple[Block, ...], str]:
    """*blocks* with paragraphs below one another that begin with the same typed bullet as items; and these bullets."""
    made: list[Block] = []
    replaced = ""
    for mark, group in groupby(blocks, key=_bullet_of):
        members = list(group)
        if mark and len(members) > 1:
            members = [_item_of(each) if isinstance(each, Paragraph) else each for each in members]
            replaced += mark * len(members)
        made += members
    return tuple(made), replaced


def _bullet_of(block: Block) -> str:
    is_plain = isinstance(block, Paragraph) and not block.label and block.item is None and block.outline is None
    found = _BULLET.match(facts_of(block).text) if isinstance(block, Paragraph) and is_plain else None
    return found[1] if found is not None else ""


def _item_of(paragraph: Paragraph) -> Paragraph:
    facts = facts_of(paragraph)
    found = _BULLET.match(facts.text)
    return replace(without_start(facts, found.end() if found is not None else 0).paragraph, item=0)


def join_titles(items: Sequence[Facts | Block], size: float) -> list[Facts | Block]:
    """*items* with titles over several paragraphs as one each: centred lines larger than *size*, alike."""
    made: list[Facts | Block] = []
    for each in items:
        above = made[-1] if made else None
        if isinstance(each, Facts) and isinstance(above, Facts) and _is_title_alike(above, each, size):
            pieces = (*above.paragraph.pieces, *each.paragraph.pieces)
            made[-1] = facts_of(above.paragraph.with_pieces(pieces))
        else:
            made.append(each)
    return made


def _is_title_alike(above: Facts, facts: Facts, size: float) -> bool:
    look, own = above.look, facts.look
    is_alike = (look.east_asian, look.size, look.is_bold) == (own.east_asian, own.size, own.is_bold)
    is_alike = is_alike or _VERSION.fullmatch(re.sub(r"[\s　]", "", facts.text)) is not None
    is_title = is_alike and look.size > size and above.paragraph.align == facts.paragraph.align == "center"
    is_plain = not any(isinstance(each, PictureCall) for each in (*above.paragraph.pieces, *facts.paragraph.pieces))
    is_numbered = bool(above.paragraph.label) or NUMBER.match(facts.text) is not None
    fits = bool(above.text and facts.text) and len(above.text) + len(facts.text) <= _LONGEST_TITLE
    return is_title and is_plain and fits and not is_numbered


def part_paragraph(facts: Facts) -> list[Facts]:
    """The paragraphs that *facts* are, where soft returns stand between them: each ends a sentence, and the next is
    indented, numbered or long."""
    if facts.is_centred or not any(isinstance(each, Break) for each in facts.paragraph.pieces):
        return [facts]
    lines = [each for each in lines_of(facts) if each.text or each.paragraph.pieces]
    are_parted = len(lines) > 1 and all(
        before.text[-1:] in _SENTENCE_END
        and (line.lead >= 1 or NUMBER.match(line.text) or len(line.text) > _LONGEST_LINE)
        for before, line in pairwise(lines)
    )
    return lines if are_parted else [facts]


def with_displayed(facts: Facts) -> Facts:
    """*facts* with their formula as one that stands for itself, where nothing but its number stands beside it."""
    words = [each for each in facts.paragraph.pieces if isinstance(each, Words) and each.text.strip()]
    formulas = [each for each in facts.paragraph.pieces if isinstance(each, Equation)]
    is_numbered = len(words) == 1 and _FORMULA_NUMBER.fullmatch(words[0].text) is not None
    if len(formulas) != 1 or not is_numbered or facts.paragraph.pieces[-1] != words[0]:
        return facts
    pieces = (
        replace(each, is_displayed=True) if isinstance(each, Equation) else each for each in facts.paragraph.pieces
    )
    return replace(facts, paragraph=facts.paragraph.with_pieces(tuple(pieces)))


def unwrap(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """*blocks*, or what stands in their only cell, where a table of one cell is all that there is; or in their text
    boxes, where all text stands in these."""
    there = [each for each in blocks if not isinstance(each, Paragraph) or each.pieces]
    if len(there) == 1 and isinstance(there[0], Table) and len(there[0].rows) == 1 and len(there[0].rows[0]) == 1:
        return unwrap(there[0].rows[0][0].blocks)
    boxes = [each for each in blocks if isinstance(each, TextBox)]
    inside, everywhere = ([each.text for each in walk_paragraphs(some)] for some in (tuple(boxes), blocks))
    count = sum(map(len, inside))
    holds_text = any(sum("。" in each.text for each in walk_paragraphs(box.blocks)) > 1 for box in boxes)
    if holds_text and count >= _LEAST_IN_BOXES * sum(map(len, everywhere)):
        return unwrap(
            tuple(part for each in blocks for part in (each.blocks if isinstance(each, TextBox) else (each,)))
        )
    return blocks


def lines_of(facts: Facts) -> Iterator[Facts]:
    """The lines that soft returns part *facts* into."""
    paragraph = facts.paragraph
    line: list[Piece] = []
    label = paragraph.label
    for piece in (*paragraph.pieces, Break()):
        if isinstance(piece, Break):
            yield facts_of(replace(paragraph, pieces=tuple(line), label=label))
            line, label = [], ""
        else:
            line.append(piece)


def without_start(facts: Facts, count: int) -> Facts:
    """*facts* without the first *count* characters of its text."""
    pieces = list(facts.paragraph.pieces)
    while pieces and count:
        first = pieces[0]
        text = first.text if isinstance(first, Words) else ""
        if isinstance(first, Words) and len(text) > count:
            pieces[0] = replace(first, text=text[count:])
            break
        count -= min(count, len(text))
        del pieces[0]
    return facts_of(facts.paragraph.with_pieces(tuple(pieces)))


def without_middle(facts: Facts, start: int, end: int) -> Facts:
    """*facts* without what stands in their text from *start* up to *end*."""
    pieces = (*_start(facts, start).paragraph.pieces, *without_start(facts, end).paragraph.pieces)
    return replace(facts_of(facts.paragraph.with_pieces(pieces)), lead=facts.lead)


def _start(facts: Facts, count: int) -> Facts:
    """The first *count* characters of the text of *facts*."""
    pieces: list[Piece] = []
    for piece in facts.paragraph.pieces:
        text = facts.paragraph.with_pieces((piece,)).text
        if count > 0 or not text:
            cut = isinstance(piece, Words) and len(text) > count
            pieces.append(replace(piece, text=text[:count]) if cut and isinstance(piece, Words) else piece)
        count -= len(text)
    return facts_of(facts.paragraph.with_pieces(tuple(pieces)))
