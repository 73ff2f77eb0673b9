"""Drawings from anyone: what is too much to draw, or reaches out in disguise, is refused with its line.

Beside each refusal stands a drawing near the limit that passes.
"""

import time
from pathlib import Path

import pytest

from pipeline.blocks import Picture
from pipeline.errors import Problem
from pipeline.manuscript import pictures as content_pictures
from pipeline.pictures import svg_scan, svg_work

pytestmark = pytest.mark.whole

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 40 30">'
RECT = '<rect width="1" height="1"/>'
STOPS = '<stop/><stop offset="1"/>'
AGAIN = "What is drawn here again and again comes to more than 60000 plain elements."
PLAIN = "The drawing is as much work as more than 60000 plain elements."
RULES = "The rules of the style sheet, with the elements they are tried on, are too many."
LOOP = "leads back to itself"


def look_into(path: Path) -> Picture | Problem:
    """The picture of *path*, whose folder stands for the workspace."""
    return content_pictures.look_into(path, path.parent)


def drawing(folder: Path, content: str, head: str = HEAD) -> Picture | Problem:
    path = folder / "drawing.svg"
    path.write_text(f"{head}\n{content}</svg>", encoding="utf-8")
    return look_into(path)


def refusal(folder: Path, content: str) -> tuple[int | None, str]:
    problem = drawing(folder, content)
    assert isinstance(problem, Problem)
    assert problem.hint
    return problem.line, problem.message


def nested(element: str, levels: int, copies: int) -> str:
    """References to references, line by line: level n holds *copies* to the level before."""
    lines = [element.format(number=0, inside=RECT)]
    for level in range(1, levels + 1):
        copy = {"clipPath": '<rect width="1" height="1" clip-path="url(#a{})"/>', "g": '<use href="#a{}"/>'}
        copy |= {"pattern": '<rect width="1" height="1" style="fill: url(#a{})"/>'}
        copy |= {"filter": '<feOffset><rect filter="url(#a{})"/></feOffset>'}
        name = element[1 : element.index(" ")]
        lines.append(element.format(number=level, inside=copy[name].format(level - 1) * copies))
    return "\n".join(lines)


KINDS = [
    '<g id="a{number}">{inside}</g>',
    '<clipPath id="a{number}">{inside}</clipPath>',
    '<pattern id="a{number}" width="1" height="1">{inside}</pattern>',
    '<filter id="a{number}">{inside}</filter>',
]


@pytest.mark.parametrize("element", KINDS)
def test_references_multiply(tmp_path: Path, element: str) -> None:
    assert isinstance(drawing(tmp_path, nested(element, 3, 5)), Picture)
    line, message = refusal(tmp_path, nested(element, 39, 10))
    assert message == AGAIN
    assert line is not None
    assert 2 < line <= 41


@pytest.mark.parametrize(
    "content",
    [
        '<g id="a"><use href="#a"/></g>',
        '<clipPath id="a"><rect clip-path="url(#a)"/></clipPath>',
        '<pattern id="a"><rect fill="url(#b)"/></pattern><pattern id="b"><rect stroke="url(#a)"/></pattern>',
        '<g marker-end="url(#a)"><marker id="a"><path d="M0 0h1"/></marker></g>',
        '<style>path { marker: url(#a) }</style><marker id="a"><path d="M0 0h1"/></marker>',
    ],
)
def test_what_refers_to_itself(tmp_path: Path, content: str) -> None:
    line, message = refusal(tmp_path, content)
    assert line == 2
    assert LOOP in message


def test_a_reference_to_its_own_neighbour_is_none_to_itself(tmp_path: Path) -> None:
    assert isinstance(drawing(tmp_path, '<g id="a"><rect id="b"/></g><use href="#a"/><use href="#b"/>'), Picture)


def marked(elements: int, points: int, how: str) -> str:
    line = f'<polyline {how} points="{"1.25 2.5 " * points}"/>'
    return f'<marker id="m">{RECT * elements}</marker>\n{line}'


@pytest.mark.parametrize("name", ["marker", "marker-start", "marker-mid", "marker-end"])
@pytest.mark.parametrize("how", ['{}="url(#m)"', 'style="{}: url(#m)"'])
def test_markers_multiply_by_vertices(tmp_path: Path, name: str, how: str) -> None:
    how = how.format(name)
    assert isinstance(drawing(tmp_path, marked(2, 200, how)), Picture)
    assert refusal(tmp_path, marked(200, 2000, how)) == (3, AGAIN)


