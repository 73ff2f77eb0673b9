"""How much of its text a title keeps with it at the foot of a column."""

from itertools import pairwise

import pytest

from tests.conformance.clauses_pages import HAN
from tests.conformance.specimens import Specimen, house_style, set_specimen

SUMMARY = "<div class='abstract'><p class='summary'>地地玄黄</p></div>"


def lines_with_title(layout: str, left: int, between: str = "") -> int:
    """Lines of text between a title and the end of its column, *left* lines of which are free before the title."""
    filled = house_style(layout)[1].type_area.lines - left
    head = "<header class='article-head'><h2 class='title'>题目</h2></header>"
    filler = "<p style='text-indent: 0'>无</p>" * filled
    sheet = set_specimen(Specimen(f"<div>{filler}</div>{head}{between}<p>{HAN * 12}</p>", layout=layout))
    lines = [line for line in sheet.lines if set(line.text) <= {*HAN, "题", "目"}]
    (title,) = (index for index, line in enumerate(lines) if line.text == "题目")
    below = lines[title:]
    ends = (at for at, (one, other) in enumerate(pairwise(below)) if other.base < one.base)
    return next(ends, len(below) - 1) - bool(between)


@pytest.mark.parametrize(
    ("layout", "between", "least", "needed"),
    [("gongyun", "", 4, 10), ("gongyun", SUMMARY, 4, 12), ("journal", "", 3, 6), ("journal", SUMMARY, 3, 8)],
)
def test_text_begins_below_a_title_with_no_fewer_lines(layout: str, between: str, least: int, needed: int) -> None:
    """*needed* lines of the column hold title, summary and the *least* lines of text."""
    assert lines_with_title(layout, needed, between) == least
    assert lines_with_title(layout, needed - 1, between) in range(least + 1, 40)


DROP_CAP = f"<div class='drop-cap'><span class='drop'>天</span><p class='body'>{HAN * 12}</p></div>"
BOX = f"<div class='contained box'><div class='frame'><p class='box-title'>框</p>{f'<p>{HAN * 3}</p>' * 9}</div></div>"
FIGURE = "<figure class='place-auto'><div class='picture' style='height: 189pt'></div></figure>"
BESIDE = "<figure class='beside right' style='width: 100pt'><div class='picture' style='height: 189pt'></div></figure>"


@pytest.mark.parametrize(
    ("first", "kept"),
    [(DROP_CAP, True), (BOX, True), (FIGURE, True), (BESIDE, True), (DROP_CAP, False), (BOX, False), (FIGURE, False)],
)
def test_whatever_begins_an_article_its_title_is_not_left_at_the_foot(first: str, kept: bool) -> None:
    """The control has titles that nothing must stay with."""
    body = ""
    for left in range(7, 12):
        filler = "<p style='text-indent: 0'>无</p>" * (house_style("gongyun")[1].type_area.lines - left)
        head = "<header class='article-head'><h2 class='title'>题目</h2></header>"
        body += f"<div style='break-before: page'>{filler}</div><article>{head}{first}<p>{HAN * 12}</p></article>"
    specimen = Specimen(body, layout="gongyun")
    sheet = set_specimen(specimen if kept else specimen.styled(".article-head { break-after: auto }"))
    area, head = sheet.geometry.type_area, sheet.geometry.head
    below = []
    for page in sheet.pages:
        lines = [line for line in page.lines if head < line.base < head + area.height]
        titles = [line.base for line in lines if line.text == "题目"]
        below += [len({round(line.base) for line in lines if line.base > title}) for title in titles]
    assert len(below) == 5
    assert (min(below) >= 4) is kept
