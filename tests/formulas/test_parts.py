"""Where formulas are parted, and that their parts are what they are."""

import pytest

from pipeline.formulas.drawing import draw
from pipeline.formulas.parts import part_at_relations, part_at_terms


@pytest.mark.parametrize(
    "parted",  # at ¦
    [
        "a=¦b",
        r"a\le¦ b\ne¦ c",
        "E",
        "=b",
        "f(x=1)=¦0",
        r"A=¦\{x\mid x\le1\}",
        "0<¦|x-x_0=1|<¦d",
        r"\left|a=b\right|=¦c",
        r"\begin{cases}a=b\end{cases}=¦c",
        r"\sum_{i=1}^{n}a_i=¦c",
        "a=_1b",
        r"a\leftarrow b=¦c",
        r"a=\,¦b",
        "a==b",
        "a=",
    ],
)
def test_parts_at_relations(parted: str) -> None:
    assert part_at_relations(parted.replace("¦", "")) == [part.strip() for part in parted.split("¦")]


@pytest.mark.parametrize(
    "parted", ["a+¦b-¦c", "-a+¦b", r"a\times-b", r"(a+b)-¦\frac{a+b}{c}", "a^++b", r"a\pm¦ b", "a,-b", r"a+¦\cdots+¦b"]
)
def test_parts_at_terms(parted: str) -> None:
    assert part_at_terms(parted.replace("¦", "")) == [part.strip() for part in parted.split("¦")]


def test_only_long_formulas_in_a_line_are_parted() -> None:
    long = "x=a+b+c+d+e"
    assert [part.words for part in draw(long, display=False).parts] == ["x 等于", "a 加", "b 加", "c 加", "d 加", "e"]
    assert draw("x=a", display=False).parts == draw(long, display=True).parts == ()
    assert draw(f"({long})", display=False).parts == ()


def test_parts_are_nearly_as_wide_together_as_the_whole() -> None:
    whole = draw("x=a-b+c=-d+e", display=False)
    assert sum(part.width for part in whole.parts) + 0.33 * (len(whole.parts) - 1) == pytest.approx(
        whole.width, abs=0.3
    )
