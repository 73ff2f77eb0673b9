"""Words that are written for others, told by what stands beside them."""

from collections.abc import Iterator

from pipeline.check.passage import Passage
from pipeline.check.rule import Found, Kind, Level, Rule, in_passages
from pipeline.check.words.contexts import find_in_context
from pipeline.i18n import _


def _find(passage: Passage) -> Iterator[Found]:
    for start, end, entry in find_in_context(passage.text):
        yield Found(
            message=_("“{wrong}” is written for “{right}” ({source}).").format(
                wrong=passage.text[start:end], right=entry.right, source=entry.source
            ),
            hint=_("Write “{right}”.").format(right=entry.right),
            passage=passage,
            start=start,
            end=end,
            level=None if entry.is_sure else Level.ASK,
        )


RULE = Rule(
    id="words.in-context",
    level=Level.ERROR,
    kind=Kind.WORDS,
    rationale=(
        "权利 and 权力, 必须 and 必需, 反映 and 反应, 做 and 作: both are words, and what stands beside them decides. "
        "The contexts are in words/contexts.tsv; where they only make it likely, it is asked."
    ),
    source="现代汉语词典 (7th ed.), named from memory and not compared page by page",
    find=in_passages(_find),
)
