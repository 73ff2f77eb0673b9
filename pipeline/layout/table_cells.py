"""What stands in the cells of a table: numbers, dates and amounts that stay whole, and decimals one under another."""

import re
from collections.abc import Sequence
from unicodedata import east_asian_width

from pipeline.blocks import Cell, Table
from pipeline.inlines import Inline, NumberMark, Text
from pipeline.quantities import whole_pieces
from pipeline.units import TypeArea

_FEW_LINES, _PAIR_LINES = 12, 4
_IN_A_LINE = 10  # characters of the longest cell of a row
_TYPE, _SMALL_TYPE = 0.8125, 0.65625  # of the body's size, as components.css.j2 has them
_HAN_IN_A_LINE, _LATIN_IN_A_LINE = 6.0, 12.0  # em
_HAN = re.compile("[\u3400-\u9fff]")
_CHINESE_UNIT = re.compile(" *([\u3400-\u9fff]+) *$")
_NUMBER = re.compile(
    r"[-+−－＋±]?(?:[¥￥$€£] ?)?\d[\d,，]*(?P<fraction>\.\d+)?(?P<unit> ?[%％‰℃]| ?[\u4e00-\u9fff]{1,3})?"
)


def is_short(table: Table) -> bool:
    """Whether *table* is to stay on one page: its rows have few lines, as far as can be told before it is set."""
    return sum(map(_lines, table.rows)) <= _FEW_LINES


def number_columns(table: Table) -> set[int]:
    """The columns, from 0, that are set flush right and whose cells are numbers, or dashes and the like."""
    return {
        column
        for column, alignment in enumerate(table.alignments)
        if alignment == "end" and (cells := _with_digits(table, column)) and all(map(_NUMBER.fullmatch, cells.values()))
    }


def number_and_unit(text: str) -> tuple[str, str]:
    """The number in *text*, a cell of a number column, and the Chinese unit behind it, if any: 314, 支."""
    unit = _CHINESE_UNIT.search(text)
    return (text[: unit.start()], unit[1]) if unit else (text, "")


def decimal_fillers(table: Table) -> dict[tuple[int, int], str]:
    """For cells of number columns, by row of the body and column, both from 0: what is missing behind the number for
    its decimal point to stand under that of the others (``.00``, ``0``, ``%``); a column of integers needs none.
    """
    fillers: dict[tuple[int, int], str] = {}
    for column in number_columns(table):
        parted = {number: _NUMBER.fullmatch(text) for number, text in _with_digits(table, column).items()}
        known = {number: match for number, match in parted.items() if match}
        longest = max((match["fraction"] or "" for match in known.values()), key=len)
        unit = max((match["unit"] or "" for match in known.values()), key=len)
        for number, match in known.items():
            fraction, own = match["fraction"] or "", match["unit"] or ""
            missing = longest[len(fraction) :] if fraction or not longest else longest
            filler = re.sub(r"\d", "0", missing) + ("" if own else unit)
            if filler and len({len(each["unit"] or "") for each in known.values()} - {0}) <= 1:
                fillers[number, column] = filler
    return fillers


def rows_that_stay(table: Table) -> set[int]:
    """The rows of the body, from 0, before which no page may end: those into which a cell of a row above reaches, and
    the second and the last one, unless they are high."""
    staying = {number + more for number, row in enumerate(table.rows) for cell in row for more in range(1, cell.rows)}
    ends = {1, len(table.rows) - 1} & set(range(1, len(table.rows)))
    return staying | {number for number in ends if sum(map(_lines, table.rows[number - 1 : number + 1])) <= _PAIR_LINES}


def continued_label(table: Table) -> str:
    """What stands above the head where *table* goes on: 续表 with its number, if its caption begins with one."""
    numbered = re.match(
        r"表\s*([0-9A-Za-z一二三四五六七八九十]+(?:[-–.][0-9]+)*)",
        "".join(_read_plain(each, table.number) for each in table.caption),
    )
    return f"续表 {numbered[1]}" if numbered else "续表"


def is_wide(table: Table, area: TypeArea) -> bool:
    """Whether *table* stands across all columns of *area*: as its author says, or as in one of them its cells would be
    too narrow to read well."""
    size = _SMALL_TYPE if table.is_small else _TYPE
    is_narrow = area.columns > 1 and wanted_width(table) * size > area.characters
    return not table.is_turned and (table.is_wide or is_narrow)


def wanted_width(table: Table) -> float:
    """About how wide *table* must be for its cells to read well, in em of its type: words of six Han on one line, and
    what has no Han whole. Half an em stands on both sides of each cell."""
    columns = [0.0] * len(table.alignments)
    for cell in (cell for row in (*table.head, *table.rows) for cell in row if cell.columns == 1):
        text = _text(cell)
        most = _HAN_IN_A_LINE if _HAN.search(text) else _LATIN_IN_A_LINE
        whole = max((_width(piece) for piece, is_whole in whole_pieces(text) if is_whole), default=0.0)
        columns[cell.column] = max(columns[cell.column], whole, min(_width(text), most))
    return sum(columns) + len(columns)


def _width(text: str) -> float:
    """About how wide *text* is, em."""
    return sum(1.0 if east_asian_width(each) in "WF" else 0.5 for each in text)


def _with_digits(table: Table, column: int) -> dict[int, str]:
    """The texts of the cells of a *column* that have digits, by their rows."""
    return {
        number: text
        for number, row in enumerate(table.rows)
        for cell in row
        if cell.column == column and cell.columns == 1 and any(map(str.isdigit, text := _text(cell)))
    }


def _lines(row: Sequence[Cell]) -> int:
    """How many lines *row* has, as far as can be told before it is set."""
    return max(1, -(-max((len(_text(cell)) for cell in row), default=1) // _IN_A_LINE))


def _text(cell: Cell) -> str:
    return "".join(_read_plain(each) for each in cell.children).strip()


def _read_plain(inline: Inline, number: int | None = None) -> str:
    """The words of *inline*; *number* is that of the caption that it stands in."""
    if isinstance(inline, NumberMark):
        return str(number)
    if isinstance(inline, Text):
        return inline.text
    children = getattr(inline, "children", None)
    return "".join(map(_read_plain, children)) if children is not None else str(getattr(inline, "text", "\ufffc"))
