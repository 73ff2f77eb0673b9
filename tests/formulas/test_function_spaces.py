"""White beside the names of functions, measured as drawn."""

import pytest

from pipeline.formulas.drawing import draw


def width(tex: str) -> float:
    return draw(tex, display=False).width


@pytest.mark.parametrize(
    ("tex", "as_spaced"),
    [
        (r"\det A", r"\mathrm{det}\,A"),
        (r"\operatorname{rank}A", r"\mathrm{rank}\,A"),
        (r"\log_2 p", r"\mathrm{log}_2\,p"),
        (r"\sin^2 x", r"\mathrm{sin}^2\,x"),
        (r"2\log x", r"2\,\mathrm{log}\,x"),
        (r"(n)\ln\ln n", r"(n)\,\mathrm{ln}\,\mathrm{ln}\,n"),
        (r"\log", r"\mathrm{log}"),
        (r"\sin(a)", r"\mathrm{sin}(a)"),
        (r"\sin\left(a\right)", r"\mathrm{sin}\left(a\right)"),
    ],
)
def test_a_thin_space_stands_beside_names_and_none_before_a_bracket(tex: str, as_spaced: str) -> None:
    assert width(tex) == pytest.approx(width(as_spaced), abs=0.01)


def test_limits_below_a_name_leave_its_white() -> None:
    below = draw(r"\max_x A", display=True)
    assert below.width == pytest.approx(width(r"\max A"), abs=0.05)
    assert below.depth > 0.4
