"""Tokens: what is searched, and where it stands."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.binding.finding_aids.search_words import matches, phrases, space_words, tokens


def words(text: str) -> list[str]:
    return [token.text for token in tokens(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("工会工作", ["工", "会", "工", "作"]),
        ("第12期GB/T 9851", ["第", "12", "期", "gb", "t", "9851"]),
        ("ＡＢＣ１２", ["abc12"]),
        ("Straße CAFÉ", ["strasse", "café"]),
        ("㎡", ["m2"]),
        ("𠮷野", ["𠮷", "野"]),
        ("葛\U000e0100城", ["葛", "城"]),  # a variant of the same character
        ("re\u00adport", ["report"]),
        ("カタカナ", ["カ", "タ", "カ", "ナ"]),
        ("\ue000字", ["\ue000", "字"]),  # a rare character, set by a private code
        ("，。 “—” …", []),
    ],
)
def test_tokens(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_phrases_stand_apart_by_white_space() -> None:
    assert phrases("工会  Gb/t，食　堂 工会") == (("工", "会"), ("gb", "t", "食"), ("堂",))
    assert phrases(' ，。 " ( * ') == ()


def test_a_letter_with_its_accent_apart_is_the_same_in_a_question() -> None:
    assert phrases("cafe\u0301") == (("café",),)


def test_matches_say_where_a_phrase_stands() -> None:
    found = matches("我们的工会 工作", phrases("工会 工 会员"))
    assert [(match.start, match.end, match.phrase) for match in found] == [(3, 5, 0), (3, 4, 1), (6, 7, 1)]


@given(st.text())
def test_tokens_are_plain_words_in_order(text: str) -> None:
    found = list(tokens(text))
    assert all(0 <= token.start < token.end <= len(text) for token in found)
    assert all(one.start <= other.start for one, other in pairwise(found))
    assert not any(set(token.text) & set(' "\0()*:^+-') for token in found)


@given(st.text())
def test_tokens_set_apart_by_spaces_are_the_same(text: str) -> None:
    assert space_words(text).split() == words(text)


@given(st.text(), st.text(), st.text())
def test_a_word_is_found_in_any_surroundings(before: str, word: str, after: str) -> None:
    for number, phrase in enumerate(wanted := phrases(word)):
        places = [match for match in matches(f"{before} {word} {after}", wanted) if match.phrase == number]
        assert places, phrase
