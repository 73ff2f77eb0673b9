"""Programs extract what is printed, and know where it stands."""

import pytest

from tests.extraction.extractors import EXTRACTORS
from tests.extraction.measuring import read_article, told_share
from tests.finished import LAYOUTS

pytestmark = pytest.mark.whole

_LEAST_TOLD = 0.9  # of what is printed; the rest are running heads and folios


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("program", EXTRACTORS)
def test_words_are_found_as_a_whole(layout: str, program: str) -> None:
    reading = read_article(layout, moved=False)[program]
    assert reading.words > 50
    assert reading.broken == ()


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("program", ["PDFium", "MuPDF", "PDF.js"])
def test_characters_are_found_where_they_stand(layout: str, program: str) -> None:
    reading = read_article(layout, moved=False)[program]
    assert reading.places > 50
    assert reading.astray == ()


@pytest.mark.parametrize("program", EXTRACTORS)
def test_words_are_broken_where_glyphs_are_moved(program: str) -> None:
    assert len(read_article(LAYOUTS[0], moved=True)[program].broken) > 5


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_structure_tree_has_all_text(layout: str) -> None:
    assert _LEAST_TOLD < told_share(layout) <= 1
