"""Words that the house has banned."""

import re
from collections.abc import Iterator

from pipeline.check.house import HouseWord
from pipeline.check.passage import Passage
from pipeline.check.rule import Found, IssueText, Kind, Level, Rule
from pipeline.i18n import _


def _find(text: IssueText) -> Iterator[Found]:
    for word in text.house.words:
        pattern = re.compile("|".join(map(re.escape, (*sorted(word.unless, key=len, reverse=True), word.banned))))
        for passage in text.passages:
            yield from _find_word(word, pattern, passage)


def _find_word(word: HouseWord, pattern: re.Pattern[str], passage: Passage) -> Iterator[Found]:
    for match in pattern.finditer(passage.text):
        if match[0] != word.banned:
            continue
        message = _("“{word}” is banned by the house: {reason} ({source}).")
        yield Found(
            message=message.format(word=word.banned, reason=word.reason, source=word.source),
            hint=_("Write “{right}”.").format(right=word.preferred) if word.preferred else _("Write it otherwise."),
            passage=passage,
            start=match.start(),
            end=match.end(),
            level=None if word.is_error else Level.ASK,
        )


RULE = Rule(
    id="house.words",
    level=Level.ERROR,
    kind=Kind.WORDS,
    rationale="What a house has settled is kept in its lists, with reason and source.",
    source="style/*.yaml of the workspace",
    find=_find,
)
