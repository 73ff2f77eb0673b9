"""Lines to be filled in stand with their labels, and on one line."""

import pytest

from tests.conformance.specimens import Specimen, set_specimen

BLANK = "<span class='blank' style='width: 8em'></span>"
LINE = "<p class='fill-in'>姓名：某某某<span class='{name}'>单位{blank}</span></p>"


@pytest.mark.parametrize(("name", "is_together"), [("with-label", True), ("whole", False)])
def test_a_label_stands_on_the_line_of_its_blank(name: str, is_together: bool) -> None:
    """In a column of 12 em the blank has no room on the first line."""
    styled = Specimen(LINE.format(name=name, blank=BLANK), layout="huakan").styled("p { width: 12em; text-indent: 0 }")
    sheet = set_specimen(styled)
    person, place = (sheet.find(character)[0].y for character in "姓单")
    assert (place > person) is is_together
