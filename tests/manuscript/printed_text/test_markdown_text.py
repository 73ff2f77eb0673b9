"""Markdown that reads back as the same characters."""

import unicodedata
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it.token import Token

from pipeline.blocks import Heading, Paragraph
from pipeline.inlines import Inline, LineBreak, Strong, Text
from pipeline.manuscript.markdown import parser
from pipeline.manuscript.printed_text.markdown_text import write_blocks
from pipeline.manuscript.printed_text.printed import PrintedBlock

# Text as the reader makes it: no controls, no line ends, no white space at the ends.
PLAIN = (
    st.text(
        st.one_of(
            st.sampled_from("灯塔。，“”（）1.)-+=*_`#[]{}<>|~^&!:;\\\"'$@ /?%\u3000"),
            st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp", "Cn")),
        ),
        min_size=1,
        max_size=30,
    )
    .map(str.strip)
    .filter(bool)
)


def read_back(markdown: str) -> list[str]:
    """The type and text of each block."""
    tokens = parser().parse(markdown)
    opened = [token for token in tokens if token.nesting == 1]
    inlines = [token for token in tokens if token.type == "inline"]
    return [
        f"{block.tag} {''.join(_texts(inline.children or []))}" for block, inline in zip(opened, inlines, strict=True)
    ]


def _texts(tokens: Iterable[Token]) -> Iterable[str]:
    for token in tokens:
        assert token.type in ("text", "text_special", "hardbreak", "strong_open", "strong_close"), token.type
        yield "/" if token.type == "hardbreak" else token.content


def paragraph(*inlines: Inline) -> tuple[PrintedBlock, ...]:
    return (Paragraph(tuple(inlines), 1),)


@given(PLAIN)
def test_any_paragraph_reads_back(text: str) -> None:
    assert read_back(write_blocks(paragraph(Text(text, 1)))) == [f"p {text}"]


@given(PLAIN, st.integers(1, 4))
def test_any_heading_reads_back(text: str, level: int) -> None:
    markdown = write_blocks((Heading(level, (Text(text, 1),), 1),))
    assert read_back(markdown) == [f"h{level + 1} {text}"]


@given(PLAIN, PLAIN, PLAIN)
def test_any_stress_reads_back(before: str, stressed: str, after: str) -> None:
    inlines = (Text(before, 1), Strong((Text(stressed, 1),)), Text(after, 1))
    assert read_back(write_blocks(paragraph(*inlines))) == [f"p {before}{stressed}{after}"]
    assert read_back(write_blocks(paragraph(*inlines[1:]))) == [f"p {stressed}{after}"]


@given(PLAIN.filter(lambda text: unicodedata.category(text[0])[0] == "L" == unicodedata.category(text[-1])[0]), PLAIN)
def test_stress_on_letters_is_never_lost(stressed: str, after: str) -> None:
    markdown = write_blocks(paragraph(Strong((Text(stressed, 1),)), Text(after, 1)))
    assert "strong_open" in [child.type for child in parser().parse(markdown)[1].children or []]


@given(PLAIN, PLAIN)
def test_any_signoff_reads_back(first: str, second: str) -> None:
    markdown = write_blocks((Paragraph((Text(first, 1), LineBreak(), Text(second, 1)), 1, "signoff"),))
    assert read_back(markdown) == [f"p {first}/{second}"]


def test_blocks_stay_apart() -> None:
    blocks = (
        Paragraph((Text("同志们：", 1),), 1, "salutation"),
        *paragraph(Text("1. 看云。", 1)),
        *paragraph(Text("- 看海。", 1)),
        Heading(1, (Text("1. 看天", 1),), 1),
        *paragraph(Text("===", 1)),
    )
    markdown = write_blocks(blocks)
    assert read_back(markdown) == ["p 同志们：", "p 1. 看云。", "p - 看海。", "h2 1. 看天", "p ==="]
    assert markdown.startswith("{.salutation}\n同志们：\n\n1\\. 看云。\n\n\\- 看海。\n\n## 1. 看天\n")


@pytest.mark.parametrize(
    ("stressed", "after", "expected"),
    [
        ("（一）看云。", "再看海。", "**（一）看云。**再看海。"),
        ("看云", "再看海。", "**看云**再看海。"),
        ("看云。", "", "**看云。**"),
        ("“看云”", "。", "**“看云”**。"),
        ("。", "看", "**。**看"),
        ("a.", "b", "**a**.b"),
    ],
)
def test_marks_move_out_of_stress_where_it_could_not_close(stressed: str, after: str, expected: str) -> None:
    following = (Text(after, 1),) if after else ()
    assert write_blocks(paragraph(Strong((Text(stressed, 1),)), *following)) == f"{expected}\n"
