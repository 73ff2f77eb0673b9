"""Text that is not Chinese, whose lines WeasyPrint sets: an English abstract."""

from tests.conformance.specimens import Sheet, Specimen, set_specimen

ABSTRACT = (
    "estimates differ considerably from measurements, particularly under unfavourable "
    "circumstances: international considerations notwithstanding. " * 6
)
ENGLISH = Specimen(f"<p lang='en' style='text-align: justify'>{ABSTRACT}</p>", layout="journal")
EM_WIDE = 'html { hyphenate-character: "\\2010" }'


def hyphens(sheet: Sheet) -> list[tuple[float, float]]:
    """How wide each hyphen is that ends a line, em, and what it lacks to the right edge, pt."""
    found = (line for line in sheet.lines if line.text[-1:] in ("-", "\u2010"))
    last = [line.glyphs[-1] for line in found]
    right = sheet.left + sheet.geometry.type_area.width
    return [(glyph.advance, right - glyph.x - glyph.advance * glyph.size) for glyph in last]


def test_the_hyphen_of_a_cut_word_is_narrow_and_ends_at_the_edge() -> None:
    found = hyphens(set_specimen(ENGLISH))
    assert found
    assert all(width < 0.5 and abs(short) < 0.2 for width, short in found)


def test_one_that_is_an_em_wide_is_seen() -> None:
    assert any(width > 0.5 for width, _short in hyphens(set_specimen(ENGLISH.styled(EM_WIDE))))