def test_markers_are_inherited_and_come_by_rules(tmp_path: Path) -> None:
    assert isinstance(drawing(tmp_path, f'<g marker-mid="url(#m)">{marked(2, 200, "")}</g>'), Picture)
    assert refusal(tmp_path, f'<g id="g">{marked(200, 2000, "")}</g>'.replace("<poly", '<g marker-mid="url(#m)"><poly')
                   .replace('"/></g>', '"/></g></g>')) == (3, AGAIN)  # fmt: skip
    rule = "<style>polyline { marker-mid: url(#m) }</style>"
    assert isinstance(drawing(tmp_path, rule + marked(2, 200, "")), Picture)
    assert refusal(tmp_path, rule + marked(200, 2000, "")) == (3, AGAIN)


@pytest.mark.parametrize("name", ["fill", "stroke"])
@pytest.mark.parametrize("how", ['<g {}="url(#p)">\n', "<style>.s {{ {}: url(#p) }}</style><g>\n"])
def test_patterns_multiply_by_what_they_fill(tmp_path: Path, name: str, how: str) -> None:
    def filled(elements: int, shapes: int) -> str:
        shape = '<rect class="s" width="1" height="1"/>'
        return f'<pattern id="p">{RECT * elements}</pattern>{how.format(name)}{shape * shapes}</g>'

    assert isinstance(drawing(tmp_path, filled(20, 200)), Picture)
    assert refusal(tmp_path, filled(200, 2000)) == (3, AGAIN)


def test_a_gradient_has_few_stops(tmp_path: Path) -> None:
    def gradient(stops: int) -> str:
        return f'<linearGradient id="a">{"<stop/>" * stops}</linearGradient>'

    assert isinstance(drawing(tmp_path, gradient(svg_scan.MAX_STOPS)), Picture)
    assert refusal(tmp_path, gradient(svg_scan.MAX_STOPS + 1)) == (2, "The gradient has more than 256 stops.")


