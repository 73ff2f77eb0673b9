"""Paragraphs that are something else than Word has them for: verses, several in one, a rule typed in signs."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from pipeline.manuscript.word.facts import Facts, facts_of
from pipeline.manuscript.word.manuscript import Block, Break, Equation, Paragraph, Piece, Table, Words

_RULE = re.compile(r"(?:[━—─=＝~～－-]{5,}|(?:[*＊◇◆○●☆★□■]\s*){3,})")
_NUMBER = re.compile(r"\(?（?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[.．、)）]|[①-⑳]")
_SENTENCE_END = "。！？；…”’」』）)："
_FORMULA_NUMBER = re.compile(r"[\s　]*[（(]\d{1,3}[）)][\s　]*")
_HAN_YEAR, _HAN_DAY = r"[12〇一二][\d〇○零一二三四五六七八九]{3}", r"[\d一二三四五六七八九十]{1,3}"
_DATE = re.compile(rf"[（(]?{_HAN_YEAR}\s*年\s*{_HAN_DAY}\s*月(?:\s*{_HAN_DAY}\s*日)?[）)]?")
_LEAST_VERSES, _LONGEST_VERSE = 4, 20


def is_rule(text: str) -> bool:
    """Whether *text* is a rule or a pause typed in signs."""
    return _RULE.fullmatch(text.strip()) is not None


def is_date(text: str) -> bool:
    """Whether *text* is a date and nothing else, in figures of any width or in Han."""
    return _DATE.fullmatch(unicodedata.normalize("NFKC", text)) is not None


def read_verses(facts: Facts) -> tuple[Facts | None, ...]:
    """The verses that *facts* are, with None between stanzas; none where they are prose."""
    lines = list(_lines(facts.paragraph))
    texts = [each.text for each in lines if each.text]
    is_verse = len(texts) >= _LEAST_VERSES and max(map(len, texts)) <= _LONGEST_VERSE
    if not is_verse or any(_NUMBER.match(each) for each in texts) or any("：" in each[:6] for each in texts[:1]):
        return ()
    verses: list[Facts | None] = []
    for line in lines:
        if line.text:
            verses.append(line)
        elif verses and verses[-1] is not None:
            verses.append(None)
    return tuple(verses)


def part_paragraph(facts: Facts) -> list[Facts]:
    """The paragraphs that *facts* are, where soft returns stand between them: each ends a sentence, and the next is
    indented, numbered or long."""
    if facts.is_centred or not any(isinstance(each, Break) for each in facts.paragraph.pieces):
        return [facts]
    lines = [each for each in _lines(facts.paragraph) if each.text or each.paragraph.pieces]
    are_parted = len(lines) > 1 and all(
        before.text[-1:] in _SENTENCE_END
        and (line.lead >= 1 or _NUMBER.match(line.text) or len(line.text) > _LONGEST_VERSE)
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
    """*blocks*, or what stands in their only cell, where a table of one cell is all that there is."""
    there = [each for each in blocks if not isinstance(each, Paragraph) or each.pieces]
    if len(there) == 1 and isinstance(there[0], Table) and len(there[0].rows) == 1 and len(there[0].rows[0]) == 1:
        return unwrap(there[0].rows[0][0].blocks)
    return blocks


def _lines(paragraph: Paragraph) -> Iterator[Facts]:
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
