"""Phrases that say a thing in two ways, twice or not whole, or whose words don't go together: ``phrases.tsv``.

A row has a pattern and its kind. In a pattern <P> is a character of a clause, <S> the place where a sentence begins,
and <V> a character of a clause before which no verb of change stands (提高, 加强).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Literal, cast, get_args

PhraseKind = Literal["blend", "twice", "against", "lacks", "half", "pair", "mismatch"]
_LIST = "phrases.tsv"
_VERBS = (
    "提高|提升|改善|加快|加大|保证|确保|增强|促进|推动|扩大|检查|监督|监测|管理|评价|评估|考核|控制|降低|减少|增加|缩小|缩短|加强|发挥|取得|"
    "达到|形成|影响"
)
_SHORT = {
    "<P>": "[^，。；：！？“”]",
    "<S>": r"(?:^|(?<=[。；！？\n]))",
    "<V>": f"(?:(?!{_VERBS})[^，。；：！？“”、A-Za-z0-9 ])",
}
_OPENING = re.compile(r"(?:<S>)?(?:([一-鿿]{1,12})(?![一-鿿?*+{])|\(\?:([一-鿿]+(?:\|[一-鿿]+)*)\)(?![?*+{]))")


@dataclass(frozen=True, slots=True)
class Phrase:
    """What is wrong with what *pattern* finds is told by *kind*; it begins with one of *openings*, if any are known."""

    pattern: re.Pattern[str]
    kind: PhraseKind
    openings: tuple[str, ...]


@cache
def phrases() -> tuple[Phrase, ...]:
    """The list, in its order."""
    text = resources.files(__package__).joinpath(_LIST).read_text(encoding="utf-8")
    return tuple(_phrase(*line.split("\t")) for line in text.splitlines()[1:])


def _phrase(pattern: str, kind: str) -> Phrase:
    if kind not in get_args(PhraseKind):
        raise ValueError(f"{_LIST}: {kind!r} is no kind")
    openings = _openings(pattern)
    for short, long in _SHORT.items():
        pattern = pattern.replace(short, long)
    return Phrase(re.compile(pattern), cast("PhraseKind", kind), openings)


def _openings(pattern: str) -> tuple[str, ...]:
    """The words with which *pattern* opens, where it opens with plain ones."""
    depth = 0
    for mark in pattern:
        depth += (mark == "(") - (mark == ")")
        if mark == "|" and depth == 0:
            return ()
    found = _OPENING.match(pattern)
    return tuple((found[1] or found[2]).split("|")) if found else ()


def find_phrases(text: str) -> Iterator[tuple[re.Match[str], PhraseKind]]:
    """Where phrases of the list stand in *text*, by the order of the list."""
    for phrase in phrases():
        for opening in phrase.openings:  # a pattern is slower to look for than a word
            if opening in text:
                break
        else:
            if phrase.openings:
                continue
        for found in phrase.pattern.finditer(text):
            yield found, phrase.kind
