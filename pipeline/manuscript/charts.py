"""Charts: ``::: chart 图{number} 题 {kind=line}``, with rows of data between the fences."""

import re

from markdown_it.tree import SyntaxTreeNode

from pipeline.blocks import CHART_KINDS, Chart, Series
from pipeline.i18n import _
from pipeline.manuscript.captions import read_caption
from pipeline.manuscript.containers import Opening, read_opening
from pipeline.manuscript.places import read_place
from pipeline.manuscript.reading import Reading

_WIDE = "wide"
_MOST_ROWS, _MOST_SERIES = 40, 6
_COMMA = re.compile(r"\s*[,，\t]\s*")
_NUMBER = re.compile(r"[-−]?[0-9]{1,12}(?:\.[0-9]{1,6})?")
_YEAR = re.compile("(?:19|20)[0-9]{2}")  # a name, though it has digits only
_EXAMPLE = "季度, 2023, 2024 / 一季度, 12, 15.5"
Row = tuple[int, list[str]]  # its 1-based line, its cells


def read_chart(node: SyntaxTreeNode, reading: Reading, lines: list[str]) -> Chart | None:
    """The chart *node*; None where its data can't be read. *lines* are those of the article's text."""
    names = {"kind", "unit", "place", "id"}
    opening = read_opening(node, reading, lines, classes={_WIDE}, names=names)
    kind = opening.attributes.get("kind", CHART_KINDS[0])
    known = len(reading.problems)
    if kind not in CHART_KINDS:
        message = _("There is no kind of chart “{name}”.").format(name=kind)
        hint = _("Use one of: {names}.").format(names=", ".join(CHART_KINDS))
        reading.problem(message, opening.line, hint)
    rows = _read_rows(node, reading, lines)
    values = _read_values(rows, opening, reading)
    if kind == "pie" and values:
        _check_pie(values, opening, reading)
    if len(reading.problems) > known or len(rows) < 2:
        return None
    name = opening.attributes.get("id")
    if name is not None:
        reading.claim_id(name, opening.line)
    caption = read_caption(opening.title, opening.line, reading, Chart, name)
    head = rows[0][1]
    return Chart(
        kind=kind,  # type: ignore[arg-type]  # one of CHART_KINDS
        axis=head[0],
        categories=tuple(cells[0] for _line, cells in rows[1:]),
        series=tuple(Series(head[index + 1], tuple(row[index] for row in values)) for index in range(len(head) - 1)),
        line=opening.line,
        unit=opening.attributes.get("unit", ""),
        caption=caption.words,
        number=caption.number,
        id=name,
        is_wide=_WIDE in opening.classes,
        place=read_place(opening.attributes.get("place"), node, reading, opening.line, "auto"),
    )


def _read_rows(node: SyntaxTreeNode, reading: Reading, lines: list[str]) -> list[Row]:
    """What stands between the fences, row by row."""
    first, end = node.map or (0, 0)
    rows = [
        (reading.first_line + number, _COMMA.split(lines[number].strip()))
        for number in range(first + 1, end)
        if lines[number].strip() and not lines[number].startswith(":::")
    ]
    if len(rows) < 2 or len(rows[0][1]) < 2:
        message = _("A chart has a row of names, then rows of a name and numbers.")
        reading.problem(message, reading.line_of(node), _("For example: {example}.").format(example=_EXAMPLE))
        return []
    names = rows[0][1][1:]
    if all(map(_NUMBER.fullmatch, names)) and not all(map(_YEAR.fullmatch, names)):
        message = _("The first row of this chart has numbers, where the names of what is compared stand.")
        hint = _("Put a row of names above it: {example}.").format(example=_EXAMPLE.partition(" / ")[0])
        reading.problem(message, rows[0][0], hint)
        return []
    if len(rows) > _MOST_ROWS + 1 or len(rows[0][1]) > _MOST_SERIES + 1:
        message = _("A chart has {rows} rows and {columns} columns of numbers at most.")
        hint = _("Make a table of it, or show less.")
        reading.problem(message.format(rows=_MOST_ROWS, columns=_MOST_SERIES), reading.line_of(node), hint)
        return []
    return rows


def _read_values(rows: list[Row], opening: Opening, reading: Reading) -> list[list[str]]:
    width = len(rows[0][1]) if rows else 0
    values = []
    for line, cells in rows[1:]:
        if len(cells) != width:
            message = _("This row of a chart has {count} cells, and the first has {wanted}.")
            hint = _("Put a comma between two cells, and none into a number.")
            reading.problem(message.format(count=len(cells), wanted=width), line, hint)
            continue
        wrong = [cell for cell in cells[1:] if not _NUMBER.fullmatch(cell)]
        if wrong:
            message = _("“{text}” is no number.").format(text=wrong[0])
            hint = _('Write digits only; units stand behind the title: {unit="万元"}.')
            if not wrong[0]:
                message, hint = _("A cell of this row is empty."), _("Write its number, or leave the row out.")
            reading.problem(message, line, hint)
            continue
        values.append(cells[1:])
    return values


def _check_pie(values: list[list[str]], opening: Opening, reading: Reading) -> None:
    if any(len(row) > 1 for row in values):
        message = _("A pie shows one column of numbers.")
        reading.problem(message, opening.line, _("Use {kind=stacked} for several."))
    elif any(row[0][0] in "-−" for row in values) or not any(row[0].strip("0.") for row in values):
        message = _("The parts of a pie are no less than 0, and not all 0.")
        reading.problem(message, opening.line, _("Use {kind=column}."))
