"""Rows and heads of a table, from its elements (ISO 32000-1, 14.8.4.3.4)."""

from pipeline.tags.elements import Element

_GROUPS = frozenset(("THead", "TBody", "TFoot"))
_CELLS = frozenset(("TH", "TD"))
_MOST_SPAN = 1_000
_MOST_PLACES = 200_000  # of a table, spans counted as often as they reach


def rows_of(table: Element) -> list[Element]:
    """The rows of *table*, those of its groups too."""
    found: list[Element] = []
    for kid in table.elements:
        if kid.kind == "TR":
            found.append(kid)
        elif kid.kind in _GROUPS:
            found += [row for row in kid.elements if row.kind == "TR"]
    return found


def cells_of(row: Element) -> list[Element]:
    """The cells of *row*."""
    return [kid for kid in row.elements if kid.kind in _CELLS]


def places_of(rows: list[Element]) -> dict[Element, tuple[int, int]]:
    """The column, counted from 0, that each cell begins in, and the one behind its last; spans over rows count."""
    found: dict[Element, tuple[int, int]] = {}
    taken: dict[int, int] = {}  # column → the row, counted from 0, up to which it is taken from above
    places = 0
    for index, row in enumerate(rows):
        column = 0
        for cell in cells_of(row):
            while taken.get(column, 0) > index:
                column += 1
            across, down = span_of(cell, "ColSpan"), span_of(cell, "RowSpan")
            places += across
            if places > _MOST_PLACES:
                return found
            found[cell] = column, column + across
            if down > 1:
                taken.update(dict.fromkeys(range(column, column + across), index + down))
            column += across
    return found


def span_of(cell: Element, key: str) -> int:
    """How many rows or columns *cell* reaches over, *key* being RowSpan or ColSpan."""
    held = cell.attributes.get(key)
    return max(1, min(_MOST_SPAN, held)) if type(held) is int else 1


def heads_of_columns(rows: list[Element]) -> dict[Element, tuple[Element, ...]]:
    """The heads of columns that each cell of data stands below, the uppermost first."""
    places = places_of(rows)
    heads: dict[int, list[Element]] = {}
    found: dict[Element, tuple[Element, ...]] = {}
    for row in rows:
        cells = [cell for cell in cells_of(row) if cell in places]
        for cell in cells:
            if cell.kind == "TD":
                above = (head for column in range(*places[cell]) for head in heads.get(column, ()))
                found[cell] = tuple(dict.fromkeys(above))
        for cell in cells:
            if is_head_of_column(cell, cells):
                for column in range(*places[cell]):
                    heads.setdefault(column, []).append(cell)
    return found


def is_head_of_column(cell: Element, row: list[Element]) -> bool:
    """Whether *cell* of *row* is told to be a head of what stands below it, or is so because nothing else is said."""
    scope = cell.attributes.get("Scope")
    if cell.kind != "TH" or scope == "Row":
        return False
    return scope in {"Column", "Both"} or all(each.kind == "TH" for each in row)
