"""What is measured is what is drawn: kana, which faces kern, and forms that a variation selector chooses."""

from tests.conformance.specimens import EM, Specimen, paragraphs, set_specimen

TEXT = "他在那里的コンビニエンスストアや、ファミリーマート、スーパー、アパートで打工，葛\U000e0100城的人常去。" * 2


def test_lines_with_kana_and_chosen_forms_end_at_the_measure() -> None:
    sheet = set_specimen(Specimen(paragraphs(TEXT), 17))
    lines = [line for page in sheet.pages for line in page.rows][:-1]
    assert len(lines) > 4
    for line in lines:
        assert abs(line.right - sheet.right) < 0.01 * EM, line.text
        assert all(gap < 0.3 for gap in line.gaps()), line.text
