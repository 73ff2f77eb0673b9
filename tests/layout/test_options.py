"""Options of a layout: what it declares, what a publication chooses, what becomes of pages and style sheets."""

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from pipeline.bounded_files import BoundedFolder
from pipeline.errors import ContentError
from pipeline.layout import Composer, find_layout, layout_of, with_options
from pipeline.layout.layout_file import Layout, read_layout
from pipeline.manuscript.reader import read_issue
from pipeline.model import Issue, OptionChoice
from pipeline.resources import find_shipped
from tests.workspaces import GOOD, ISSUE, PUBLICATION, good_workspace, replace_in

FILE = Path("publication.yaml")
SHIPPED = [BoundedFolder.of(find_shipped("layouts"))]
LAYOUTS = ("gongyun", "journal", "huakan")


@cache
def good_issue() -> Issue:
    return read_issue(GOOD / ISSUE)


def chosen(name: str, **values: str) -> Layout:
    choices = tuple(OptionChoice(key, value, line) for line, (key, value) in enumerate(values.items(), start=7))
    return with_options(find_layout(name, SHIPPED), choices, FILE)


@pytest.mark.parametrize("name", LAYOUTS)
def test_without_a_choice_a_layout_is_as_it_is(name: str) -> None:
    layout = find_layout(name, SHIPPED)
    same = with_options(layout, (), FILE)
    assert same == layout
    assert dict(layout.chosen) == {option: values[0] for option, values in layout.options.items()}


def test_type_fills_the_same_area() -> None:
    own = find_layout("journal", SHIPPED).geometry
    area, geometry = own.type_area, chosen("journal", size="小五", pitch="16pt", columns="3").geometry
    # 22 characters of 10.5 pt hold 25 of 9 pt: with the gutter of 21 pt 471 pt, 6 less at each side. In three columns
    # of whole characters that is 3 × 15 and gutters of 33 pt. 41 lines of 17 pt are 697 pt: 43 of 16 pt.
    made = geometry.type_area
    assert (made.characters, made.lines, made.columns, made.size, made.pitch) == (15, 43, 3, 9, 16)
    assert made.width == pytest.approx(471)
    assert geometry.inside - own.inside == pytest.approx(6)
    assert geometry.outside - own.outside == pytest.approx(6)
    assert (geometry.head, geometry.width) == (own.head, own.width)
    assert made.height <= area.height


@pytest.mark.parametrize("name", LAYOUTS)
def test_each_value_of_each_option_changes_the_style_sheets(name: str) -> None:
    def sheets(layout: Layout) -> str:
        issue = replace(good_issue(), publication=replace(good_issue().publication, colours=()))
        return "".join(Composer(issue, layout, GOOD).style_sheets().values())

    layout = find_layout(name, SHIPPED)
    own = sheets(layout)
    for option, values in layout.options.items():
        made = {value: sheets(chosen(name, **{option: value})) for value in values}
        assert made[values[0]] == own
        assert len(set(made.values())) == len(values), option


def test_what_is_not_there_is_told_with_its_line() -> None:
    with pytest.raises(ContentError) as caught:
        chosen("gongyun", sise="四号", pitch="23pt", size="四号")
    no_option, no_value = (str(problem) for problem in caught.value.problems)
    assert no_option.startswith(
        "publication.yaml:7: The layout “gongyun” has no option “sise”. There are: size, pitch,"
    )
    assert no_value.startswith("publication.yaml:8: “23pt” is no value of the option “pitch” in the layout “gongyun”.")
    assert no_value.endswith("Use one of: 27pt, 26pt, 25pt, 24pt.")


def test_a_publication_chooses(tmp_path: Path) -> None:
    workspace = good_workspace(tmp_path, "journal")
    replace_in(
        workspace / PUBLICATION / "publication.yaml",
        "layout: journal\n",
        "layout: journal\noptions: {columns: 1, titles: centred}\n",
    )
    layout = layout_of(read_issue(workspace / ISSUE).publication, SHIPPED)
    assert layout.geometry.type_area.columns == 1
    assert (layout.chosen["titles"], layout.chosen["tabs"]) == ("centred", "shown")


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ("size: [小五, 五号]", "The first value is what “type_area” says."),
        ("columns: [1, 0]", "“0” does not fit here."),
        ("pitch: [27pt, wide]", "“wide” does not fit here."),
        ("text_face: [song, arial]", "“arial” is no face: there are song, hei, kai, fang."),
        ("heads: [left, left]", "A value stands twice."),
    ],
)
def test_what_a_layout_declares_is_looked_at(options: str, told: str, tmp_path: Path) -> None:
    folder = tmp_path / "gongyun"
    folder.mkdir()
    shipped = find_shipped("layouts") / "gongyun"
    for path in shipped.iterdir():
        (folder / path.name).write_bytes(path.read_bytes())
    text = (folder / "layout.yaml").read_text(encoding="utf-8")
    before, _options, behind = text.partition("options:")
    (folder / "layout.yaml").write_text(
        f"{before}options:\n  {options}\ncover:{behind.partition('cover:')[2]}", encoding="utf-8"
    )
    with pytest.raises(ContentError) as caught:
        read_layout(BoundedFolder(folder, tmp_path), SHIPPED)
    (problem,) = caught.value.problems
    assert problem.message == told
    assert problem.line == before.count("\n") + 2
