"""What the measuring of extractors finds is wrong where something is."""

from tests.conformance.printed_page import Glyph, Page
from tests.extraction.extractors import Extracted, Place
from tests.extraction.measuring import judge

PAGE = Page(
    100, 100, [Glyph(each, 10 + 10 * at, 50, 10, 1, (0, 0, 1, 1), "") for at, each in enumerate("共26个")], [], []
)
PLACES = tuple(Place(each, 10 + 10 * at, 20 + 10 * at, 55) for at, each in enumerate("共26个"))


def test_what_is_right_is_right() -> None:
    reading = judge([Extracted("共26\r\n个\ufffe", PLACES)], [PAGE])
    assert (reading.words, reading.broken, reading.places, reading.astray) == (1, (), 4, ())


def test_a_space_breaks_a_word() -> None:
    assert judge([Extracted("共 26个", ())], [PAGE]).broken == ("共26个",)


def test_a_character_elsewhere_is_astray() -> None:
    smeared = PLACES[1]._replace(left=8, right=42)
    above = PLACES[2]._replace(height=70)
    assert judge([Extracted("共26个", (PLACES[0], smeared, above, PLACES[3]))], [PAGE]).astray == ("2", "6")


def test_a_piece_of_a_line_has_two_edges() -> None:
    right, short = Place("共26个", 10, 50, 55), Place("共26个", 10, 45, 55)
    assert judge([Extracted("共26个", (right, short))], [PAGE]).astray == ("共26个",)
