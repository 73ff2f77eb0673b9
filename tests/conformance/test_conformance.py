"""Every clause: what is said to be held is, what is said not to be is not, each check can fail; the table is fresh."""

import pytest

from tests.conformance import in_work, table
from tests.conformance.all_clauses import CLAUSES, MODULES
from tests.conformance.ledger import Clause, Measurement, share_of

pytestmark = pytest.mark.whole


def told(measurements: list[Measurement]) -> list[str]:
    """What failed, readable."""
    return [f"{one.what}: {one.found}, wanted {one.wanted}" for one in measurements if not one.holds]


def entries() -> list[object]:
    """The clauses; those not held must fail."""
    mark = pytest.mark.xfail(strict=True, raises=AssertionError, reason="not held, as the table says")
    return [pytest.param(one, id=one.key, marks=[mark] if one.not_held else []) for one in CLAUSES]


@pytest.mark.parametrize("clause", entries())
def test_the_clause_is_held(clause: Clause) -> None:
    measurements = clause.measure()
    assert measurements
    assert told(measurements) == []


@pytest.mark.parametrize("clause", CLAUSES, ids=lambda clause: clause.key)
def test_the_check_can_fail(clause: Clause) -> None:
    assert told(clause.measure_control()) != []


def test_the_table_is_what_comes_out() -> None:
    """`make conformance` writes it."""
    assert table.PATH.read_text(encoding="utf-8") == table.table_text(CLAUSES)


def test_there_are_enough() -> None:
    assertions = sum(share_of(clause.measure())[0] for clause in CLAUSES)
    assert len({clause.source for clause in CLAUSES}) >= 55
    assert assertions >= 200


def test_every_module_of_clauses_is_entered() -> None:
    files = {path.stem for path in table.PATH.parent.parent.glob("tests/conformance/clauses_*.py")}
    assert {module.__name__.rpartition(".")[2] for module in MODULES} == files


def test_no_reason_is_left_over() -> None:
    reasons = {value for name, value in vars(in_work).items() if name.isupper()}
    assert {clause.not_held for clause in CLAUSES if clause.not_held} == reasons


@pytest.mark.parametrize(
    ("measurement", "holds"),
    [
        (Measurement("a", 1.009, 1.0), True),
        (Measurement("a", 1.02, 1.0), False),
        (Measurement("a", 0.5, (0.25, 0.5)), True),
        (Measurement("a", 0.6, (0.25, 0.5)), False),
        (Measurement("a", "none", 1.0), False),
        (Measurement("a", (), ()), True),
        (Measurement("a", ("，天",), ()), False),
        (Measurement("a", "yes", "yes"), True),
    ],
)
def test_measurements_hold_within_their_tolerance(measurement: Measurement, holds: bool) -> None:
    assert measurement.holds is holds
