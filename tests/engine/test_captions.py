"""The caption of a table stands right above it, on its page and in its column, whatever is before it."""

import pytest

from tests.conformance.specimens import Sheet, Specimen, set_specimen
from tests.finished import LAYOUTS

LINES = {"gongyun": 21, "journal": 41}
PARTED = ".table caption { break-after: auto }"


def table(rows: int) -> str:
    body = "".join(f"<tr><td>第{number}户</td><td>{'收了很多春茶，' * 4}</td></tr>" for number in range(rows))
    head = "<tr class='continued'><th colspan='2'>续表</th></tr><tr class='first'><th>户</th><th>物</th></tr>"
    caption = "<caption>表一各户</caption>"
    return f"<div class='table'><table>{caption}<thead>{head}</thead><tbody>{body}</tbody></table></div>"


def specimen(layout: str, before: int) -> Specimen:
    body = f"{'<p>无</p>' * before}{table(3)}<p>收。</p>"
    return Specimen(f"<div class='columns'>{body}{'<p>又</p>' * before}</div>", layout=layout)


def is_above_its_table(sheet: Sheet) -> bool:
    middle = sheet.geometry.width / 2 if sheet.geometry.type_area.columns == 2 else 0
    for page in sheet.pages:
        for line in page.lines:
            if "表一" in line.text:
                column = [each for each in page.lines if (each.left < middle) == (line.left < middle)]
                below = [each.text for each in column if 0 < each.base - line.base < 4 * sheet.pitch]
                return any("第0户" in text for text in below)
    raise AssertionError("no caption")


def near_the_end(layout: str) -> range:
    """How much may stand before a table that a page, or the first of two even columns, ends about there."""
    return range(LINES[layout] - 8, LINES[layout])


@pytest.mark.parametrize("layout", LAYOUTS)
def test_it_is_not_parted_from_its_table(layout: str) -> None:
    for before in near_the_end(layout):
        assert is_above_its_table(set_specimen(specimen(layout, before))), before


@pytest.mark.parametrize("layout", LAYOUTS)
def test_one_that_is_parted_is_seen(layout: str) -> None:
    sheets = (set_specimen(specimen(layout, before).styled(PARTED)) for before in near_the_end(layout))
    assert not all(is_above_its_table(sheet) for sheet in sheets)
