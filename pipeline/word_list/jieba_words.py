"""The words of a short text by jieba, whose list of words is looked up in a file rather than read whole.

rjieba reads its 350,000 words when it is imported, a tenth of the processor time of a short issue. How a text is parted
depends only on the words that occur in it, on how often they are used, and on how often all are used together: an empty
rjieba that is told these parts the text, and names the parts of speech, as a full one does.
"""

from collections.abc import Iterator
from functools import cache
from importlib.machinery import PathFinder
from importlib.util import find_spec, module_from_spec
from mmap import ACCESS_READ, mmap
from pathlib import Path
from types import ModuleType
from typing import Any

_FILE = Path(__file__).with_name("words.txt")
_ALL = 60_101_964  # how often all words of the file are used together
_REST = "\n\n"  # stands for the words that do not occur: no word of any text has such characters


def part_words(text: str) -> list[tuple[str, str]]:
    """The words of *text*, each with its part of speech, as jieba has them."""
    jieba, told = _load_rjieba().Jieba.empty(), 0
    for word, count, part in set(_word_list().find_words(text)):
        told += jieba.add_word(word, count, part)
    jieba.add_word(_REST, _ALL - told, "x")
    words: list[tuple[str, str]] = jieba.tag(text)
    return words


class _WordList:
    """The lines (word, how often it is used, part of speech) of a *file*, which stand in the order of their bytes."""

    def __init__(self, file: Path) -> None:
        with file.open("rb") as opened:
            self._data = mmap(opened.fileno(), 0, access=ACCESS_READ)
        self._blocks: dict[str, bytes] = {}

    def find_words(self, text: str) -> Iterator[tuple[str, int, str]]:
        """The words that stand anywhere in *text*."""
        for start, character in enumerate(text):
            block = self._block(character)
            for end in range(start + 1, len(text) + 1):
                word = text[start:end]
                at = block.find(f"\n{word}".encode())  # the word itself stands before those that go on
                if at < 0:
                    break
                found, count, part = block[at + 1 : block.index(b"\n", at + 1)].decode().split(" ")
                if found == word:
                    yield word, int(count), part

    def _block(self, character: str) -> bytes:
        """The lines of words that begin with *character*, a line feed before each."""
        if (known := self._blocks.get(character)) is None:
            first = character.encode()
            start, end = self._find_place(first), self._find_place(first[:-1] + bytes([first[-1] + 1]))
            known = self._blocks[character] = b"\n" + self._data[start:end]
        return known

    def _find_place(self, key: bytes) -> int:
        """Where the first line begins that is not before *key*."""
        data, low, high = self._data, 0, len(self._data)
        while low < high:
            middle = (low + high) // 2
            start = max(data.rfind(b"\n", low, middle) + 1, low)
            if data[start : start + len(key)] < key:
                low = data.find(b"\n", middle) + 1
            else:
                high = start
        return low


@cache
def _word_list() -> _WordList:
    return _WordList(_FILE)


@cache
def _load_rjieba() -> ModuleType | Any:
    """The native module of rjieba; the package around it would read all words."""
    package = find_spec("rjieba")
    spec = PathFinder.find_spec("rjieba", package.submodule_search_locations) if package is not None else None
    if spec is None or spec.loader is None:
        raise ModuleNotFoundError("rjieba")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
