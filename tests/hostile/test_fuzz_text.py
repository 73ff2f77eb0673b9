"""Whatever stands in a text of a workspace, it is read or refused in words: nothing else comes out."""

from collections.abc import Callable, Collection
from pathlib import Path

import pytest
from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st

from pipeline.errors import KanbenError, Problem
from pipeline.layout.layout_schema import LayoutFile
from pipeline.manuscript.markdown import read_markdown
from pipeline.manuscript.printed_text import read_printed_text
from pipeline.manuscript.schema import ArticleRows, IssueFile, PublicationFile
from pipeline.manuscript.volume_schema import VolumeFile
from pipeline.press.printer import PrinterFile
from pipeline.production.proof.proof_settings import SETTINGS_FILE, read_settings
from pipeline.strict_yaml import StrictRows, parse_yaml
from tests.hostile.pumping import FRAGMENTS

FOLDER = Path("/articles")
SCHEMAS = (ArticleRows, IssueFile, PublicationFile, VolumeFile, LayoutFile, PrinterFile)

MARKDOWN = st.lists(st.sampled_from(FRAGMENTS) | st.text(max_size=3), max_size=30).map("".join)

# Values that YAML 1.1 and 1.2 make something of, and marks that change what follows.
SCALARS = (
    "甲", "a b", "''", '"\\0"', '"\\ud800"', "3", "-1", "0", "0x" + "f" * 4000, "0o17", "0b1", "1_000", "9" * 5000,
    "1e999999999", "1.5", ".inf", ".nan", "~", "null", "true", "yes", "2023-02-03", "2023-02-30",
    "2001-12-14t21:59:43.10-05:00", "190:20:30", "1:2.5", "#c8102e", "10mm", "-3mm", "1e9mm", "<<", "=", "!!int x",
    "!!float a", "!!binary ]", "!!timestamp x", "!x y", "!!set {a}", "!!omap [a: 1]", "!!pairs [a: 1]", "&a b",
    "*a", "*b", "|\n    a\n  b", ">-\n    a\n\n    b", "[", "]", "{", "}", ": a", "? a", "- a", "%YAML 1.1", "---",
    "...", "@", "`", "[1, [2], {a: *a}]", "{a: 1, a: 2}", "{<<: *a}", "&b [*b]", "\t", "#",
)  # fmt: skip
KEYS = [
    *sorted({key for schema in SCHEMAS for key in schema.model_fields}),
    "file",
    "<<",
    "1",
    "? a",
    "*a",
    "!!null ''",
]


def yaml_texts() -> st.SearchStrategy[str]:
    """Mappings and lists of the keys that files have and of SCALARS, and lines that fit nowhere."""
    values = st.recursive(
        st.sampled_from(SCALARS) | st.text(max_size=4),
        lambda inner: (
            st.lists(inner, max_size=3).map(lambda each: f"[{', '.join(each)}]")
            | st.dictionaries(st.sampled_from(KEYS), inner, max_size=3).map(
                lambda each: "{" + ", ".join(f"{key}: {value}" for key, value in each.items()) + "}"
            )
        ),
        max_leaves=6,
    )
    row = st.tuples(st.sampled_from(("", "", "", "  ", "- ", "  - ")), st.sampled_from(KEYS), values).map(
        lambda each: f"{each[0]}{each[1]}: {each[2]}"
    )
    return st.lists(row | st.sampled_from(SCALARS), max_size=8).map("\n".join)


LINES = (
    "目录\n", "【甲】\n", "甲 ..... (2)\n", "乙\n", "- 乙\n", "..... (3)\n", "二〇二三年\n", "第一期\n",
    "(总第228期)\n", "2月3日出版\n", "2月30日出版\n", "乙会主办\n", "印刷：乙\n", "## **甲**\n", "——乙\n",
    "一、乙\n", "正文。\n", "**", "正文", "12\n", "\n", "\u200b", "\ue000", "#", "*", "(", " ", "a", "\x0c",
    "\u2028", "0年", "九百百年\n",
)  # fmt: skip
PRINTED = st.lists(st.sampled_from(LINES) | st.text(max_size=3), max_size=30).map("".join)


def read_or_refused(read: Callable[[], Collection[object]]) -> Collection[object]:
    """What *read* returns, or the problems for which it was refused."""
    try:
        return read()
    except KanbenError as error:
        return error.problems


@settings(max_examples=150)
@given(MARKDOWN)
@example("[" * 3000)
@example("!" + "[a](b " * 500)
@example("::: box\n")
@example("|a|\n|-|")
@example("1" * 9 + ". a")
@example("[a](" + "a/" * 3000 + ")\n\n![a](" + "a/" * 3000 + ")")
def test_markdown(text: str) -> None:
    text = text.replace("\r", "\n")
    problems: list[Problem] = []
    blocks = read_markdown(text, FOLDER / "a.md", 1, FOLDER, problems).blocks
    assert isinstance(blocks, tuple)
    assert all(problem.message and 1 <= (problem.line or 0) <= text.count("\n") + 1 for problem in problems)


@pytest.mark.parametrize("schema", SCHEMAS, ids=lambda schema: schema.__name__)
@settings(max_examples=60)
@given(yaml_texts())
@example("total_number: 0x" + "f" * 5000)
@example("%YAML 1.1\n---\nyear: " + "1:" * 1000 + "1")
def test_yaml(schema: type[StrictRows], text: str) -> None:
    problems: list[Problem] = []
    file = parse_yaml(text, schema, FOLDER / "a.yaml", problems)
    assert (file is None) == bool(problems)
    assert all(str(problem) and 1 <= (problem.line or 0) <= text.count("\n") + 2 for problem in problems)


TOML = (
    "[", "]", "[proof]\n", "allow", "=", "[]", '"a"', "'", '"""', "{", "}", ",", "\n", ".", "a", "1", "1e999",
    "0x", "2020-01-01", "nan", "baselines", '"../a"', "\\", "#", "[[proof]]\n", '"\\u0000"', " ",
)  # fmt: skip


@settings(max_examples=60)
@given(st.lists(st.sampled_from(TOML) | st.text(max_size=2), max_size=15).map("".join))
@example("baselines = 1" + "0" * 5000)
def test_settings(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    folder = tmp_path_factory.mktemp("settings")
    (folder / SETTINGS_FILE).write_bytes(text.encode("utf-8", "surrogatepass"))
    assert read_or_refused(lambda: read_settings(folder).allowed)


@settings(max_examples=100)
@given(PRINTED)
def test_printed_text(text: str) -> None:
    assert read_or_refused(lambda: read_printed_text(text, FOLDER / "a.txt").articles)


def test_a_reader_that_fails_is_caught() -> None:
    @settings(max_examples=200, database=None, phases=[Phase.generate])  # any example does
    @given(yaml_texts())
    def read(text: str) -> None:
        assert "2023-02-30" not in text

    with pytest.raises(AssertionError):
        read()
