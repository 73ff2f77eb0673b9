"""Scripts behind brackets, measured as drawn."""

import pytest

from pipeline.formulas.drawing import draw


def heights(tex: str) -> tuple[float, float]:
    """Ascent and depth in em."""
    drawing = draw(tex, display=True)
    return drawing.ascent, drawing.depth


@pytest.mark.parametrize(
    ("bracketed", "script"),
    [
        ("(a)", "^2"),
        ("[a]", "^{n+1}"),
        (r"\{a\}", "_i"),
        ("|a|", "_{n+1}"),
        ("(a)", "_i^2"),
        ("[a]", "_j^2"),
        ("(a)", "'"),
    ],
)
def test_scripts_behind_brackets_are_as_high_as_behind_letters(bracketed: str, script: str) -> None:
    assert heights(bracketed + script) == pytest.approx(heights(f"{bracketed}a{script}"), abs=0.01)


def test_behind_high_brackets_they_are_higher() -> None:
    assert heights(r"\left(\frac ab\right)^2")[0] > heights(r"\left(\frac ab\right)a^2")[0] + 0.2


def test_what_is_told_of_the_formula_stays() -> None:
    drawing = draw("(a+b)^2", display=False)
    assert '<msup><mo stretchy="false">&#x00029;</mo><mn>2</mn></msup>' in drawing.mathml
