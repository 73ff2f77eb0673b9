"""What begins a column begins at its top, whatever white it has above it elsewhere."""

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
