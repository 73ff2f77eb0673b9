"""Write pipeline/check/words/seen_pairs.txt.xz: which characters were seen side by side in texts.

``python docs/make_seen_pairs.py TEXTS...``: files, and folders with .md files (of laws, news, a web weekly, reviews). A
line is a character and those that were seen behind it, beyond the pairs of the table of ``fluency``. No more is taken
from the texts, so slips of theirs pass, too: a pair that was seen twice at least.
"""

import lzma
import re
import sys
from collections import Counter, defaultdict
from pathlib import Path

from pipeline.check.words.fluency import fluency

OUT = Path(__file__).resolve().parent.parent / "pipeline" / "check" / "words" / "seen_pairs.txt.xz"
_HAN = re.compile("[一-鿿]{2,}")
_LEAST = 2  # times


def main(places: list[Path]) -> None:
    seen: Counter[str] = Counter()
    for place in places:
        for file in sorted(place.rglob("*.md")) if place.is_dir() else [place]:
            for run in _HAN.finditer(file.read_text(encoding="utf-8")):
                seen.update(run[0][at : at + 2] for at in range(len(run[0]) - 1))
    behind: dict[str, str] = defaultdict(str)
    for pair in sorted(pair for pair, count in seen.items() if count >= _LEAST and pair not in fluency().pairs):
        behind[pair[0]] += pair[1]
    lines = "\n".join(first + others for first, others in sorted(behind.items()))
    OUT.write_bytes(lzma.compress(lines.encode(), preset=9))


if __name__ == "__main__":
    main([Path(each) for each in sys.argv[1:]])
