"""Verdicts in JSON and Markdown: whatever a file says, the table stays a table."""

import json
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.regression.findings import KINDS, Comparison, Finding
from pipeline.regression.verdicts.verdict import Policy, judge
from pipeline.regression.verdicts.verdict_words import (
    MOST_OF_A_KIND,
    Case,
    as_json,
    as_markdown,
    first_of_kinds,
    group_cases,
    pages_of,
)

_words = st.text(st.one_of(st.characters(), st.sampled_from("|\\`*_[]<>#\n\r\x0b\x85\u2028\t~!")), max_size=12)
_pages = st.lists(st.integers(0, 30), max_size=4).map(lambda each: tuple(sorted(set(each))))


@st.composite
def findings(draw: st.DrawFn) -> Finding:
    return Finding(
        id=draw(st.from_regex(r"[0-9a-f]{8}", fullmatch=True)),
        kind=draw(st.sampled_from(sorted(KINDS))),
        sentence=draw(_words),
        consequence=draw(_words),
        pages_before=draw(_pages),
        pages_after=draw(_pages),
        marks_before=(),
        marks_after=(),
    )


_cases = st.builds(
    lambda rows, notes, name, allowed: Case(
        name=name, verdict=judge(Comparison(tuple(rows), tuple(notes)), Policy(allowed=frozenset(allowed)))
    ),
    st.lists(findings(), max_size=5),
    st.lists(_words, max_size=2),
    _words,
    st.sets(st.sampled_from(sorted(KINDS))),
)


def cells(line: str) -> int:
    """How many cells a row of a table in GitHub's Markdown has: a bar with a backslash before it ends none."""
    return len(re.findall(r"(?<!\\)(?:\\\\)*\|", line)) - 1


@given(st.lists(_cases, min_size=1, max_size=3))
@settings(max_examples=60, deadline=None)
def test_no_words_break_the_table(cases: list[Case]) -> None:
    told = as_markdown(cases)
    assert not re.search("[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]", told)
    rows = [line for line in told.split("\n") if line.startswith("|")]
    assert {cells(line) for line in rows} <= {3}
    groups = len(group_cases(cases))
    assert len(rows) == (2 + min(25, groups) if groups else 0)
    assert "<" not in re.sub(r"\\.", "", told.replace("<br>", ""))


@given(_cases)
def test_json_tells_all(case: Case) -> None:
    rows = json.loads(json.dumps(as_json(case)))
    assert [each["id"] for each in rows["findings"]] == [each.finding.id for each in case.verdict.judged]
    assert {each["standing"] for each in rows["findings"]} <= {"fails", "allowed", "accepted"}
    assert rows["fails"] == any(each["standing"] == "fails" for each in rows["findings"])


@pytest.mark.parametrize(
    ("before", "after", "text"),
    [((0,), (0,), "1"), ((0, 1, 2), (4,), "1–3 → 5"), ((), (3,), "– → 4"), ((), (), "–")],
)
def test_pages_are_told_from_one(before: tuple[int, ...], after: tuple[int, ...], text: str) -> None:
    assert (
        pages_of(
            Finding(
                id="0" * 8,
                kind="text.changed",
                sentence="",
                consequence="",
                pages_before=before,
                pages_after=after,
                marks_before=(),
                marks_after=(),
            )
        )
        == text
    )


def test_of_hundreds_of_findings_the_first_of_each_kind_are_told_and_how_many_more() -> None:
    rows = [_finding(n, "links.changed" if n % 2 else "vectors.changed") for n in range(300)]
    verdict = judge(
        Comparison((*rows, _finding(300, "text.changed")), ()), Policy(allowed=frozenset({"links.changed"}))
    )
    shown, more = first_of_kinds(verdict.judged, lambda each: each)
    assert [each.finding.kind for each in shown].count("links.changed") == MOST_OF_A_KIND
    assert shown[-1].finding.kind == "text.changed"
    assert len(more) == 2
    assert all("130 more" in text for text in more)
    told = as_json(Case(name="", verdict=verdict))
    assert len(told["findings"]) == 301
    assert told["fails"]


def _finding(number: int, kind: str) -> Finding:
    return Finding(
        id=f"{number:08x}", kind=kind, sentence=str(number), consequence="", pages_before=(), pages_after=(),
        marks_before=(), marks_after=(),
    )  # fmt: skip
