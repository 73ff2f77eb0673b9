"""Authors with shared affiliations, and running heads."""

from dataclasses import replace

import pytest

from pipeline.layout.bylines import byline, english_marks, running_title
from pipeline.model import Author, EnglishHead
from tests.layout.test_compose import article_of

BOTH, HERE, THERE = (
    Author(name="甲", affiliation="此；彼"),
    Author(name="乙", affiliation="此"),
    Author(name="丙", affiliation="彼"),
)


@pytest.mark.parametrize(
    ("authors", "marks", "places"),
    [
        ((), [], ()),
        ((BOTH,), [""], ()),
        ((HERE, THERE), ["", ""], ()),
        ((HERE, Author(name="丁", affiliation="此")), ["", ""], ("此",)),
        ((BOTH, Author(name="丁", affiliation="此；彼")), ["", ""], ("此", "彼")),
        ((BOTH, THERE), ["1,2", "2"], ("此", "彼")),
        ((HERE, Author(name="丁", affiliation="此"), Author(name="戊")), ["1", "1", ""], ("此",)),
        ((BOTH, Author(name="丁")), ["1,2", ""], ("此", "彼")),
        ((HERE, Author(name="丁", affiliation="彼；此")), ["1", "1,2"], ("此", "彼")),  # in order
    ],
)
def test_marks_of_affiliations(authors: tuple[Author, ...], marks: list[str], places: tuple[str, ...]) -> None:
    found = byline(authors)
    assert [(author, mark) for author, mark in found.entries] == list(zip(authors, marks, strict=True))
    assert found.places == places


@pytest.mark.parametrize(
    ("authors", "affiliations", "marks"),
    [
        ((BOTH, THERE), ("Here", "There"), ("1,2", "2")),
        ((HERE, THERE), ("Here", "There"), ("1", "2")),  # in Chinese each stands behind its author
        ((BOTH, THERE), ("Here", "There", "Elsewhere"), ()),
        ((HERE, THERE), ("Here",), ()),
        ((BOTH, HERE, THERE), ("Here", "There"), ()),  # of whom the English head names two
    ],
)
def test_english_names_have_the_marks_of_the_chinese(
    authors: tuple[Author, ...], affiliations: tuple[str, ...], marks: tuple[str, ...]
) -> None:
    head = EnglishHead(title="Lights", authors=("JIA", "YI"), affiliations=affiliations)
    assert english_marks(replace(article_of(), authors=authors, english=head)) == marks


@pytest.mark.parametrize(
    ("names", "characters", "shown"),
    [
        ("", 20, "三座桥的灯"),
        ("甲", 20, "甲：三座桥的灯"),
        ("甲乙", 20, "甲，乙：三座桥的灯"),
        ("甲乙丙", 20, "甲等：三座桥的灯"),
        ("甲", 6, "三座桥的灯"),
        ("甲", 4, "三座……"),
    ],
)
def test_running_titles(names: str, characters: int, shown: str) -> None:
    article = replace(article_of(), title="三座桥\n的灯", authors=tuple(Author(name=name) for name in names))
    assert running_title(article, characters) == shown
