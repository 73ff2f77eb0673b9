"""The room that readings need, and where they stand, as arithmetic; tests/engine measures them on finished PDFs."""

import pytest

from pipeline.composer.line_breaking import compose
from pipeline.composer.paragraph import Paragraph
from pipeline.composer.ruby import Reading, reading_start
from pipeline.composer.runs import Run


def han(text: str, *readings: Reading) -> Paragraph:
    return Paragraph([Run(text=text, advances=[1.0] * len(text))], readings=readings)


def test_a_wide_reading_makes_room_on_both_sides() -> None:
    found = han("一二三", Reading(1, 2, 1.5))
    assert found.widths == [0, 1, 2.5, 3.5]
    assert (found.before[1], found.after[1]) == (-0.25, -0.25)


def test_a_wide_reading_spreads_a_group() -> None:
    found = han("一二三", Reading(1, 3, 3.0))
    assert found.before == [0, -0.25, -0.25]
    assert found.after == [0, -0.25, -0.25]


def test_readings_side_by_side_are_an_eighth_apart() -> None:
    assert han("一二", Reading(0, 1, 1.0), Reading(1, 2, 1.0)).gaps == [0.125, 0]
    assert han("一二", Reading(0, 1, 0.9), Reading(1, 2, 1.0)).gaps[0] == pytest.approx(0.075)
    assert han("一二", Reading(0, 1, 0.5), Reading(1, 2, 1.0)).gaps == [0, 0]
    assert han("一二三", Reading(0, 1, 1.0), Reading(2, 3, 1.0)).gaps == [0, 0, 0]


def test_no_line_breaks_within_a_base() -> None:
    assert han("一二三四", Reading(1, 3, 1.0)).breaks == [1, 3]
    assert [(line.start, line.end) for line in compose(han("一二三四五六", Reading(1, 4, 1.0)), 3)] == [
        (0, 1),
        (1, 4),
        (4, 6),
    ]


def test_a_reading_begins_so_that_its_middle_is_that_of_its_base() -> None:
    assert reading_start(Reading(0, 1, 0.5), 0, [1.0], {}, {}) == -0.75
    assert reading_start(Reading(0, 1, 0.5), 0, [1.0, 1.0], {}, {0: 0.2}) == pytest.approx(-0.95)
    assert reading_start(Reading(0, 2, 1.0), 0, [1.0, 1.0], {}, {0: 0.2, 1: 0.2}) == pytest.approx(-1.8)
    assert reading_start(Reading(0, 1, 1.5), 0, [1.0], {0: (-0.25, -0.25)}, {}) == -1.5
