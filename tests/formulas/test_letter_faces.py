"""Letters and figures in faces of their own are drawn in them, with braces and without."""

import pytest

from pipeline.formulas.drawing import draw


def drawn(tex: str) -> str:
    return draw(tex, display=False).svg


@pytest.mark.parametrize("face", ["mathbb", "mathbf", "mathsf", "mathtt", "mathcal", "mathfrak", "boldsymbol"])
def test_braces_make_no_difference(face: str) -> None:
    assert drawn(rf"\{face} R") == drawn(rf"\{face}{{R}}") != drawn("R")


@pytest.mark.parametrize("face", ["mathbf", "mathbb", "mathtt", "boldsymbol"])
def test_figures_are_in_the_face(face: str) -> None:
    assert drawn(rf"\{face}{{10}}") != drawn("10")


def test_upright_figures_are_what_they_are() -> None:
    assert drawn(r"\mathrm{10}") == drawn("10")
