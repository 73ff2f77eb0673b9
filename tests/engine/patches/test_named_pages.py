"""White above what begins a page: gone where the page before is full, named or not; kept where a page was asked for."""

from functools import cache

import pytest

from pipeline.engine.laid_out_part import Drawing
from pipeline.engine.pages import Typesetter
from pipeline.resources import find_shipped

LINE = 20.0  # px
SHEET = f"""@page {{ size: 200px 100px; margin: 0 }} @page own {{ size: 200px 100px }} .named {{ page: own }}
html {{ font: 10px/{LINE}px 'Kanben Song' }} body, p {{ margin: 0 }} .white {{ margin-top: {2 * LINE}px }}
.asked {{ break-before: page }}"""


@cache
def typesetter() -> Typesetter:
    return Typesetter(fonts=find_shipped("fonts"), style_sheets={"page.css": SHEET}, folders={}, drawing=Drawing.PLAIN)


@pytest.mark.parametrize("name", ["named", ""])
@pytest.mark.parametrize(("kind", "top"), [("", 0.0), ("asked", 2 * LINE)])
def test_white_above_the_first_block_of_a_page(name: str, kind: str, top: float) -> None:
    text = "<p>文</p>" * 5
    body = f"<section class='{name}'>{text}<article class='{kind}'><p class=white>文</p></article></section>"
    part = typesetter().lay_out(f"<html lang='zh-CN'><body>{body}</body></html>")
    assert [filling.blocks[0].area[1] for filling in part.fillings] == [0.0, top]
