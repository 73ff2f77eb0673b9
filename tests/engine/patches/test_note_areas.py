"""Notes in columns: their heights are those that WeasyPrint finds, and the work grows with the notes alone."""

from typing import Any

import pytest

from pipeline.engine.laid_out_part import Drawing, LaidOutPart
from pipeline.engine.pages import Typesetter
from pipeline.engine.untagged_pdf import write_overlay_pdf
from pipeline.resources import find_shipped
from tests.conformance.printed_page import read_pages

PAGE = """
@page { size: 300pt 300pt; margin: 0 }
.columns { columns: 2; column-gap: 20pt }
p { font: 10pt/20pt 'Kanben Song'; margin: 0 }
.note { float: footnote; footnote-policy: line; font: 8pt/12pt 'Kanben Song' }
"""
APART = ".note { margin: 3pt 0 7pt }"


def lay_out(notes: int, sheet: str = "") -> LaidOutPart:
    def note(number: int) -> str:
        return f'<span class="note">见旧账第{number}页，{"又见批注，" * (number % 5)}止。</span>'

    text = "第{}段里先讲了一些别的事，讲得很长，后来才说到一本旧账{}。"
    body = "".join(f"<p>{text.format(number, note(number))}</p>" for number in range(notes))
    typesetter = Typesetter(
        fonts=find_shipped("fonts"), style_sheets={"page.css": PAGE + sheet}, folders={}, drawing=Drawing.PLAIN
    )
    return typesetter.lay_out(f'<html lang="zh-CN"><body><div class="columns">{body}</div></body></html>')


@pytest.fixture
def heights(monkeypatch: pytest.MonkeyPatch) -> list[tuple[float, float]]:
    """What is found for each note that comes below others, beside the height of an area laid out with all of them."""
    lay_out(0)  # WeasyPrint is loaded
    from weasyprint.layout import LayoutContext

    from pipeline.engine.patches import note_areas

    found: list[tuple[float, float]] = []
    height_with = note_areas._height_with

    def compare(context: Any, area: Any, note: Any, height: float) -> float:
        before, context.in_column, area.known_heights = area.known_heights, True, {}
        LayoutContext._update_footnote_area(context)
        found.append((height_with(context, area, note, height), area.height))
        area.known_heights = before
        return found[-1][0]

    monkeypatch.setattr(note_areas, "_height_with", compare)
    return found


def test_one_more_note_is_as_high_as_in_the_whole_area(heights: list[tuple[float, float]]) -> None:
    lay_out(40)
    assert len(heights) > 30
    assert all(ours == pytest.approx(whole, abs=1e-9) for ours, whole in heights)


def test_notes_with_margins_are_laid_out_together(
    heights: list[tuple[float, float]], monkeypatch: pytest.MonkeyPatch
) -> None:
    lay_out(12, APART)
    assert heights == []
    from pipeline.engine.patches import note_areas

    monkeypatch.setattr(note_areas, "_is_plain", lambda note: True)
    lay_out(12, APART)
    assert any(ours != pytest.approx(whole, abs=1e-9) for ours, whole in heights)


def test_work_grows_with_the_notes_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    lay_out(0)
    from weasyprint.formatting_structure import boxes, build
    from weasyprint.layout import LayoutContext, block

    laid_out = 0
    create = build.create_anonymous_boxes

    def count(box: Any) -> Any:
        nonlocal laid_out
        laid_out += len(box.children) if isinstance(box, boxes.FootnoteAreaBox) else 0
        return create(box)

    monkeypatch.setattr(build, "create_anonymous_boxes", count)
    per_note = []
    for notes in (20, 60):
        laid_out = 0
        lay_out(notes)
        per_note.append(laid_out / notes)
    assert max(per_note) < 4
    monkeypatch.setattr(LayoutContext, "_update_footnote_area", _stock_update(LayoutContext))
    laid_out = 0
    lay_out(20)
    assert laid_out / 20 > 3 * per_note[0]
    assert block.remove_placeholders.__module__ == "pipeline.engine.patches.note_areas"


def _stock_update(context: Any) -> Any:
    """WeasyPrint's own function, which ours has around it."""
    cells = dict(
        zip(context._update_footnote_area.__code__.co_freevars, context._update_footnote_area.__closure__, strict=True)
    )
    return cells["update_area"].cell_contents


def test_a_page_without_notes_has_no_area_for_them() -> None:
    """Lines that are tried and given up on may hold no note either."""
    part = Typesetter(
        fonts=find_shipped("fonts"), style_sheets={"page.css": PAGE}, folders={}, drawing=Drawing.PLAIN
    ).lay_out(
        f'<html lang="zh-CN"><body style="margin: 0"><div class="columns"><p>{"一" * 14 * 40}</p></div></body></html>'
    )
    rows = [[line for line in page.lines if "一" in line.text] for page in read_pages(write_overlay_pdf(part))]
    assert [len(page) for page in rows] == [30, 10]
