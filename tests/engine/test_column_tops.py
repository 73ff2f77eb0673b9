"""What begins a column or page begins at its top, whatever white or rule it has above it elsewhere."""

import pytest

from tests.conformance.specimens import Specimen, house_style, set_specimen


@pytest.mark.parametrize("layout", ["journal", "huakan"])
def test_a_head_at_the_top_of_a_column_stands_where_text_would(layout: str) -> None:
    pitch = house_style(layout)[1].type_area.pitch
    text, head = "<p>无</p>" * 4, "<h3>题</h3>"
    columns = f"<div class='columns'>{text}<div class='new-column'></div>{head}{text}</div>"
    sheet = set_specimen(Specimen(f"{text}{head}{text}{columns}", layout=layout))
    bases = [line.base for line in sheet.lines if line.text == "题"]
    texts = [line.base for line in sheet.lines if line.text == "无"]
    below_text, in_column = bases
    # The head is of about one size with the text: the two stand on one line of the grid within a third of the pitch.
    assert below_text - texts[3] == pytest.approx(2 * pitch, abs=pitch / 3)
    assert in_column == pytest.approx(texts[8], abs=pitch / 3)


@pytest.mark.parametrize("rule", ["between", "always"])
def test_a_rule_that_parts_articles_is_not_at_the_top_of_a_page(rule: str) -> None:
    """Nor the padding below it; in the middle of a page it stands."""
    style = f".h {{ --rule-above: {rule}; margin-top: 40pt; border-top: 1pt solid; padding-top: 19pt }}"
    one, other = "<article><p>甲</p></article>", "<article><div class='h'><p>题</p></div><p>乙</p><p>乙</p></article>"
    sheet = set_specimen(Specimen(one + other + other, lines=7, style=style))
    (first, *_rest), (second, *_others) = (sorted(page.lines, key=lambda each: each.base) for page in sheet.pages)
    is_parted = rule == "always"
    assert [bool(page.shapes) for page in sheet.pages] == [True, is_parted]
    assert second.base - first.base == pytest.approx(20 if is_parted else 0)
