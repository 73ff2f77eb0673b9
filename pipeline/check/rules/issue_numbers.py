"""Number, number in all and date of an issue go on from the issues beside it."""

from collections.abc import Iterator

from pipeline.check.rule import Found, IssueText, Kind, Level, Rule
from pipeline.i18n import _
from pipeline.model import Issue


def _find(text: IssueText) -> Iterator[Found]:
    issue = text.issue
    if issue.date.year != issue.year:
        message = _("The issue is of {year}, and its date of {other}.").format(year=issue.year, other=issue.date.year)
        yield Found(message=message, hint=_("Mend one of them."), key="date", level=Level.ASK)
    if issue.number.is_supplement:
        return
    plain = [each for each in text.beside if not each.number.is_supplement]
    for other in plain:
        yield from _compare(issue, other)
    before = [each for each in plain if _order(each) < _order(issue)]
    if before and issue.total_number is not None:
        last = max(before, key=_order)
        is_next = (last.year == issue.year and last.number.last + 1 == issue.number.first) or (
            last.year + 1 == issue.year and issue.number.first == 1
        )
        if is_next and last.total_number is not None and last.total_number.last + 1 != issue.total_number.first:
            message = _("{before} is followed by 总第{total}期, which leaves out or repeats a number.")
            told = message.format(before=last.label_with_year, total=issue.total_number)
            is_sure = last.year == issue.year  # issues of last year may be missing here
            hint = _("Write {number}, or mend the issue before.").format(number=last.total_number.last + 1)
            yield Found(message=told, hint=hint, key="total_number", level=None if is_sure else Level.ASK)


def _compare(issue: Issue, other: Issue) -> Iterator[Found]:
    if issue.total_number is not None and other.total_number == issue.total_number:
        message = _("总第{total}期 is also {other}.").format(total=issue.total_number, other=other.label_with_year)
        yield Found(message=message, hint=_("Mend one of them."), key="total_number")
    if (_order(other) < _order(issue)) != (other.date.first_day <= issue.date.first_day):
        message = _("The date does not stand in order with that of {other}.").format(other=other.label_with_year)
        yield Found(message=message, hint=_("Mend one of the days."), key="date")


def _order(issue: Issue) -> tuple[int, int]:
    return issue.year, issue.number.first


RULE = Rule(
    id="facts.issue-numbers",
    level=Level.ERROR,
    kind=Kind.FACTS,
    rationale="Issues are counted in their year and since the first one, without a gap, and appear in that order.",
    source="GB/T 3179-2009, on numbers of volumes and issues (known from copies and quotations)",
    find=_find,
)
