"""The colours of a layout, changed by a publication; colours that the table lacks are told with file, line and rule."""

from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.bounded_files import BoundedFolder
from pipeline.colours import Colour, ColourChange, cmyk_of, rgb_of
from pipeline.errors import ContentError
from pipeline.layout.layout_file import Layout, find_layout
from pipeline.layout.palette import find_unmapped_places, palette
from pipeline.resources import find_shipped

FILE = Path("publication.yaml")


@pytest.fixture
def layout() -> Layout:
    return find_layout("gongyun", [BoundedFolder.of(find_shipped("layouts"))])


def test_colours_of_the_layout_are_those_of_the_publication_where_it_says_nothing(layout: Layout) -> None:
    assert palette(layout, (), FILE) == {
        "nameplate": Colour("nameplate", (0xC8, 0x10, 0x2E), (0, 0.95, 1, 0)),
    }


def test_a_publication_changes_what_it_names(layout: Layout) -> None:
    found = palette(layout, (ColourChange(name="nameplate", spot="PANTONE 485 C"),), FILE)["nameplate"]
    assert (found.rgb, found.cmyk, found.spot) == ((0xC8, 0x10, 0x2E), (0, 0.95, 1, 0), "PANTONE 485 C")
    found = palette(
        layout, (ColourChange(name="nameplate", rgb=rgb_of("#000080"), cmyk=cmyk_of([100, 90, 0, 0])),), FILE
    )["nameplate"]
    assert (str(found), found.cmyk, found.spot) == ("#000080", (1, 0.9, 0, 0), "")


def test_colours_that_cannot_be_told_apart_on_the_page_are_told_with_their_line(layout: Layout) -> None:
    two = replace(layout, colours=(*layout.colours, Colour("seal", (1, 2, 3), (0, 1, 1, 0))))
    same_as_other = ColourChange(name="seal", rgb=rgb_of("#c8102e"), line=9)
    black_text = ColourChange(name="seal", rgb=rgb_of("#000000"), spot="PANTONE 485 C", line=9)
    for change, told in ((same_as_other, "“nameplate”"), (black_text, "#000000")):
        with pytest.raises(ContentError) as caught:
            palette(two, (change,), FILE)
        (problem,) = caught.value.problems
        assert (problem.path, problem.line) == (FILE, 9)
        assert problem.message.startswith("“seal”")
        assert told in problem.message


def test_colours_of_the_same_inks_need_not_be_told_apart(layout: Layout) -> None:
    same = replace(layout.colours[0], name="seal")
    black = Colour("rule", (0, 0, 0), (0, 0, 0, 1))
    assert len(palette(replace(layout, colours=(*layout.colours, same, black)), (), FILE)) == 3


def test_a_colour_that_the_layout_does_not_have_is_told_with_its_line(layout: Layout) -> None:
    with pytest.raises(ContentError) as caught:
        palette(layout, (ColourChange(name="nameplat", line=7),), FILE)
    (problem,) = caught.value.problems
    assert (problem.path, problem.line) == (FILE, 7)
    assert "nameplat" in problem.message
    assert "nameplate" in problem.hint


def test_where_a_colour_comes_from(layout: Layout, tmp_path: Path) -> None:
    source = "/* x */\np { color: black }\n\n.lead, .tail:hover { border: 1pt solid rgb(18, 52, 86) }\n"
    (tmp_path / "own.css.j2").write_text(source)
    own = replace(layout, folders=(BoundedFolder.of(tmp_path),), path=tmp_path)
    (problem,) = find_unmapped_places(own, [("own.css.j2", source)], rgb_of("#123456"))
    assert (problem.path, problem.line) == (tmp_path / "own.css.j2", 4)
    assert ".lead, .tail:hover" in problem.message
    assert "#123456" in problem.message
    (problem,) = find_unmapped_places(own, [("own.css.j2", source)], rgb_of("#123457"))
    assert problem.path == tmp_path / "layout.yaml"


def test_no_text_is_a_colour_that_is_none() -> None:
    for text in ("", "c8102e", "#c8102", "#c8102g", "#c8102e "):
        with pytest.raises(ValueError, match=r".*"):
            rgb_of(text)
