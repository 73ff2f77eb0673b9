"""Tables of a manuscript as pipe tables: joined cells, rows of head, what stands in a cell on one line."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from pipeline.i18n import _
from pipeline.manuscript.word.facts import facts_of
from pipeline.manuscript.word.manuscript import (
    Block,
    Break,
    Cell,
    Notice,
    Paragraph,
    PictureCall,
    Piece,
    Place,
    Table,
    TextBox,
    Words,
)

_OF_THE_LEFT, _OF_ABOVE = "<<", "^^"
_WIDE = 9  # columns from which on a table is set in smaller type
_END_MARKS = "。；，、：！？;,:!?"
BETWEEN = "；"
"""What parts the paragraphs of a cell, which has one line."""
WriteCell = Callable[[tuple[Piece, ...], Place, bool], str]


class TableWriter:
    """Writes tables; *write_cell* writes pieces in a cell, without stress if they are its head."""

    def __init__(self, write_cell: WriteCell, notices: list[Notice]) -> None:
        self._write_cell, self._notices = write_cell, notices

    def write(self, table: Table, attributes: Sequence[str]) -> str:
        """*table* with *attributes* in the line above it."""
        head, rows = self._divide(table)
        grid = [[""] * table.columns for _row in rows]
        for down, row in enumerate(rows):
            for cell in row:
                for below in range(cell.rows):
                    for across in range(cell.columns):
                        mark = _OF_ABOVE if below else _OF_THE_LEFT
                        grid[down + below][cell.column + across] = mark
                grid[down][cell.column] = self._text(cell, table.place, down < head)
        marks = [f"head={head}"] if head > 1 else []
        calls_note = any("[^" in text for row in grid for text in row)
        if table.is_on_wide_page and not calls_note:
            marks.append(".turned")
        elif table.columns >= _WIDE:
            marks.append(".small")
        lines = [f"{{{' '.join([*attributes, *marks])}}}"] if attributes or marks else []
        lines.append(_row(grid[0]))
        lines.append("|" + "---|" * table.columns)
        return "\n".join([*lines, *map(_row, grid[1:])])

    def _divide(self, table: Table) -> tuple[int, tuple[tuple[Cell, ...], ...]]:
        """How many rows are the head, and the rows, where no cell goes on from the head into the body."""
        head = max(1, min(table.head, len(table.rows)))
        own = head
        while head < len(table.rows):
            reach = max((down + cell.rows for down, row in enumerate(table.rows[:head]) for cell in row), default=head)
            if reach <= head:
                break
            head = reach
        if head < max(2, len(table.rows)):
            return head, table.rows
        head = min(own, max(1, len(table.rows) - 1))
        cut = [
            tuple(replace(cell, rows=min(cell.rows, head - down)) if down < head else cell for cell in row)
            for down, row in enumerate(table.rows)
        ]
        filled: list[tuple[Cell, ...]] = []
        taken: dict[int, set[int]] = {}
        for down, row in enumerate(cut):
            for cell in row:
                for below in range(cell.rows):
                    taken.setdefault(down + below, set()).update(range(cell.column, cell.column + cell.columns))
            empty = [Cell((), column) for column in range(table.columns) if column not in taken.get(down, set())]
            filled.append(tuple(sorted((*row, *empty), key=lambda cell: cell.column)))
        if table.head or any(cell.rows > 1 for row in table.rows[:head] for cell in row):
            message = _("A cell of this table reaches from its head to its end; it is cut below the head.")
            self._notices.append(Notice(table.place, message))
        return head, tuple(filled)

    def _text(self, cell: Cell, place: Place, is_head: bool) -> str:
        lines = list(self._lines(cell.blocks, place, is_head))
        if len(lines) > 1 and all(len(line) == 1 for line in lines):
            return "".join(lines)  # one character below the other is how a narrow cell is filled
        text = ""
        for line in lines:
            text += (BETWEEN if text and text[-1] not in _END_MARKS else "") + line
        return text

    def _lines(self, blocks: Sequence[Block], place: Place, is_head: bool) -> Iterator[str]:
        for block in blocks:
            match block:
                case Paragraph():
                    yield from self._lines_of(block, is_head)
                case TextBox():
                    yield from self._lines(block.blocks, place, is_head)
                case Table():
                    texts = [
                        " ".join(filter(None, (self._text(cell, place, False) for cell in row))) for row in block.rows
                    ]
                    message = _("A table stands in a cell here; its text is in the cell: “{text}”.")
                    self._notices.append(Notice(block.place, message.format(text=BETWEEN.join(texts)[:200])))
                    yield from filter(None, texts)

    def _lines_of(self, paragraph: Paragraph, is_head: bool) -> Iterator[str]:
        pieces: tuple[Piece, ...] = paragraph.pieces
        if paragraph.label:
            look = next((each.look for each in pieces if isinstance(each, Words)), None)
            pieces = (Words(paragraph.label, look), *pieces) if look is not None else pieces
        line: list[Piece] = []
        for piece in (*pieces, Break()):
            if not isinstance(piece, Break):
                if not isinstance(piece, PictureCall):
                    line.append(piece)
                continue
            stripped = facts_of(paragraph.with_pieces(tuple(line))).paragraph.pieces
            text = self._write_cell(stripped, paragraph.place, is_head).replace("\n", " ").strip()
            line = []
            if text:
                yield text


def pictures_in(table: Table) -> Iterator[tuple[PictureCall, Place]]:
    """The pictures in cells of *table*, which can hold none."""
    for row in table.rows:
        for cell in row:
            yield from _pictures_in(cell.blocks)


def _pictures_in(blocks: Sequence[Block]) -> Iterator[tuple[PictureCall, Place]]:
    for block in blocks:
        match block:
            case Paragraph():
                yield from ((each, block.place) for each in block.pieces if isinstance(each, PictureCall))
            case TextBox():
                yield from _pictures_in(block.blocks)
            case Table():
                yield from pictures_in(block)


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
