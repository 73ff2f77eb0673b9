"""Markdown into blocks and inlines: each element, its line, and that no text makes the reader fail."""

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.blocks import Block, Box, Cell, Figure, Heading, ItemList, Listing, Paragraph, Quotation, Separator, Table
from pipeline.errors import Problem
from pipeline.inlines import (
    Code,
    CrossReference,
    Emphasis,
    EmphasisDots,
    FolioMark,
    Footnote,
    Foreign,
    Inline,
    LineBreak,
    Link,
    ProperNoun,
    Ruby,
    Strong,
    Text,
    WorkTitle,
)
from pipeline.manuscript.markdown import read_markdown
from pipeline.manuscript.reader import read_issue
from pipeline.units import Size
from tests.workspaces import GOOD, ISSUE

ARTICLES = GOOD / ISSUE / "articles"


def read(text: str) -> tuple[tuple[Block, ...], list[str]]:
    """The blocks of *text*, as if it began on line 1 of an article of the good issue, and what is wrong with it."""
    problems: list[Problem] = []
    path = ARTICLES / "ceshi.md"
    blocks = read_markdown(text, path, 1, GOOD, problems).blocks
    return blocks, [str(problem).partition("ceshi.md:")[2] for problem in problems]


def inlines(text: str) -> tuple[Inline, ...]:
    """The inlines of a good *text* of one paragraph."""
    blocks, problems = read(text)
    assert problems == []
    (paragraph,) = blocks
    assert isinstance(paragraph, Paragraph)
    return paragraph.children


def words(text: str) -> str:
    """The text of the good paragraph *text*, all its runs joined."""
    return "".join(part.text for part in inlines(text) if isinstance(part, Text))


@pytest.fixture(scope="module")
def bodies() -> dict[str, tuple[Block, ...]]:
    return {entry.article.slug: entry.article.body for entry in read_issue(GOOD / ISSUE).entries}


def test_words_in_another_language() -> None:
    assert inlines('读[die *Zeitung*]{lang="de-AT"}。') == (
        Text("读", 1),
        Foreign("de-AT", (Text("die ", 1), Emphasis((Text("Zeitung", 1),)))),
        Text("。", 1),
    )


def test_a_letter(bodies: dict[str, tuple[Block, ...]]) -> None:
    salutation, body, references, signoff = bodies["dengta"]
    assert salutation == Paragraph((Text("各位读者：", 15),), 15, "salutation")
    assert body == Paragraph(
        (
            Text("灯塔在", 17),
            Strong((Text("东角。", 17),)),
            Text("夜里", 17),
            Emphasis((Text("“不熄”", 17),)),
            Text("，", 17),
            Text("每次换班都记", 18),  # no space: Chinese characters on both sides of the line end
            Text("in the", 19),
            Text(" ", 20),  # Latin on both sides
            Text("log book。", 20),
            EmphasisDots((Text("务必擦净", 20),)),
            Text("灯罩，", 20),
            Ruby("灯塔", "dēng tǎ", 20),
            Text("才照得远。", 20),
            ProperNoun((Text("守灯人", 20),)),
            Text("写有", 20),
            WorkTitle((Text("灯塔志", 20),)),
            Text("。", 20),
        ),
        17,
    )
    assert references == Paragraph(
        (
            Text("茶价", 22),
            CrossReference("diaocha", (Text("见第 ", 22), FolioMark(), Text(" 页", 22)), 22),
            Text("，明细", 22),
            CrossReference("prices", (Text("在表一", 22),), 22),
            Footnote(1, (Text("只记", 24), Emphasis((Text("本岛", 24),)), Text("的价。", 24))),
            Text("，做法看", 22),
            Link("https://example.org/deng", (Text("岛上网页", 22),)),
            Text("。", 22),
        ),
        22,
    )
    assert signoff == Paragraph((Text("守灯人", 27), LineBreak(), Text("二月一日", 28)), 27, "signoff")


