"""Titles of people, as they hold on the day of the issue."""

import re
from collections.abc import Iterator

from pipeline.check.house import HouseName
from pipeline.check.rule import Found, IssueText, Kind, Level, Rule
from pipeline.i18n import _


def _find(text: IssueText) -> Iterator[Found]:
    day = text.issue.date.first_day
    by_name: dict[str, list[HouseName]] = {}
    for row in text.house.names:
        by_name.setdefault(row.name, []).append(row)
    for name, rows in by_name.items():
        valid = {row.title for row in rows if (row.since or day) <= day <= (row.until or day)}
        for row in rows:
            if row.title not in valid:
                yield from _find_title(row, name, sorted(valid), text)


def _find_title(row: HouseName, name: str, valid: list[str], text: IssueText) -> Iterator[Found]:
    title, person = re.escape(row.title), re.escape(name)
    pattern = re.compile(rf"(?<!前)(?<!原)(?<!副)(?<!时任)(?:{title}(?:同志)?{person}|{person}{title})")
    for passage in text.passages:
        for match in pattern.finditer(passage.text):
            message = _("“{words}”: this title does not hold on the day of the issue: {reason} ({source}).")
            yield Found(
                message=message.format(words=match[0], reason=row.reason, source=row.source),
                hint=_("Write “{right}”.").format(right="”, “".join(valid))
                if valid
                else _("Write 原 or 时任 before it."),
                passage=passage,
                start=match.start(),
                end=match.end(),
            )


RULE = Rule(
    id="house.names",
    level=Level.ERROR,
    kind=Kind.FACTS,
    rationale="People change their posts; a list with days of validity knows which title an issue has to print.",
    source="style/*.yaml of the workspace",
    find=_find,
)