def test_elements_are_few(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(svg_scan, "MAX_ELEMENTS", 11)
    assert isinstance(drawing(tmp_path, "<g/>" * 10), Picture)
    assert refusal(tmp_path, "<g/>" * 11) == (2, "The drawing has too many elements, or too deep ones.")


def test_all_work_is_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(svg_work, "MAX_WORK", 11)
    assert isinstance(drawing(tmp_path, "<g/>\n" * 10), Picture)
    assert refusal(tmp_path, "<g/>\n" * 11) == (12, PLAIN.replace("60000", "11"))
    copies = '<g id="a"><rect/><rect/></g>' + '<use href="#a"/>' * 2
    assert refusal(tmp_path, copies) == (2, AGAIN.replace("60000", "11"))


def sheet(rules: str, elements: str) -> str:
    return f"<style>\n{rules}</style>\n{elements}"


def test_rules_multiply_by_elements(tmp_path: Path) -> None:
    rules = "".join(f".c{number} {{ fill: red }}\ng rect.d{number} {{ fill: red }}\n" for number in range(100))
    elements = "".join(f'<rect class="c{number % 100} d{number % 90}"/>' for number in range(5000))
    assert isinstance(drawing(tmp_path, sheet(rules, f"<g>{elements}</g>")), Picture)
    many = "".join(f'rect[x="{number}"] {{ fill: red }}\n' for number in range(4000))
    line, message = refusal(tmp_path, sheet(many, "<rect/>" * 30000))
    assert message == RULES
    assert line is not None
    assert 2 < line < 4003


@pytest.mark.parametrize(
    ("selector", "elements"),
    [
        ("* * * * * * * * nope *", "<g>" * 80 + "<rect/>" * 100 + "</g>" * 80),
        ("rect ~ rect", "<rect/>" * 3000),
        ("rect:nth-of-type(3)", "<rect/>" * 3000),
        (":has(nope)", "<rect/>" * 3000),
        (":not(g ~ rect)", "<rect/>" * 3000),
        ("rect:first-of-type", "<rect/>" * 3000),
    ],
)
def test_selectors_that_look_around(tmp_path: Path, selector: str, elements: str) -> None:
    assert isinstance(drawing(tmp_path, sheet(f"{selector} {{ fill: red }}", "<rect/>" * 50)), Picture)
    assert refusal(tmp_path, sheet(f"{selector} {{ fill: red }}", elements)) == (3, RULES)


def test_a_selector_is_no_tower(tmp_path: Path) -> None:
    assert isinstance(drawing(tmp_path, sheet(">".join("g" * 20) + "{}", "")), Picture)
    assert refusal(tmp_path, sheet(">".join("g" * 21) + "{}", "")) == (
        3, "A selector of the style sheet is too long.")  # fmt: skip


def test_text_is_short(tmp_path: Path) -> None:
    assert isinstance(drawing(tmp_path, f"<text>{'灯' * svg_scan.MAX_TEXT}</text>"), Picture)
    message = "The drawing has more than 20000 characters of text."
    assert refusal(tmp_path, f"<text>{'灯' * (svg_scan.MAX_TEXT + 1)}</text>") == (2, message)
    assert refusal(tmp_path, f"<a>{'灯' * (svg_scan.MAX_TEXT + 1)}</a>") == (2, message)
    assert refusal(tmp_path, f'<text id="t">{"灯" * 9000}</text>' + '\n<use href="#t"/>' * 9)[1] == AGAIN


@pytest.mark.parametrize("shape", ['<path d="M0 0{}"/>', '<polyline points="{}"/>'])
def test_path_data_are_bounded(tmp_path: Path, shape: str) -> None:
    assert isinstance(drawing(tmp_path, shape.format(" 1.5 2.5" * 30_000)), Picture)
    assert refusal(tmp_path, shape.format(" 1.5 2.5" * 300_000)) == (2, PLAIN)


@pytest.mark.parametrize(("name", "shape"), [("d", "path"), ("points", "polygon")])
def test_path_data_are_not_inherited_at_length(tmp_path: Path, name: str, shape: str) -> None:
    around = f'<{shape} {name}="{" 1 1" * 10_000}">'
    assert isinstance(drawing(tmp_path, f"{around}<title>a</title></{shape}>"), Picture)
    assert refusal(tmp_path, f"{around}<{shape}/></{shape}>") == (
        2,
        f"Elements stand inside of one that has long “{name}”.",
    )


def test_attributes_are_inherited_and_copied(tmp_path: Path) -> None:
    def many(names: int, elements: int) -> str:
        attributes = " ".join(f'a{number}=""' for number in range(names))
        return f"<g {attributes}>{'<path/>' * elements}</g>"

    assert isinstance(drawing(tmp_path, many(40, 20_000)), Picture)
    assert refusal(tmp_path, many(1000, 20_000)) == (2, "The elements of the drawing have too many attributes.")


@pytest.mark.parametrize("name", ["fill", "stroke-dasharray", "font-family", "transform", "class"])
def test_values_are_short(tmp_path: Path, name: str) -> None:
    assert isinstance(drawing(tmp_path, f'<g {name}="{" " * 1000}"/>'), Picture)
    assert refusal(tmp_path, f'<g {name}="{" " * 1001}"/>') == (2, f"“{name}” has more than 1000 characters.")


def test_values_that_nothing_reads_may_be_long(tmp_path: Path) -> None:
    content = (
        f'<g data-note="{"x" * 5000}" xmlns:i="urn:i" i:original-d="{"1 " * 5000}"/><text x="{"1 " * 5000}">a</text>'
    )
    assert isinstance(drawing(tmp_path, content), Picture)


@pytest.mark.parametrize(
    "content",
    [
        '<rect width="1e308"/>', '<circle r="nan"/>', '<circle cx="-INF"/>', '<path d="M0 0L1e99 1"/>',
        '<path d="M0 0L12345678901 1"/>', '<svg viewBox="0 0 1e+20 1"/>', '<rect style="stroke-width: 1e99"/>',
        '<style>rect { stroke-miterlimit: 1e99 }</style>',
    ],
)  # fmt: skip
def test_numbers_out_of_measure(tmp_path: Path, content: str) -> None:
    line, message = refusal(tmp_path, content)
    assert line == 2
    assert message.endswith("has a number that is none, or too large.")


@pytest.mark.parametrize(
    "content",
    [
        '<path d="M1.2345678901234 6.123e-17L1e5-2e3"/>', '<rect id="e1234567890123" fill="#e10000"/>',
        '<rect style="stroke-width: 1.00000000001px"/>', '<g transform=""/><g transform="none"/>',
        '<g transform="translate(1,2) rotate(45deg 3 4), scale( -.5e-3 )matrix(1 0 0 1 2 3)"/>',
    ],
)  # fmt: skip
def test_numbers_as_they_are_written(tmp_path: Path, content: str) -> None:
    assert isinstance(drawing(tmp_path, content), Picture)


@pytest.mark.parametrize("value", ["a" * 999, "a(" * 499, "scale(1", "scale(calc(1 + 1))", "scale(x\ny);"])
def test_transformations_that_are_none(tmp_path: Path, value: str) -> None:
    assert refusal(tmp_path, f'<g transform="{value}"/>') == (2, "“transform” is no list of transformations.")


@pytest.mark.parametrize(
    "value",
    [
        '#x"]//*//*//*[@id="x',
        "#",
        "#a b",
        "#a)",
        "a.svg#b",
        "javascript:alert(1)",
        "data:image/svg+xml,<svg/>",
        "#a%20b",
    ],
)
def test_references_are_plain(tmp_path: Path, value: str) -> None:
    value = value.replace('"', "&quot;").replace("<", "&lt;")
    for name in ("href", "xlink:href"):
        assert refusal(tmp_path, f'<use {name}="{value}"/>') == (2, "The attribute “href” reaches outside the file.")


def test_references_in_other_letters(tmp_path: Path) -> None:
    assert isinstance(drawing(tmp_path, '<g id="灯-1.2:b_3"/><use href="#灯-1.2:b_3"/>'), Picture)


STYLE = "A style reaches outside the file."


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ('<style>\n@im\\70ort "x";</style>', "The rule @import is not allowed in a drawing."),
        ("<style>\n@IMPORT url(x);</style>", "The rule @import is not allowed in a drawing."),
        ("<style><![CDATA[\n@import 'x';]]></style>", "The rule @import is not allowed in a drawing."),
        ('<style type="text/other">\n@import "x";</style>', "The rule @import is not allowed in a drawing."),
        ("<style>\n@font-face { src: url(#a) }</style>", "The rule @font-face is not allowed in a drawing."),
        ("<style>\n@namespace x 'y';</style>", "The rule @namespace is not allowed in a drawing."),
        ("<style>\n@media print { rect { fill: red } }</style>", "The rule @media is not allowed in a drawing."),
        ("<style>\nrect { fill: u\\72l(http://x) }</style>", STYLE),
        ("<style>\nrect { fill: url('x' format('y')) }</style>", STYLE),
        ("<style>\nrect { fill: src('x') }</style>", STYLE),
        ("<style>\nrect { fill: image-set('x' 1x) }</style>", STYLE),
        ("<style>\nrect { fill: f(url(x)) }</style>", STYLE),
        ("<style>\nrect { fill: url(#a b) }</style>", STYLE),
        ("<style>\nrect[x=url(x)] { fill: red }</style>", STYLE),
        ("<style>\n<!-- -->rect { fill: url(/**/x) }</style>", STYLE),
        ("<style>\nrect</style>", "The style sheet is not well-formed."),
        ('\n<rect style="fill: u\\72l(http://x)"/>', "The attribute “style” reaches outside the file."),
        ('\n<rect style="fill: u&#x5c;000072l(x)"/>', "The attribute “style” reaches outside the file."),
        ('\n<rect fill="URL(x)"/>', "The attribute “fill” reaches outside the file."),
        ('\n<rect fill="url(#a"/>', "The attribute “fill” reaches outside the file."),
        ('\n<rect xml:base="http://x"/>', "The attribute “xml:base” reaches outside the file."),
        ('\n<svg:image xmlns:svg="http://www.w3.org/2000/svg" href="#a"/>', "The element <image> is not allowed."),
        ("\n<switch><foreignObject/></switch>", "The element <foreignObject> is not allowed."),
        ("\n<text><tref/></text>", "The element <tref> is not allowed."),
        ("\n<pattern><style>rect { fill: red }</style></pattern>", "The element <style> is not allowed."),
        ("\n<unmasked/>", "The element <mask> is not drawn: what it masks would be missing."),
    ],
)
def test_what_hides(tmp_path: Path, content: str, message: str) -> None:
    assert refusal(tmp_path, content) == (3, message)