def test_headings_and_notes(bodies: dict[str, tuple[Block, ...]]) -> None:
    assert bodies["diaocha"][:5] == (
        Heading(1, (Text("问价", 5),), 5, "wenjia"),
        Heading(2, (Text("去年", 7),), 7),
        Heading(3, (Text("春天", 9),), 9),
        Heading(4, (Text("三月", 11),), 11),
        Paragraph(
            (
                Text("问了三家", 13),
                Footnote(1, (Text("都在河西。", 15),)),
                Text("，又问两家", 13),
                Footnote(2, (Text("都在河东。", 16),)),
                Text("。", 13),
            ),
            13,
        ),
    )


def item(text: str, line: int) -> tuple[Block, ...]:
    return (Paragraph((Text(text, line),), line),)


def test_lists_inside_lists(bodies: dict[str, tuple[Block, ...]]) -> None:
    inner = ItemList((item("小壶", 20), item("大壶", 21)), 20, ordered=True)
    assert bodies["diaocha"][5:7] == (
        ItemList((item("绿茶", 18), (*item("红茶", 19), inner)), 18),
        ItemList((item("第三家", 23), item("第四家", 24)), 23, ordered=True, start=3),
    )


def test_a_table(bodies: dict[str, tuple[Block, ...]]) -> None:
    table = bodies["diaocha"][8]
    assert isinstance(table, Table)
    assert table.head == ((Cell((Text("茶", 29),), 0), Cell((Text("价", 29),), 1), Cell((Text("杯", 29),), 2)),)
    assert table.rows == (
        (Cell((Text("绿茶", 31),), 0), Cell((Text("5 元", 31),), 1), Cell((Strong((Text("两", 31),)),), 2)),
        (Cell((Text("红茶", 32),), 0), Cell((Text("6 元", 32),), 1), Cell((Code("3", 32),), 2)),
    )
    assert table.alignments == ("start", "end", "center")
    assert (table.caption, table.id, table.line) == ((Text("表 1 茶价", 29),), "prices", 29)


def test_figures(bodies: dict[str, tuple[Block, ...]]) -> None:
    figures = [block for block in bodies["diaocha"] if isinstance(block, Figure)]
    assert [(figure.picture.path.name, figure.picture.size, figure.line) for figure in figures] == [
        ("chart.svg", Size(120.0, 60.0), 34),
        ("square.png", Size(8, 6), 36),
        ("bar.jpg", Size(16, 4), 38),
    ]
    chart, square, _bar = figures
    assert (chart.alt, chart.caption, chart.width, chart.id) == (
        "折线往上走",
        (Text("图 1 茶价走势", 34),),
        0.8,
        "trend",
    )
    assert chart.picture.text == "茶价"
    assert (square.alt, square.caption, square.width, square.id) == ("灰色方块", (), 1.0, None)


def test_quotation_box_pause_and_letters_as_they_are(bodies: dict[str, tuple[Block, ...]]) -> None:
    assert bodies["diaocha"][12:] == (
        Quotation((Paragraph((Text("茶钱不贵，", 40), Text("水钱贵。", 41)), 40),), 40),
        Box(
            title="怎样泡茶", blocks=(*item("先烫壶。", 44), ItemList((item("再放茶", 46),), 46)), line=43, place="auto"
        ),
        Separator(49),
        Listing("价目 = 5\n  杯 = 2", 51),
    )


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("汉\n字", "汉字"),
        ("，\n字", "，字"),
        ("汉\nword", "汉word"),
        ("word\n汉", "word汉"),
        ("one\ntwo", "one two"),
        ("café\nnoir", "café noir"),  # é is of ambiguous width
        ("да\nнет", "да нет"),
        ("2\n3", "2 3"),
        ("汉”\n“字", "汉”“字"),
        ("\U00020000\n字", "\U00020000字"),
    ],
)
def test_what_a_line_end_stands_for(text: str, joined: str) -> None:
    assert words(text) == joined


