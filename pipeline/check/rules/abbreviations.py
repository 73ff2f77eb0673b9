"""An abbreviation is explained where it stands first."""

import re
from collections.abc import Iterator

from pipeline.check.rule import ArticleText, Found, IssueText, Kind, Level, Rule
from pipeline.i18n import _

_EXPLAINED = re.compile(r"（[A-Za-z][A-Za-z \-‑]{5,80}[，,；;] ?(?:简称|缩写为|以下简称)?“?([A-Z][A-Za-z0-9]{1,7})”?）")
_HEADS = ("title", "head")


def _find(text: IssueText) -> Iterator[Found]:
    for article in text.articles:
        yield from _find_in(article)


def _find_in(article: ArticleText) -> Iterator[Found]:
    explained = {
        found[1]: (number, found.start())
        for number, passage in reversed(list(enumerate(article.passages)))
        for found in reversed(list(_EXPLAINED.finditer(passage.text)))
    }
    for short, (number, start) in explained.items():
        alone = re.compile(rf"(?<![A-Za-z0-9]){re.escape(short)}(?![A-Za-z0-9])")
        for place, passage in enumerate(article.passages[: number + 1]):
            found = alone.search(passage.text, 0, start if place == number else len(passage.text))
            if found is not None and passage.kind not in _HEADS:
                yield Found(
                    message=_("“{short}” stands before it is explained.").format(short=short),
                    hint=_("Explain it where it stands first."),
                    passage=passage,
                    start=found.start(),
                    end=found.end(),
                )
                break


RULE = Rule(
    id="facts.abbreviations",
    level=Level.ASK,
    kind=Kind.FACTS,
    rationale="A reader can't go back from an explanation; when paragraphs are moved, it comes too late.",
    source="GB/T 7713.2-2022, on abbreviations (known from quotations)",
    find=_find,
)