@pytest.mark.parametrize(
    "content",
    [
        "<style>/* url(x) @import */ rect:hover, text > tspan { fill: url('#a'); stroke: URL( #b ) }</style>",
        "<style><![CDATA[.a { fill: red !important; -x-y: 'a;b' }]]></style>",
        "<rect style=\"-inkscape-font-specification: 'Sans; \\41'; fill: url(&quot;#a&quot;);;\"/>",
        '<rect data-name="C:\\images\\url" fill="none"/>',
        "<text>url(x) @import 灯</text>",
        "<title>url(http://x)</title><metadata>@import 'x'</metadata>",
    ],
)
def test_what_only_looks_as_if(tmp_path: Path, content: str) -> None:
    assert isinstance(drawing(tmp_path, content), Picture)


def test_styles_are_short(tmp_path: Path) -> None:
    rule = ".a { fill: red }\n"
    assert isinstance(drawing(tmp_path, f"<style>{rule * 10_000}</style>"), Picture)
    message = "The styles of the drawing are longer than 200 kB."
    assert refusal(tmp_path, f"<style>{rule * 20_000}</style>") == (2, message)
    assert refusal(tmp_path, f'<g style="{chr(92) * 2 * 100_001}"/>') == (2, message)


@pytest.mark.parametrize("brackets", [":not()", ":is[]", "{}"])
def test_styles_are_not_deep(tmp_path: Path, brackets: str) -> None:
    opening, closing = brackets[:-1], brackets[-1]
    assert isinstance(drawing(tmp_path, f"<style>{':not(' * 15}g{')' * 15} {{ fill: red }}</style>"), Picture)
    for depth in (51, 3000):
        style = f"{opening * depth}g{closing * depth} {{ fill: red }}"
        assert refusal(tmp_path, f"<style>{style}</style>") == (2, "The style sheet has brackets more than 50 deep.")
        assert refusal(tmp_path, f'<g style="fill: \\{style}"/>')[1].startswith("The style sheet has brackets")


