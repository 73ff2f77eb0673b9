"""Pipe tables: rows of head, cells that stand over several columns or rows, notes, shares of the measure."""

import re
from collections.abc import Sequence

from markdown_it.tree import SyntaxTreeNode

from pipeline.blocks import Alignment, Cell, Table
from pipeline.i18n import _
from pipeline.inlines import Footnote, Inline, Text
from pipeline.languages import in_language
from pipeline.manuscript.captions import read_caption
from pipeline.manuscript.inlines import read_prose
from pipeline.manuscript.places import open_place, read_place
from pipeline.manuscript.reading import Reading

TABLE_ATTRIBUTES = {"id", "class", "caption", "head", "widths", "note", "source", "place"}
"""What may stand in the line of attributes above a table."""
_TURNED, _SMALL, _WIDE = "turned", "small", "wide"
_ALIGNMENTS: dict[str, Alignment] = {"text-align:right": "end", "text-align:center": "center"}
_LABELLED = ("注", "註", "*", "＊")  # notes that need no 注： before them
_OF_THE_LEFT, _OF_ABOVE = "<<", "^^"  # in a cell: the one beside or above it stands over this place as well
_SHARE = r"(?:[1-9][0-9]{0,2}(?:\.[0-9]{1,2})?|0\.[0-9]?[1-9])"
_WIDTHS = re.compile(rf"{_SHARE}(?:[ ,，、]{_SHARE})*")


def read_table(node: SyntaxTreeNode, reading: Reading, lines: Sequence[str]) -> Table:
    """The table *node*. *lines* are those of the text: Markdown drops cells past the last column without a word.

    Faults go to the problems of *reading*, with their lines.
    """
    line = reading.line_of(node)
    rows = [row for part in node.children for row in part.children]
    alignments = tuple(_ALIGNMENTS.get(str(cell.attrs.get("style")), "start") for cell in rows[0].children)
    for row in rows:
        number = row.map[0] if row.map else 0
        if _cells_written(lines[number]) > len(alignments):
            message = _("This row has more cells than the table has columns.")
            reading.problem(message, reading.first_line + number, _("Write \\| for a | within a cell."))
    name = str(node.attrs["id"]) if "id" in node.attrs else None
    if name:
        reading.claim_id(name, line)
    head = _count_of_head(node, reading, line, len(rows))
    joined = [
        *_join([row.children for row in rows[:head]], reading),
        *_join([row.children for row in rows[head:]], reading),
    ]
    classes = _classes(node, reading, line)
    if _TURNED in classes:
        _check_turned(node, joined, reading, line)
    caption = read_caption(str(node.attrs.get("caption", "")), line, reading, Table, name)
    default = open_place(node) if caption.words and _TURNED not in classes else "here"
    return Table(
        head=tuple(joined[:head]),
        rows=tuple(joined[head:]),
        alignments=alignments,
        line=line,
        caption=caption.words,
        notes=tuple(_notes(node, line, reading.language)),
        widths=_shares(node, reading, line, len(alignments)),
        id=name,
        is_turned=_TURNED in classes,
        is_small=_SMALL in classes,
        is_wide=_WIDE in classes,
        place=read_place(node.attrs.get("place"), node, reading, line, default),
        number=caption.number,
    )


def plain_inlines(text: str, line: int) -> tuple[Inline, ...]:
    """*text* without any markup; nothing for nothing."""
    return (Text(text, line),) if text else ()


def _classes(node: SyntaxTreeNode, reading: Reading, line: int) -> set[str]:
    classes = set(str(node.attrs.get("class", "")).split())
    for unknown in sorted(classes - {_TURNED, _SMALL, _WIDE}):
        message = _("“.{name}” does not fit a table.").format(name=unknown)
        reading.problem(message, line, _("Use .wide, .turned or .small."))
    return classes


