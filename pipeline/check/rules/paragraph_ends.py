"""A paragraph of text ends with a mark."""

import re
from collections.abc import Iterator

from pipeline.check.passage import NO_PROSE
from pipeline.check.rule import ArticleText, Found, IssueText, Kind, Level, Rule
from pipeline.i18n import _

_OPEN = re.compile("[一-鿿]$")
_PROSE = re.compile("[。，].{8,}$")
_LEAST = 14  # characters


def _find(text: IssueText) -> Iterator[Found]:
    for article in text.articles:
        yield from _find_in(article)


def _find_in(article: ArticleText) -> Iterator[Found]:
    bodies = [passage for passage in article.passages if passage.kind == "body"]
    for passage in bodies[:-1] if len(bodies) > 1 else bodies:
        written = passage.text.rstrip()
        if len(written) >= _LEAST and NO_PROSE not in written and _OPEN.search(written) and _PROSE.search(written):
            yield Found(
                message=_("The paragraph ends without a mark."),
                hint=_("Write the mark that was left out, or what follows."),
                passage=passage,
                start=len(written) - 1,
                end=len(written),
            )


RULE = Rule(
    id="marks.paragraph-ends",
    level=Level.ASK,
    kind=Kind.MARKS,
    rationale="A sentence ends with a mark; where none stands, it or more than it was lost.",
    source="GB/T 15834-2011, 4.1",
    find=_find,
)