def test_a_line_end_inside_and_beside_other_marks() -> None:
    assert inlines("*one\ntwo*\nthree") == (
        Emphasis((Text("one", 1), Text(" ", 2), Text("two", 2))),
        Text(" ", 3),
        Text("three", 3),
    )
    assert inlines("one\n`two`") == (Text("one", 1), Text(" ", 2), Code("two", 2))
    assert inlines("one\\\ntwo") == (Text("one", 1), LineBreak(), Text("two", 2))
    assert inlines("汉\n[字]{.dots}") == (Text("汉", 1), EmphasisDots((Text("字", 2),)))


@pytest.mark.parametrize(
    "text",
    [
        "**重点。**后文",
        "**“重点”**后文",
        "前文**（重点）**后文",
        "前文**重点**",
        "**重点**后文",
        "《甲》**《乙》**《丙》",
        "他说**“好。”**她笑",
    ],
)
def test_stress_beside_chinese_punctuation(text: str) -> None:
    before, stressed, after = text.split("**")
    parts = inlines(text)
    strong = next(part for part in parts if isinstance(part, Strong))
    assert strong == Strong((Text(stressed, 1),))
    assert [part.text for part in parts if isinstance(part, Text)] == [part for part in (before, after) if part]


def test_another_voice_beside_chinese_punctuation() -> None:
    assert inlines("*甲：*乙***丙！***丁") == (
        Emphasis((Text("甲：", 1),)),
        Text("乙", 1),
        Emphasis((Strong((Text("丙！", 1),)),)),
        Text("丁", 1),
    )


@pytest.mark.parametrize("text", ["a_b_c 汉_字", "5 * 3 * 2", "汉 * 字 * 汉", "甲*乙", "snake_case_name"])
def test_what_is_no_stress(text: str) -> None:
    assert words(text) == text


def test_in_latin_text_the_rules_are_commonmarks() -> None:
    assert inlines("an *e.g.*x") == (Text("an *e.g.*x", 1),)
    assert inlines("an *e.g.* x") == (Text("an ", 1), Emphasis((Text("e.g.", 1),)), Text(" x", 1))


def test_escaped_marks_are_letters() -> None:
    assert words(r"两个\*\*星，\[^1]，\{folio}，&lt;b&gt;，A&amp;B") == "两个**星，[^1]，{folio}，<b>，A&B"


@pytest.mark.parametrize("text", ["甲**乙", "甲** 乙**", "2**8 次"])
def test_stress_marks_without_a_partner_are_told(text: str) -> None:
    assert "The stress marks ** have no partner." in read(text)[1][0]


def test_the_folio_may_stand_anywhere_in_a_reference() -> None:
    (reference,) = inlines("[{folio}/{folio}](#dengta)")
    assert reference == CrossReference("dengta", (FolioMark(), Text("/", 1), FolioMark()), 1)


def test_footnotes_are_numbered_in_the_order_of_their_calls() -> None:
    blocks, problems = read("甲[^z]乙[^a]\n\n[^a]: 一\n[^z]: 二\n")
    assert problems == []
    assert blocks == (
        Paragraph((Text("甲", 1), Footnote(1, (Text("二", 4),)), Text("乙", 1), Footnote(2, (Text("一", 3),))), 1),
    )


def test_a_footnote_that_is_shown_between_fences_is_none() -> None:
    _blocks, problems = read("字[^a]\n\n```\n字[^a]\n\n[^a]: 注\n```\n\n[^a]: 注\n")
    assert problems == []
    _blocks, problems = read("字[^a]\n\n[^a]: 注\n\n[^a]: 又注\n")
    assert problems == ["5: The footnote a is written twice. Give one of them another mark."]


def test_pictures_with_chinese_names(tmp_path: Path) -> None:
    (tmp_path / "图 一.png").write_bytes((GOOD / ISSUE / "images/square.png").read_bytes())
    problems: list[Problem] = []
    blocks = read_markdown("![甲](<图 一.png>)", tmp_path / "a.md", 1, tmp_path, problems).blocks
    assert problems == []
    assert isinstance(blocks[0], Figure)
    assert blocks[0].picture.path == tmp_path.resolve() / "图 一.png"


