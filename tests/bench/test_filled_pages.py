"""What the bench tells of white on pages."""

import pytest

from bench.filled_pages import MOST, Filled, results


@pytest.mark.parametrize(("mean", "verdict"), [(MOST, "| met |"), (MOST + 0.001, "| **not met** |")])
def test_the_target_is_told_as_it_was_met(mean: float, verdict: str) -> None:
    text = results([Filled("hao/2024/01", "gongyun", 12, 0.123)], mean)
    assert verdict in text
    assert "| hao/2024/01 | gongyun | 12 | 12.3% |" in text
