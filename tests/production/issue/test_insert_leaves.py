"""Rows of inserts are told where they are an odd number of pages."""

from types import SimpleNamespace
from typing import cast

import pytest

from pipeline.model import OwnPage
from pipeline.production.issue.insert_leaves import tell_odd_inserts
from pipeline.production.pagination import PlacedPart
from tests.layout.test_compose import article_of, issue_of


def part(place: str) -> PlacedPart:
    """A part of text for a dot; else a page of its own: an insert, or the inside front."""
    page = {"i": OwnPage(place="after", line=7), "f": OwnPage(place="inside_front")}.get(place)
    return cast(PlacedPart, SimpleNamespace(plan=SimpleNamespace(page=page)))


@pytest.mark.parametrize(
    ("row", "count"), [(".i.", 1), (".ii.", 0), (".i.i.", 1), ("f.", 0), (".ii.i.", 1), ("fi.", 1)]
)
def test_an_odd_number_of_pages_is_told(row: str, count: int) -> None:
    """A second one that makes the number even again is none that is told."""
    told = list(tell_odd_inserts(issue_of(article_of()), map(part, row)))
    assert len(told) == count
    assert all(each.line == 7 and "change sides" in each.message for each in told)
