"""Words that are written for others."""

from collections.abc import Iterator

from pipeline.check.passage import Passage
from pipeline.check.rule import Found, Kind, Level, Rule, in_passages
from pipeline.check.words.confusable import find_confusables
from pipeline.i18n import _


def _find(passage: Passage) -> Iterator[Found]:
    for start, entry in find_confusables(passage.text):
        yield Found(
            message=_("“{wrong}” is written for “{right}” ({source}).").format(
                wrong=entry.wrong, right=entry.right, source=entry.source
            ),
            hint=_("Write “{right}”.").format(right=entry.right),
            passage=passage,
            start=start,
            end=start + len(entry.wrong),
            level=None if entry.is_sure else Level.ASK,
        )


RULE = Rule(
    id="words.confusable",
    level=Level.ERROR,
    kind=Kind.WORDS,
    rationale=(
        "Words that sound or look alike, from the list words/confusable.tsv. Each entry has its source, and the longer "
        "words in which the same characters are right."
    ),
    source="第一批异形词整理表 (GF 1001-2001); 现代汉语词典 (7th ed.), named from memory and not compared page by page",
    find=in_passages(_find),
)
