"""A sign or a rare character stands in a line as a picture, as high as its characters."""

import pytest

from pipeline.blocks import Paragraph
from pipeline.inlines import InlinePicture, Text, plain_text
from tests.conformance.printed_page import read_pages
from tests.finished import LAYOUTS, issue_with
from tests.manuscript.test_places import read

SIGN = "![灯塔的记号](../images/{}){{.inline}}"
SQUARE = SIGN.format("square.png")
ALONE = (
    "A picture must stand in a paragraph of its own. "
    "Put empty lines around it; a sign as high as its line is written {.inline}."
)


def test_a_sign() -> None:
    (block,), problems = read(f"门上画着{SQUARE}，人人认得。")
    assert problems == []
    assert isinstance(block, Paragraph)
    before, sign, after = block.children
    assert (before, after) == (Text("门上画着", 1), Text("，人人认得。", 1))
    assert isinstance(sign, InlinePicture)
    assert (sign.path.name, sign.alt, sign.ratio) == ("square.png", "灯塔的记号", 4 / 3)
    assert plain_text(block.children) == "门上画着灯塔的记号，人人认得。"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("画着![灯](../images/square.png)。", f"1: {ALONE}"),
        (
            "画着![](../images/square.png){.inline}。",
            "1: The picture has no alternative text. Say in ![ ] what it shows, for readers who cannot see it.",
        ),
        (
            f"画着{SIGN.format('none.png')}。",
            "1: There is no picture “../images/none.png”. Copy it into the images folder of the issue.",
        ),
        (
            '画着![灯](../images/square.png){.inline width="40%"}。',
            "1: “width” does not fit here. See docs/content-format.md.",
        ),
    ],
)
def test_mistakes(text: str, problem: str) -> None:
    assert read(text)[1] == [problem]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_lines_with_signs_stay_on_the_grid(layout: str) -> None:
    sentence = f"天地玄黄宇宙洪荒日月{SQUARE}盈昃辰宿列张寒来暑往"
    data = issue_with(sentence * 12, layout)
    page = next(page for page in read_pages(data) if any("天地玄黄" in line.text for line in page.lines))
    bases = sorted(
        {round(line.base, 2) for line in page.lines if len(line.text) > 4 and set(line.text) <= set(sentence)}
    )
    pitch = {"gongyun": 27, "journal": 17}[layout]
    assert len(bases) > 4
    assert {round((base - bases[0]) / pitch, 2) % 1 for base in bases} == {0}
