"""Write pipeline/check/words/left_out.tsv: what remains of common phrases of four characters without one of them.

``python docs/make_left_out.py LAWS PHRASES SEEN...``: LAWS is a folder with texts of laws, which are free of copyright
(as LawRefBook/Laws has them); PHRASES is docs/phrases_of_offices.txt; SEEN are more texts. A phrase is two words of
two characters that stand together in the laws often, or one of PHRASES. What remains of it is listed where it stands
in none of these texts, is no word, and has at its broken end a character that is seldom a word.
"""

import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from pipeline.check.words.fluency import fluency

OUT = Path(__file__).resolve().parent.parent / "pipeline" / "check" / "words" / "left_out.tsv"
_HAN = re.compile("[一-鿿]+")
_PLAIN = frozenset(
    (
        "政府",
        "应当",
        "可以",
        "依法",
        "根据",
        "按照",
        "负责",
        "进行",
        "批准",
        "确定",
        "或者",
        "以及",
        "没有",
        "自然",
        "规定",
        "人民",
        "机关",
        "公司",
        "企业",
        "以下",
        "以上",
    )
)
_VERBS = frozenset(
    "动增减提改促保强议防控抓管查评选学讲听看写说定订设建创办拟签交送发收取用换修养护治救助帮扶奖惩罚补拨付缴"
)
_OFTEN = 250  # of seventeen million characters
_COMMON = -12.0  # chance of a word
_ALONE = -8.3  # chance of a character that may be a word by itself


def _count(texts: list[str], length: int) -> Counter[str]:
    return Counter(
        run[0][start : start + length]
        for text in texts
        for run in _HAN.finditer(text)
        for start in range(len(run[0]) - length + 1)
    )


def _remains(phrase: str) -> Iterator[str]:
    """What is left of *phrase* without one character, where the broken word leaves one that is seldom a word."""
    words = fluency().words
    for place in range(len(phrase)):
        alone = phrase[place ^ 1]  # the other character of the same word
        if alone not in _VERBS and words.get(alone, -99.0) < _ALONE:
            yield phrase[:place] + phrase[place + 1 :]


def main(laws: Path, own: Path, seen: list[Path]) -> None:
    texts = [each.read_text(encoding="utf-8") for each in sorted(laws.rglob("*.md"))]
    words = fluency().words
    phrases = [
        phrase
        for phrase, count in sorted(_count(texts, 4).items())
        if count >= _OFTEN
        and all(words.get(word, -99.0) > _COMMON for word in (phrase[:2], phrase[2:]))
        and not _PLAIN & {phrase[:2], phrase[2:]}
    ]
    phrases += [each for each in own.read_text(encoding="utf-8").split() if len(each) == 4]
    all_texts = [*texts, *(each.read_text(encoding="utf-8") for each in seen)]
    known, whole = _count(all_texts, 3), _count(all_texts, 4)
    rows: dict[str, str] = {}
    for phrase in phrases:
        for left in _remains(phrase):
            within = whole[phrase] if left in phrase else 0
            if known[left] == within and left not in words:
                rows.setdefault(left, phrase)
    OUT.write_text("".join(f"{left}\t{phrase}\n" for left, phrase in sorted(rows.items())), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), [Path(each) for each in sys.argv[3:]])
