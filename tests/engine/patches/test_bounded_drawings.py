"""Drawings and gradients that are too much stop the build with an error of their file; interruptions pass through."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline.engine.laid_out_part import Drawing
from pipeline.engine.loading import load_weasyprint
from pipeline.engine.pages import Typesetter
from pipeline.engine.untagged_pdf import write_overlay_pdf
from pipeline.errors import KanbenError, RenderError
from pipeline.resources import find_shipped

RECT = '<rect width="9" height="9"/>'
STOPS = '<stop stop-color="red"/><stop offset="1"/>'
PLAIN = "The drawing is as much work as more than {} plain elements."
MAX_WORK = "pipeline.engine.patches.bounded_drawings.MAX_WORK"
Draw = Callable[[str], bytes]


@pytest.fixture(scope="module", autouse=True)
def _weasyprint() -> None:
    load_weasyprint(find_shipped("fonts"))


@pytest.fixture
def draw(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Draw:
    """Lay out a page with a drawing of the given content, which nobody has looked into, and write it."""
    path = tmp_path / "图 1.svg"
    monkeypatch.setattr("pipeline.engine.fetcher.require_picture", lambda _data, _kind: None)

    def drawn(content: str) -> bytes:
        path.write_text(
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 300">{content}</svg>', encoding="utf-8"
        )
        typesetter = Typesetter(
            fonts=find_shipped("fonts"), style_sheets={}, folders={"workspace": tmp_path}, drawing=Drawing.PLAIN
        )
        picture = '<img alt="图" style="width: 90mm" src="workspace:%E5%9B%BE%201.svg?1">'
        part = typesetter.lay_out(f'<html lang="zh-CN"><body>{picture}</body></html>')
        assert part.warnings == ()
        return write_overlay_pdf(part)

    return drawn


def refusal(draw: Draw, content: str, tmp_path: Path) -> str:
    with pytest.raises(RenderError) as caught:
        draw(content)
    (problem,) = caught.value.problems
    assert problem.path == tmp_path.resolve() / "图 1.svg"
    assert problem.hint
    return problem.message


COUNTED = [
    RECT,
    '<g><circle r="3"/></g>',
    '<path d="M0 0l1 1 2 2h3"/>',
    f'<path d="M0 0{"l1.25 1.25" * 10}"/>',
    '<text font-family="Kanben Song">灯火<tspan>灯</tspan></text>',
    '<text text-anchor="middle">灯</text>',
    '<rect width="9" height="9" opacity=".5"/>',
    '<rect width="9" height="9" fill="url(#l)"/>',
    '<rect width="9" height="9" stroke="url(#r)"/>',
    '<rect width="9" height="9" fill="url(#p)"/>',
    '<rect width="9" height="9" clip-path="url(#c)"/>',
    '<rect width="9" height="9" filter="url(#f)"/>',
    '<polyline points="1 2 3 4 5 6" marker-mid="url(#m)"/>',
    '<use href="#s"/>',
    f'<g stroke-dasharray="{"1 " * 300}">{RECT}</g>',
]
DEFINED = (
    f'<linearGradient id="l">{STOPS}</linearGradient><radialGradient id="r">{STOPS}</radialGradient>'
    f'<pattern id="p" width="3" height="3">{RECT}</pattern><clipPath id="c">{RECT}</clipPath>'
    f'<filter id="f"><feOffset dx="1"/></filter><marker id="m">{RECT}</marker><symbol id="s">{RECT}</symbol>'
)


@pytest.mark.parametrize("element", COUNTED)
def test_everything_drawn_is_counted(draw: Draw, element: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(MAX_WORK, 1000)
    assert draw(DEFINED + element * 20).startswith(b"%PDF")
    assert refusal(draw, DEFINED + element * 1000, tmp_path) == PLAIN.format(1000)


def test_each_drawing_has_its_own_count(draw: Draw, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(MAX_WORK, 150)
    for _drawing in range(3):
        assert draw(RECT * 100)


@pytest.mark.parametrize(
    "content",
    [
        f"<style>{'rect[x] { fill: red }' * 1000}</style>{RECT * 200}",
        f"<g>{'<a>' * 30}{'<tspan>a</tspan>' * 30}{'</a>' * 30}</g>",
        f'<rect width="9" height="9" style="fill: red; {"font-family: serif;" * 6000}"/>',
        f'<linearGradient id="l">{"<stop/>" * 2500}</linearGradient><rect width="9" height="9" fill="url(#l)"/>',
        f'<filter id="f">{"<feOffset/>" * 5000}</filter><rect width="9" height="9" filter="url(#f)"/>',
        f'<pattern id="p" width="2" height="2"><defs>{RECT * 3000}</defs></pattern>'
        + '<rect width="9" height="9" fill="url(#p)"/>' * 10,
        "<g " + " ".join(f'a{number}=""' for number in range(300)) + f">{RECT * 300}</g>",
        "<g opacity='.5'>" * 40 + RECT * 200 + "</g>" * 40,
    ],
)
def test_what_multiplies_unseen(draw: Draw, content: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(MAX_WORK, 1000)
        assert refusal(draw, content, tmp_path) == PLAIN.format(1000)
    assert draw(content)


REPEATED = "A gradient is repeated more than 2000 times."


def gradient(kind: str, attributes: str) -> str:
    element = f'<{kind} id="a" gradientUnits="userSpaceOnUse" {attributes}>{STOPS}</{kind}>'
    return f'{element}<rect width="400" height="300" fill="url(#a)"/>'


@pytest.mark.parametrize("spread", ["repeat", "reflect"])
@pytest.mark.parametrize("length", ["0.0001", "0", "1e-300", "-0.001"])
def test_gradients_that_are_repeated_without_end(draw: Draw, spread: str, length: str, tmp_path: Path) -> None:
    for kind, name in (("linearGradient", "x2"), ("radialGradient", "r")):
        content = gradient(kind, f'spreadMethod="{spread}" {name}="{{}}"')
        assert draw(content.format("2"))
        assert refusal(draw, content.format(length), tmp_path) == REPEATED


@pytest.mark.parametrize("fr", ["39.999999", "40", "500"])
def test_radial_gradients_without_width(draw: Draw, fr: str, tmp_path: Path) -> None:
    content = gradient("radialGradient", 'spreadMethod="repeat" r="40" fr="{}"')
    assert draw(content.format("30"))
    assert refusal(draw, content.format(fr), tmp_path) == REPEATED


@pytest.mark.parametrize(
    "image",
    [
        "repeating-linear-gradient(red, blue {})",
        "repeating-linear-gradient(45deg, red 1mm, blue calc(1mm + {}))",
        "repeating-radial-gradient(red, blue {})",
        "repeating-radial-gradient(circle at 1mm 2mm, red 5mm, blue calc(5mm + {}))",
    ],
)
def test_gradients_of_style_sheets(image: str, tmp_path: Path) -> None:
    def write(length: str) -> bytes:
        sheet = f"div {{ width: 90mm; height: 90mm; background-image: {image.format(length)} }}"
        typesetter = Typesetter(
            fonts=find_shipped("fonts"),
            style_sheets={"a.css": sheet},
            folders={"workspace": tmp_path},
            drawing=Drawing.PLAIN,
        )
        return write_overlay_pdf(typesetter.lay_out('<html lang="zh-CN"><body><div>a</div></body></html>'))

    assert write("1mm").startswith(b"%PDF")
    with pytest.raises(RenderError, match="A gradient is repeated more than 2000 times"):
        write("0.0001mm")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ('<g transform="scale(900000)">' * 3 + RECT + "</g>" * 3, "A number of the drawing is too large."),
        (
            f'<svg width="1" height="1" viewBox="0 0 1e-300 1e-300">{RECT}</svg>',
            "A number of the drawing is too large.",
        ),
        (f'<g transform="translate(nan)">{RECT}</g>', "A number of the drawing is too large."),
        ('<g id="a"><use href="#a"/></g>', "The drawing refers to itself, or is nested too deep."),
        (
            '<rect width="1" height="1" stroke-miterlimit="x"/>',
            "The drawing cannot be drawn: ValueError: could not convert string to float: 'x'.",
        ),
        ("<style>[*|x] { fill: red }</style>", "The drawing cannot be drawn: NotImplementedError: ."),
    ],
)
def test_what_cannot_be_drawn_is_told_with_its_file(draw: Draw, content: str, message: str, tmp_path: Path) -> None:
    assert draw(f'<g transform="scale(900) scale(.001)">{RECT}</g>')
    assert refusal(draw, content, tmp_path) == message


@pytest.mark.parametrize("error", [KeyboardInterrupt, SystemExit, MemoryError])
def test_interruptions_pass_through(draw: Draw, error: type[BaseException], monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_arguments: Any, **_options: Any) -> None:
        raise error

    assert draw(RECT)
    from weasyprint.svg import SVG

    monkeypatch.setattr(SVG, "set_graphical_state", interrupt)
    with pytest.raises(error):
        draw(RECT)


def test_want_of_memory_while_a_drawing_is_read(draw: Draw, monkeypatch: pytest.MonkeyPatch) -> None:
    """WeasyPrint takes it for a picture that cannot be loaded, and leaves that out."""

    def fail(*_arguments: Any) -> None:
        raise MemoryError

    from weasyprint import svg

    monkeypatch.setattr(svg, "parse_stylesheets", fail)
    with pytest.raises(MemoryError):
        draw(RECT)


def test_the_press_edition_tells_it_too(tmp_path: Path) -> None:
    (tmp_path / "a.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3">'
        '<rect width="1" height="1" stroke-miterlimit="x"/></svg>'
    )
    typesetter = Typesetter(fonts=find_shipped("fonts"), style_sheets={}, folders={"workspace": tmp_path})
    with pytest.raises(KanbenError) as caught:
        typesetter.lay_out('<html lang="zh-CN"><body><img alt="图" src="workspace:a.svg"></body></html>')
    assert caught.value.problems[0].path == tmp_path.resolve() / "a.svg"