@pytest.mark.parametrize(("width", "share"), [("1%", 0.01), ("99%", 0.99), ("100%", 1.0)])
def test_widths_of_figures(width: str, share: float) -> None:
    blocks, problems = read(f'![甲](../images/square.png){{width="{width}"}}')
    assert problems == []
    assert isinstance(blocks[0], Figure)
    assert blocks[0].width == share


@pytest.mark.parametrize("width", ["0%", "101%", "1000%", "05%", "50", "50px", "-5%", ""])
def test_widths_that_are_none(width: str) -> None:
    assert read(f'![甲](../images/square.png){{width="{width}"}}') == ((), ["1: The width must be 1% to 100%."])


def test_a_box_in_a_box() -> None:
    blocks, problems = read(":::: box 甲\n::: box 乙\n丙\n:::\n::::\n丁\n")
    assert problems == []
    inner = Box(title="乙", blocks=item("丙", 3), line=2)
    assert blocks == (Box(title="甲", blocks=(inner,), line=1, place="auto"), *item("丁", 6))


def test_a_box_without_a_title() -> None:
    assert read("::: box\n甲\n:::\n") == ((Box(blocks=item("甲", 2), line=1, place="auto"),), [])


def test_ids_are_kept_with_their_lines() -> None:
    text = read_markdown("## 甲 {#jia}\n\n{#biao}\n| 乙 |\n|---|\n", ARTICLES / "x.md", 10, GOOD, [])
    assert text.ids == {"jia": 10, "biao": 13}


MARKS = """* ** _ ` [ ] ( ) { } {#a} {.dots} {.work-title} {ruby="a"} {folio} [^1] [^1]: # ## ##### > - 1. | |---| :::
    --- ``` ![ ]( #a https://a.org <b> <!-- &#0; &amp; \\ 汉 “ a % {.signoff}"""
marks = st.sampled_from([*MARKS.split(), "::: box ", "\n", "\n\n", " ", "    ", "## ", "- ", "> ", "[^1]: "])


@given(st.text() | st.lists(marks, max_size=40).map("".join))
@example("甲[^1]\n\n[^1]:\n")
@example("甲[^1]\n\n[^1]: - 一\n")
@example("::: box x\n  ")
@example("[^0]:- [^0]:")
@example("![a](%00)")
@example("![a](" + "a" * 5000 + ")")
@example("{.a}")
@example("[a](<#%ff>)")
@example("[" * 3000)
@example("> " * 3000 + "a")
@example("*a " * 3000)
@example("- " * 300 + "a")
@example("**" * 2000 + "a" + "**" * 2000)
@example("[" * 200 + "a" + "]{.dots}" * 200)
def test_any_text_gives_blocks_and_problems(text: str) -> None:
    text = text.replace("\r", "\n")  # as read_text has made them
    blocks, problems = read(text)
    assert isinstance(blocks, tuple)
    assert all(1 <= int(problem.split(":")[0]) <= text.count("\n") + 1 for problem in problems if problem)


@pytest.mark.parametrize(
    "text", ["> " * 60 + "甲", "- " * 60 + "甲", "**" * 60 + "甲" + "**" * 60, "::: box\n" * 60 + ":::\n" * 60]
)
def test_nothing_is_lost_however_deep_it_lies(text: str) -> None:
    assert any("The marks are nested too deeply." in problem for problem in read(text)[1])


def test_depths_that_people_write() -> None:
    blocks, problems = read("> " * 10 + "- " * 5 + "甲")
    assert problems == []
    assert str(blocks).count("Quotation") == 10


@pytest.mark.parametrize("text", ["甲[^1]\n\n[^1]: 乙\n\n    [^2]: 丙\n", "甲[^1]乙[^2]\n\n[^1]: 一\n\n    [^2]: 丙\n"])
def test_a_footnote_written_inside_another(text: str) -> None:
    assert read(text)[1][0] == "5: A footnote is written inside another. Write each from the margin."
