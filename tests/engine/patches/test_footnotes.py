"""A footnote stands on the page of its call, and would not without the patch."""

import pytest

from pipeline.engine.pages import Typesetter
from pipeline.resources import find_shipped

PAGE = "@page { size: 200pt 200pt; margin: 0 } p { font: 10pt/20pt 'Kanben Song'; margin: 0; orphans: 1; widows: %d } "
NOTED = (
    '<p>有注<span class="note">注文</span></p>'
    + "<p>一行</p>" * 6
    + "<p>下一段的第一行，还有很长很长的第二行在后面。</p>"
)
"""Seven lines of text and a note fill the page; the next paragraph's first line must not push the note away."""
NOTE = ".note { float: footnote; line-height: 20pt }"


def pages_of(body: str, sheet: str) -> list[str]:
    """The text of each page."""
    part = Typesetter(fonts=find_shipped("fonts"), style_sheets={"page.css": sheet}, folders={}).lay_out(
        f'<html lang="zh-CN"><body>{body}</body></html>'
    )
    pages = [""] * part.page_count
    for run in part.runs:
        pages[run.page] += run.text
    return pages


def test_a_note_stays_when_the_next_paragraph_does_not_fit() -> None:
    first, second = pages_of(NOTED, PAGE % 1 + NOTE)
    assert "有注" in first
    assert "注文" in first
    assert "第一行" in second


def test_a_note_that_is_put_off_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    pages_of("", "")  # WeasyPrint is loaded
    from pipeline.engine.patches import footnotes

    monkeypatch.delattr(footnotes._WithoutNotesToPutOff, "current_page_footnotes")  # those of the page are seen again
    first, second = pages_of(NOTED, PAGE % 1 + NOTE)
    assert "有注" in first
    assert "注文" in second


def test_it_is_in_place() -> None:
    pages_of("", "")
    from weasyprint.layout import block, inline

    assert block.iter_line_boxes is not inline.iter_line_boxes


@pytest.mark.parametrize("lines", range(2, 9))
def test_notes_of_a_paragraph_stay_with_their_calls(lines: int) -> None:
    """A first note of two lines, and two more called in the lines below."""
    sheet = (
        PAGE % 2
        + ".note { float: footnote; footnote-policy: line; line-height: 20pt } .note::footnote-call { content: '*' }"
    )
    called = (
        f'甲乙丙丁<span class="note">子{"注" * 24}</span>戊己庚辛壬癸甲乙丙丁戊己庚辛壬癸“引”'
        '<span class="note">丑</span>，“引”<span class="note">寅</span>天地玄黄宇宙洪荒日月盈昃辰宿列张'
        "寒来暑往秋收冬藏。"
    )
    pages = pages_of(f"{'<p>一行</p>' * lines}<p>{called}</p>", sheet)
    for page in pages:
        notes = sum(page.count(letter) for letter in "子丑寅")
        assert page.count("*") == notes, pages


def test_notes_called_within_boxed_pieces_and_columns() -> None:
    """What stands in a line sees the notes of the page as they are: columns put off what doesn't fit below them."""
    inner = "甲<span class=note>注一</span>，乙<span class=note>注二</span>，"
    body = f"<p>前<span style='display: inline-block; columns: 2; width: 150pt'>{inner}</span>后</p>"
    pages = pages_of(body + "<p>一行</p>" * 12, PAGE % 1 + NOTE)
    assert "".join(pages).count("注一") == "".join(pages).count("注二") == 1
