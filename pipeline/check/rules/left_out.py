"""A character of a common phrase left out."""

from collections.abc import Iterator

from pipeline.check.rule import Found, IssueText, Kind, Level, Rule, ask_whether_meant
from pipeline.check.words.left_out import find_left_out


def _find(text: IssueText) -> Iterator[Found]:
    for passage in text.passages:
        for start, phrase in find_left_out(passage.text):
            written = passage.text[start : start + len(phrase) - 1]
            yield from ask_whether_meant(text, passage, start, written, phrase)


RULE = Rule(
    id="words.left-out",
    level=Level.ASK,
    kind=Kind.WORDS,
    rationale="A character that was left out leaves its word broken: 积参加 for 积极参加, 安生产 for 安全生产.",
    source="phrases that texts of laws have often, and of our own; measured in docs/check.md",
    find=_find,
)
