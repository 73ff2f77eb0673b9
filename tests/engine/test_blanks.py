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


FORM = "<div class='contained {kind} place-here'><div class='frame'><p>问一。</p><p>问二。</p></div></div>"


@pytest.mark.parametrize(("kind", "is_level"), [("questionnaire", True), ("box", False)])
def test_a_question_that_begins_a_column_is_level_with_the_text_beside_it(kind: str, is_level: bool) -> None:
    """Two paragraphs of a column, and the form in the next; a box has its edges, and white within them."""
    text = "<p>天。</p><p>地。</p><p>玄。</p>"
    body = f"<div class='columns'>{text}<div class='new-column'></div>{FORM.format(kind=kind)}</div>"
    sheet = set_specimen(Specimen(body, layout="huakan"))
    first, question = sheet.find("天")[0].y, sheet.find("问")[0].y
    assert (abs(first - question) < 0.1) is is_level
