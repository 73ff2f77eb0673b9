"""Numbers, addresses, colours and ids of drawings are found as WeasyPrint finds them."""

from typing import Any
from xml.etree import ElementTree

import pytest

from pipeline.engine.loading import load_weasyprint
from pipeline.resources import find_shipped
from tests.engine.originals import original


@pytest.fixture(scope="module", autouse=True)
def _weasyprint() -> None:
    load_weasyprint(find_shipped("fonts"))


@pytest.mark.parametrize(
    "string",
    [None, "", "0", 0, 3, 2.5, "1.5", "-1e3", "2em", " 2em", "3ex", "1rem", "50%", "1px 2px", "5mm", "x", "+.5pt"],
)
def test_sizes(string: Any) -> None:
    from weasyprint.svg import utils

    expected = original("svg.utils.size")
    for font_size, reference in ((16, 100), (10, 7), (16, 100)):
        assert utils.size(string, font_size, reference) == expected(string, font_size, reference)


@pytest.mark.parametrize("string", [None, "", "1,2 -3", "1.5.5E-3", "url(#a)", "url('x#b')", "#c", "none"])
def test_texts(string: Any) -> None:
    from weasyprint.svg import utils

    assert utils.normalize(string) == original("svg.utils.normalize")(string)
    assert utils.parse_url(string) == original("svg.utils.parse_url")(string)


@pytest.mark.parametrize("string", [None, "", "red", "#12345678", "rgb(1 2 3 / 50%)", "none at all"])
def test_colours(string: Any) -> None:
    from weasyprint.svg import utils

    for _turn in range(2):
        found = utils.color(string)
        assert tuple(found) == tuple(original("svg.utils.color")(string))
        found.alpha *= 0.5  # what is done with it is not seen by who asks next
    assert tuple(utils.color(string)) == tuple(original("svg.utils.color")(string))


def test_styles() -> None:
    from weasyprint import svg
    from weasyprint.svg.css import parse_declarations

    for text in ("fill: red; stroke: blue !important", "", "x", "fill: red; stroke: blue !important"):
        assert svg.parse_declarations(text) == parse_declarations(text)


TREE = """<svg xmlns="http://www.w3.org/2000/svg">
<g id="a"><rect id="b"/><g><rect id="b" x="2"/><use id="c" href="#a"/></g></g>
<text id="t">x <tspan id="d">y <tspan id="e">z</tspan> u</tspan> v <tspan id="f">w</tspan></text>
<defs><g id="h"/></defs></svg>"""


@pytest.mark.parametrize("identifier", ["a", "b", "c", "t", "d", "f", "h", "none"])
@pytest.mark.parametrize("drawn", [False, True])
def test_ids(identifier: str, drawn: bool) -> None:
    from weasyprint.svg import SVG

    find = original("svg.Node").get_child
    found = []
    for search in (find, SVG(ElementTree.fromstring(TREE), "", None).tree.__class__.get_child):
        root = SVG(ElementTree.fromstring(TREE), "", None).tree
        if drawn:
            for child in root:
                list(child)
        node = search(root, identifier)
        found.append(None if node is None else (node.tag, node.attrib))
    assert found[0] == found[1]
    assert (found[0] is None) == (identifier == "none")
