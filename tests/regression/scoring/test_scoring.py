"""A few changes of the set in each run of the tests; ``python -m tests.regression.scoring`` scores all of them."""

import pytest

from tests.regression.scoring.__main__ import SETS, with_rows
from tests.regression.scoring.press import Press
from tests.regression.scoring.score import Score, score
from tests.regression.scoring.seen import SEEN

pytestmark = pytest.mark.whole

CHEAP = {
    ("gongyun", "a word"),
    ("gongyun", "a list marker"),
    ("gongyun", "sources with other names of notes"),
}


@pytest.fixture(scope="module")
def scores(tmp_path_factory: pytest.TempPathFactory) -> list[Score]:
    press = Press(tmp_path_factory.mktemp("scoring"))
    changes = [each for each in SEEN if (each.base, each.name) in CHEAP]
    return [score(each, press.before(each), press.after(each)) for each in changes]


def test_cheap_changes_are_told_once(scores: list[Score]) -> None:
    assert len(scores) == len(CHEAP)
    for row in scores:
        told = [(each.kind, each.sentence) for each in row.told]
        assert row.once == row.found == bool(row.change.kinds), (row.change.name, told)
        assert not row.untrue, (row.change.name, told)


def test_the_sets_are_as_large_as_they_are_said_to_be() -> None:
    changes = {name: [each for each in rows if each.kinds] for name, rows in SETS.items()}
    assert {name: len(rows) for name, rows in changes.items()} == {
        "seen": 55, "kept": 54, "third": 28, "fourth": 30, "fifth": 30, "sixth": 36, "seventh": 40, "eighth": 40,
        "ninth": 40, "tenth": 48, "eleventh": 30,
    }  # fmt: skip
    assert sum(map(len, SETS.values())) - sum(map(len, changes.values())) >= 50
    assert len({(each.base, each.name) for rows in SETS.values() for each in rows}) == sum(map(len, SETS.values()))


def test_a_first_run_is_never_written_over() -> None:
    text = "<!-- first runs -->\n| set |\n|---|\n| seen | old |\n<!-- end of first runs -->\nand on\n"
    rows = {"seen": "| seen | new |", "fifth": "| fifth | new |"}
    kept, renewed = (with_rows(text, "first runs", rows, each) for each in (False, True))
    assert "| seen | old |\n| fifth | new |\n<!-- end" in kept
    assert "| old |" not in renewed
    assert renewed.endswith("and on\n")
