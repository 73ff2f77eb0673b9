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
    for sign in (r"\times", r"\cap", r"\cup", r"\cdot", r"\wedge", r"\setminus", r"\ast", r"\odot"):
        assert width(f"a{sign} b") - width(sign) == pytest.approx(width("a+b") - width("+"), abs=0.12), sign
    for sign in (r"\subset", r"\sim", r"\iff", r"\models", r"\subsetneq", r"\longmapsto"):
        assert width(f"a{sign} b") - width(sign) == pytest.approx(width("a<b") - width("<"), abs=0.12), sign
    assert width(r"a\bmod b") == pytest.approx(width(r"a\;\mathrm{mod}\;b"), abs=0.02)
    assert width("ab") < width(r"a\times b") - width(r"\times") - 0.4


@pytest.mark.parametrize("sign", ["=", "+", r"\times", r"\subset"])
def test_what_a_formula_ends_with_has_no_white_behind_it(sign: str) -> None:
    whole = width(f"a{sign} b") - width(f"a{sign}")
    assert whole > width("b") + 0.2


@pytest.mark.parametrize(("tex", "other"), [("n!", "n"), ("(a)!", "(a)"), (r"\partial u", "u"), (r"\nabla f", "f")])
def test_what_is_close_to_its_letter_has_no_white(tex: str, other: str) -> None:
    sign = r"\mathrm{!}" if "!" in tex else tex.split(maxsplit=1)[0]
    assert width(tex) == pytest.approx(width(other) + width(sign), abs=0.06)


def test_behind_a_comma_is_a_thin_space() -> None:
    assert width("a,b") == width("a;b") == pytest.approx(width("ab") + width(",") + 0.17, abs=0.12)
