"""A few changes of the set in each run of the tests; ``python -m tests.regression.scoring`` scores all of them."""

import pytest

from tests.regression.scoring.kept import KEPT
from tests.regression.scoring.press import Press
from tests.regression.scoring.score import Score, score
from tests.regression.scoring.seen import SEEN
from tests.regression.scoring.third import THIRD

CHEAP = {
    ("gongyun", "a word"),
    ("gongyun", "a list marker"),
    ("gongyun", "sources with other names of notes"),
}


@pytest.fixture(scope="module")
def scores(tmp_path_factory: pytest.TempPathFactory) -> list[Score]:
    press = Press(tmp_path_factory.mktemp("scoring"))
    changes = [each for each in SEEN if (each.base, each.name) in CHEAP]
    return [score(each, press.before(each.base), press.after(each)) for each in changes]


def test_cheap_changes_are_told_once(scores: list[Score]) -> None:
    assert len(scores) == len(CHEAP)
    for row in scores:
        told = [(each.kind, each.sentence) for each in row.told]
        assert row.once == row.found == bool(row.change.kinds), (row.change.name, told)
        assert not row.untrue, (row.change.name, told)


def test_the_set_is_as_large_as_it_is_said_to_be() -> None:
    halves = [[each for each in half if each.kinds] for half in (SEEN, KEPT)]
    assert min(map(len, halves)) >= 50
    halves.append([each for each in THIRD if each.kinds])
    assert len(halves[-1]) >= 25
    assert len(THIRD) - len(halves[-1]) >= 10
    assert len({(each.base, each.name) for half in halves for each in half}) == sum(map(len, halves))
