"""Formulas as they are drawn: their size, what is in them, once each; and that no text makes drawing fail otherwise."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.formulas import mathematics
from pipeline.formulas.drawing import draw
from pipeline.formulas.tex import WrongFormulaError
from pipeline.formulas.vocabulary import COMMANDS
from pipeline.pictures.judging import judge_picture

ROOT = Path(__file__).parent.parent.parent


def sizes(tex: str, *, display: bool = False) -> tuple[float, float, float]:
    """Width, ascent and depth in em."""
    drawing = draw(tex, display=display)
    return drawing.width, drawing.ascent, drawing.depth


def test_sizes_are_those_of_the_type() -> None:
    _width, ascent, depth = sizes("x")
    assert ascent == pytest.approx(0.48, abs=0.01)  # the x of STIX Two Math
    assert depth == pytest.approx(0.01, abs=0.01)
    assert sizes("p")[2] > 0.2
    assert sizes("H")[1] == pytest.approx(0.66, abs=0.01)
    assert sizes("E=mc^2")[0] == pytest.approx(3.73, abs=0.02)


def test_in_a_line_formulas_are_lower() -> None:
    for tex in (r"\frac{a}{b}", r"\int_0^\infty e^{-x^2}dx", r"\sum_{i=1}^n a"):
        assert sum(sizes(tex)[1:]) < 0.8 * sum(sizes(tex, display=True)[1:])


def test_words_are_an_em_wide_and_of_song() -> None:
    assert sizes(r"\text{速度}")[0] == pytest.approx(2.0, abs=0.1)
    assert sizes(r"v_{\text{平均}}")[0] == pytest.approx(sizes("v_{xx}")[0], abs=1.0)
    with pytest.raises(WrongFormulaError, match="No face has the character 𪚥"):
        draw(r"\text{𪚥}", display=False)


def test_marks_of_xml_are_signs() -> None:
    assert sizes("a<b")[0] == pytest.approx(sizes("a>b")[0], abs=0.01)
    assert "&" not in draw(r"a<b\&c", display=False).svg


@pytest.mark.parametrize("tex", ["E=mc^2", r"\sqrt{x}", r"\begin{cases}a&\text{若}b\\c&d\end{cases}"])
def test_drawings_are_plain_and_whole(tex: str) -> None:
    """They pass as pictures of content do, and are as large as they say."""
    drawing = draw(tex, display=True)
    facts = judge_picture(drawing.svg.encode(), "SVG")
    assert facts.text == ""
    assert facts.size.width == pytest.approx(100 * drawing.width, abs=0.01)
    assert facts.size.height == pytest.approx(100 * (drawing.ascent + drawing.depth), abs=0.02)


def test_each_is_drawn_once(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[str] = []
    original = mathematics.draw_formula
    monkeypatch.setattr(mathematics, "draw_formula", lambda tex, **rest: (drawn.append(tex), original(tex, **rest))[1])
    for _time in range(3):
        draw("q+u+i", display=False)
    draw("q+u+i", display=True)
    assert drawn == ["q+u+i", "q+u+i"]


def loaded_by(program: str) -> list[str]:
    """The libraries of formulas that *program* loads, in a process of its own."""
    names = "('ziamath', 'ziafont', 'latex2mathml')"
    program += f"\nimport sys; print(*(name for name in {names} if name in sys.modules))"
    return subprocess.run(
        [sys.executable, "-W", "error", "-c", program], capture_output=True, text=True, check=True, cwd=ROOT
    ).stdout.split()


def test_without_formulas_nothing_is_loaded() -> None:
    good = "from pathlib import Path; from pipeline.manuscript.reader import read_issue\n"
    good += "read_issue(Path('tests/golden/good/issues/hao/2024/01'))"
    assert loaded_by(good) == []
    drawing = "from pipeline.formulas.drawing import draw; draw('x', display=False)"
    assert loaded_by(drawing) == ["ziamath", "ziafont", "latex2mathml"]


def pieces() -> Iterator[str]:
    yield from sorted(COMMANDS)
    yield from (
        r"\alpha",
        r"\int",
        r"\sum",
        r"\begin{cases}",
        r"\end{cases}",
        r"\begin{pmatrix}",
        r"\end{pmatrix}",
        r"\\",
    )
    yield from "ab12+-=<>()[]{}{}|^_'&~.,!/*\"é∂中 \n"


@settings(max_examples=300)
@given(st.lists(st.sampled_from(list(pieces())), max_size=14).map("".join), st.booleans())
def test_any_text_is_drawn_or_refused_in_words(tex: str, display: bool) -> None:
    try:
        drawing = draw(tex, display=display)
    except WrongFormulaError as refused:
        drawing = None
        message, hint = refused.message, refused.hint
    if drawing is None:
        assert message.endswith(".")
        assert hint
        return
    assert 0 < drawing.width < 200
    assert -5 < drawing.depth < 100
    judge_picture(drawing.svg.encode(), "SVG")
