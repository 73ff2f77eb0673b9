"""Reading an article takes work in proportion to its length, or the article is refused in words."""

import json
import random
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin

from pipeline.errors import Problem
from pipeline.manuscript import linear_rules, markdown
from pipeline.manuscript.markdown import read_markdown
from pipeline.manuscript.text_bounds import MAX_CELLS, MAX_CHARACTERS, MAX_HEADINGS, MAX_MARKS, MAX_PARAGRAPH
from tests.conftest import on_ci
from tests.hostile.pumping import Pump, growth, lasting_growth, lines_run, random_pump

pytestmark = pytest.mark.whole

CORPUS = sorted((Path(__file__).parent / "corpus").glob("*.json"))
MORE_THAN_LINEAR = 1.3  # the square has 4; what is linear has 1 at most, and less where something was refused
FOLDER = Path("/articles")
DIVIDE = "Divide it into several articles."


def read(text: str) -> list[str]:
    """What is wrong with the article *text*."""
    problems: list[Problem] = []
    read_markdown(text, FOLDER / "a.md", 1, FOLDER, problems)
    return [str(problem).removeprefix(f"{FOLDER / 'a.md'}:") for problem in problems]


@pytest.mark.parametrize("file", CORPUS, ids=lambda file: file.stem)
def test_what_has_taken_the_square_is_linear(file: Path) -> None:
    read("a")  # the parser is made once
    pump = Pump(**json.loads(file.read_text(encoding="utf-8")))
    assert lasting_growth(read, pump, MORE_THAN_LINEAR) < MORE_THAN_LINEAR


@pytest.mark.parametrize("seed", range(12))
def test_fragments_in_any_order_are_linear(seed: int) -> None:
    read("a")
    pump = random_pump(random.Random(seed if on_ci() else None))
    assert lasting_growth(read, pump, MORE_THAN_LINEAR) < MORE_THAN_LINEAR, pump


def test_a_parser_that_takes_the_square_is_caught() -> None:
    """The same parser as the one that is read with, before its rules were mended."""
    parser = MarkdownIt("commonmark").use(footnote_plugin, inline=False)
    assert growth(parser.parse, Pump("[^a", before="[^1]: b\n\n"), 400) > 2.0
    assert growth(read, Pump("[^a", before="[^1]: b\n\n"), 400) < MORE_THAN_LINEAR
    assert growth(lambda text: [text.find("b", start) for start in range(len(text))], Pump("a")) < MORE_THAN_LINEAR


def test_work_is_counted_alike_in_each_run() -> None:
    text = Pump("[a](b) *c* ").text(300)
    read(text)
    first, second = lines_run(lambda: read(text)), lines_run(lambda: read(text))
    assert first > 1000
    assert abs(first - second) < first / 100  # the interpreter clears away what was read at times of its own


def boxes(depth: int) -> str:
    """As many boxes within one another; each is closed by as many colons as have opened it."""
    marks = [":" * (3 + depth - number) for number in range(depth)]
    return "".join(f"{mark} box\n" for mark in marks) + "甲\n" + "".join(f"{mark}\n" for mark in reversed(marks))


@pytest.mark.parametrize(
    ("good", "too_much", "told"),
    [
        (
            f"{'甲' * 40_000}\n\n" * 24,
            f"{'甲' * 40_000}\n\n" * 25,
            f"49: The article has more than {MAX_CHARACTERS} characters. {DIVIDE}",
        ),
        (
            "## 甲\n" * MAX_HEADINGS,
            "## 甲\n" * (MAX_HEADINGS + 1),
            f"{MAX_HEADINGS + 1}: The article has more than {MAX_HEADINGS} headings. {DIVIDE}",
        ),
        (
            "甲" + "\n" * (MAX_MARKS - 1),
            "甲\n" + "-" * MAX_MARKS,
            f"2: The article has more than {MAX_MARKS} line ends and marks such as * [ | and -. {DIVIDE}",
        ),
        (
            "甲\n\n" + "甲" * MAX_PARAGRAPH,
            "甲\n\n" + "甲" * (MAX_PARAGRAPH + 1),
            f"3: This paragraph has more than {MAX_PARAGRAPH} characters. Put empty lines into it.",
        ),
        ("> " * 10 + "甲", "> " * 11 + "甲", "1: The marks are nested too deeply."),
        (boxes(10), boxes(11), "11: The marks are nested too deeply."),
    ],
    ids=["characters", "headings", "marks", "paragraph", "quotations", "boxes"],
)
def test_bounds(good: str, too_much: str, told: str) -> None:
    assert read(good) == []
    assert read(too_much) == [told]


def test_cells_of_all_tables_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(linear_rules, "MAX_CELLS", 120)
    head = "|甲|乙|丙|\n|-|-|-|\n"
    told = f"The tables of the article have more than 120 cells. {DIVIDE}"
    assert read(head + "|甲|\n" * 39) == []
    assert read(head + "|甲|\n" * 40) == [f"1: {told}"]
    assert read((head + "|甲|\n" * 19 + "\n") * 2) == []
    assert read((head + "|甲|\n" * 19 + "\n") * 2 + "甲|乙\n-|-\n") == [f"45: {told}"]


def test_a_table_of_sixty_columns_and_three_hundred_rows_is_far_from_the_bounds() -> None:
    assert MAX_CELLS > 3 * 60 * 300
    assert MAX_MARKS > 2 * 300 * 62


def test_quotations_that_break_off_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    """A heading ends a quotation before the last of its lines: each of them is gone through again for the next."""
    monkeypatch.setattr(linear_rules, "_MAX_QUOTED", 1000)
    with_headings = markdown.parser.__wrapped__().enable("lheading")  # as such headings are none here
    monkeypatch.setattr(markdown, "parser", lambda: with_headings)
    told = read("===\n|-|---\n>" * 50)
    assert any(
        each.endswith("Too many quotations run into one another. Put empty lines between them.") for each in told
    )
    assert read("> 甲\n> 乙\n\n" * 500) == []
    assert read("> 甲\n" * 1000) == []


def test_a_paragraph_of_many_brackets_is_good() -> None:
    assert read("[工会](https://example.org/a)的[文字]{.dots}，" * 150) == []
    assert read(f"## 题{' ' * 400}{{#t}}{' ' * 400}\n\n甲") == []


def test_attributes_above_a_block() -> None:
    table = "|甲|\n|-|\n"
    told = read('{caption="表"}\n' * 10 + table)  # nine are of no effect, which the count of characters finds
    assert [problem.partition(". ")[0] for problem in told] == ['1: “{caption="表}” would not be printed']
    assert any("could not be understood" in problem for problem in read('{caption="表"}\n' * 12 + table))


def test_an_image_within_the_words_for_an_image_is_told() -> None:
    assert any("A picture must stand in a paragraph of its own." in told for told in read("![a ![b](c)](d)"))


@pytest.mark.parametrize("html", ["<?a?>", "<!A b>", "<![CDATA[a]]>", '<a title="<">', "</a >"])
def test_html_in_a_line_is_refused(html: str) -> None:
    assert read(f"甲{html}乙") == [
        f"1: HTML such as {html} is not allowed. See docs/content-format.md for what can be written."
    ]


@pytest.mark.parametrize("text", ["<?a", "<!A b", "<![CDATA[a", "<a", "< a>", "1 <2", "<5>"])
def test_what_is_no_html_stays(text: str) -> None:
    assert read(f"甲 {text}") == []
