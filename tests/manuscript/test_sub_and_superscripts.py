"""What is set lower or higher in the manuscript, and what only looks as if it were."""

import pytest
from markdown_it import MarkdownIt
from mdit_py_plugins.subscript import sub_plugin
from mdit_py_plugins.superscript import superscript_plugin

from pipeline.inlines import Footnote, Inline, Link, Subscript, Superscript, Text
from pipeline.manuscript.markdown import read_markdown
from tests.manuscript.test_markdown import ARTICLES, GOOD, inlines, words

STAYS_TEXT = (
    "每班5~10人，20~30人",
    "周一~周五和周六~周日",
    "3~5天或7~10天",
    "3~5,7~9",
    "A3~A4纸和B5~B6纸",
    "A~C,E~G",
    "8:00~9:00,10:00~11:00",
    "x^2+y^2=1",
    "2^10+2^20",
    "2^10、2^20",
    "a^2b^2",
    "a^b，c^d，e^f",
    "a~b c~",
    "~a~ 和 ^b^",
    "（^b^）",
    "m^2",
    "H~2",
    "见 http://a.cn/~wang/~li",
)


def told(text: str) -> str:
    """*text* with ``_2`` and ``^2`` for what is set lower and higher."""
    return "".join(_told(part) for part in inlines(text))


def _told(part: Inline) -> str:
    assert isinstance(part, Text | Subscript | Superscript)
    return {Text: "", Subscript: "_", Superscript: "^"}[type(part)] + part.text


def test_lower_and_higher() -> None:
    assert inlines("水H~2~O\n占地m^2^。") == (
        Text("水H", 1),
        Subscript("2", 1),
        Text("O", 1),
        Text("占地m", 2),
        Superscript("2", 2),
        Text("。", 2),
    )


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("SO~4~^2−^与Na^+^", "SO_4^2−与Na^+"),
        ("10^−3^ mol·L^−1^", "10^−3 mol·L^−1"),
        ("10^-3^ mol·L^-1^、Cl^-^、SO~4~^2-^、a~n-1~", "10^−3 mol·L^−1、Cl^−、SO_4^2−、a_n−1"),
        ("文献^2-3^、文献^[1-3]^、型^A-B^", "文献^2-3、文献^[1-3]、型^A-B"),
        ("T~室~和v~平均~的", "T_室和v_平均的"),
        ("前人已有论述^[1,2]^。", "前人已有论述^[1,2]。"),
        ("见^[2，3]^、^[4～6]^、^[7—9]^", "见^[2，3]、^[4～6]、^[7—9]"),
        ("商标甲^®^与乙^™^。", "商标甲^®与乙^™。"),
        ("平方米^2^", "平方米^2"),
        ("^12^C、^13^C 和 ^14^C（^235^U）", "^12C、^13C 和 ^14C（^235U）"),
        ("有 ^12^c 与 ^ab^C", "有 ^12^c 与 ^ab^C"),
        ("x~i,j~ 与1011~2~", "x_i,j 与1011_2"),
        (r"a^b\^c^和d^e\ f^", "a^b^c和d^e f"),
        (r"m\^2\^与H\~2\~O", "m^2^与H~2~O"),
    ],
)
def test_as_written(written: str, read: str) -> None:
    assert told(written) == read


@pytest.mark.parametrize("text", STAYS_TEXT)
def test_what_does_not_look_like_a_script_stays_text(text: str) -> None:
    assert words(text) == text
    assert all(isinstance(part, Text) for part in inlines(text))


def test_pandoc_s_rule_would_take_ranges_for_scripts() -> None:
    """The marks alone say too little: what the plugins of markdown-it make of the same texts."""
    pandoc = MarkdownIt("commonmark").use(sub_plugin).use(superscript_plugin)
    spoilt = [text for text in STAYS_TEXT if "<su" in pandoc.renderInline(text)]
    assert len(spoilt) >= 10
    assert "每班5~10人，20~30人" in spoilt


def test_notes_stay_notes() -> None:
    problems: list[object] = []
    text = "甲[^1]乙m^2^[^2]。\n\n[^1]: 注\n\n[^2]: 又注"
    (paragraph,) = read_markdown(text, ARTICLES / "ceshi.md", 1, GOOD, problems).blocks  # type: ignore[arg-type]
    kinds = [type(part) for part in paragraph.children]  # type: ignore[union-attr]
    assert problems == []
    assert kinds == [Text, Footnote, Text, Superscript, Footnote, Text]
    read_markdown("甲[^1]乙[^2]", ARTICLES / "ceshi.md", 1, GOOD, problems)  # type: ignore[arg-type]
    assert len(problems) == 1


def test_within_links() -> None:
    (link,) = inlines("[每m^2^](https://a.cn/~x~y)")
    assert link == Link("https://a.cn/~x~y", (Text("每m", 1), Superscript("2", 1)))
