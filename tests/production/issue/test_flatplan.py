"""What the flatplan tells of pages and sheets."""

from types import SimpleNamespace
from typing import Any

import pytest

from pipeline.production.issue import flatplan
from pipeline.production.issue.flatplan import make_flatplan, pages_of_sheet
from pipeline.units import POINTS_PER_MM


@pytest.mark.parametrize(
    ("width", "height", "pages"),
    [
        (210, 285, 16), (185, 260, 16), (210, 297, 16),  # 16 开 of both full sheets, A4
        (140, 203, 32), (130, 184, 32), (148, 210, 32),  # 32 开, A5
        (260, 370, 8), (297, 420, 8), (600, 880, 2), (2000, 2000, 2),
    ],
)  # fmt: skip
def test_pages_of_a_printed_sheet(width: float, height: float, pages: int) -> None:
    assert pages_of_sheet(width * POINTS_PER_MM, height * POINTS_PER_MM) == pages


def part(first_page: int, count: int, starts: str | None, place: str = "") -> SimpleNamespace:
    """A placed part; an empty page where *starts* is None."""
    own = SimpleNamespace(place=place) if place else None
    plan = None if starts is None else SimpleNamespace(starts=starts, page=own)
    return SimpleNamespace(first_page=first_page, laid_out=SimpleNamespace(page_count=count), plan=plan)


@pytest.mark.parametrize(("place", "blanks", "at"), [("", "end", 6), ("", "before_last", 5), ("back", "end", 5)])
def test_blanks_and_sides_are_told(monkeypatch: pytest.MonkeyPatch, place: str, blanks: str, at: int) -> None:
    monkeypatch.setattr(flatplan, "printer_of", lambda *_given: SimpleNamespace(page_multiple=4))
    parts = [part(1, 1, "any"), part(2, 1, None), part(3, 3, "recto"), part(6, 1, "verso", place)]
    layout = SimpleNamespace(geometry=SimpleNamespace(width=595.0, height=808.0), blanks=blanks)
    laid_out: Any = SimpleNamespace(
        pagination=SimpleNamespace(parts=parts),
        issue=SimpleNamespace(entries=(), publication=None, path=flatplan.Path("/w/issues/a/2024/01")),
        composer=SimpleNamespace(layout=layout),
        entries=(),
        pages=6,
    )
    plan = make_flatplan(laid_out, ())
    assert (plan.blanks, dict(plan.starts)) == ({1}, {2: "recto", 5: "verso"})
    press = plan.press
    assert (press.pages, press.multiple, press.blanks, press.sheet, press.at) == (6, 4, 2, 16, at)
