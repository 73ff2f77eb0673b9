"""Rows of inserts are told where they are an odd number of pages, or begin on the back of a leaf; those that can stand
between leaves do."""

from types import SimpleNamespace
from typing import cast

import pytest

from pipeline.model import OwnPage
from pipeline.production.issue.insert_leaves import put_between_leaves, tell_inserts_that_are_no_leaves
from pipeline.production.pagination import PlacedPart
from tests.layout.test_compose import article_of, issue_of


def part(place: str, first_page: int = 1) -> PlacedPart:
    """A part of text for a dot; else a page of its own: an insert, or the inside front."""
    page = {"i": OwnPage(place="after", line=7, slug="yi"), "f": OwnPage(place="inside_front")}.get(place)
    entries = () if page else (SimpleNamespace(article=SimpleNamespace(slug="yi", title="甲")),)
    plan = SimpleNamespace(page=page, entries=entries, key=f"{place}{first_page}")
    return cast(PlacedPart, SimpleNamespace(plan=plan, first_page=first_page))


@pytest.mark.parametrize(
    ("row", "count"), [(".i.", 1), (".ii.", 0), (".i.i.", 1), ("f.", 0), (".ii.i.", 1), ("fi.", 1)]
)
def test_an_odd_number_of_pages_is_told(row: str, count: int) -> None:
    """A second one that makes the number even again is none that is told."""
    told = list(tell_inserts_that_are_no_leaves(issue_of(article_of()), [part(each) for each in row]))
    assert len(told) == count
    assert all(each.line == 7 and "change sides" in each.message for each in told)


@pytest.mark.parametrize(("row", "first", "count"), [(".ii.", 1, 1), (".ii.", 2, 0), (".i.", 1, 0), ("ii.", 3, 0)])
def test_one_that_begins_on_the_back_of_a_leaf_is_told(row: str, first: int, count: int) -> None:
    """Page *first* is that of the first part; where odd and even change sides, that alone is told."""
    parts = [part(place, first + number) for number, place in enumerate(row)]
    told = [each.message for each in tell_inserts_that_are_no_leaves(issue_of(article_of()), parts)]
    assert sum("back of another leaf" in message for message in told) == count


@pytest.mark.parametrize(
    ("row", "firsts", "order"),
    [
        (".ii..", (1, 6, 7, 8, 9), [0, 3, 1, 2, 4]),  # 6 is the back of 5, and 9 begins a leaf
        (".ii..", (5, 6, 7, 8, 11), [1, 2, 0, 3, 4]),
        ("..ii.", (1, 3, 4, 5, 6), [0, 2, 3, 1, 4]),  # the nearest is before
        (".ii.", (1, 3, 4, 5), [0, 1, 2, 3]),  # it stands between leaves
        (".i..", (1, 2, 3, 5), [0, 1, 2, 3]),  # no leaf
        ("ii.", (2, 3, 4), [0, 1, 2]),  # there is no other place
    ],
)
def test_an_insert_goes_to_the_nearest_place_between_two_leaves(
    row: str, firsts: tuple[int, ...], order: list[int]
) -> None:
    parts = [part(place, first) for place, first in zip(row, firsts, strict=True)]
    plans = tuple(each.plan for each in parts if each.plan is not None)
    assert put_between_leaves(plans, parts) == tuple(plans[index] for index in order)


def test_one_that_stands_elsewhere_is_told() -> None:
    """Beside the article that it was put behind, nothing is said."""
    row = [part(".", 1), part("i", 5), part("i", 6), part(".", 7)]
    assert list(tell_inserts_that_are_no_leaves(issue_of(article_of()), row)) == []
    row[1].plan.page = row[2].plan.page = OwnPage(place="after", line=7, slug="bing")  # type: ignore[misc, union-attr]
    (told,) = tell_inserts_that_are_no_leaves(issue_of(article_of()), row)
    assert told.message == "This insert stands before “甲”, the nearest place between two leaves."
