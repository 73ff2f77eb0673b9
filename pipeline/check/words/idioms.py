"""Idioms of four characters with one of them written for another that sounds or looks alike: 万众一新 for 万众一心.

The idioms are those of pypinyin's dictionary of phrases (some 20,000), what is right in ``confusable.tsv``, and
``idioms.txt``; where no two characters belong together as they are written, all words of four characters.
"""

from collections.abc import Iterator
from functools import cache, lru_cache
from importlib import resources

from pipeline.check.words.alike import characters_alike, characters_near, sounds
from pipeline.check.words.confusable import confusables
from pipeline.check.words.fluency import fluency

_LENGTH = 4
_LIST = "idioms.txt"
_GAP = "\0"
_SLIP = -16.5  # chance of what the table has, but so seldom that it may be a slip itself
_COMMON = -13.0
_COUNTED = frozenset("十百千万亿")  # 数十公里 is no idiom
_IN_PIECES = 3  # words into which four characters fall that make no sense


@cache
def _idioms() -> frozenset[str]:
    from pypinyin.phrases_dict import phrases_dict  # takes a third of a second to load

    text = resources.files(__package__).joinpath(_LIST).read_text(encoding="utf-8")
    listed = (word for line in text.splitlines() if not line.startswith("#") for word in line.split())
    phrases = (word for word in phrases_dict if len(word) == _LENGTH and _is_word(word))
    known = (*phrases, *(entry.right for entry in confusables().values()), *listed)
    return frozenset(word for word in known if len(word) == _LENGTH)


@cache
def _phrases() -> frozenset[str]:
    """All words of four characters."""
    words = fluency().words
    known = (word for word in words if len(word) == _LENGTH and words[word] > _SLIP)
    return _idioms().union(word for word in known if not _COUNTED.intersection(word))


@cache
def _with_gaps() -> dict[str, tuple[str, ...]]:
    """Words of four characters by what is left of them where one is taken away."""
    found: dict[str, tuple[str, ...]] = {}
    for idiom in sorted(_phrases()):
        for place in range(_LENGTH):
            key = _mask(idiom, place)
            found[key] = (*found.get(key, ()), idiom)
    return found


def find_near_idioms(text: str) -> Iterator[tuple[int, str]]:
    """Where four characters of *text* are an idiom but for one like its own: their start (0-based), the idiom."""
    for start in range(len(text) - _LENGTH + 1):
        written = text[start : start + _LENGTH]
        meant = [idiom for idiom in _find_near(written) if _is_meant(text, start, idiom)]
        if meant:
            yield start, meant[0]


@cache
def _halves() -> tuple[frozenset[str], frozenset[str]]:
    """The first two characters of all idioms, and the last two: where one is wrong, the other half is there."""
    return frozenset(each[:2] for each in _phrases()), frozenset(each[2:] for each in _phrases())


@lru_cache(maxsize=4096)
def _find_near(written: str) -> tuple[str, ...]:
    """The words of four characters that *written* may be meant for."""
    heads, tails = _halves()
    if written[:2] not in heads and written[2:] not in tails:
        return ()
    if written in _phrases() or not all("\u4e00" <= each <= "\u9fff" for each in written):
        return ()
    return tuple(
        idiom
        for place in range(_LENGTH)
        for idiom in _with_gaps().get(_mask(written, place), ())
        if idiom[place] in characters_alike(written[place])
        or idiom[place] in characters_near(written[place])
        or sounds(written[place]) & sounds(idiom[place])
    )


def _is_meant(text: str, start: int, idiom: str) -> bool:
    """Whether *idiom* is meant from *start* on: what is written is no word, and no word around ends within it."""
    first, end = max(0, start - _LENGTH), start + _LENGTH
    _chance, words = fluency().cut(text[first : end + _LENGTH])
    ends = {first + each for span in words for each in span}
    if not {start, end} <= ends:
        return False
    pieces = sum(start <= first + left and first + right <= end for left, right in words)
    if pieces == 1:
        return idiom in _idioms() and _is_no_word(text[start:end])
    written, place = text[start:end], next(at for at in range(_LENGTH) if text[start + at] != idiom[at])
    return pieces >= _IN_PIECES or (idiom in _idioms() and bool(sounds(written[place]) & sounds(idiom[place])))


def _is_word(text: str) -> bool:
    """Whether *text* is one word of the dictionary that texts are cut by."""
    from rjieba import cut

    return len(cut(text)) == 1


def _is_no_word(written: str) -> bool:
    """Whether the table has *written* as slips have it: seldom, and not as two words that are common."""
    words = fluency().words
    halves = (written[: _LENGTH // 2], written[_LENGTH // 2 :])
    return words[written] <= _SLIP and not all(words.get(half, _SLIP) > _COMMON for half in halves)


def _mask(word: str, place: int) -> str:
    return word[:place] + _GAP + word[place + 1 :]
