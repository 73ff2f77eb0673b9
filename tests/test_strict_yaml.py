"""YAML that is read strictly: keys, types, lines, and no way to make it fail otherwise."""

import datetime
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pydantic import Field

from pipeline.errors import Problem
from pipeline.strict_yaml import StrictRows, YamlFile, parse_yaml

FILE = Path("rows.yaml")


class Inner(StrictRows):
    name: str = Field(min_length=1)
    size: int = Field(default=1, ge=1, le=9)


class Outer(StrictRows):
    guide = "docs/rows.md"

    title: str
    day: datetime.date | None = None
    inner: list[Inner] = Field(default=[])
    facts: dict[str, str] = Field(default={})


def read(text: str, first_line: int = 1) -> tuple[YamlFile[Outer] | None, list[str]]:
    problems: list[Problem] = []
    file = parse_yaml(text, Outer, FILE, problems, first_line)
    return file, [str(problem) for problem in problems]


def test_rows_and_the_lines_they_stand_on() -> None:
    text = "title: 灯\nday: 2024-02-29\ninner:\n  - name: 甲\n  - name: 乙\n    size: 2\nfacts:\n  丙: 丁\n"
    file, problems = read(text, first_line=10)
    assert problems == []
    assert file is not None
    assert file.rows == Outer(
        title="灯",
        day=datetime.date(2024, 2, 29),
        inner=[Inner(name="甲"), Inner(name="乙", size=2)],
        facts={"丙": "丁"},
    )
    assert [file.line_of(*place) for place in ((), ("day",), ("inner", 1), ("inner", 1, "size"), ("facts", "丙"))] == [
        10, 11, 14, 15, 17,
    ]  # fmt: skip


def test_the_line_of_what_is_not_there_is_that_of_its_parent() -> None:
    file, _problems = read("title: 灯\ninner:\n  - name: 甲\n")
    assert file is not None
    assert file.line_of("inner", 0, "size") == 3
    assert file.line_of("inner", 7) == 2
    assert file.line_of("title", "x") == 1


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("titel: x\n", ["rows.yaml:1: The key “title” is missing.",
                        "rows.yaml:1: Unknown key “titel”. Known keys: title, day, inner, facts."]),
        ("title: x\ninner:\n  - name: a\n    sise: 2\n", ["rows.yaml:4: Unknown key “sise”. Do you mean “size”?"]),
        ("title: 3\n", ["rows.yaml:1: “title” must be text (put quotes around it)."]),
        ("title: x\ninner:\n  - name: a\n    size: '2'\n", ["rows.yaml:4: “size” must be a whole number."]),
        ("title: x\ninner: [{name: a, size: 0}]\n", ["rows.yaml:2: “size” must be at least 1."]),
        ("title: x\ninner: [{name: a, size: 10}]\n", ["rows.yaml:2: “size” must be at most 9."]),
        ("title: x\ninner: [{name: ''}]\n", ["rows.yaml:2: “name” is empty. Fill it in or remove it."]),
        ("title: x\ninner: a\n", ["rows.yaml:2: “inner” must be a list."]),
        ("title: x\ninner: [a]\n", ["rows.yaml:2: “inner” must be keys and values."]),
        ("title: x\nday: '2024-02-03'\n", ["rows.yaml:2: “day” must be a date such as 2023-02-03."]),
        ("title: x\nfacts: {1: a}\n", ["rows.yaml:2: The key “1” must be text (put quotes around it)."]),
        ("title: x\n1: a\n", ["rows.yaml:2: The key “1” must be text (put quotes around it)."]),
        ('title: "a\\0"\n', ["rows.yaml:1: A control character U+0000 stands here. Delete it."]),
        ('title: x\nfacts: {"\\x1b": a}\n', ["rows.yaml:2: A control character U+001B stands here. Delete it."]),
        ("- a\n", ["rows.yaml:1: Expected keys and values here. See docs/rows.md."]),
        ("", ["rows.yaml:1: Expected keys and values here. See docs/rows.md."]),
        ("title: x\nday: 2023-02-30\n",
         ["rows.yaml:2: There is no such date. A date is written as 2023-02-03."]),
        ("".join(" " * n + "a:\n" for n in range(400)), ["rows.yaml:40: The YAML is nested too deeply."]),
        ("a: " + "[" * 199_000, ["rows.yaml:1: The YAML is nested too deeply."]),
        ("title: x\nsize: 0x" + "f" * 5000, ["rows.yaml:2: This number is too large."]),
        ("title: x\nsize: -1000000000000000\n", ["rows.yaml:2: This number is too large."]),
        ("title: x\ninner: [{name: a, size: 999999999999999}]\n", ["rows.yaml:2: “size” must be at most 9."]),
        ("inner: &a [*a]\n", ["rows.yaml:1: An alias (*) stands within what it names."]),
        ("#" * 200_001, ["rows.yaml:1: The YAML is longer than 200000 characters."]),
        ("!!pairs [a: 1]: x\n", ["rows.yaml:1: The YAML uses tags (!!) that do not fit. Remove them."]),
    ],
)  # fmt: skip
def test_what_the_user_is_told(text: str, told: list[str]) -> None:
    file, problems = read(text)
    assert file is None
    assert problems == told


