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
    """*changes* as parameters; those with a reason are known to fail, and it is an error when they don't.

    Two changes at once are marked as slow: together all take some two minutes of one processor.
    """
    assert reasons.keys() <= {each.name for each in changes}
    return [pytest.param(each, id=each.name, marks=_marks(each, reasons)) for each in changes]


def _marks(change: Held, reasons: dict[str, str]) -> list[pytest.MarkDecorator]:
    marks = [pytest.mark.slow] if len(change.expected) > 1 else []
    if change.name in reasons:
        marks.append(pytest.mark.xfail(strict=True, reason=reasons[change.name]))
    return marks


def assert_is_named(found: Score) -> None:
    """All that was done is told, by its kind and on its page."""
    assert found.found
    assert not found.missing, found.told


def assert_is_told_once(found: Score) -> None:
    """No more is told than was done."""
    assert found.once, found.told
