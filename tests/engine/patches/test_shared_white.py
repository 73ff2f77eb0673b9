"""A picture within text has white above it as well; what stands around it stays where it is."""

import pytest

from pipeline.engine.laid_out_part import Drawing
from pipeline.engine.pages import Typesetter
from pipeline.resources import find_shipped

LINE = 20.0  # px
PICTURE = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'%3E%3Crect width='9' height='9'/%3E"
    "%3C/svg%3E"
)
SHEET = f"""@page {{ size: 240px 200px; margin: 0 }} html {{ font: 10px/{LINE}px 'Kanben Song' }}
body, p, figure {{ margin: 0 }} img {{ display: block; width: 20px; height: {2 * LINE}px }}
figure {{ margin-bottom: {LINE}px; break-inside: avoid }} .share {{ --white-below: share }}"""


def tops(kind: str, above: int) -> tuple[list[float], float]:
    """In lines of the grid: where the paragraphs of the first page begin, and where the picture does."""
    figure = f"<figure class='{kind}' data-line=2><img alt='图' src=\"{PICTURE}\"></figure>"
    body = "<p data-line=1>文</p>" * above + figure + "<p data-line=3>末</p>"
    typesetter = Typesetter(
        fonts=find_shipped("fonts"), style_sheets={"page.css": SHEET}, folders={}, drawing=Drawing.PLAIN
    )
    part = typesetter.lay_out(f"<html lang='zh-CN'><body>{body}</body></html>")
    tops = [(block.line, block.area[1] / LINE) for block in part.fillings[0].blocks]
    return [top for line, top in tops if line != 2], next(top for line, top in tops if line == 2)


@pytest.mark.parametrize(
    ("kind", "above", "top"), [("share", 2, 2.5), ("", 2, 2.0), ("share", 0, 0.0), ("share", 8, 8.0)]
)
def test_half_of_the_white_stands_above_where_text_does_and_there_is_room(kind: str, above: int, top: float) -> None:
    texts, picture = tops(kind, above)
    assert picture == pytest.approx(top)
    assert texts == tops("", above)[0]
