"""Tables that stand elsewhere keep their notes, in their order."""

from typing import Any

import pytest

from tests.conformance.specimens import PITCH
from tests.engine.test_page_floats import lines, set_lines


def table(name: str, kind: str, rows: int, note: str) -> str:
    called = f"<span class='note'>{note}</span>"
    cells = (
        f"<tr><td style='padding: 0; height: {PITCH}pt'>格{called if n == 1 else ''}</td></tr>" for n in range(rows)
    )
    return f"<table class='t {kind}' id='{name}'>{''.join(cells)}</table>"


def notes_of(body: str) -> list[list[str]]:
    """The notes of each page, from the top, by their first characters."""
    sheet = set_lines(body)
    pages = ([glyph for glyph in page.glyphs if glyph.character in "注释另"] for page in sheet.pages)
    return [[glyph.character for glyph in sorted(page, key=lambda glyph: glyph.y)] for page in pages]


def two_tables(kind: str, last: int = 70) -> str:
    """Both wait for the second page, in whose last column no text has room beside them."""
    text = lines(1, 24) + table("甲", "auto", 12, "注") + lines(25, 26)
    return f"<div class='columns'>{text}{table('乙', kind, 4, '释')}{lines(27, last)}</div>"


@pytest.mark.parametrize("kind", ["auto", "auto wide"])
def test_no_note_is_lost_where_a_column_has_no_room_for_text(kind: str) -> None:
    assert [note for page in notes_of(two_tables(kind)) for note in page] == ["注", "释"]


def test_notes_of_what_stands_at_the_foot_come_after_those_of_the_text() -> None:
    body = f"{lines(1, 3)}<p>行4<span class='note'>注</span>。</p>{table('乙', 'bottom', 4, '释')}{lines(5, 40)}"
    assert notes_of(body)[0] == ["注", "释"]
    before = f"{lines(1, 3)}{table('乙', 'bottom', 4, '注')}<p>行4<span class='note'>释</span>。</p>{lines(5, 40)}"
    assert notes_of(before)[0] == ["注", "释"]


def test_what_the_patch_does(monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: without it, they are lost."""
    from pipeline.engine.patches import lost_notes

    def bring_nothing_back(context: Any, made: Any) -> None:
        del context, made

    monkeypatch.setattr(lost_notes, "_bring_back_notes", bring_nothing_back)
    assert [note for page in notes_of(two_tables("auto", 71)) for note in page] == []
