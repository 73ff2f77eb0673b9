"""Formulas in the manuscript: where one begins and ends, where a dollar is money, and on which line one is wrong."""

import pytest
from markdown_it import MarkdownIt
from mdit_py_plugins.dollarmath import dollarmath_plugin

from pipeline.inlines import Code, Formula, Inline, Strong, Text
from pipeline.manuscript import formulas
from pipeline.manuscript.formulas import MAX_FORMULAS, seconds_for
from pipeline.manuscript.words import Words, article_words
from pipeline.model import Article
from tests.manuscript.test_markdown import ARTICLES, inlines, read

OUTSIDE = r"stands in a formula outside of \text{…}. Put words into it; where $ is no mark of a formula, write \$."
MONEY = (
    "每张$5 和 $10",
    "US$5，HK$10",
    "US$和HK$",
    "每张$5，每手$600",
    "付 $ 或 $ 符号",
    "收$x$5",
    "从$5到$8不等，加上税共$12，后来$又涨",
    "税$1,200.5万，共$吧",
    "$",
    "符号$$",
    r"\$x\$",
)


def told(text: str) -> str:
    """*text* with ⟨ ⟩ around what are formulas."""
    return "".join(_told(part) for part in inlines(text))


def _told(part: Inline) -> str:
    assert isinstance(part, Text | Formula)
    return f"⟨{part.tex}⟩" if isinstance(part, Formula) else part.text


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("质能$E=mc^2$方程", "质能⟨E=mc^2⟩方程"),
        ("第$n$个，$x$、$y$", "第⟨n⟩个，⟨x⟩、⟨y⟩"),
        ("$x *y* z_1$", "⟨x *y* z_1⟩"),
        (r"$a\$b$", r"⟨a\$b⟩"),
        ("$a\n+b$后", "⟨a +b⟩后"),
        ("of\n$x$ is\n$y$", "of ⟨x⟩ is ⟨y⟩"),
        ("在\n$x$\n中", "在⟨x⟩中"),
        ("US$5时$x$", "US$5时⟨x⟩"),
        ("甲 $x$ 乙， $y$ 。", "甲 ⟨x⟩ 乙，⟨y⟩。"),
    ],
)
def test_formulas_in_a_line(written: str, read: str) -> None:
    assert told(written) == read


@pytest.mark.parametrize("text", MONEY)
def test_money_stays_text(text: str) -> None:
    assert told(text) == text.replace("\\", "")


def test_a_dollar_and_one_in_code_are_no_formula() -> None:
    first, code, last = inlines("共$x，变量`$HOME`也是")
    assert code == Code("$HOME", 1)
    assert [part.text for part in (first, last) if isinstance(part, Text)] == ["共$x，变量", "也是"]


def test_the_rule_of_a_plugin_takes_money_for_formulas() -> None:
    plain = MarkdownIt("commonmark").use(dollarmath_plugin)
    assert [text for text in MONEY if "math" in plain.renderInline(text)] != []


def test_marks_around_and_code() -> None:
    (strong,) = inlines("**$x$**")
    assert isinstance(strong, Strong)
    assert isinstance(strong.children[0], Formula)
    assert inlines("`$x$`") == (Code("$x$", 1),)


def test_what_is_wrong_is_told_with_its_line() -> None:
    text = "甲$x$乙\n丙$\\frac{a$丁\n戊$x和y$元\n\n己$b_$\n\n在行里$$x$$的"
    _blocks, problems = read(text)
    assert problems == [
        "2: The formula is not closed: } is missing. See docs/content-format.md.",
        f"3: “和” {OUTSIDE}",
        "5: Nothing stands in the formula after ^ or _. See docs/content-format.md.",
        "7: A formula between $$ must stand in a paragraph of its own. Put empty lines around it.",
    ]


