"""Write pipeline/check/words/seen_threes.bin and seen_fours.bin: which phrases of three and four characters were seen.

``python docs/make_seen_phrases.py TEXTS...``: files of laws, news, a web weekly, reviews. No words of theirs are kept,
only a few bits for each phrase, from which it can be asked and not be read (Bloom filters).
"""

import sys
from collections import Counter
from pathlib import Path

import numpy as np

from pipeline.check.words.seen_phrases import BITS, Filter, hash_phrase

FOLDER = Path(__file__).resolve().parent.parent / "pipeline" / "check" / "words"
_FIRST, _LAST = 0x4E00, 0x9FFF
_BASE = _LAST - _FIRST + 2
_LEAST = {3: 2, 4: 3}  # times
_BITS = {3: 8, 4: 14}  # for each phrase: a phrase of three that is thought seen by mistake is only let pass


def _often(texts: str, length: int) -> list[str]:
    """The phrases of *length* characters that stand in *texts* often enough."""
    codes = np.frombuffer(texts.encode("utf-32-le"), dtype=np.uint32).astype(np.int64)
    is_han = (codes >= _FIRST) & (codes <= _LAST)
    end = len(codes) - length + 1
    keys, whole = np.zeros(end, np.int64), np.ones(end, bool)
    for at in range(length):
        keys = keys * _BASE + np.where(is_han, codes - _FIRST + 1, 0)[at : end + at]
        whole &= is_han[at : end + at]
    found, counts = np.unique(keys[whole], return_counts=True)
    return [_text(int(key), length) for key in found[counts >= _LEAST[length]]]


def _text(key: int, length: int) -> str:
    characters = ""
    for _ in range(length):
        key, code = divmod(key, _BASE)
        characters = chr(code + _FIRST - 1) + characters
    return characters


def main(places: list[Path]) -> None:
    texts = "\n".join(place.read_text(encoding="utf-8") for place in places)
    for length, name in ((3, "seen_threes.bin"), (4, "seen_fours.bin")):
        phrases = _often(texts, length)
        bits = bytearray(len(phrases) * _BITS[length] // 8)
        size = len(bits) * 8
        for phrase in phrases:
            place, step = hash_phrase(phrase)
            for at in range(place, place + BITS * step, step):
                bits[at % size >> 3] |= 1 << (at % size & 7)
        (FOLDER / name).write_bytes(bits)
        wrong = Counter(phrase[::-1] in Filter(bytes(bits), size) for phrase in phrases[::97])
        seen = wrong[True] / wrong.total()
        sys.stdout.write(f"{name}: {len(phrases)} phrases, {len(bits)} bytes; seen backwards: {seen:.3f}\n")


if __name__ == "__main__":
    main([Path(each) for each in sys.argv[1:]])
