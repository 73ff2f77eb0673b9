"""Regular expressions over text that anyone may have written take time in proportion to it."""

import re
from collections.abc import Callable
from importlib import import_module

import pytest

from pipeline.manuscript.blocks import _heading_id
from pipeline.manuscript.tables import _cells_written
from tests.hostile.pumping import Pump, search_growth

PACKAGE = "pipeline.manuscript"
MODULES = (
    "pipeline.control_characters",
    *(f"{PACKAGE}.{name}" for name in ("inlines", "linear_rules", "markdown", "text_bounds")),
    *(
        f"{PACKAGE}.printed_text.{name}"
        for name in ("contents", "headings", "issue_box", "lines", "markdown_text", "paragraphs", "writer")
    ),
    "pipeline.production.proof.proof_settings",
)
ANCHORED = {"_NOTE": "match", "_ORGANISERS": "fullmatch"}  # as they are used; the others hold for any use
MORE_THAN_LINEAR = 3.0  # the square has 8
AGAIN = (
    " ", "\t", "]{", "](", "[^", "[^a", "{#", "a", "甲", "甲 ", "a ", "|", "\\|", ":::", "-", "第", "一", "1", "“",
    "<a", "&a", "！", "\u0301",
)  # fmt: skip
PUMPS = tuple(Pump(again, before) for again in AGAIN for before in ("", "甲", "("))


def patterns() -> list[tuple[str, re.Pattern[str]]]:
    """All patterns of MODULES, by the names that they have there."""
    found = []
    for module in map(import_module, MODULES):
        for name, value in vars(module).items():
            values = value if isinstance(value, tuple) else (value,)
            found += [(f"{module.__name__}.{name}", each) for each in values if isinstance(each, re.Pattern)]
    return found


PATTERNS = patterns()


def test_there_are_patterns() -> None:
    assert len(PATTERNS) > 30


def worst(search: Callable[[str], object]) -> tuple[float, Pump]:
    """The greatest growth, and what it was found with."""
    return max(((search_growth(search, pump), pump) for pump in PUMPS), key=lambda each: each[0])


@pytest.mark.parametrize(("name", "pattern"), PATTERNS, ids=[name for name, _pattern in PATTERNS])
def test_a_pattern_is_linear(name: str, pattern: re.Pattern[str]) -> None:
    growth, pump = worst(getattr(pattern, ANCHORED.get(name.rpartition(".")[2], "search")))
    assert growth < MORE_THAN_LINEAR, (name, pump)


@pytest.mark.parametrize("search", [_heading_id, lambda text: _heading_id(text + "}"), _cells_written])
def test_a_search_is_linear(search: Callable[[str], object]) -> None:
    growth, pump = worst(search)
    assert growth < MORE_THAN_LINEAR, pump


@pytest.mark.parametrize(
    ("pattern", "again"), [(r"\s*\{#([^}\s]+)\}\s*$", " "), (r"\]\{[^}\n]*\}", "]{"), (r"\[\^[^\]\s]+\]", "[^a")]
)
def test_patterns_that_were_here_are_caught(pattern: str, again: str) -> None:
    assert search_growth(re.compile(pattern).search, Pump(again), length=500) > MORE_THAN_LINEAR


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("甲 {#a}", "a"),
        ("甲{#a} ", "a"),
        ("{#a}", "a"),
        ("甲", None),
        ("甲 {#}", None),
        ("甲 {#a b}", None),
        ("{#a} 乙", None),
    ],
)
def test_an_id_behind_a_heading(text: str, name: str | None) -> None:
    assert _heading_id(text) == name
