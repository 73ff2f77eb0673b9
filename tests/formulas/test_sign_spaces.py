"""White beside the signs of formulas, measured as drawn."""

import pytest

from pipeline.formulas.drawing import draw


def width(tex: str) -> float:
    return draw(tex, display=False).width


@pytest.mark.parametrize(
    ("tex", "without"),
    [("r=-3", "r=3"), ("(-3)", "(3)"), ("|-3|", "|3|"), (r"x\to+3", r"x\to3"), (r"a,\pm3", "a,3"), ("a<-3", "a<3")],
)
def test_a_sign_before_a_number_has_no_white(tex: str, without: str) -> None:
    sign = r"\pm" if "pm" in tex else "+" if "+" in tex else "-"
    assert width(tex) - width(without) == pytest.approx(width(sign), abs=0.15)


@pytest.mark.parametrize("tex", ["(a)-3", "|a|-3", r"\infty-3", "a!-3", r"a+\cdots-3", r"\left(a\right)-3"])
def test_a_sign_between_two_has_white_on_both_sides(tex: str) -> None:
    assert width(tex) - width(tex.replace("-3", "")) - width("3") > width("-") + 0.4


def test_signs_of_one_kind_have_the_same_white() -> None:
    for sign in (r"\times", r"\cap", r"\cup", r"\cdot", r"\wedge"):
        assert width(f"a{sign} b") - width(sign) == pytest.approx(width("a+b") - width("+"), abs=0.12), sign
    assert width(r"a\subset b") - width(r"\subset") == pytest.approx(width("a<b") - width("<"), abs=0.12)
    assert width("ab") < width(r"a\times b") - width(r"\times") - 0.4


@pytest.mark.parametrize("sign", ["=", "+", r"\times", r"\subset"])
def test_what_a_formula_ends_with_has_no_white_behind_it(sign: str) -> None:
    whole = width(f"a{sign} b") - width(f"a{sign}")
    assert whole > width("b") + 0.2
