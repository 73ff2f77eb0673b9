"""Inserts 插页 are leaves with two sides: an odd number of their pages would make odd and even folios change sides, and
none begins on the back of another leaf. One that would goes to the nearest place between two leaves."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from pipeline.errors import Problem
from pipeline.i18n import _
from pipeline.layout import PartPlan
from pipeline.manuscript.workspace import ISSUE_FILE
from pipeline.model import Issue, OwnPage, plain_title
from pipeline.production.pagination import PlacedPart


class _Row(NamedTuple):
    """Inserts that follow one another: their pages, in parts from the *begin* on, and whether they keep the sides."""

    begin: int
    pages: tuple[OwnPage, ...]
    is_even: bool


def put_between_leaves(plans: Sequence[PartPlan], parts: Sequence[PlacedPart]) -> tuple[PartPlan, ...]:
    """*plans* in whose order no insert stands between the two sides of a leaf, by the *parts* that were made of them.

    A row of inserts with an odd number of pages stays, and one for which no part of text begins a leaf.
    """
    ordered = list(plans)
    for row in _find_rows(parts):
        first = parts[row.begin].first_page
        if not row.is_even or first % 2 == 1:
            continue
        places = [part for part in parts if part.plan is not None and part.plan.entries and part.first_page % 2 == 1]
        if not places:
            continue
        nearest = min(places, key=lambda part: _distance(part.first_page, first, len(row.pages))).plan
        moved = [each.plan for each in parts[row.begin : row.begin + len(row.pages)] if each.plan is not None]
        keys = {each.key for each in moved}
        rest = [plan for plan in ordered if plan.key not in keys]
        at = next(index for index, plan in enumerate(rest) if nearest is not None and plan.key == nearest.key)
        ordered = [*rest[:at], *moved, *rest[at:]]
    return tuple(ordered)


def tell_inserts_that_are_no_leaves(issue: Issue, parts: Sequence[PlacedPart]) -> Iterator[Problem]:
    """A warning for each row of inserts of *issue* between *parts* that is an odd number of pages, begins on a left
    page, or stands elsewhere than it was put."""
    for row in _find_rows(parts):
        if not row.is_even:
            message = _("Behind this insert odd and even folios change sides, since a leaf has two.")
            hint = _("Put a second page behind it, or take one away.")
            yield Problem(message, issue.path / ISSUE_FILE, row.pages[-1].line, hint)
        elif parts[row.begin].first_page % 2 == 0:
            message = _("This insert begins on a left page, the back of another leaf, and can't be bound as a leaf.")
            hint = _("Put it behind an article that ends on a left page, or before one that begins on a right one.")
            yield Problem(message, issue.path / ISSUE_FILE, row.pages[0].line, hint)
        elif (behind := _find_moved(row, parts)) is not None:
            message = _("This insert stands before “{name}”, the nearest place between two leaves.").format(name=behind)
            hint = _(
                "Where it was put it would part the two sides of a leaf; put it here, or change how long texts are."
            )
            yield Problem(message, issue.path / ISSUE_FILE, row.pages[0].line, hint)


def _distance(page: int, first: int, count: int) -> int:
    """How many pages *count* pages from *first* on are moved to stand before *page*."""
    return first - page if page < first else page - count - first


def _find_rows(parts: Sequence[PlacedPart]) -> Iterator[_Row]:
    is_even, begin = True, 0
    for is_insert, group in groupby(parts, lambda part: _insert_of(part) is not None):
        row = list(group)
        pages = tuple(page for page in map(_insert_of, row) if page is not None)
        is_even = is_even is (len(pages) % 2 == 0)
        if is_insert:
            yield _Row(begin, pages, is_even)
        begin += len(row)


def _find_moved(row: _Row, parts: Sequence[PlacedPart]) -> str | None:
    """What stands behind the *row*, if what it was put before or after is not beside it; else None."""
    page = row.pages[0]
    if page.place == "after":
        beside = _slugs(reversed(parts[: row.begin]))
    else:
        beside = _slugs(parts[row.begin + len(row.pages) :])
    if page.slug in beside:
        return None
    behind = next((each.plan for each in parts[row.begin :] if each.plan is not None and each.plan.entries), None)
    return plain_title(behind.entries[0].article.title) if behind is not None else ""


def _slugs(parts: Iterable[PlacedPart]) -> set[str]:
    """The articles of the first of *parts* that has some."""
    texts = [part for part in parts if part.plan is not None and part.plan.entries]
    return {entry.article.slug for part in texts[:1] if part.plan is not None for entry in part.plan.entries}


def _insert_of(part: PlacedPart) -> OwnPage | None:
    page = part.plan.page if part.plan is not None else None
    return page if page is not None and page.place in ("before", "after") else None
