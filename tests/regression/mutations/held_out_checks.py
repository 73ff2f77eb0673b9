"""What the tests of both layouts ask of each held-out change, built and compared once."""

from functools import cache

import pytest
from _pytest.mark import ParameterSet

from tests.regression.mutations.held_out import Held, press
from tests.regression.mutations.held_out_score import Score, scored


@cache
def score(layout: str, change: Held) -> Score:
    """The score of *change*, worked out once in a session."""
    return scored(press(layout), change)


def marked(changes: tuple[Held, ...], reasons: dict[str, str]) -> list[ParameterSet]:
    """*changes* as parameters; those with a reason are known to fail, and it is an error when they don't."""
    assert reasons.keys() <= {each.name for each in changes}
    known = {name: [pytest.mark.xfail(strict=True, reason=reason)] for name, reason in reasons.items()}
    return [pytest.param(each, id=each.name, marks=known.get(each.name, [])) for each in changes]


def assert_is_named(found: Score) -> None:
    """All that was done is told, by its kind and on its page."""
    assert found.found
    assert not found.missing, found.told


def assert_is_told_once(found: Score) -> None:
    """No more is told than was done."""
    assert found.once, found.told
