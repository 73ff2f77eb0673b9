"""Columns end on one line where white above heads may grow, and not where it may not or would not be enough."""

from functools import cache

import pytest

from pipeline.engine.laid_out_part import Drawing
from pipeline.engine.pages import Typesetter
from pipeline.resources import find_shipped

LINE = 20.0  # px
SHEET = f"""@page {{ size: 240px 200px; margin: 0 }} html {{ font: 10px/{LINE}px 'Kanben Song' }}
body, p, h3 {{ margin: 0 }} .columns {{ column-count: 2; column-gap: 40px }} .next {{ break-after: column }}
h3 {{ font-size: 10px; margin-top: {LINE}px; break-after: avoid }} .grows h3 {{ --white-above: grow }}
.twice h3 {{ --white-above: grow-twice }} .three {{ column-count: 3; column-gap: 15px }}"""
NEXT = "<div class=next></div>"


@cache
def typesetter() -> Typesetter:
    return Typesetter(fonts=find_shipped("fonts"), style_sheets={"page.css": SHEET}, folders={}, drawing=Drawing.PLAIN)


def lines(count: int) -> str:
    return f"<p>{'<br>'.join('文' * count)}</p>"


def ends(body: str, kind: str = "grows") -> list[float]:
    """In lines of the grid from the top, where each of the columns of the first page ends."""
    part = typesetter().lay_out(f"<html lang='zh-CN'><body><div class='columns {kind}'>{body}</div></body></html>")
    return [column[3] / LINE for column in part.fillings[0].columns[0]]


HEADED = f"{lines(1)}<h3>题</h3>{lines(1)}"  # four lines with the white above the head


def test_white_grows_above_a_head_and_the_columns_end_within_a_line() -> None:
    assert ends(lines(6) + NEXT + HEADED) == [6, 5]
    assert ends(lines(6) + NEXT + HEADED, "") == [6, 4]


def test_white_grows_by_a_second_line_where_that_is_asked_for() -> None:
    assert ends(lines(7) + NEXT + HEADED, "twice") == [7, 6]
    assert ends(lines(6) + NEXT + HEADED, "twice") == [6, 5]  # not more than it takes
    assert ends(lines(7) + NEXT + HEADED) == [7, 5]


def test_columns_end_on_one_line_where_the_text_goes_on() -> None:
    rest = NEXT + lines(4)
    assert ends(lines(5) + NEXT + HEADED + rest) == [5, 5]
    assert ends(lines(5) + NEXT + HEADED + rest, "") == [5, 4]


@pytest.mark.parametrize("body", [lines(9) + NEXT + HEADED, lines(6) + NEXT + f"<h3>题</h3>{lines(3)}"])
def test_columns_stay_as_they_are_where_that_is_not_enough_or_nothing_stands_above_the_head(body: str) -> None:
    assert ends(body) == ends(body, "")


def test_where_one_column_of_the_last_page_stays_short_none_grows() -> None:
    """Of three; where the text goes on, the others do."""
    body = f"{lines(6)}{NEXT}{HEADED}{NEXT}{lines(2)}"
    assert ends(body, "three grows") == ends(body, "three") == [6, 4, 2]
    assert ends(body + NEXT + lines(2), "three grows") == [6, 5, 2] != ends(body + NEXT + lines(2), "three")
    assert ends(f"{lines(6)}{NEXT}{HEADED}{NEXT}{lines(4)}", "three grows") == [6, 5, 4]


def test_a_column_ends_with_its_lines_to_write_on() -> None:
    to_write_on = f"<div style='height: {2 * LINE}px'></div>"
    assert ends(lines(1) + to_write_on + NEXT + lines(2)) == [3, 2]
    assert ends(lines(1) + "<div></div>" + NEXT + lines(2)) == [1, 2]


def test_a_head_may_end_a_column_with_a_question_and_its_lines_to_write_on() -> None:
    head = "<h3 style='orphans: 2'>题</h3>"
    answer = f"<div style='break-inside: avoid'><p>问</p><div style='height: {LINE}px'></div></div>"
    for last, first_column in ((answer, 10), (lines(1), 6)):
        text = lines(6) + head + last + "<p style='break-inside: avoid'>" + "<br>".join("文" * 10) + "</p>"
        assert ends(text, "kept")[0] == first_column
