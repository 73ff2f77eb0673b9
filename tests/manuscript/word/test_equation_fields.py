"""Fields EQ as TeX."""

import pytest

from pipeline.manuscript.word.equation_fields import read_equation_field


@pytest.mark.parametrize(
    ("code", "tex"),
    [
        (r"EQ \f(3;20)", r"\frac{3}{20}"),
        (r"EQ \f(毛重×（1－扣水率）,500)", r"\frac{\text{毛重}\times (1-\text{扣水率})}{500}"),
        (r"EQ \r(3,x+1)\r(,2)", r"\sqrt[3]{x+1}\sqrt{2}"),
        (r"EQ \i\su(i=1,n,x\s\do4(i))", r"\sum_{i=1}^{n}x_{i}"),
        (r"EQ \b\lc\{(\a\al\co1\vs4(x=1,y=3))", r"\left\{ \begin{matrix}x=1 \\ y=3\end{matrix} \right. "),
        (r"EQ a\(b\)\s\up8(2)", "a(b)^{2}"),
    ],
)
def test_formulas_are_tex(code: str, tex: str) -> None:
    read = read_equation_field(code)
    assert read is not None
    assert (read.tex, read.is_formula) == (tex, True)


def test_words_one_above_the_other_are_words() -> None:
    read = read_equation_field(r"EQ \o\ad(\s\up 11(合并),\s\do 5(字符))")
    assert read is not None
    assert (read.text, read.is_formula) == ("合并字符", False)


@pytest.mark.parametrize("code", [r"EQ \o(a,b", r"EQ \f(1,2,3)", r"EQ \q(1)", "EQ ", "EQ " + r"\f(" * 400])
def test_what_word_itself_cannot_show_is_none(code: str) -> None:
    assert read_equation_field(code) is None
