"""Which page stands where on which sheet; pure.

Pages and sheets are counted from 0. A side is seen with its printed face up; a sheet is turned over sideways, about its
vertical axis, so that the column at the left of the front is at the right of the back. Signatures are folded with right
angles, each fold halving the longer way, the last one being the spine: the left half goes behind the right one, the
upper half behind the lower one. At the left binding edge, page 1 of 16 so stands at the lower right of the front.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

Edge = Literal["left", "right"]
Grid = tuple[tuple["Placement", ...], ...]

# Pages of a signature → the folds in their order: "|" brings the left half behind, "-" the upper half.
_FOLDS = {4: "|", 8: "-|", 16: "|-|", 32: "-|-|"}
SIGNATURES = tuple(_FOLDS)


class Scheme(StrEnum):
    """How sheets become a booklet, or that they are only cut."""

    SADDLE = "saddle"
    PERFECT = "perfect"
    TWO_UP = "2up"
    N_UP = "nup"


@dataclass(frozen=True, slots=True)
class Placement:
    """What stands in a slot. *page* is that of the source, None for a blank; *turned* is head down.

    *spine* says where on this side the slot has its spine: -1 at the left, 1 at the right, 0 nowhere. *depth* counts
    the leaves that lie around this one where it is folded: so many calipers its type is moved towards the spine.
    """

    page: int | None
    turned: bool = False
    spine: int = 0
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Sheet:
    """Slots of a sheet, rows from the top, columns from the left of each side. *opens_at*: in a folded sheet that opens
    a signature, row and column of its first page on the front.
    """

    front: Grid
    back: Grid
    opens_at: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Imposition:
    """All sheets of a job, all with *rows* × *columns* slots a side; *blanks* are the pages that were added."""

    scheme: Scheme
    rows: int
    columns: int
    sheets: tuple[Sheet, ...]
    blanks: int

    @property
    def is_folded(self) -> bool:
        """Whether sheets are folded, or only cut."""
        return self.scheme in (Scheme.SADDLE, Scheme.PERFECT)

    @property
    def deepest(self) -> int:
        """The greatest depth of any slot."""
        return max(
            (slot.depth for sheet in self.sheets for side in (sheet.front, sheet.back) for row in side for slot in row),
            default=0,
        )


def saddle_stitched(count: int, signature: int = 4, edge: Edge = "left", *, before_last: bool = False) -> Imposition:
    """Sheets that are put into one another and stitched through the fold: the first sheet is the outermost.

    *count* ≥ 1 pages; *signature*, one of SIGNATURES, is the number of pages on a sheet. Blanks stand at the end, or
    *before_last*, so that the back cover stays outside. Raises ValueError.
    """
    pages = pad_pages(count, signature, before_last=before_last)
    half, total = signature // 2, len(pages)
    sheets = []
    for start in range(0, total // 2, half):
        positions = [*range(start, start + half), *range(total - start - half, total - start)]
        sheets.append(_fold(pages, positions, total, edge))
    rows, columns = grid_of(signature)
    return Imposition(scheme=Scheme.SADDLE, rows=rows, columns=columns, sheets=tuple(sheets), blanks=total - count)


def perfect_bound(count: int, signature: int = 16, edge: Edge = "left", *, before_last: bool = False) -> Imposition:
    """Signatures that follow one another, one to a sheet; arguments and errors as of ``saddle_stitched``."""
    pages = pad_pages(count, signature, before_last=before_last)
    sheets = [
        _fold(pages[start : start + signature], range(signature), signature, edge)
        for start in range(0, len(pages), signature)
    ]
    rows, columns = grid_of(signature)
    return Imposition(
        scheme=Scheme.PERFECT, rows=rows, columns=columns, sheets=tuple(sheets), blanks=len(pages) - count
    )


def in_grid(count: int, rows: int, columns: int, edge: Edge = "left", scheme: Scheme = Scheme.N_UP) -> Imposition:
    """Pages in reading order, row by row (each from the binding edge), front before back. Raises ValueError."""
    if rows < 1 or columns < 1:
        raise ValueError("a grid has rows and columns")
    on_side = rows * columns
    pages = pad_pages(count, 2 * on_side)

    def side(start: int) -> Grid:
        slots = [Placement(page) for page in pages[start : start + on_side]]
        lines = [slots[first : first + columns] for first in range(0, on_side, columns)]
        return tuple(tuple(line if edge == "left" else reversed(line)) for line in lines)

    starts = range(0, len(pages), 2 * on_side)
    sheets = tuple(Sheet(side(start), side(start + on_side)) for start in starts)
    return Imposition(scheme=scheme, rows=rows, columns=columns, sheets=sheets, blanks=len(pages) - count)


def pad_pages(count: int, multiple: int, *, before_last: bool = False) -> list[int | None]:
    """The pages 0 … *count* - 1, with None for blanks up to a *multiple*: at the end, or *before_last* of several."""
    if count < 1:
        raise ValueError("there are no pages")
    pages: list[int | None] = list(range(count))
    blanks: list[int | None] = [None] * (-count % multiple)
    return [*pages[:-1], *blanks, pages[-1]] if before_last and count > 1 else pages + blanks


def grid_of(signature: int) -> tuple[int, int]:
    """Rows and columns on a side of a sheet with *signature* pages. Raises ValueError."""
    if signature not in _FOLDS:
        raise ValueError(f"no signature of {signature} pages")
    folds = _FOLDS[signature]
    return 2 ** folds.count("-"), 2 ** folds.count("|")


def creep_of(depth: int, deepest: int, caliper: float, total: float | None = None) -> float:
    """How far type is moved towards the spine, in the unit of *caliper* (of one leaf) or of *total*, if that is given:
    what the innermost leaf is moved, the others in proportion.
    """
    if total is None:
        return depth * caliper
    return total * depth / deepest if deepest else 0.0


@dataclass(frozen=True, slots=True)
class _Leaf:
    """A leaf of the folded sheet: its slot on the front, whether that face is up, and whether its head is down."""

    row: int
    column: int
    front_up: bool = True
    turned: bool = False


def _fold(pages: Sequence[int | None], positions: Sequence[int], total: int, edge: Edge) -> Sheet:
    """One sheet: *positions* of its pages among the *total* that are folded into one another, in reading order."""
    rows, columns = grid_of(len(positions))
    sides: dict[bool, dict[tuple[int, int], Placement]] = {True: {}, False: {}}
    first = None
    for index, leaf in enumerate(_leaves(len(positions))):
        for face, is_front in enumerate((leaf.front_up, not leaf.front_up)):
            position = positions[2 * index + face]
            column = leaf.column if is_front == (edge == "left") else columns - 1 - leaf.column
            spine = (1 if position % 2 else -1) * (-1 if leaf.turned else 1) * (1 if edge == "left" else -1)
            depth = min(position, total - 1 - position) // 2
            sides[is_front][leaf.row, column] = Placement(pages[position], leaf.turned, spine, depth)
            first = first or (leaf.row, column)

    def grid(side: dict[tuple[int, int], Placement]) -> Grid:
        return tuple(tuple(side[row, column] for column in range(columns)) for row in range(rows))

    return Sheet(grid(sides[True]), grid(sides[False]), first)


def _leaves(signature: int) -> list[_Leaf]:
    """The leaves of the folded sheet from the top, bound at the left."""
    rows, columns = grid_of(signature)
    stacks = {(row, column): [_Leaf(row, column)] for row in range(rows) for column in range(columns)}
    for fold in _FOLDS[signature]:
        if fold == "|":
            columns //= 2
            stacks = {
                (row, column): stacks[row, columns + column] + list(_turn_over(stacks[row, columns - 1 - column]))
                for row in range(rows)
                for column in range(columns)
            }
        else:
            rows //= 2
            stacks = {
                (row, column): stacks[rows + row, column] + list(_turn_over(stacks[rows - 1 - row, column], heads=True))
                for row in range(rows)
                for column in range(columns)
            }
    return stacks[0, 0]


def _turn_over(stack: list[_Leaf], *, heads: bool = False) -> Iterator[_Leaf]:
    """*stack* turned over about an upright fold, or about a level one, which turns *heads* too."""
    for leaf in reversed(stack):
        yield _Leaf(leaf.row, leaf.column, not leaf.front_up, leaf.turned != heads)
