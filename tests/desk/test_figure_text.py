"""Pictures in the text of an article: what is written of them, changed without losing anything else."""

import pytest

from pipeline.desk.pictures.figure_text import find_figures, insert_figure, rewrite_figure
from pipeline.manuscript.markdown import parser

PLAIN = "![灯塔](../images/a.jpg)"
FULL = (
    '![灯塔 [夜]](../images/a.jpg "图 1 \\"夜\\"灯")'
    '{#deng .wide width="80%" crop="3:2" focus="50% 30%" credit="李某 摄"}'
)
HEAD = "---\ntitle: 岛\n---\n\n"
TEXT = f"{HEAD}{PLAIN}\n\n::: figures 光影\n{FULL} ![b](b.png)\n:::\n\n```\n![no](no.png)\n```\n\n末段。\n"


def read(text: str) -> list[dict[str, str]]:
    """The pictures as the library reads them."""
    tokens = [child for token in parser().parse(text) for child in token.children or () if child.type == "image"]
    return [
        {"alt": each.content, **{key: str(value) for key, value in each.attrs.items() if key != "alt"}}
        for each in tokens
    ]


def test_pictures_are_found_with_what_is_written_of_them() -> None:
    first, second, third = find_figures(TEXT)
    assert (first.line, first.source, first.alt, first.caption, first.marks) == (5, "../images/a.jpg", "灯塔", "", ())
    assert (second.line, third.line) == (8, 8)
    assert [second.value(name) for name in ("alt", "caption", "credit", "crop", "focus")] == [
        "灯塔 [夜]",
        '图 1 "夜"灯',
        "李某 摄",
        "3:2",
        "50% 30%",
    ]
    assert [each["src"] for each in read(TEXT.split("---\n", 2)[2])] == [each.source for each in (first, second, third)]


@pytest.mark.parametrize(
    ("changes", "written"),
    [
        ({"focus": "10% 90%"}, FULL.replace("50% 30%", "10% 90%")),
        ({"crop": "", "focus": ""}, FULL.replace(' crop="3:2" focus="50% 30%"', "")),
        ({"alt": "别的"}, FULL.replace("灯塔 [夜]", "别的")),
        ({"caption": ""}, FULL.replace(' "图 1 \\"夜\\"灯"', "")),
        ({"caption": 'a\\b"'}, FULL.replace('图 1 \\"夜\\"灯', 'a\\\\b\\"')),
    ],
)
def test_one_thing_is_changed_and_all_else_stays(changes: dict[str, str], written: str) -> None:
    assert rewrite_figure(TEXT, 1, changes) == TEXT.replace(FULL, written)


def test_what_is_written_is_read_by_the_library() -> None:
    changed = rewrite_figure(TEXT, 0, {"caption": '甲"乙"', "credit": "王某 摄", "crop": "1:1", "focus": "0% 100%"})
    assert PLAIN not in changed
    found = read(changed.split("---\n", 2)[2])[0]
    marks = {"credit": "王某 摄", "crop": "1:1", "focus": "0% 100%"}
    assert found == {"alt": "灯塔", "src": "../images/a.jpg", "title": '甲"乙"', **marks}


@pytest.mark.parametrize(
    "changes",
    [{"alt": "]("}, {"alt": "a\nb"}, {"credit": 'a"b'}, {"credit": "a}b"}, {"crop": '3:2" x="'}, {"alt": "a\\"}],
)
def test_what_would_be_read_another_way_is_refused(changes: dict[str, str]) -> None:
    with pytest.raises(ValueError, match=r"alt|credit|crop"):
        rewrite_figure(TEXT, 0, changes)


def test_a_picture_that_is_not_there_is_refused() -> None:
    for index in (-1, 3):
        with pytest.raises(ValueError, match=str(index)):
            rewrite_figure(TEXT, index, {"alt": "x"})


@pytest.mark.parametrize(("line", "stands"), [(None, 17), (2, 5), (5, 7), (8, 11), (11, 15), (99, 17)])
def test_a_picture_is_put_below_a_paragraph(line: int | None, stands: int) -> None:
    changed, where = insert_figure(TEXT, line, "../images/n.jpg", "新的")
    lines = changed.split("\n")
    assert (where, lines[where - 1]) == (stands, "![新的](../images/n.jpg)")
    assert lines[where - 2] == ""
    assert [each for each in lines if each and each != lines[where - 1]] == [each for each in TEXT.split("\n") if each]