def test_a_formula_of_two_lines_counts_both() -> None:
    _blocks, problems = read("甲$x\n+y$乙，$z^$")
    assert problems == ["2: Nothing stands in the formula after ^ or _. See docs/content-format.md."]


@pytest.mark.parametrize("tex", [r"\int\limits_0^1 x", r"\displaystyle\sum_{i=1}^n i", f"({'a+' * 20}a)"])
def test_what_has_no_room_in_a_line_is_refused(tex: str) -> None:
    _blocks, problems = read(f"甲${tex}$乙")
    hint = "Write it between $$ in a paragraph of its own, or with / for its fractions."
    named = tex if len(tex) <= 30 else f"{tex[:30]}…"
    assert problems == [f"1: The formula “{named}” is too large for a line. {hint}"]


def test_a_long_formula_that_can_be_parted_has_room_in_a_line() -> None:
    _blocks, problems = read(f"甲$x={'a+' * 20}a$乙")
    assert problems == []


def test_common_formulas_have_room_in_a_line() -> None:
    many = (
        r"\frac{a^2}{b_1}",
        r"\sum_{i=1}^n i",
        r"\int_0^1 x^2\,dx",
        r"\sqrt{\frac{a}{b}}",
        r"\dfrac{a}{b}",
        r"\binom{n}{k}",
    )
    _blocks, problems = read("。".join(f"${tex}$" for tex in many))
    assert problems == []


def test_there_may_be_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(formulas, "MAX_FORMULAS", 3)
    assert read("$a$、$b$、$c$")[1] == []
    assert read("$a$、$b$、$c$、$d$、\n$e$")[1] == [
        "1: The article has more than 3 formulas. Divide it into several articles."
    ]


def test_only_formulas_take_time() -> None:
    assert seconds_for("没有公式") == 0
    assert seconds_for("$x$" * 2 * MAX_FORMULAS) == seconds_for("$x$" * MAX_FORMULAS) > 0


def test_their_words_are_drawn() -> None:
    """No face is asked for them, but they must be on the pages."""
    blocks, _problems = read("甲$x$")
    article = Article(slug="a", path=ARTICLES / "a.md", title="题", body=blocks)
    assert list(article_words(article))[1:] == [
        Words("甲", article.path, 1),
        Words("x", article.path, 1, is_drawn=True),
    ]


@pytest.mark.parametrize(
    "place",
    [
        "- 项 {} 完",
        "1. 项 {} 完",
        "> 引 {} 完",
        "| 甲 | 乙 |\n|---|---|\n| 值 | {} |",
        "| 甲 | {} |\n|---|---|\n| 值 | 乙 |",
    ],
)
def test_formulas_in_items_quotations_and_cells(place: str) -> None:
    def drawn(formula: str) -> list[str]:
        blocks, problems = read(f"{place.format(formula)}\n")
        assert problems == []
        article = Article(slug="a", path=ARTICLES / "a.md", title="题", body=blocks)
        return [words.text for words in article_words(article) if words.is_drawn]

    assert drawn("$E=mc^2$") == ["E 等于 m c 的平方"]
    assert drawn("US$5，$8到") == []


@pytest.mark.parametrize(
    "place",
    [
        '{{#t caption="表 1 {}"}}\n| 甲 | 乙 |\n|---|---|\n| 值 | 乙 |',
        '{{#t note="{}"}}\n| 甲 | 乙 |\n|---|---|\n| 值 | 乙 |',
    ],
)
def test_formulas_in_texts_without_marks_are_errors(place: str) -> None:
    """Captions and notes of tables are plain text: a formula would be printed as its TeX."""

    def problems(text: str) -> list[str]:
        return read(f"字\n\n{place.format(text)}\n")[1]

    for formula in ("$E=mc^2$", "$$x$$"):
        (problem,) = problems(f"能量 {formula}")
        assert f"“{formula}” would be printed as it stands" in problem
        assert problem.split(":")[0].isdigit()
    assert [text for text in MONEY if problems(text)] == []
