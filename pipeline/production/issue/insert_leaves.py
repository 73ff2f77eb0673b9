"""Inserts 插页 are leaves with two sides: after an odd number of their pages odd and even folios would change sides."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from pipeline.errors import Problem
from pipeline.i18n import _
from pipeline.manuscript.workspace import ISSUE_FILE
from pipeline.model import Issue, OwnPage
from pipeline.production.pagination import PlacedPart


def tell_odd_inserts(issue: Issue, parts: Iterable[PlacedPart]) -> Iterator[Problem]:
    """A warning for each row of inserts of *issue* between *parts* that is an odd number of pages."""
    is_even = True
    for is_insert, group in groupby(map(_insert_of, parts), lambda insert: insert is not None):
        pages = [page for page in group if page is not None]
        is_even = is_even is (len(pages) % 2 == 0)
        if is_insert and not is_even:
            message = _("Behind this insert odd and even folios change sides, since a leaf has two.")
            hint = _("Put a second page behind it, or take one away.")
            yield Problem(message, issue.path / ISSUE_FILE, pages[-1].line, hint)


def _insert_of(part: PlacedPart) -> OwnPage | None:
    page = part.plan.page if part.plan is not None else None
    return page if page is not None and page.place in ("before", "after") else None
