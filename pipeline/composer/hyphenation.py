"""Where Latin words may be cut, by the patterns of their language, and where the author says so (U+00AD)."""

import re
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


def hyphen_places(text: str, language: str, limits: tuple[int, int, int], *, automatic: bool) -> list[int]:
    """Offsets in *text* before which a line may begin after a hyphen, ascending.

    *language* is a BCP 47 tag; Chinese and unknown ones have no patterns. *limits* are the least letters of a word,
    before the cut, and after it (CSS Text 4, ``hyphenate-limit-chars``). A word with soft hyphens is cut only there;
    without *automatic*, so is every other. Words in capitals or in mixed case (NASA, WeasyPrint) are names and not cut.
    """
    if not automatic and SOFT_HYPHEN not in text:
        return []
    result = []
    for token in _TOKEN.finditer(text):
        match = _WORD.fullmatch(token[0])
        if match is None:
            continue
        word, start = match[1], token.start() + match.start(1)
        if SOFT_HYPHEN in word:
            result += [start + index + 1 for index, letter in enumerate(word) if letter == SOFT_HYPHEN]
        elif automatic and len(word) >= limits[0] and (word.islower() or word.istitle()):
            result += [
                start + place for place in _places(word, language) if limits[1] <= place <= len(word) - limits[2]
            ]
    return result


@cache
def _places(word: str, language: str) -> tuple[int, ...]:
    patterns = _patterns(language)
    return tuple(patterns.positions(word)) if patterns else ()


@cache
def _patterns(language: str) -> Pyphen | None:
    known = language_fallback(language.replace("-", "_"))
    return Pyphen(lang=known) if known in LANGUAGES else None
