"""What editions have no use for is taken out of drawn pages: the marks of the tags, or those of drawings."""

import re
import zlib
from pathlib import Path

import pytest

from pipeline.engine.frozen_objects import thaw
from pipeline.engine.laid_out_part import DrawnPage
from pipeline.engine.marked_content import without_drawings, without_tags
from pipeline.engine.pages import Typesetter
from pipeline.resources import find_shipped

HTML = """<html lang="zh-CN"><body><p>一<a href="https://example.org">二</a></p>
<div style="opacity: .5"><img src="workspace:a.svg" alt="图"></div><p>三</p></body></html>"""
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9" fill="#123"/></svg>'


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> DrawnPage:
    """A page with a drawing in a group."""
    folder = tmp_path_factory.mktemp("drawing")
    (folder / "a.svg").write_text(DRAWING)
    maker = Typesetter(fonts=find_shipped("fonts"), style_sheets={}, folders={"workspace": folder})
    return maker.lay_out(HTML).pages[0]


def painted(page: DrawnPage) -> bytes:
    """What the page and its forms paint."""
    forms = thaw(page.resources)["XObject"].values()
    streams = [zlib.decompress(form.stream[0]) for form in forms]
    return b"\n".join([zlib.decompress(page.content), *streams])


def marks(page: DrawnPage) -> set[bytes]:
    return set(re.findall(rb"/(\w+)\s+(?:<<[^\n]*>>|/D\w+)?\s*B[DM]C", painted(page)))


def operators(page: DrawnPage) -> list[bytes]:
    """All that is painted, without marks."""
    text = re.sub(rb"/\w+\s+(?:<<[^\n]*>>|/D\w+)?\s*B[DM]C|EMC", b"", painted(page))
    return text.split()


def test_a_page_is_drawn_with_both(page: DrawnPage) -> None:
    assert page.has_drawings
    assert marks(page) == {b"Span", b"Figure", b"KanbenDrawing"}


def test_each_edition_has_its_own(page: DrawnPage) -> None:
    press, reading = without_tags(page), without_drawings(page)
    assert (marks(press), marks(reading)) == ({b"KanbenDrawing"}, {b"Span", b"Figure"})
    assert operators(press) == operators(reading) == operators(page)
    for each in (press, reading):
        assert len(re.findall(rb"\bB[DM]C\b", painted(each))) == len(re.findall(rb"\bEMC\b", painted(each)))


def test_a_page_without_drawings_is_left_as_it_is(tmp_path: Path) -> None:
    maker = Typesetter(fonts=find_shipped("fonts"), style_sheets={}, folders={"workspace": tmp_path})
    page = maker.lay_out("<html lang='zh-CN'><body><p>一</p></body></html>").pages[0]
    assert without_drawings(page) is page
