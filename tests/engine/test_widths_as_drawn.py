"""What is measured is what is drawn: kana, which faces kern, forms that a variation selector chooses, words of other
alphabets. Accents stand over the middle of their letters.
"""

from itertools import pairwise

import pytest

from tests.conformance.printed_page import Glyph
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


ACCENTED = ("x̄", "Москва́", "r̄", "3̇", "ê̄", "ê̌", "o̍", "n̥", "ɔ̃", "ẽ̞", "b̄")


@pytest.fixture(scope="module")
def accented() -> dict[str, list[Glyph]]:
    """The glyphs of each word, letter and accents, as they are drawn."""
    glyphs = set_specimen(Specimen(paragraphs(*(f"天{word}地" for word in ACCENTED)))).pages[0].glyphs
    ends = [index for index, glyph in enumerate(glyphs) if glyph.character == "地"]
    return {word: glyphs[end - 1 - _accents(word) : end] for word, end in zip(ACCENTED, ends, strict=True)}


def _accents(word: str) -> int:
    return sum("\u0300" <= each <= "\u036f" for each in word)


@pytest.mark.parametrize("word", ACCENTED)
def test_accents_stand_over_the_middle_of_their_letters(accented: dict[str, list[Glyph]], word: str) -> None:
    base, *accents = accented[word]
    assert (base.character, len(accents)) == (word[-1 - _accents(word)], _accents(word))
    middles = [each.x + each.size * (each.ink[0] + each.ink[2]) / 2 for each in (base, *accents)]
    assert middles[1:] == pytest.approx([middles[0]] * len(accents), abs=0.03 * EM)


@pytest.mark.parametrize("word", ACCENTED)
def test_accents_stand_clear_of_what_is_above_and_below_them(accented: dict[str, list[Glyph]], word: str) -> None:
    spans = sorted((each.y - each.size * each.ink[3], each.y - each.size * each.ink[1]) for each in accented[word])
    between = [(below[0] - above[1]) / EM for above, below in pairwise(spans)]
    assert all(0.01 < gap < 0.3 for gap in between), between


SPACED = "天地https://river.example.org/overview/tower/driver/layover?wave=77&layer=every/vertex/avatar天地玄黄。"


def test_letters_that_are_spaced_out_end_at_the_measure() -> None:
    ends = []
    for columns in range(18, 30):
        sheet = set_specimen(Specimen(paragraphs(SPACED), columns))
        ends += [line.right - sheet.right for page in sheet.pages for line in page.rows]
    flush = [end / EM for end in ends if abs(end) < 0.02 * EM]  # others are left short
    assert len(flush) > 8
    assert max(map(abs, flush)) < 0.004
