"""Groups of figures and cropped ones; what is wrong with them is told with its line and a remedy."""

import pytest

from pipeline.blocks import Figure, FigureGroup
from pipeline.units import Focus
from tests.manuscript.test_places import PICTURE, read

ONE = f"![甲]({PICTURE})"
FEW = (
    "A group has 2 to 6 pictures, and this one {}. "
    "Part it into several groups, or write a single picture without fences."
)
BESIDE = "1: A picture beside the text has a width of 60% at most, and no place. Write {.left width=40%}."
MIDDLE = (
    "1: “.middle” does not fit a picture. Use .wide, for all columns of the page, .left or .right, beside the text, "
    ".bleed, to the edges of a page, or .spread, over two."
)
FOCUS = (
    "1: Nothing is cut off this picture, and so it needs no focus. "
    'Say what shape it is to have, crop="3:2", or take focus away.'
)
ONLY = "Between these fences stand pictures only. Put text before or behind the group, or into a caption."
OWN = (
    "A picture in a group has no width of its own: those of a row are of one height. "
    "Take width and .wide away; write {.wide} behind :::."
)


def group(text: str) -> FigureGroup:
    (block,), problems = read(text)
    assert problems == []
    assert isinstance(block, FigureGroup)
    return block


def test_a_group() -> None:
    found = group(f'::: figures 题 {{#zu .wide place=page}}\n![甲]({PICTURE} "左图")\n\n{ONE}\n:::')
    assert [each.alt for each in found.figures] == ["甲", "甲"]
    assert [text.text for text in found.caption] == ["题"]  # type: ignore[union-attr]
    assert (found.id, found.is_wide, found.place, found.rows) == ("zu", True, "page", ())
    assert [len(each.caption) for each in found.figures] == [1, 0]


def test_pictures_of_one_paragraph_stand_side_by_side() -> None:
    assert group(f"::: figures\n{ONE}\n\n{ONE} {ONE}\n{ONE}\n:::").rows == (1, 3)


def test_what_is_shown_of_a_picture() -> None:
    (block,), problems = read(f'![甲]({PICTURE}){{crop="3:2" focus="50% 30%"}}')
    assert problems == []
    assert isinstance(block, Figure)
    assert (block.crop, block.focus) == (1.5, Focus(50, 30))
    assert block.ratio == 1.5


def test_a_picture_beside_the_text() -> None:
    blocks, problems = read(f"![甲]({PICTURE}){{.left width=40%}}\n\n![乙]({PICTURE}){{.right width=60%}}")
    assert problems == []
    assert [each.side for each in blocks if isinstance(each, Figure)] == ["left", "right"]


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        (f"![甲]({PICTURE}){{.left}}", [BESIDE]),
        (f"![甲]({PICTURE}){{.right width=61%}}", [BESIDE]),
        (f"![甲]({PICTURE}){{.left width=40% place=top}}", [BESIDE]),
        (f"![甲]({PICTURE}){{.middle}}", [MIDDLE]),
        (f"::: figures\n{ONE}\n:::", ["1: " + FEW.format(1)]),
        ("::: figures\n" + f"{ONE}\n\n" * 7 + ":::", ["1: " + FEW.format(7)]),
        (f"::: figures\n{ONE}\n\n文字\n\n{ONE}\n:::", [f"4: {ONLY}"]),
        (f"::: figures\n{ONE} 文字\n\n{ONE}\n\n{ONE}\n:::", [f"2: {ONLY}"]),
        (f"::: figures\n{ONE}{{width=50%}}\n\n{ONE}\n:::", [f"2: {OWN}"]),
        (f"::: figures\n{ONE}{{.wide}}\n\n{ONE}\n:::", [f"2: {OWN}"]),
        (
            f"::: figures 题 {{.tinted}}\n{ONE}\n\n{ONE}\n:::",
            ["1: “.tinted” does not fit here. Behind this title may stand: .wide, credit, id, place."],
        ),
        (
            f'![甲]({PICTURE}){{crop="wide"}}',
            ['1: “wide” is no shape for a picture. Write its width and height: crop="3:2".'],
        ),
        (
            f'![甲]({PICTURE}){{crop="3:2" focus="top"}}',
            ['1: “top” is no place in a picture. Write it from the left and from the top: focus="50% 30%".'],
        ),
        (
            f'![甲]({PICTURE}){{focus="50% 30%"}}',
            [FOCUS],
        ),
    ],
)
def test_mistakes(text: str, problems: list[str]) -> None:
    assert read(text)[1] == problems