def _check_turned(node: SyntaxTreeNode, rows: Sequence[Sequence[Cell]], reading: Reading, line: int) -> None:
    """A turned table leaves the text, to which boxes, quotations and the foot of the page belong."""
    if node.level:
        message = _("A turned table can't stand in a box or a quotation.")
        reading.problem(message, line, _("Put it after that, or take .turned away."))
    if any(_calls_note(cell.children) for row in rows for cell in row):
        message = _("A turned table can't call footnotes.")
        reading.problem(message, line, _('Write the note into note="…" above the table.'))


def _calls_note(inlines: Sequence[Inline]) -> bool:
    return any(isinstance(each, Footnote) or _calls_note(getattr(each, "children", ())) for each in inlines)


def _count_of_head(node: SyntaxTreeNode, reading: Reading, line: int, rows: int) -> int:
    written = str(node.attrs.get("head", "1"))
    count = int(written) if re.fullmatch(r"[1-9]\d?", written) else 0
    if not 1 <= count < max(2, rows):
        message = _("“head” is the number of rows at the top that are the table's head: 1 or more, less than all.")
        reading.problem(message, line, _("Write {example}.").format(example="head=2"))
        return 1
    return count


def _shares(node: SyntaxTreeNode, reading: Reading, line: int, columns: int) -> tuple[float, ...]:
    """The shares of the measure that columns shall have, if there are such; together 1."""
    if "widths" not in node.attrs:
        return ()
    written = str(node.attrs["widths"])
    numbers = [float(each) for each in re.findall(_SHARE, written)] if _WIDTHS.fullmatch(written) else []
    if len(numbers) != columns:
        message = _("“widths” has a number for each of the {count} columns: their shares of the width.")
        example = 'widths="{}"'.format(" ".join(["2", *["1"] * (columns - 1)]))
        reading.problem(message.format(count=columns), line, _("Write {example}.").format(example=example))
        return ()
    return tuple(number / sum(numbers) for number in numbers)


def _notes(node: SyntaxTreeNode, line: int, language: str) -> list[tuple[Inline, ...]]:
    named = {"note": "注：", "source": "资料来源："}
    return [
        plain_inlines(text if text.startswith(_LABELLED) else in_language(label, language) + text, line)
        for name, label in named.items()
        if (text := str(node.attrs.get(name, "")).strip().replace("\\*", "*"))
    ]


def _join(rows: Sequence[Sequence[SyntaxTreeNode]], reading: Reading) -> list[tuple[Cell, ...]]:
    """The cells of *rows*; those with ``<<`` or ``^^`` belong to the one at their left or above them.

    What is so joined must be a rectangle.
    """
    owner: dict[tuple[int, int], tuple[int, int]] = {}
    for down, row in enumerate(rows):
        for across, cell in enumerate(row):
            mark = cell.children[0].content.strip()
            beside = {_OF_THE_LEFT: (down, across - 1), _OF_ABOVE: (down - 1, across)}.get(mark)
            if beside is None:
                owner[down, across] = (down, across)
            elif beside in owner:
                owner[down, across] = owner[beside]
            else:
                owner[down, across] = (down, across)
                message = _("“{mark}” joins this cell to one that is not there.").format(mark=mark)
                reading.problem(message, reading.line_of(cell), _("<< joins it to the left, ^^ to the one above."))
    places: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for place, first in owner.items():
        places.setdefault(first, []).append(place)
    result: list[list[Cell]] = [[] for _row in rows]
    for (down, across), covered in sorted(places.items()):
        rows_over = max(place[0] for place in covered) - down + 1
        columns_over = max(place[1] for place in covered) - across + 1
        node = rows[down][across]
        if len(covered) != rows_over * columns_over:
            message = _("The cells that are joined here are no rectangle.")
            reading.problem(message, reading.line_of(node), _("<< joins it to the left, ^^ to the one above."))
        result[down].append(Cell(read_prose(node.children[0], reading), across, columns_over, rows_over))
    return [tuple(row) for row in result]


def _cells_written(row: str) -> int:
    """Number of cells in a line of a pipe table; Markdown drops those past the last column without a word."""
    inner = row.strip().lstrip("> ").removeprefix("|")
    inner = inner[:-1] if inner.endswith("|") and not inner.endswith("\\|") else inner
    return len(re.split(r"(?<!\\)\|", inner))
