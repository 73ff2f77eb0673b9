"""What is measured is what is drawn: kana, which faces kern, forms that a variation selector chooses, words of other
alphabets. Accents stand over the middle of their letters.
"""

import pytest

from tests.conformance.specimens import EM, Specimen, paragraphs, set_specimen

TEXT = "他在那里的コンビニエンスストアや、ファミリーマート、スーパー、アパートで打工，葛\U000e0100城的人常去。" * 2


def test_lines_with_kana_and_chosen_forms_end_at_the_measure() -> None:
    sheet = set_specimen(Specimen(paragraphs(TEXT), 17))
    lines = [line for page in sheet.pages for line in page.rows][:-1]
    assert len(lines) > 4
    for line in lines:
        assert abs(line.right - sheet.right) < 0.01 * EM, line.text
        assert all(gap < 0.3 for gap in line.gaps()), line.text


OTHER = "希腊语φῶς、Ἀθῆναι、ᾠδή、Ώρα，俄语телеграф、Ёлка、АВТОМАТ、ГУТ、Тула，读作[ˈtʃaɪnə]、/ˌɪntəˈnæʃənəl/。"


def test_words_of_other_alphabets_are_as_wide_as_measured() -> None:
    sheet = set_specimen(Specimen(paragraphs(*("天地玄黄宇宙"[:start] + OTHER * 2 for start in range(6))), 24))
    lines = [line for line in sheet.pages[0].rows if line.right > sheet.right - EM / 4]
    assert len(lines) > 12
    assert max(line.right - sheet.right for line in lines) < 0.002 * EM


@pytest.mark.parametrize(("word", "letter"), [("x̄", "x"), ("Москва́", "а"), ("r̄", "r")])
def test_accents_stand_over_the_middle_of_their_letters(word: str, letter: str) -> None:
    glyphs = set_specimen(Specimen(paragraphs(f"天{word}地"))).pages[0].rows[0].glyphs
    base, accent = glyphs[-3:-1]
    assert base.character == letter
    middles = [each.x + each.size * (each.ink[0] + each.ink[2]) / 2 for each in (base, accent)]
    assert middles[1] - middles[0] == pytest.approx(0, abs=0.03 * EM)
