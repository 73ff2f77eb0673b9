"""Figures, tables and boxes say where they stand; wrong places are told with their line and a remedy."""

from pathlib import Path

import pytest

from pipeline.blocks import Block, Box, Figure, Table
from pipeline.errors import Problem
from pipeline.manuscript.markdown import read_markdown
from tests.workspaces import GOOD, ISSUE

ARTICLE = GOOD / ISSUE / "articles/x.md"
PICTURE = "../images/square.png"
CHOICE = "Write one of {place=here}, {place=top}, {place=bottom}, {place=page}, or nothing."
STAYS = (
    "2: What stands in a box, a quotation or a group can't go to another place. "
    "Take “place” away, or put this after the block that it stands in."
)


def read(text: str, path: Path = ARTICLE) -> tuple[tuple[Block, ...], list[str]]:
    problems: list[Problem] = []
    blocks = read_markdown(text, path, 1, GOOD, problems).blocks
    return blocks, [f"{each.line}: {each.text}" for each in problems]


@pytest.mark.parametrize("place", ["here", "top", "bottom", "page"])
def test_places(place: str) -> None:
    text = (
        f"![甲]({PICTURE}){{place={place}}}\n\n{{place={place}}}\n| 甲 |\n|---|\n| 1 |\n\n"
        f"::: box 题 {{place={place}}}\n文\n:::\n"
    )
    blocks, problems = read(text)
    assert problems == []
    assert [each.place for each in blocks if isinstance(each, Figure | Table | Box)] == [place] * 3


def test_where_nothing_is_said() -> None:
    blocks, _problems = read(f"![甲]({PICTURE})\n\n| 甲 |\n|---|\n| 1 |\n\n::: box 题\n文\n:::\n")
    assert [each.place for each in blocks if isinstance(each, Figure | Table | Box)] == ["auto", "here", "auto"]


def test_what_an_author_leaves_open() -> None:
    """A caption makes a table one that may stand elsewhere, a title or a form of its own none of a box in another."""
    captioned = '{caption="表 1"}\n| 甲 |\n|---|\n| 1 |\n\n'
    blocks, _problems = read(f"{captioned}{captioned.replace('{', '{.turned ', 1)}::: note 按\n文\n:::\n")
    assert [each.place for each in blocks if isinstance(each, Table | Box)] == ["auto", "here", "here"]
    outer, problems = read("::::: box\n::: sidebar\n文\n:::\n:::::")
    assert problems == []
    assert isinstance(outer[0], Box)
    assert [each.place for each in outer[0].blocks if isinstance(each, Box)] == ["here"]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (f"![甲]({PICTURE}){{place=left}}", f"1: “left” is no place for a figure, table or box. {CHOICE}"),
        (f'![甲]({PICTURE}){{place=""}}', f"1: “” is no place for a figure, table or box. {CHOICE}"),
        ("::: box {place=foot}\n文\n:::", f"1: “foot” is no place for a figure, table or box. {CHOICE}"),
        ("{place=top}\n文", "2: “place” does not fit here. See docs/content-format.md."),
        (
            f"::: box\n![甲]({PICTURE}){{place=top}}\n:::",
            STAYS,
        ),
        (
            "> {place=page}\n> | 甲 |\n> |---|\n> | 1 |",
            STAYS,
        ),
    ],
)
def test_wrong_places(text: str, problem: str) -> None:
    assert read(text)[1] == [problem]


def test_in_a_box_what_stays_may_say_so() -> None:
    assert read(f"::: box\n![甲]({PICTURE}){{place=here}}\n:::")[1] == []


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("square.jpeg", "Do you mean ../images/square.png?"),
        ("nothing.tif", "Copy it into the images folder of the issue."),
    ],
)
def test_a_picture_that_is_not_there_is_told_with_one_that_is_called_alike(name: str, hint: str) -> None:
    assert read(f"\n![甲](../images/{name})")[1] == [f"2: There is no picture “../images/{name}”. {hint}"]


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("{new-page}", "A form has a dot before its name: {.new-page}."),
        ("{width：80%}", 'Write =, without spaces, and quotes around values: {width="80%"}.'),
    ],
)
def test_what_stands_between_braces_is_told_with_what_it_is_near_to(typed: str, hint: str) -> None:
    assert read(f"甲。\n\n{typed}\n\n乙。")[1] == [f"3: “{typed}” could not be understood. {hint}"]
