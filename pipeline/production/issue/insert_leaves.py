"""Inserts 插页 are leaves with two sides: an odd number of their pages would make odd and even folios change sides, and
none begins on the back of another leaf."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from pipeline.errors import Problem
from pipeline.i18n import _
from pipeline.manuscript.workspace import ISSUE_FILE
from pipeline.model import Issue, OwnPage
from pipeline.production.pagination import PlacedPart


def tell_inserts_that_are_no_leaves(issue: Issue, parts: Iterable[PlacedPart]) -> Iterator[Problem]:
    """A warning for each row of inserts of *issue* between *parts* that is an odd number of pages, or begins on a left
    page."""
    is_even = True
    for is_insert, group in groupby(parts, lambda part: _insert_of(part) is not None):
        row = list(group)
        pages = [page for page in map(_insert_of, row) if page is not None]
        is_even = is_even is (len(pages) % 2 == 0)
        if is_insert and not is_even:
            message = _("Behind this insert odd and even folios change sides, since a leaf has two.")
            hint = _("Put a second page behind it, or take one away.")
            yield Problem(message, issue.path / ISSUE_FILE, pages[-1].line, hint)
        elif is_insert and row[0].first_page % 2 == 0:
            message = _("This insert begins on a left page, the back of another leaf, and can't be bound as a leaf.")
            hint = _("Put it behind an article that ends on a left page, or before one that begins on a right one.")
            yield Problem(message, issue.path / ISSUE_FILE, pages[0].line, hint)


def _insert_of(part: PlacedPart) -> OwnPage | None:
    page = part.plan.page if part.plan is not None else None
    return page if page is not None and page.place in ("before", "after") else None
