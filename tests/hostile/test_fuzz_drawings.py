"""Whatever stands in a drawing or a picture of pixels, it is judged or refused in words: nothing else comes out.

What is taken is drawn by the engine too, within the same count of work. ``KANBEN_FUZZ=N`` tries N times as many.
"""

import os
import tracemalloc
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from pipeline.engine.laid_out_part import Drawing
from pipeline.engine.pages import Typesetter
from pipeline.engine.untagged_pdf import write_overlay_pdf
from pipeline.errors import RenderError
from pipeline.pictures.judging import PictureFacts, WrongPictureError, judge_picture, require_picture
from pipeline.resources import find_shipped

TIMES = int(os.environ.get("KANBEN_FUZZ", "1"))
_VALUES = (
    "0", "1", "-1", "1e9", "1e-300", "1e308", "nan", "50%", "9mm", "1em", "red", "none", "inherit", "currentColor",
    "url(#a)", "url(#b)", "url( '#c' )", "u\\72l(#a)", "url(http://127.0.0.1:9/)", "#a", "#b", "http://127.0.0.1:9/",
    "rotate(45)", "scale(1e9)", "matrix(1 0 0 1 0 0)", "translate(1,2", "M0 0L9 9z", "M0 0" + "l1 1" * 50,
    "0,0 9,9 3,4", "0 0 9 9",
    "repeat", "reflect", "userSpaceOnUse", "objectBoundingBox", "1 2 3", "auto", "灯", "&#60;", "data:,",
)  # fmt: skip
_NAMES = (
    "id", "x", "y", "width", "height", "r", "rx", "cx", "d", "points", "fill", "stroke", "stroke-width", "opacity",
    "transform", "viewBox", "href", "xlink:href", "clip-path", "mask", "filter", "marker-start", "marker-mid", "style",
    "stroke-dasharray", "spreadMethod", "gradientUnits", "x1", "x2", "offset", "stop-color", "patternUnits", "class",
    "font-size", "text-anchor", "dx", "rotate", "onclick", "xml:base", "letter-spacing",
)  # fmt: skip
_ELEMENTS = (
    "g", "rect", "circle", "ellipse", "path", "line", "polyline", "polygon", "text", "tspan", "textPath", "use",
    "symbol", "defs",
    "clipPath", "mask", "marker", "pattern", "linearGradient", "radialGradient", "stop", "filter", "feOffset",
    "feBlend", "image", "style", "script", "a", "svg", "switch", "title", "foreignObject",
)  # fmt: skip
_STYLES = (
    "rect { fill: url(#a) }",
    "* { stroke: red }",
    "@import 'a'",
    "@im\\70ort 'a'",
    "a b > c ~ d { x: y }",
    "}",
    "/*",
)


def elements() -> st.SearchStrategy[str]:
    attributes = st.dictionaries(st.sampled_from(_NAMES), st.sampled_from((*_VALUES, "a", "b", "c")), max_size=4)
    opening = st.tuples(st.sampled_from(_ELEMENTS), attributes)

    def written(each: tuple[tuple[str, dict[str, str]], list[str]]) -> str:
        (name, values), content = each
        text = "".join(f' {key}="{value}"' for key, value in values.items())
        return f"<{name}{text}>{''.join(content)}</{name}>"

    leaves = st.sampled_from((*_STYLES, "灯火", "", "<!-- x -->")) | opening.map(lambda each: written((each, [])))
    return st.recursive(
        leaves, lambda inner: st.tuples(opening, st.lists(inner, max_size=4)).map(written), max_leaves=12
    )


def drawing(content: str) -> bytes:
    head = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 90 60">'
    return f"{head}{content}</svg>".encode()


def judged(data: bytes, kind: str) -> PictureFacts | None:
    try:
        facts = judge_picture(data, kind)  # type: ignore[arg-type]
    except WrongPictureError as error:
        return None if error.message else pytest.fail("nothing is told")
    require_picture(data, kind)  # type: ignore[arg-type]
    return facts


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Typesetter]:
    folder = tmp_path_factory.mktemp("drawings")
    folders = {"workspace": folder}
    setter = Typesetter(fonts=find_shipped("fonts"), style_sheets={}, folders=folders, drawing=Drawing.PLAIN)
    return folder / "a.svg", setter


@settings(max_examples=150 * TIMES, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.lists(elements(), max_size=4).map("".join))
def test_any_drawing(page: tuple[Path, Typesetter], content: str) -> None:
    path, typesetter = page
    data = drawing(content)
    if judged(data, "SVG") is None:
        return
    path.write_bytes(data)
    try:
        part = typesetter.lay_out('<html lang="zh-CN"><img alt="图" style="width: 90mm" src="workspace:a.svg"></html>')
        write_overlay_pdf(part)
    except RenderError as error:
        assert all(problem.message for problem in error.problems)  # noqa: PT017 (which of both comes out is open)


def test_drawings_of_both_kinds_come_out() -> None:
    """The control: some of what is tried is good, and some is not."""
    assert judged(drawing('<rect width="9" height="9" fill="url(#a)"/>'), "SVG") is not None
    assert judged(drawing("<script/>"), "SVG") is None


@settings(max_examples=150 * TIMES)
@given(st.binary(max_size=400), st.integers(0, 399), st.sampled_from(["PNG", "JPEG"]))
def test_any_bytes_in_a_picture(data: bytes, place: int, kind: str) -> None:
    file = BytesIO()
    Image.effect_noise((16, 16), 50).convert("RGB").save(file, kind)
    whole = file.getvalue()
    tracemalloc.start()
    try:
        judged(whole[:place] + data + whole[place + len(data) :], kind)
        assert tracemalloc.get_traced_memory()[1] < 50_000_000
    finally:
        tracemalloc.stop()
