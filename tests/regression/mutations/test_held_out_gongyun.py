"""Held-out changes of the layout gongyun: what is told of them, and what is known not to be."""

import pytest

from tests.regression.mutations.held_out import Held
from tests.regression.mutations.held_out_checks import assert_is_named, assert_is_told_once, marked, score
from tests.regression.mutations.held_out_score import CHANGES, NO_CHANGES

pytestmark = pytest.mark.slow
LAYOUT = "gongyun"
UNNAMED: dict[str, str] = {
    "a paragraph more, lines broken without a reason": "a paragraph may be composed anew to fill its page",
}
REPEATED: dict[str, str] = {
    "indent": "a list and a heading move by as much as their own indent",
}


@pytest.mark.parametrize("change", marked(CHANGES[LAYOUT], UNNAMED))
def test_a_change_is_told_by_its_kind_and_page(change: Held) -> None:
    assert_is_named(score(LAYOUT, change))


@pytest.mark.parametrize("change", marked(CHANGES[LAYOUT], REPEATED))
def test_a_change_is_told_once(change: Held) -> None:
    assert_is_told_once(score(LAYOUT, change))


@pytest.mark.parametrize("change", marked(NO_CHANGES[LAYOUT], {}))
def test_what_nobody_sees_is_not_told(change: Held) -> None:
    assert score(LAYOUT, change).told == ()
