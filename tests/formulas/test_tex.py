"""What a formula may say, and what the author is told of one that is wrong."""

import pytest

from pipeline.formulas.drawing import draw
from pipeline.formulas.tex import MAX_LENGTH, WrongFormulaError, check_tex
from pipeline.formulas.vocabulary import COMMANDS, ENVIRONMENTS

SEE = "See docs/content-format.md."
OUTSIDE = r"stands in a formula outside of \text{…}. Put words into it; where $ is no mark of a formula, write \$."


def told(tex: str) -> str:
    """What is wrong with *tex*, and what to do."""
    with pytest.raises(WrongFormulaError) as caught:
        draw(tex, display=True)
    return f"{caught.value.message} {caught.value.hint}"


@pytest.mark.parametrize(
    ("tex", "wrong"),
    [
        (r"\frac{a}{b", "The formula is not closed: } is missing."),
        ("a}", "The formula closes what it has not opened: }."),
        (r"\left(a", r"The formula is not closed: \right is missing."),
        (r"{\left(a}\right)", "The formula closes what it has not opened: }."),
        (r"\begin{cases}a", r"The formula is not closed: \end{cases} is missing."),
        (r"\begin{cases}a\end{matrix}", r"The formula closes what it has not opened: \end{matrix}."),
        ("a^", "Nothing stands in the formula after ^ or _."),
        ("a^2^3", "The formula has two ^ or two _ after one another: put braces around what belongs together."),
        (r"\frac{a}", "The formula cannot be understood."),
        (r"\sqrt", "A command of the formula has nothing to stand for: braces are missing after it."),
        (r"\nosuch{a}", r"Formulas have no command \nosuch."),
        (r"\quad", "The formula shows nothing."),
        ("  ", "The formula is empty."),
        ("50%", r"In a formula % is written \%."),
    ],
)
def test_wrong_formulas(tex: str, wrong: str) -> None:
    assert told(tex) == f"{wrong} {SEE}"


@pytest.mark.parametrize(
    ("tex", "wrong"),
    [
        (
            "速度=v",
            f"“速” {OUTSIDE}",
        ),
        (
            "5，即",
            f"“，” {OUTSIDE}",
        ),
        (r"\text a", r"\text is not followed by plain words in braces. Write \text{…}."),
        (r"\text{a{b}}", r"\text is not followed by plain words in braces. Write \text{…}."),
        ("a&b", r"& stands outside of rows and cells. Write \begin{aligned} … & … \\ … & … \end{aligned}."),
        (r"a\\b", r"\\ stands outside of rows and cells. Write \begin{aligned} … & … \\ … & … \end{aligned}."),
        (r"\begin{cases}a\\[2pt]b\end{cases}", r"What stands in [ ] after \\ is not known. Take it away."),
        ("a" * (MAX_LENGTH + 1), f"The formula has more than {MAX_LENGTH} characters. Divide it into several."),
        (r"\sqrt{" * 9 + "a" + "}" * 9, "The formula is too long, or nested too deeply. Divide it into several."),
        ("{" * 8 + "abcdefghij" + "}" * 8, "The formula is too long, or nested too deeply. Divide it into several."),
    ],
)
def test_what_to_do(tex: str, wrong: str) -> None:
    assert told(tex) == wrong


def test_known_environments_are_told() -> None:
    assert told(r"\begin{tikzpicture}a\end{tikzpicture}").startswith(
        r"Formulas have no command \begin{tikzpicture}. There are: Bmatrix, Vmatrix, aligned, "
    )


@pytest.mark.parametrize(
    "tex",
    [
        r"\input{/etc/passwd}", r"\includegraphics{/etc/passwd}", r"\href{http://a.cn}{b}", r"\def\a{b}",
        r"\color{red}a",
        r"\newcommand{\a}{b}", r"\style{a}{b}", r"\class{a}{b}", r"\unicode{97}", r"\verb|a|", r"\rule{1em}{1em}",
        r"\hspace{9999em}a", r"\tag{1}", r"\ce{H2O}",
    ],
)  # fmt: skip
def test_what_reaches_beyond_the_formula_is_no_command(tex: str) -> None:
    assert "Formulas have no command" in told(tex)


def test_every_command_is_drawn_in_some_way() -> None:
    ways = ("{} x", "{}{{x}}{{y}}", "{}(x", r"\sum{}_a^b", r"\left(x{})", r"{}(x\right)", "{}=")

    def is_drawn(command: str) -> bool:
        for way in (*ways, f"x{command}"):
            try:
                draw(way.format(command) if "{}" in way else way, display=True)
            except WrongFormulaError:
                continue
            return True
        return False

    assert [command for command in sorted(COMMANDS) if not is_drawn(command)] == []
    assert not is_drawn(r"\nosuch")


@pytest.mark.parametrize("name", sorted(ENVIRONMENTS))
def test_every_environment_is_drawn(name: str) -> None:
    assert draw(rf"\begin{{{name}}}a&b\\c&d\end{{{name}}}", display=True).width > 0.8


def test_signs_are_those_that_are_named() -> None:
    check_tex(r"\sign", lambda command: command == r"\sign")
    with pytest.raises(WrongFormulaError):
        check_tex(r"\sign", lambda _command: False)
