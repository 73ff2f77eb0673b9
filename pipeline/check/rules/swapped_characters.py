"""The characters of a word in the wrong order."""

from collections.abc import Iterator

from pipeline.check.rule import Found, IssueText, Kind, Level, Rule, ask_whether_meant
from pipeline.check.words.swaps import find_swaps


def _find(text: IssueText) -> Iterator[Found]:
    for passage in text.passages:
        for start, word in find_swaps(passage.text):
            written = passage.text[start : start + len(word)]
            yield from ask_whether_meant(text, passage, start, written, word)


RULE = Rule(
    id="words.swapped",
    level=Level.ASK,
    kind=Kind.WORDS,
    rationale="Two characters that make no word, and a common one the other way round (加参), were typed in haste.",
    source="words and pairs: jieba, snownlp, Pinyin2Hanzi; measured in docs/check.md",
    find=_find,
)
