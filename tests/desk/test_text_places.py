"""Between pages and sources: which line of the file stands at a place, and where a line stands."""

import pytest

from pipeline.desk.text_places import find_block, find_page, find_source
from pipeline.production.issue.live_pages import LivePages, TextPlace
from pipeline.production.issue.page_digests import LivePage

# Two pages, 700 pt high, of 10 pt lines: a title, then a paragraph of 8 lines, 4 on each page, then another one.
LEFT, RIGHT = 0.1, 0.9
TITLE = TextPlace(0, "a", 2, (LEFT, 0.1, RIGHT, 0.1 + 10 / 700), 0, 4)
ABOVE = TextPlace(0, "a", 5, (LEFT, 0.9, RIGHT, 0.9 + 40 / 700), 0, 80)
BELOW = TextPlace(1, "a", 5, (LEFT, 0.1, RIGHT, 0.1 + 40 / 700), 80, 160)
NEXT = TextPlace(1, "a", 10, (LEFT, 0.3, RIGHT, 0.3 + 10 / 700), 0, 20)
LIVE = LivePages(
    title="",
    pages=(LivePage("x", 500, 700, "1"), LivePage("y", 500, 700, "2")),
    places=(TITLE, ABOVE, BELOW, NEXT),
    sections=(),
    pitch=10,
)
# The paragraph is four lines of 40 characters: each is two lines on paper.
SOURCE = ["---", "title: 标题标题", "---", "", *["字" * 40] * 4, "", "末" * 20, ""]


@pytest.mark.parametrize(
    ("page", "x", "y", "block"),
    [
        (0, 0.5, 0.105, TITLE),
        (0, 0.5, 0.93, ABOVE),
        (1, 0.5, 0.12, BELOW),
        (1, 0.5, 0.31, NEXT),
        (1, 0.5, 0.29, NEXT),  # between blocks: the nearest
        (1, 0.01, 0.99, NEXT),
        (2, 0.5, 0.5, None),
    ],
)
def test_the_block_at_a_place_is_found(page: int, x: float, y: float, block: TextPlace | None) -> None:
    assert find_block(LIVE, page, x, y) == block


@pytest.mark.parametrize(
    ("block", "row", "x", "line", "column"),
    [
        (ABOVE, 0, LEFT, 5, 0),
        (ABOVE, 1, LEFT, 5, 20),
        (ABOVE, 1, 0.5, 5, 30),
        (ABOVE, 2, LEFT, 6, 0),
        (BELOW, 0, LEFT, 7, 0),
        (BELOW, 3, 0.5, 8, 30),
        (BELOW, 3, 1.0, 8, 40),
        (TITLE, 0, LEFT, 2, 0),
        (NEXT, 0, LEFT, 10, 0),
    ],
)
def test_a_line_on_paper_leads_to_its_source(block: TextPlace, row: int, x: float, line: int, column: int) -> None:
    y = block.area[1] + (row + 0.5) * 10 / 700
    found = find_source(LIVE, block, x, y, SOURCE)
    assert (found.line, found.column) == (line, column)


@pytest.mark.parametrize(
    ("line", "column", "page", "row"),
    [(5, 0, 0, 0), (5, 20, 0, 1), (6, 39, 0, 3), (7, 0, 1, 0), (8, 39, 1, 3)],
)
def test_a_source_line_leads_to_its_page(line: int, column: int, page: int, row: int) -> None:
    found = find_page(LIVE, "a", line, column, SOURCE)
    assert found is not None
    block = (ABOVE, BELOW)[page]
    assert (found.page, found.area) == (page, block.area)
    assert int((found.y - block.area[1]) * 70 + 1e-6) == row
    again = find_source(LIVE, block, found.x, found.y, SOURCE)
    assert (again.line, again.column) == (line, column)


def test_markup_is_no_text() -> None:
    """Half of what is printed is the second half of the words, however they are marked."""
    text = "前" * 20 + '{ruby="qian" .dots}' + "[后](https://example.org/a/b/c)" * 20
    source = ["---", "", "", "", text, "", "", "", "", "x"]
    found = find_page(LIVE, "a", 5, source[4].index("后"), source)
    assert found is not None
    assert (found.page, found.y) == (1, pytest.approx(BELOW.area[1] + 5 / 700))


def test_lines_before_and_behind_all_blocks_have_a_page() -> None:
    first, last = find_page(LIVE, "a", 1, 0, SOURCE), find_page(LIVE, "a", 99, 0, SOURCE)
    assert first is not None
    assert last is not None
    assert (first.area, last.area) == (TITLE.area, NEXT.area)
    assert find_page(LIVE, "elsewhere", 1, 0, SOURCE) is None


def test_a_source_that_has_become_shorter_is_no_harm() -> None:
    found = find_source(LIVE, NEXT, 0.5, 0.305, ["---"])
    assert found.line == 1
    assert find_page(LIVE, "a", 7, 0, []) is not None
