"""A style sheet that stands alone is parsed once; one with a fault, or that loads or defines more, for each layout."""

from pathlib import Path

import pytest

from pipeline.engine.loading import load_weasyprint
from pipeline.engine.pages import Typesetter
from pipeline.errors import RenderError
from pipeline.resources import find_shipped

COUNTER = "@counter-style stars { system: cyclic; symbols: '*'; suffix: ' ' }"


def parsed(text: str, layout: Path | None = None) -> object:
    """The style sheet *text* as a layout in the folder *layout* has it."""
    folders = {} if layout is None else {"layout": layout}
    (sheet,) = Typesetter(fonts=find_shipped("fonts"), style_sheets={"a.css": text}, folders=folders)._loaded
    return sheet


def test_one_that_stands_alone_is_parsed_once() -> None:
    assert parsed("p { color: red }") is parsed("p { color: red }")
    assert parsed("p { color: red }") is not parsed("p { color: blue }")


def test_one_that_loads_another_is_parsed_for_its_layout(tmp_path: Path) -> None:
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "b.css").write_text(f"p {{ content: '{name}' }}", encoding="utf-8")
    text = "@import url(layout:b.css);"
    assert parsed(text, tmp_path / "one") is not parsed(text, tmp_path / "other")
    with pytest.raises(RenderError):  # where there is none, whoever has parsed it before
        parsed(text)


@pytest.mark.parametrize("text", ["p { colour: red }", "@font-face { font-family: A; src: url(layout:a.ttf) }"])
def test_a_fault_is_told_each_time(text: str) -> None:
    told = []
    for _time in (1, 2):
        with pytest.raises(RenderError) as caught:
            parsed(text)
        told.append(str(caught.value))
    assert told[0] == told[1]


def test_what_it_defines_is_there_for_each_layout() -> None:
    load_weasyprint(find_shipped("fonts"))
    for _time in (1, 2):
        made = Typesetter(fonts=find_shipped("fonts"), style_sheets={"a.css": COUNTER}, folders={})
        assert "stars" in made._counters
