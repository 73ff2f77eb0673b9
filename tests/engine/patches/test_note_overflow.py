"""A line with a note stands where there is room for both, at whatever height the page ends."""

import pytest

from pipeline.engine.pages import Typesetter
from pipeline.resources import find_shipped

HEIGHTS = [round(207.8 + 0.21 * step, 2) for step in range(6)]  # the note ends beyond 256 px, where floats get coarser
BODY = '<p>上文</p><h1>题<span class="note">注文</span></h1><p>正文</p>'
SHEET = """
@page { size: 200pt %spt; margin: 20pt; @footnote { padding-top: 3.5pt; margin-top: 4pt } }
h1, p { font: 12pt/17pt 'Kanben Song'; margin: 0 }
.note { float: footnote; footnote-policy: line; font: 7.21875pt/1.5 'Kanben Song' }
"""


def count_pages(height: float) -> int:
    sheets = {"page.css": SHEET % height}
    typesetter = Typesetter(fonts=find_shipped("fonts"), style_sheets=sheets, folders={})
    return typesetter.lay_out(f'<html lang="zh-CN"><body>{BODY}</body></html>').page_count


def test_a_note_has_room_at_all_heights_of_a_page() -> None:
    assert {count_pages(height) for height in HEIGHTS} == {1}


def test_without_a_trace_some_heights_part_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    count_pages(HEIGHTS[0])  # WeasyPrint is loaded
    from pipeline.engine.patches import note_overflow

    monkeypatch.setattr(note_overflow, "_TRACE", 0.0)
    assert any(count_pages(height) > 1 for height in HEIGHTS)
