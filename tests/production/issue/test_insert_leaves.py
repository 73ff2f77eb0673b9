"""Rows of inserts are told where they are an odd number of pages, or begin on the back of a leaf."""

from types import SimpleNamespace
from typing import cast

import pytest

from pipeline.model import OwnPage
from pipeline.production.issue.insert_leaves import tell_inserts_that_are_no_leaves
from pipeline.production.pagination import PlacedPart
from tests.layout.test_compose import article_of, issue_of


def part(place: str, first_page: int = 1) -> PlacedPart:
    """A part of text for a dot; else a page of its own: an insert, or the inside front."""
    page = {"i": OwnPage(place="after", line=7), "f": OwnPage(place="inside_front")}.get(place)
    return cast(PlacedPart, SimpleNamespace(plan=SimpleNamespace(page=page), first_page=first_page))


@pytest.mark.parametrize(
    ("row", "count"), [(".i.", 1), (".ii.", 0), (".i.i.", 1), ("f.", 0), (".ii.i.", 1), ("fi.", 1)]
)
def test_an_odd_number_of_pages_is_told(row: str, count: int) -> None:
    """A second one that makes the number even again is none that is told."""
    told = list(tell_inserts_that_are_no_leaves(issue_of(article_of()), map(part, row)))
    assert len(told) == count
    assert all(each.line == 7 and "change sides" in each.message for each in told)


@pytest.mark.parametrize(("row", "first", "count"), [(".ii.", 1, 1), (".ii.", 2, 0), (".i.", 1, 0), ("ii.", 3, 0)])
def test_one_that_begins_on_the_back_of_a_leaf_is_told(row: str, first: int, count: int) -> None:
    """Page *first* is that of the first part; where odd and even change sides, that alone is told."""
    parts = [part(place, first + number) for number, place in enumerate(row)]
    told = [each.message for each in tell_inserts_that_are_no_leaves(issue_of(article_of()), parts)]
    assert sum("back of another leaf" in message for message in told) == count
