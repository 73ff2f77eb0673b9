"""Write pipeline/check/words/neighbours.xz: how common words are, and how much commoner behind certain others.

``python docs/make_neighbours.py ARPA``: ARPA is lm_sc.arpa of the data of libime (lm_sc.arpa-20220810.tar.xz in the
source of Debian's libime 1.0.16), LGPL-2.1-or-later. Of its words those of one to four Chinese characters are kept,
and of its pairs those whose second word is likelier behind the first than by itself, and which are not too rare.
"""

import lzma
import math
import re
import sys
from array import array
from collections.abc import Iterator
from pathlib import Path

OUT = Path(__file__).resolve().parent.parent / "pipeline" / "check" / "words" / "neighbours.xz"
_WORD = re.compile("[一-鿿]{1,4}")
_NATURAL = math.log(10)  # the table has logarithms to base 10
_LEAST_GAIN, _LEAST_CHANCE = 1.0, -16.4  # natural logarithms
_STEPS_OF_WORDS, _STEPS_OF_PAIRS = 10, 4  # to one
_MOST = 255


def _rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    """How many words a row is about, and its columns."""
    order = 0
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("\\"):
                order = int(line[1]) if line[1].isdigit() else 0
            elif order and (row := line.rstrip("\n").split("\t"))[1:]:
                yield order, row


def main(path: Path) -> None:
    words: dict[str, tuple[float, float]] = {}
    pairs: list[tuple[str, str, float]] = []
    for order, (chance, text, *rest) in _rows(path):
        value = float(chance) * _NATURAL
        if order == 1 and _WORD.fullmatch(text):
            words[text] = (value, float(rest[0]) * _NATURAL if rest else 0.0)
        elif order == 2:
            first, second = text.split(" ")
            if first in words and second in words and words[first][0] + value >= _LEAST_CHANCE:
                gain = value - words[second][0] - words[first][1]
                if gain >= _LEAST_GAIN:
                    pairs.append((first, second, gain))
        elif order > 2:
            break
    _write(words, pairs)


def _write(words: dict[str, tuple[float, float]], pairs: list[tuple[str, str, float]]) -> None:
    """First the words, a line each. Behind an empty line follow columns of numbers, byte by byte.

    They are: the chances of the words, and what they take from a pair that isn't there, in tenths; how many words
    follow each; which these are (the place in the list less that of the one before); how much likelier each is there,
    in quarters.
    """
    order = sorted(words, key=lambda word: (-words[word][0], word))
    place = {word: number for number, word in enumerate(order)}
    rows = sorted((place[first], place[second], gain) for first, second, gain in pairs)
    counts = array("H", bytes(2 * len(order)))
    for first, _second, _gain in rows:
        counts[first] += 1
    seconds = [second for _first, second, _gain in rows]
    steps = array("i", [after - before for before, after in zip([0, *seconds], seconds, strict=False)])
    gains = bytes(min(_MOST, round(gain * _STEPS_OF_PAIRS)) for _first, _second, gain in rows)
    chances, losses = (array("h", (round(words[word][at] * _STEPS_OF_WORDS) for word in order)) for at in (0, 1))
    columns = b"".join(_by_bytes(column) for column in (chances, losses, counts, steps))
    packed = lzma.compress("\n".join(order).encode() + b"\n\n" + columns + gains, preset=9 | lzma.PRESET_EXTREME)
    OUT.write_bytes(packed)
    sys.stdout.write(f"{len(order)} words, {len(rows)} pairs, {len(packed)} bytes\n")


def _by_bytes(column: array) -> bytes:  # type: ignore[type-arg]
    """The first bytes of all numbers, then the second ones; so they are packed more closely."""
    raw = column.tobytes()
    return b"".join(raw[byte :: column.itemsize] for byte in range(column.itemsize))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
