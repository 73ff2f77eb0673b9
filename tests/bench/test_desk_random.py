"""What the bench of random editing calls flat."""

import pytest

from bench.desk_random import find_growth


@pytest.mark.parametrize(
    ("sizes", "growth"),
    [
        ([100, 300, 500, 500, 510, 500], 0.01),
        ([100, 300, 500, 500, 600, 620], 0.22),
        ([500, 500, 500, 500, 400, 400], -0.2),
        ([100, 100, 100, 100, 100], None),
    ],
)
def test_growth_is_from_the_middle_third_to_the_last(sizes: list[float], growth: float | None) -> None:
    found = find_growth(sizes)
    assert found == (growth if growth is None else pytest.approx(growth))