def test_lines_count_from_where_the_text_starts_in_its_file() -> None:
    assert read("title: x\nday: [\n", first_line=20)[1][0].startswith("rows.yaml:22: ")


@pytest.mark.parametrize(
    "tag", ["bool", "int", "float", "timestamp", "binary", "null", "set", "omap", "pairs", "merge", "map"]
)
@pytest.mark.parametrize("value", ["x", "''", "[]", "{}", "2023-99-99"])
@pytest.mark.parametrize("text", ["title: {}\n", "{}: x\n", "<<: {}\ntitle: x\n"])
def test_tags_of_yaml_cannot_do_more_than_be_wrong(tag: str, value: str, text: str) -> None:
    file, problems = read(text.format(f"!!{tag} {value}"))
    assert (file is None) == bool(problems)


def test_aliases_that_multiply_are_told_before_anything_is_multiplied() -> None:
    rows = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    rows += [f"a{n}: &a{n} [" + ", ".join([f"*a{n - 1}"] * 10) + "]" for n in range(1, 12)]
    _file, problems = read("\n".join([*rows, "inner: *a11", "title: *a11", ""]))
    message = "The YAML has more than 50000 values, those among them that aliases (*) stand for."
    assert problems == [f"rows.yaml:5: {message}"]


def _lists(count: int, length: int) -> str:
    """*count* lists that are all one list of *length* texts, by aliases."""
    return "many: &a [" + "x," * length + "]\nall:\n" + "- *a\n" * count


@pytest.mark.parametrize(("text", "line"), [(_lists(50, 999), 51), (_lists(5000, 9000), 7)])
def test_lists_that_are_all_one_count_as_many(text: str, line: int) -> None:
    message = "The YAML has more than 50000 values, those among them that aliases (*) stand for."
    assert read(text)[1] == [f"rows.yaml:{line}: {message}"]


def test_aliases_within_the_bound_stand_for_what_they_name() -> None:
    text = "title: &a 灯\ninner:\n" + "- {name: *a}\n" * 9000
    file, problems = read(text)
    assert problems == []
    assert file is not None
    assert file.rows.inner[-1].name == "灯"


def test_merges_are_counted() -> None:
    head, merge = "title: x\ninner:\n- &a {name: b}\n", "- <<: *a\n"
    assert read(head + merge * 100)[1] == []
    assert read(head + merge * 101)[1] == ["rows.yaml:104: The YAML has more than 100 merges (<<)."]


def test_a_merge_stands_for_all_that_it_merges() -> None:
    maps = "title: x\nfacts: &a {" + ", ".join(f"k{n}: x" for n in range(600)) + "}\ninner:\n"
    assert "more than 50000 values" in read(maps + "- <<: *a\n" * 60)[1][0]


yaml_like = st.lists(
    st.sampled_from(
        ["title", "inner", "name", "x", ": ", "\n", "  ", "- ", "[", "]", "{", "}", "&a ", "*a", "!!int ", "'", '"']
    )
    | st.text(max_size=3),
    max_size=30,
).map("".join)


@given(st.text() | yaml_like)
@example("title: &a [*a]")
@example("&a {&a x: 1}")
@example("? [a]\n: b")
@example("%YAML 9.9\n---\na: b")
def test_any_text_gives_rows_or_problems(text: str) -> None:
    file, problems = read(text)
    assert (file is None) == bool(problems)


def test_a_text_is_parsed_once_and_its_faults_are_told_each_time() -> None:
    problems: list[Problem] = []
    text = "name: 甲\n"
    first = parse_yaml(text, Plain, Path("a.yaml"), problems)
    assert first is not None
    assert parse_yaml(text, Plain, Path("a.yaml"), problems) is first
    assert parse_yaml(text, Plain, Path("b.yaml"), problems) is first
    below = parse_yaml(text, Plain, Path("a.yaml"), problems, 4)
    assert below is not None
    assert below.line_of("name") == 4
    assert problems == []
    for path in (Path("a.yaml"), Path("b.yaml")):
        problems.clear()
        assert parse_yaml("nam: 甲\n", Plain, path, problems) is None
        assert [each.path for each in problems] == [path, path]  # a key too many, and one that is missing


class Plain(StrictRows):
    """A text and nothing else."""

    name: str
