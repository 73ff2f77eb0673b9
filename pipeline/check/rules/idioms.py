"""Idioms with a character written for another of the same sound."""

from collections.abc import Iterator

from pipeline.check.passage import Passage
from pipeline.check.rule import Found, Kind, Level, Rule, in_passages
from pipeline.check.words.idioms import find_near_idioms
from pipeline.i18n import _


def _find(passage: Passage) -> Iterator[Found]:
    for start, idiom in find_near_idioms(passage.text):
        end = start + len(idiom)
        yield Found(
            message=_("“{wrong}” is near to “{right}”.").format(wrong=passage.text[start:end], right=idiom),
            hint=_("Write “{right}”, unless a play on it is meant.").format(right=idiom),
            passage=passage,
            start=start,
            end=end,
        )


RULE = Rule(
    id="words.idioms",
    level=Level.ASK,
    kind=Kind.WORDS,
    rationale="An idiom has its characters; one of the same sound in its place is a slip of typing or a play on words.",
    source="dictionary of phrases of pypinyin; words/confusable.tsv and words/idioms.txt",
    find=in_passages(_find),
)
