"""The flatplan 版面图 of an issue: its pages, what stands where and why, and how they fill the printer's sheets."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pipeline.layout.layout_schema import Blanks
from pipeline.manuscript.workspace import workspace_of
from pipeline.production.issue.entry_folios import EntryFolio
from pipeline.production.issue.issue_builder import layout_folders
from pipeline.production.issue.laid_out_issue import LaidOutIssue
from pipeline.production.issue.page_digests import LivePage
from pipeline.production.pagination import PlacedPart
from pipeline.production.press.press_pages import printer_of
from pipeline.units import POINTS_PER_MM

_FULL_SHEET = (889 * POINTS_PER_MM, 1194 * POINTS_PER_MM)  # 大度
_OUTSIDE = ("inside_back", "back")  # pages of the cover


@dataclass(frozen=True, slots=True, kw_only=True)
class PressSheets:
    """How so many *pages* are printed: in a *multiple* that the printer wants, *sheet* pages to a 印张.

    *blanks* are missing to the next multiple; they stand before the 0-based page *at*.
    """

    pages: int
    multiple: int
    sheet: int
    blanks: int
    at: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Flatplan:
    """Pages in their order, counted from 0: *blanks* are empty, put in so that what follows begins on its side.

    *starts*: the first page of a part that asks for a side, and that side. *entries* by the file of their article.
    """

    pages: tuple[LivePage, ...]
    blanks: frozenset[int]
    starts: Mapping[int, Literal["recto", "verso"]]
    entries: Mapping[Path, EntryFolio]
    press: PressSheets


def make_flatplan(laid_out: LaidOutIssue, pages: tuple[LivePage, ...]) -> Flatplan:
    """The flatplan of *laid_out*, whose *pages* these are. Raises the KanbenError of a printer that can't be read."""
    parts = laid_out.pagination.parts
    articles = {entry.article.slug: entry.article.path for entry in laid_out.issue.entries}
    return Flatplan(
        pages=pages,
        blanks=frozenset(part.first_page - 1 for part in parts if part.plan is None),
        starts={
            part.first_page - 1: part.plan.starts
            for part in parts
            if part.plan is not None and part.plan.starts != "any"
        },
        entries={articles[entry.slug]: entry for entry in laid_out.entries},
        press=_count_sheets(laid_out),
    )


def _count_sheets(laid_out: LaidOutIssue) -> PressSheets:
    printer = printer_of(laid_out.issue.publication, "", layout_folders(workspace_of(laid_out.issue.path)))
    count, geometry = laid_out.pages, laid_out.composer.layout.geometry
    where, behind = place_of_blanks(laid_out)
    return PressSheets(
        pages=count,
        multiple=printer.page_multiple,
        sheet=pages_of_sheet(geometry.width, geometry.height),
        blanks=-count % printer.page_multiple,
        at=count - behind if where == "before_last" else count,
    )


def pages_of_sheet(width: float, height: float) -> int:
    """How many pages of *width* by *height* pt make a 印张: both sides of half a full sheet, 16 in 16 开."""
    leaves = int(_FULL_SHEET[0] * _FULL_SHEET[1] / (width * height))
    return 1 << max(1, leaves.bit_length() - 1)


def place_of_blanks(laid_out: LaidOutIssue) -> tuple[Blanks, int]:
    """Where blank pages for the press go: before 封三 and 封底 that the issue has itself, else where the layout says.

    Also how many pages stand behind them.
    """
    placed = laid_out.pagination.parts
    own = [at for at, each in enumerate(placed) if _is_outside(each)]
    if own:
        return "before_last", sum(each.laid_out.page_count for each in placed[own[0] :])
    return laid_out.composer.layout.blanks, placed[-1].laid_out.page_count


def _is_outside(part: PlacedPart) -> bool:
    return part.plan is not None and part.plan.page is not None and part.plan.page.place in _OUTSIDE
