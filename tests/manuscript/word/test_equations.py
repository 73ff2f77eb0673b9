"""Equations of Word in TeX that Kanben's formulas can set."""

import pytest
from lxml import etree

from pipeline.formulas.drawing import draw
from pipeline.manuscript.word.equations import write_tex
from tests.manuscript.word.packing import NAMESPACES


def r(text: str, properties: str = "") -> str:
    return f"<m:r>{f'<m:rPr>{properties}</m:rPr>' if properties else ''}<m:t>{text}</m:t></m:r>"


def e(inside: str, name: str = "e") -> str:
    return f"<m:{name}>{inside}</m:{name}>"


def tex_of(inside: str) -> str:
    element = etree.fromstring(f"<m:oMath {NAMESPACES}>{inside}</m:oMath>")
    return write_tex(element, lambda each: str(each.text))


@pytest.mark.parametrize(
    ("inside", "tex"),
    [
        (f"<m:f>{e(r('a'), 'num')}{e(r('b'), 'den')}</m:f>", r"\frac{a}{b}"),
        (f"<m:f><m:fPr><m:type m:val='lin'/></m:fPr>{e(r('a'), 'num')}{e(r('b'), 'den')}</m:f>", "{a}/{b}"),
        (f"<m:rad>{e(r('3'), 'deg')}{e(r('x'))}</m:rad>", r"\sqrt[3]{x}"),
        (f"<m:sSubSup>{e(r('x'))}{e(r('i'), 'sub')}{e(r('2'), 'sup')}</m:sSubSup>", "x_{i}^{2}"),
        (f"<m:nary><m:naryPr/>{e(r('0'), 'sub')}{e(r('1'), 'sup')}{e(r('x'))}</m:nary>", r"\int_{0}^{1} x"),
        (f"<m:d><m:dPr><m:begChr m:val='['/><m:endChr m:val=''/></m:dPr>{e(r('x'))}</m:d>", r"\left[ x \right."),
        (
            (
                f"<m:d><m:dPr><m:begChr m:val='{{'/><m:endChr m:val=''/></m:dPr><m:e><m:eqArr>{e(r('a&amp;=1'))}"
                f"{e(r('b&amp;=2'))}</m:eqArr></m:e></m:d>"
            ),
            r"\begin{cases}a&=1 \\ b&=2\end{cases}",
        ),
        (
            f"<m:func>{e(r('sin', '<m:sty m:val=' + chr(34) + 'p' + chr(34) + '/>'), 'fName')}{e(r('x'))}</m:func>",
            r"\sin x",
        ),
        (
            f"<m:func><m:fName><m:limLow>{e(r('lim'))}{e(r('n→∞'), 'lim')}</m:limLow></m:fName>{e(r('x'))}</m:func>",
            r"\lim_{n→∞} x",
        ),
        (f"<m:acc><m:accPr><m:chr m:val='̅'/></m:accPr>{e(r('x'))}</m:acc>", r"\overline{x}"),
        (r("总收入=a×b"), r"\text{总收入}=a\times b"),
        (r("50%{x}"), r"50\%\{x\}"),
        (f"<m:groupChr><m:groupChrPr><m:chr m:val='⏟'/></m:groupChrPr>{e(r('x'))}</m:groupChr>", r"\underbrace{x}"),
    ],
)
def test_equations_become_tex_that_is_drawn(inside: str, tex: str) -> None:
    assert tex_of(inside) == tex
    assert draw(tex, display=True).width > 0