@pytest.mark.parametrize("name", ["unicode_escape", "raw_unicode_escape", "utf-7", "rot13", "zlib_codec", "gb18030"])
def test_encodings_that_xml_does_not_know(tmp_path: Path, name: str) -> None:
    path = tmp_path / "drawing.svg"
    for encoding, passes in (("us-ascii", True), ("UTF-8", True), ("ISO-8859-1", True), (name, False)):
        path.write_text(f'<?xml version="1.0" encoding="{encoding}"?>\n{HEAD}{RECT}</svg>')
        assert isinstance(look_into(path), Picture) is passes


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-8"])
def test_the_mark_of_the_byte_order(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "drawing.svg"
    for style, passes in (("rect { fill: red }", True), ("@import 'x';", False)):
        path.write_bytes(f"\ufeff{HEAD}<style>{style}</style></svg>".encode(encoding))
        assert isinstance(look_into(path), Picture) is passes


@pytest.mark.parametrize(
    "fragment",
    [
        "<g/>", RECT, '<path d="M0 0l1 1"/>', "<text>a</text>", '<use href="#none"/>', '<g id="a"/><use href="#a"/>',
        '<rect style="fill: red; stroke: blue"/>', '<rect fill="url(#p)"/>', "<a><text>a</text></a>",
    ],
)  # fmt: skip
def test_time_grows_with_the_file(tmp_path: Path, fragment: str) -> None:
    """Twice as much takes about twice as long, as far as that can be told on a busy machine."""

    def measure(count: int) -> float:
        content = f'<pattern id="p"/>{fragment * count}'
        times = []
        for _turn in range(3):
            start = time.process_time()
            assert drawing(tmp_path, content)
            times.append(time.process_time() - start)
        return min(times)

    assert measure(4000) < 8 * max(measure(1000), 0.005)


def test_sane_drawings(tmp_path: Path) -> None:
    assert isinstance(drawing(tmp_path, '<rect x="1" y="2" width="10" height="10" fill="red"/>\n' * 40_000), Picture)
    assert isinstance(drawing(tmp_path, '<path d="M1 2L3 4z"/>' * 40_000), Picture)
    gradients = "".join(
        f'<linearGradient id="g{number}" spreadMethod="reflect">{STOPS}</linearGradient><rect fill="url(#g{number})"/>'
        for number in range(60)
    )
    assert isinstance(drawing(tmp_path, gradients), Picture)
    assert isinstance(drawing(tmp_path, marked(3, 200, 'marker-mid="url(#m)"')), Picture)
