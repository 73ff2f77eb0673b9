"""Text on pages: what hangs out past an edge by more than a mark may."""

import pytest

from pipeline.engine.page_text import OVERHANG
from pipeline.engine.pages import Typesetter
from pipeline.resources import find_shipped


@pytest.mark.parametrize("side", ["left", "right", "top"])
@pytest.mark.parametrize(("out", "hangs"), [(0, False), (3.5, False), (4.5, True), (30, True)])
def test_text_past_an_edge_of_the_page(side: str, out: float, hangs: bool) -> None:
    sheet = "@page { size: 300px 400px; margin: 0 } p { position: absolute; margin: 0; font: 10px/10px 'Kanben Song' }"
    typesetter = Typesetter(fonts=find_shipped("fonts"), style_sheets={"page.css": sheet}, folders={})
    page = f'<html lang="zh-CN"><body><p style="{side}: {-out}px">正文</p></body></html>'
    (run,) = typesetter.lay_out(page).runs
    assert (run.text, run.overhanging) == ("正文", hangs)
    assert OVERHANG < 4.5  # a tenth of an em of the smallest type is seen by readers


@pytest.mark.parametrize(
    ("body", "hangs"),
    [
        ("<table><tr><td>甲</td><td><span class='wide'>正文</span></td></tr></table>", True),
        ("<table><tr><td>甲</td><td>正文</td></tr></table>", False),
        ("<div class='columns'><p class='wide'>正文</p><p>乙</p></div>", True),
        ("<div class='columns'><p>正文</p><p>乙</p></div>", False),
    ],
)
def test_text_past_a_side_of_its_column_or_cell(body: str, hangs: bool) -> None:
    sheet = """@page { size: 300px 400px; margin: 50px } p { margin: 0 } table { width: 100%; table-layout: fixed }
    .columns { columns: 2; column-gap: 10px } .wide { position: relative; left: 60px; white-space: nowrap }"""
    typesetter = Typesetter(fonts=find_shipped("fonts"), style_sheets={"page.css": sheet}, folders={})
    runs = typesetter.lay_out(f'<html lang="zh-CN"><body>{body}</body></html>').runs
    assert [run.overhanging for run in runs if run.text == "正文"] == [hangs]
