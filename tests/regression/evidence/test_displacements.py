"""Where the lines beside a mark went, and what that tells of the mark."""

from hypothesis import given
from hypothesis import strategies as st

from pipeline.regression.evidence.displacements import Beside, Displacements, Went

UPPER = (40.0, 80.0, 240.0, 92.0)
LOWER = (40.0, 200.0, 240.0, 212.0)
MARK = (40.0, 120.0, 240.0, 160.0)
_ways = st.tuples(st.integers(0, 3), st.sampled_from([0.0, 220.0]), st.integers(-300, 300).map(float))


def lines(*rows: tuple[tuple[float, float, float, float], tuple[int, float, float]]) -> Displacements:
    return Displacements([(0, Went(box, *way)) for box, way in rows], [])


@given(_ways, _ways)
def test_a_mark_goes_with_a_line_beside_it(upper: tuple[int, float, float], lower: tuple[int, float, float]) -> None:
    beside = lines((UPPER, upper), (LOWER, lower)).beside(0, MARK)
    assert beside.above is not None
    assert beside.above.down == upper[2]
    assert beside.below is not None
    assert beside.below.down == lower[2]
    assert beside.explains(*upper)
    assert beside.explains(*lower)
    assert not beside.explains(upper[0], 100.0, upper[2])
    assert not beside.explains(7, upper[1], upper[2])
    assert beside.agrees == (upper == lower)


@given(st.integers(-50, 50).map(float), st.integers(2, 90).map(float))
def test_a_mark_that_went_elsewhere_is_seen(down: float, further: float) -> None:
    beside = lines((UPPER, (1, 0.0, down)), (LOWER, (1, 0.0, down))).beside(0, MARK)
    assert beside.explains(1, 0.0, down + 0.5)
    assert not beside.explains(1, 0.0, down + further)
    assert not beside.explains(1, further, down)


def test_lines_of_another_column_say_nothing_of_it() -> None:
    beside = lines(((300.0, 100.0, 500.0, 112.0), (0, 0.0, 9.0))).beside(0, MARK)
    assert beside == Beside((), None, None)
    assert not beside.agrees


def test_lines_within_a_frame_tell_where_it_went() -> None:
    beside = lines((UPPER, (0, 0.0, 0.0)), ((60.0, 130.0, 200.0, 142.0), (1, 0.0, -90.0))).beside(0, MARK)
    assert [each.page for each in beside.within] == [1]
    assert beside.agrees
    assert beside.explains(1, 0.0, -90.0)


def test_what_changed_is_near_or_not() -> None:
    changed = Displacements([], [(0, UPPER)])
    assert changed.is_by_change(0, (40.0, 100.0, 240.0, 101.0))
    assert not changed.is_by_change(0, (40.0, 140.0, 240.0, 141.0))
    assert not changed.is_by_change(1, (40.0, 100.0, 240.0, 101.0))
    assert not changed.is_by_change(0, (300.0, 100.0, 400.0, 101.0))
