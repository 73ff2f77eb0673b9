"""Formulas in words, as one reads them aloud."""

import pytest

from pipeline.formulas.drawing import draw


@pytest.mark.parametrize(
    ("tex", "words"),
    [
        ("E=mc^2", "E 等于 m c 的平方"),
        (r"\frac{a}{b}", "b 分之 a"),
        (r"\frac{x^2+1}{2}", "分式，分子 x 的平方 加 1，分母 2，分式完"),
        (r"\sum_{k=1}^{n}k", "求和，从 k 等于 1 到 n，k"),
        (r"\lim_{n\to\infty}a_n=-1", "极限，下方 n 趋于 无穷，a 下标 n 等于 负 1"),
        (r"\begin{pmatrix}1&2\\3&4\end{pmatrix}^{-1}", "矩阵，第1行：1，2；第2行：3，4，矩阵完 的 负 1 次方"),
        (
            r"f=\begin{cases}x,&\text{若 }x\ge0\\-x,&\text{其他}\end{cases}",
            "f 等于 分段，第1行：x，若 x 大于等于 0；第2行：负 x，其他",
        ),
        (r"\sqrt[3]{x}+\bar{x}", "3 次根号 x 加 x 拔"),
        (r"\alpha+\Delta x", "阿尔法 加 大写德尔塔 x"),
        (r"f'(x)", "f 撇 左括号 x 右括号"),
        (r"\text{收入}>\text{支出}", "收入 大于 支出"),
        (r"\underbrace{a}_{n}\binom{n}{k}", "a，下方 n，左括号 n 选 k 右括号"),
        (r"w=0.75", "w 等于 0.75"),
    ],
)
def test_formulas_are_told_in_words(tex: str, words: str) -> None:
    assert draw(tex, display=True).words == words
