"""Tables that lay out a page rather than hold data (heads, sign-offs), and lists in columns by tabs.

Word has no other means to put things side by side. What such tables hold are paragraphs; what tabs part is a table.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from pipeline.manuscript.word.facts import facts_of
from pipeline.manuscript.word.galleries import read_gallery
from pipeline.manuscript.word.manuscript import (
    Block,
    Cell,
    Paragraph,
    PictureCall,
    Piece,
    Table,
    TextBox,
    Words,
    walk_paragraphs,
)
from pipeline.manuscript.word.paragraph_shapes import is_date

_NAME = re.compile(r"[\u4e00-\u9fff][\s　]*[\u4e00-\u9fff](?:[\s　]*[\u4e00-\u9fff]){0,2}")
_HEAD = re.compile(
    "姓名|性别|单位|部门|职务|序号|名称|类别|车间|班组|工种|项目|品名|数量|备注|时间|地点|周[一二三四五六日]"
)
_BIO = re.compile(r"[\u4e00-\u9fff]{2,4}\s*[，,（(].{0,20}(?:[男女]|年生|年出生|\d{4}[年—-])")
_LONGEST_LINE, _LONGEST_BOX, _LONGEST_FIELD = 30, 30, 30
_LEAST_NAMES, _LEAST_ROWS, _LEAST_FIELDS = 4, 3, 3


def lay_out(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """*blocks* with what tables of layout, and boxes above all text, hold as paragraphs; lists with tabs as tables."""
    made: list[Block] = []
    is_top, seen = True, 0
    for block in blocks:
        is_top = is_top and not any(map(_is_text, made[seen:]))
        seen = len(made)
        if isinstance(block, TextBox) and is_top and _is_short(block):
            made += [replace(each, align="center") for each in walk_paragraphs(block.blocks)]
        elif isinstance(block, Table) and (parts := _parts_of(block, is_top=is_top)) is not None:
            made += parts if len(parts) == 1 and isinstance(parts[0], TextBox) else lay_out(parts)
        else:
            made.append(block)
    return tuple(_with_tabbed(made))


def names_in(table: Table) -> tuple[str, ...]:
    """The names of people that *table*, one without rules, is made of; none where it holds anything else."""
    cells = [cell for row in table.rows for cell in row]
    texts = [text for cell in cells if (text := _text(cell))]
    pieces = (piece for cell in cells for each in walk_paragraphs(cell.blocks) for piece in each.pieces)
    is_plain = all(isinstance(each, Words) for each in pieces) and not any(map(_HEAD.fullmatch, texts))
    is_list = not table.is_ruled and table.columns > 1 and len(texts) >= _LEAST_NAMES and is_plain
    return tuple(re.sub(r"[\s　]", "", each) for each in texts) if is_list and all(map(_NAME.fullmatch, texts)) else ()


def _parts_of(table: Table, *, is_top: bool) -> tuple[Block, ...] | None:
    """The paragraphs that *table* lays out; None where it holds data. *is_top*: no text stands above it."""
    if table.is_ruled or names_in(table):
        return None
    cells = [cell for row in table.rows for cell in row]
    if _is_signoff(cells):
        return tuple(_read_signoff(cells))
    if read_gallery(table) is not None:
        return None
    inside = tuple(block for cell in cells for block in cell.blocks)
    if any(map(_pictures, cells)) and any(map(_text, cells)) and table.columns <= 2:
        is_about_authors = any(map(_BIO.match, map(_text, cells)))
        return inside if is_about_authors else (TextBox(inside, table.place),)
    if len(cells) == 1 or (is_top and not _is_grid(table)):
        return inside
    return None


def _is_text(block: Block) -> bool:
    """Whether *block* is text of the article: a sentence, or a table."""
    return not isinstance(block, Paragraph) or "。" in block.text


def _is_short(box: TextBox) -> bool:
    """Whether *box* holds a line or two of a head: no sentence."""
    lines = [each.text.strip() for each in walk_paragraphs(box.blocks)]
    is_plain = all(isinstance(each, Paragraph) and not _pictures_of(each) for each in box.blocks)
    return is_plain and 0 < len(lines) <= 2 and all(len(each) <= _LONGEST_BOX and "。" not in each for each in lines)


def _is_signoff(cells: Sequence[Cell]) -> bool:
    """Whether *cells* are those of bodies that sign side by side, with the date below them."""
    lines = [facts_of(each).text for cell in cells for each in walk_paragraphs(cell.blocks) if each.text.strip()]
    has_date = any(map(is_date, lines))
    return has_date and 1 < len(lines) <= 8 and all(len(each) <= _LONGEST_LINE and "。" not in each for each in lines)


def _read_signoff(cells: Sequence[Cell]) -> Iterator[Paragraph]:
    """The lines of a sign-off, with seals before them, and the dates last."""
    paragraphs = [each for cell in cells for each in walk_paragraphs(cell.blocks)]
    for each in paragraphs:
        if seals := _pictures_of(each):
            yield each.with_pieces(seals)
    lines = [replace(each, align="right") for each in paragraphs if each.text.strip()]
    for each in sorted(lines, key=lambda line: is_date(facts_of(line).text)):
        yield each.with_pieces(tuple(piece for piece in each.pieces if not isinstance(piece, PictureCall)))


def _is_grid(table: Table) -> bool:
    """Whether *table* looks like data though it has no rules: rows of short cells, none of them joined or empty."""
    cells = [cell for row in table.rows for cell in row]
    is_even = all(cell.columns == cell.rows == 1 and 0 < len(_text(cell)) <= 20 for cell in cells)
    return is_even and len(table.rows) >= _LEAST_ROWS and table.columns > 1


def _text(cell: Cell) -> str:
    return "\n".join(each.shown.strip() for each in walk_paragraphs(cell.blocks) if each.shown.strip())


def _pictures(cell: Cell) -> bool:
    return any(_pictures_of(each) for each in walk_paragraphs(cell.blocks))


def _pictures_of(paragraph: Paragraph) -> tuple[Piece, ...]:
    return tuple(each for each in paragraph.pieces if isinstance(each, PictureCall))


def _with_tabbed(blocks: Sequence[Block]) -> Iterator[Block]:
    """*blocks* with paragraphs of as many short fields, which tabs hold apart, as tables without rules."""
    for count, group in groupby(blocks, key=lambda each: len(_fields(each))):
        members = list(group)
        paragraphs = [each for each in members if isinstance(each, Paragraph)]
        if count < _LEAST_FIELDS or len(members) < _LEAST_ROWS:
            yield from members
            continue
        rows = (
            tuple(Cell((each.with_pieces(field),), column) for column, field in enumerate(_fields(each)))
            for each in paragraphs
        )
        yield Table(rows=tuple(rows), columns=count, head=0, place=paragraphs[0].place, is_ruled=False)


def _fields(block: Block) -> list[tuple[Piece, ...]]:
    """What tabs hold apart in *block*; nothing where it is no row of short words."""
    is_row = isinstance(block, Paragraph) and not block.label and block.outline is None and block.item is None
    if not is_row or not isinstance(block, Paragraph) or "\t" not in block.text.strip():
        return []
    fields: list[list[Piece]] = [[]]
    for piece in facts_of(block).paragraph.pieces:
        if not isinstance(piece, Words):
            return []
        first, *others = re.split(r"\t+", piece.text)
        fields[-1].append(replace(piece, text=first))
        fields += [[replace(piece, text=each)] for each in others]
    texts = ["".join(each.text for each in field if isinstance(each, Words)).strip() for field in fields]
    return [tuple(each) for each in fields] if all(0 < len(each) <= _LONGEST_FIELD for each in texts) else []
