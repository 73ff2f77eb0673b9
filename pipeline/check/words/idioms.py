"""Idioms of four characters with one of them written for another of the same sound: 万众一新 for 万众一心.

The idioms are those of pypinyin's dictionary of phrases (some 20,000), what is right in ``confusable.tsv``, and
``idioms.txt``.
"""

from collections.abc import Iterator
from functools import cache
from importlib import resources

from pipeline.check.words.alike import sounds
from pipeline.check.words.confusable import confusables
from pipeline.check.words.fluency import fluency

_LENGTH = 4
_LIST = "idioms.txt"
_GAP = "\0"


@cache
def _idioms() -> frozenset[str]:
    from pypinyin.phrases_dict import phrases_dict  # takes a third of a second to load

    text = resources.files(__package__).joinpath(_LIST).read_text(encoding="utf-8")
    listed = (word for line in text.splitlines() if not line.startswith("#") for word in line.split())
    phrases = (word for word in phrases_dict if len(word) == _LENGTH and _is_word(word))
    known = (*phrases, *(entry.right for entry in confusables().values()), *listed)
    return frozenset(word for word in known if len(word) == _LENGTH)


@cache
def _with_gaps() -> dict[str, tuple[str, ...]]:
    """Idioms by what is left of them where one character is taken away."""
    found: dict[str, tuple[str, ...]] = {}
    for idiom in sorted(_idioms()):
        for place in range(_LENGTH):
            key = _mask(idiom, place)
            found[key] = (*found.get(key, ()), idiom)
    return found


def find_near_idioms(text: str) -> Iterator[tuple[int, str]]:
    """Where four characters of *text* are an idiom but for one of the same sound: their start (0-based), the idiom."""
    for start in range(len(text) - _LENGTH + 1):
        written = text[start : start + _LENGTH]
        if not all("\u4e00" <= each <= "\u9fff" for each in written) or written in _idioms():
            continue
        for place in range(_LENGTH):
            for idiom in _with_gaps().get(_mask(written, place), ()):
                if sounds(written[place]) & sounds(idiom[place]) and _stands_alone(text, start):
                    yield start, idiom


def _is_word(text: str) -> bool:
    """Whether *text* is one word of the dictionary that texts are cut by."""
    from rjieba import cut

    return len(cut(text)) == 1


def _stands_alone(text: str, start: int) -> bool:
    """Whether the four characters from *start* on are no word, and no word around begins or ends within them."""
    first, end = max(0, start - _LENGTH), start + _LENGTH
    _chance, words = fluency().cut(text[first : end + _LENGTH])
    ends = {first + end for span in words for end in span}
    return {start, end} <= ends and (start - first, end - first) not in words


def _mask(word: str, place: int) -> str:
    return word[:place] + _GAP + word[place + 1 :]
