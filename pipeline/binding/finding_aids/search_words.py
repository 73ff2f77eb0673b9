"""Divides text into the tokens that are searched: each Han character, each run of other letters or digits.

Chinese has no spaces between words, and any division into words leaves some unfindable. When each character is a token,
a word of any length is a phrase of adjacent tokens, found in the middle of a longer one too. Letters are compared
without regard to case and width (full-width Ａ is a), by Unicode's compatibility forms (NFKC) and case folding.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

# Characters written without spaces between words, and characters of private use, by which rare Han are set.
_SINGLE = (
    (0x3005, 0x3007),  # 々〆〇
    (0x3041, 0x30FF),  # kana
    (0x3105, 0x312F),  # bopomofo
    (0x3400, 0x9FFF),  # Han
    (0xE000, 0xFAFF),  # private use; compatibility Han
    (0x1B000, 0x1B16F),  # more kana
    (0x20000, 0x3FFFF),  # Han of the supplementary planes
    (0xF0000, 0x10FFFF),  # private use
)
_INVISIBLE = {"Cf"}  # soft hyphens, joiners: inside a word they divide nothing


class Token(NamedTuple):  # made for each character of what is searched: in half the time of a dataclass
    """A *text* to be compared, and the span of the source it stands for (0-based, the end not included)."""

    text: str
    start: int
    end: int


def tokens(text: str) -> Iterator[Token]:
    """The tokens of *text* in order. Text to be compared must be composed alike (NFC)."""
    word: list[str] = []
    start = end = 0
    for index, character in enumerate(text):
        for folded, kind in _fold(character):
            if kind == "ignored":
                continue
            if kind == "letter":
                start = start if word else index
                word.append(folded)
                end = index + 1
                continue
            if word:
                yield Token("".join(word), start, end)
                word = []
            if kind == "single":
                yield Token(folded, index, index + 1)
    if word:
        yield Token("".join(word), start, end)


@lru_cache(maxsize=8192)
def _fold(character: str) -> tuple[tuple[str, str], ...]:
    """What *character* is compared by, each part with its kind: single, letter, ignored or other."""
    if character.isascii():
        return ((character.lower(), "letter" if character.isalnum() else "other"),)
    folded = unicodedata.normalize("NFKC", character).casefold()
    return tuple((part, _kind(part)) for part in folded)


def _kind(character: str) -> str:
    code = ord(character)
    if any(first <= code <= last for first, last in _SINGLE):
        return "single"
    if _is_variation_selector(code):
        return "ignored"
    category = unicodedata.category(character)
    if category in _INVISIBLE:
        return "ignored"
    return "letter" if category[0] in "LNM" else "other"


def _is_variation_selector(code: int) -> bool:
    return 0xFE00 <= code <= 0xFE0F or 0xE0100 <= code <= 0xE01EF


def space_words(text: str) -> str:
    """The tokens of *text* set apart by spaces: what ``tokens`` finds, many times faster."""
    return "".join(map(_set_apart, text))


@lru_cache(maxsize=8192)
def _set_apart(character: str) -> str:
    """What stands for *character* where tokens are set apart by spaces."""
    signs = {"single": " {} ", "letter": "{}", "ignored": "", "other": " "}
    return "".join(signs[kind].format(part) for part, kind in _fold(character))


def phrases(words: str) -> tuple[tuple[str, ...], ...]:
    """The tokens of each of the *words*, which stand apart by white space; words of punctuation only are left out."""
    each = (tuple(token.text for token in tokens(word)) for word in unicodedata.normalize("NFC", words).split())
    return tuple(dict.fromkeys(phrase for phrase in each if phrase))


@dataclass(frozen=True, slots=True)
class Match:
    """A place where the *phrase* of that index stands: a span of the text, 0-based, the end not included."""

    start: int
    end: int
    phrase: int


def matches(text: str, wanted: Sequence[tuple[str, ...]]) -> list[Match]:
    """Every place in *text* where one of the phrases *wanted* stands, in order of their beginnings."""
    line = list(tokens(text))
    by_first: dict[str, list[int]] = {}
    for number, phrase in enumerate(wanted):
        by_first.setdefault(phrase[0], []).append(number)
    found = []
    for index, token in enumerate(line):
        for number in by_first.get(token.text, ()):
            last = index + len(wanted[number]) - 1
            if last < len(line) and all(part == line[index + step].text for step, part in enumerate(wanted[number])):
                found.append(Match(token.start, line[last].end, number))
    return found
