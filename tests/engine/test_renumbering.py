"""A part put on other folios comes out as if it had been laid out there, without being laid out again."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.engine.laid_out_part import LaidOutPart
from pipeline.engine.pages import Typesetter
from pipeline.errors import RenderError
from pipeline.resources import find_shipped
from tests.engine.test_rendering import differing

pytestmark = pytest.mark.whole

STYLE = """
@page { size: 200pt 160pt; margin: 20pt; @bottom-center { content: counter(page); font: 8pt "Kanben Hei" } }
@page :left { margin-left: 33.3pt; margin-right: 7pt; @top-left { content: string(head); font: 8pt "Kanben Hei" } }
@page :right { margin-left: 7pt; margin-right: 33.3pt; @top-right { content: string(head); font: 8pt "Kanben Hei" } }
html { font: 10pt/16pt "Kanben Song" }
html.verso { break-before: verso }
p { margin: 0; text-align: justify }
h2 { font: 12pt/16pt "Kanben Hei"; margin: 0; string-set: head content() }
.box { background: silver; position: relative } .box b { position: absolute; right: 0 }
.note { float: footnote; font-size: 8pt; line-height: 12pt } .note::footnote-call { content: counter(footnote) }
"""
TEXT = "天地玄黄，宇宙洪荒。日月盈昃，辰宿列张。" * 4


def part_on(folio: int, text: str = TEXT) -> str:
    """The HTML of a part that begins on *folio*."""
    blocks = "".join(
        f'<h2>第{number}节</h2><p>{text}<span class="note" id="n{number}">注{number}。</span></p>'
        f'<p class="box">{number}<b>右</b></p>'
        for number in range(6)
    )
    return (
        f'<html lang="zh-CN" class="{"recto" if folio % 2 else "verso"}"><head><title>页</title>'
        f"<style>@page :first {{ counter-reset: page {folio} }}</style></head><body>{blocks}</body></html>"
    )


@cache
def typesetter(sheet: str = "", *, keeps_pages: bool) -> Typesetter:
    return Typesetter(
        fonts=find_shipped("fonts"), style_sheets={"a.css": STYLE + sheet}, folders={}, keeps_pages=keeps_pages
    )


@contextmanager
def nothing_laid_out_as_a_whole() -> Iterator[None]:
    """Have it fail when a part is laid out as a whole."""
    from pipeline.engine import rendering

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rendering, "_render_whole", None)
        yield


def lay_out_there(folio: int, sheet: str = "") -> LaidOutPart:
    """The part as it comes out where it is laid out on *folio* at once."""
    return typesetter(sheet, keeps_pages=False).lay_out(part_on(folio))


@settings(max_examples=5)
@given(folios=st.lists(st.integers(1, 1200), min_size=1, max_size=3))
def test_a_part_on_other_folios_is_as_if_laid_out_there(folios: list[int]) -> None:
    keeping = typesetter(keeps_pages=True)
    keeping.find_extent(part_on(1))
    for folio in folios:
        with nothing_laid_out_as_a_whole():
            part = keeping.lay_out(part_on(folio))
        assert differing(part, lay_out_there(folio)) == []


def test_the_extent_is_that_of_the_part() -> None:
    part = lay_out_there(4)
    assert typesetter(keeps_pages=True).find_extent(part_on(4)) == part.extent
    assert part.page_count > 2
    assert part.extent.anchors["n5"] == part.page_count - 1


@pytest.mark.parametrize("sheet", ["", "@page { @bottom-right { content: target-counter(url(#n5), page) } }"])
@pytest.mark.parametrize("folio", [1, 4])
def test_margins_are_those_of_the_folios_in_the_end(folio: int, sheet: str) -> None:
    """Be these the same, or others; those that look for other pages have the part laid out as a whole."""
    keeping = typesetter(sheet, keeps_pages=True)
    keeping.find_extent(part_on(1))
    assert differing(keeping.lay_out(part_on(folio)), lay_out_there(folio, sheet)) == []


def test_words_may_change_with_the_folio() -> None:
    keeping = typesetter(keeps_pages=True)
    keeping.lay_out(part_on(3))
    html = part_on(8).replace("玄", "元", 1)
    with nothing_laid_out_as_a_whole():
        part = keeping.lay_out(html)
    assert differing(part, typesetter(keeps_pages=False).lay_out(html)) == []


@pytest.mark.parametrize(
    "sheet",
    [
        "html.verso p { color: red }",
        ".recto p { margin-left: 10pt }",
        "@page :left { margin-bottom: 40pt }",
        "@page :left { margin-left: 50pt }",
        "@page :left { @footnote { border-top: 1pt solid } }",
        "p::after { content: counter(page) }",
    ],
)
def test_what_depends_on_the_side_is_laid_out_again(sheet: str) -> None:
    """The type area is another, or words are, or the colour of text."""
    keeping = typesetter(sheet, keeps_pages=True)
    keeping.lay_out(part_on(5))
    with nothing_laid_out_as_a_whole(), pytest.raises(RenderError):
        keeping.lay_out(part_on(8))
    assert differing(keeping.lay_out(part_on(8)), lay_out_there(8, sheet)) == []


@pytest.mark.parametrize("name", ["_shift", "_add_margins"])
def test_a_part_that_is_not_renumbered_is_seen(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: counters stay as they were, or boxes where they were."""
    from pipeline.engine import renumbering

    def add_margins(sheet: Any, index: int, before: Any, context: Any) -> Any:
        before.children = before.children[:1]
        return sheet if sheet.children else before

    as_before = {"_shift": lambda page_maker, _change: list(page_maker), "_add_margins": add_margins}
    keeping = Typesetter(fonts=find_shipped("fonts"), style_sheets={"a.css": STYLE}, folders={}, keeps_pages=True)
    keeping.lay_out(part_on(5))
    monkeypatch.setattr(renumbering, name, as_before[name])
    assert "pages" in differing(keeping.lay_out(part_on(8)), lay_out_there(8))
