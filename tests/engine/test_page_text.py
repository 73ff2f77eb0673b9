"""Text on pages: what hangs out past an edge by more than a mark may."""

import pytest

from pipeline.engine.page_text import OVERHANG, text_runs
from pipeline.engine.pages import Typesetter
from pipeline.resources import shipped


@pytest.mark.parametrize("side", ["left", "right", "top"])
@pytest.mark.parametrize(("out", "hangs"), [(0, False), (3.5, False), (4.5, True), (30, True)])
def test_text_past_an_edge_of_the_page(side: str, out: float, hangs: bool) -> None:
    sheet = "@page { size: 300px 400px; margin: 0 } p { position: absolute; margin: 0; font: 10px/10px 'Kanben Song' }"
    typesetter = Typesetter(fonts=shipped("fonts"), style_sheets={"page.css": sheet}, rooms={})
    page = f'<html lang="zh-CN"><body><p style="{side}: {-out}px">正文</p></body></html>'
    (run,) = text_runs(typesetter.lay_out(page).document)
    assert (run.text, run.overhanging) == ("正文", hangs)
    assert OVERHANG < 4.5  # a tenth of an em of the smallest type is seen by readers
