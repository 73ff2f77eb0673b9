"""Letters of second faces are as dark as those of the first: measured ink of small letters."""

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from pipeline.fonts.contours import move_edges
from tests.fonts.test_fractions import ink, opened

SQUARE = [(0.0, 0.0), (0.0, 100.0), (100.0, 100.0), (100.0, 0.0)]  # as TrueType turns: the inside to the right


def mean(font: TTFont, letters: str) -> float:
    return sum(ink(font, letter) for letter in letters) / len(letters)


@pytest.mark.parametrize("role", ["Song", "Hei"])
@pytest.mark.parametrize("weight", ["Regular", "Bold"])
def test_letters_beside_those_of_the_first_face_are_as_dark(fonts_dir: Path, role: str, weight: str) -> None:
    """Phonetic signs that are letters turned, against these letters."""
    first = opened(fonts_dir / f"Kanben{role}-{weight}.otf")
    second = opened(fonts_dir / "second" / f"Kanben{role}Letters-{weight}.ttf")
    assert mean(second, "ɐəɔɹʌʍʎɯ") / mean(first, "aecrvwym") == pytest.approx(1, abs=0.06)


def test_edges_move_to_their_right() -> None:
    assert [tuple(map(round, point)) for point in move_edges(SQUARE, 10)] == [(10, 10), (10, 90), (90, 90), (90, 10)]
    assert move_edges(SQUARE, -10)[0] == pytest.approx((-10, -10))
    assert move_edges([(0.0, 0.0), (0.0, 100.0), (0.0, 0.0)], 10)[1] == (0.0, 100.0)  # a spike
