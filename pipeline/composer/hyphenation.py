"""Where Latin words may be cut, by the patterns of their language, and where the author says so (U+00AD)."""

import re
from dataclasses import dataclass
from functools import cache

from pyphen import LANGUAGES, Pyphen, language_fallback

SOFT_HYPHEN = "\u00ad"
HYPHEN = "-"
"""What is printed at the end of the line; U+2010 is an em wide in faces for Chinese."""
DEFAULT_LANGUAGE = "en"
"""Language of Latin words in a Chinese text."""

_LATIN = "A-Za-z\u00c0-\u024f\u1e00-\u1eff"
_TOKEN = re.compile(f"[!-~{SOFT_HYPHEN}{_LATIN}]+")
# a word, with marks before and after it, but no part of an address, a compound or a formula
_WORD = re.compile(f"[\"'(]*([{_LATIN}](?:{SOFT_HYPHEN}?[{_LATIN}])*)[\"').,;:!?]*")
_VOWEL = re.compile("[aeiouy]")
_NEIGHBOURS, _REACH = 2, 80  # words, and characters that they are looked for in
_SPOKEN = f"[\"'(]*[{_LATIN}]+(?:['-][{_LATIN}]+)*[\"').,;:!?]*"
_WORDS_BEFORE = re.compile(f"(?:{_SPOKEN} +)+$")
_WORDS_AFTER = re.compile(f"(?: +{_SPOKEN})+")


@dataclass(frozen=True, slots=True)
class HyphenPlaces:
    """Offsets in a text before which a line may begin after a hyphen, ascending. *rare*: only where it must."""

    usual: tuple[int, ...] = ()
    rare: tuple[int, ...] = ()


def hyphen_places(text: str, language: str, limits: tuple[int, int, int], *, automatic: bool) -> HyphenPlaces:
    """Where words of *text* may be cut with a hyphen.

    *language* is a BCP 47 tag, empty for that of Latin words in a Chinese text; Chinese and unknown ones have no
    patterns. *limits* are the least letters of a word, before the cut, and after it (CSS Text 4,
    ``hyphenate-limit-chars``). A word with soft hyphens is cut only there; without *automatic*, so is every other.
    Words in capitals or in mixed case (NASA, WeasyPrint) are names and not cut. Nor are, in a Chinese text, what no one
    can speak (tmpfs), and outside a Latin sentence other words with a capital (Debian). Within one these are cut
    rarely, and so are other words outside one.
    """
    if not automatic and SOFT_HYPHEN not in text:
        return HyphenPlaces()
    usual: list[int] = []
    rare: list[int] = []
    for token in _TOKEN.finditer(text):
        match = _WORD.fullmatch(token[0])
        if match is None:
            continue
        word, start = match[1], token.start() + match.start(1)
        if SOFT_HYPHEN in word:
            usual += [start + index + 1 for index, letter in enumerate(word) if letter == SOFT_HYPHEN]
        elif automatic and len(word) >= limits[0] and (word.islower() or word.istitle()):
            places = [
                at for at in _places(word, language or DEFAULT_LANGUAGE) if limits[1] <= at <= len(word) - limits[2]
            ]
            if not language:
                places = [at for at in places if _VOWEL.search(word, 0, at) and _VOWEL.search(word, at)]
            in_sentence = bool(language) or _in_sentence(text, *token.span())
            if in_sentence and (language or word.islower()):
                usual.extend(start + at for at in places)
            elif in_sentence or word.islower():
                rare.extend(start + at for at in places)
    return HyphenPlaces(tuple(usual), tuple(rare))


def _in_sentence(text: str, start: int, end: int) -> bool:
    """Whether two more Latin words at least adjoin the one at text[*start*:*end*]."""
    before = _WORDS_BEFORE.search(text, max(0, start - _REACH), start)
    after = _WORDS_AFTER.match(text, end, end + _REACH)
    count = len(before[0].split()) if before else 0
    return count + (len(after[0].split()) if after else 0) >= _NEIGHBOURS


@cache
def _places(word: str, language: str) -> tuple[int, ...]:
    patterns = _patterns(language)
    return tuple(patterns.positions(word)) if patterns else ()


@cache
def _patterns(language: str) -> Pyphen | None:
    known = language_fallback(language.replace("-", "_"))
    return Pyphen(lang=known) if known in LANGUAGES else None
