"""The authors of an entry of the contents stand nearer to its title than to the next."""

import pytest

from tests.conformance.specimens import Specimen, set_specimen

ENTRIES = "".join(
    f"<div class='listed'><p class='entry'>{title}</p><p class='authors'>{author}</p></div>"
    for title, author in ("甲子", "乙丑")
)
CONTENTS = Specimen(f"<div class='contents'>{ENTRIES}</div>", layout="huakan")


def bases(style: str = "") -> list[float]:
    """Where title, authors and the next title stand, in lines of the grid from the first."""
    sheet = set_specimen(CONTENTS.styled(style))
    found = [sheet.find(character)[0].y for character in "甲子乙"]
    return [(base - found[0]) / sheet.pitch for base in found]


def test_authors_are_nearer_to_their_title() -> None:
    title, authors, following = bases()
    assert following - title == pytest.approx(2, abs=0.01)
    assert following - authors > authors - title + 0.2


def test_authors_that_are_as_near_to_the_next_title_are_seen() -> None:
    title, authors, following = bases(".contents .authors { padding: 0; line-height: 14.5pt }")
    assert following - authors < authors - title + 0.2
