"""Histories of baselines: what was accepted holds until the next baseline, and no line is lost or made up."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import ContentError, ExitCode, FileAccessError
from pipeline.regression.baseline.history import (
    HISTORY_FILE,
    Acceptance,
    AcceptedFinding,
    History,
    accepted_findings,
    history_lines,
    read_history,
    union,
)
from pipeline.regression.findings import Finding

A, B = AcceptedFinding("aaaaaaaa", "text.changed", "“一” became “二”."), AcceptedFinding("bbbbbbbb", "style.size", "…")


def baseline(snapshot: str, who: str = "王") -> Acceptance:
    return Acceptance(when="2026-01-02T03:04:05Z", who=who, why="First.", what="baseline", snapshot=snapshot)


def single(*findings: AcceptedFinding, why: str = "Meant.") -> Acceptance:
    return Acceptance(
        when="2026-01-03T03:04:05Z", who="李", why=why, what="findings", snapshot="ffff", findings=findings
    )


def test_no_history_is_an_empty_one(tmp_path: Path) -> None:
    assert read_history(tmp_path) == History()
    assert History().last is None
    assert History().since == {}


def test_single_findings_hold_until_the_next_baseline() -> None:
    rows = (baseline("1"), single(A), single(B, why="So."))
    history = History(rows, "1")
    assert history.last == rows[0]
    assert history.since == {"aaaaaaaa": "Accepted by 李: Meant.", "bbbbbbbb": "Accepted by 李: So."}
    later = History((*rows, baseline("2")), "2")
    assert later.last == baseline("2")
    assert later.since == {}


def test_what_was_accepted_twice_is_told_as_it_was_the_second_time() -> None:
    assert History((baseline("1"), single(A), single(A, why="Again.")), "1").since == {
        "aaaaaaaa": "Accepted by 李: Again."
    }


def test_a_baseline_that_was_told_but_never_written_takes_nothing_away() -> None:
    history = History((baseline("1"), single(A), baseline("2")), "1")
    assert history.last == baseline("1")
    assert history.since.keys() == {"aaaaaaaa"}


def test_in_a_merged_history_the_snapshot_says_whose_acceptance_holds() -> None:
    ours, theirs = baseline("1", "王"), baseline("2", "李")
    assert History((ours, theirs), "1").last == ours
    assert History((ours, theirs), "2").last == theirs
    assert History((ours, theirs), "3").last is None


def test_what_another_branch_accepted_holds_here_too(tmp_path: Path) -> None:
    there = replace(A, words="0123456789ab")
    begun = History().with_acceptance(baseline("1")).with_acceptance(single(B))
    ours = replace(begun, snapshot="1").with_acceptance(baseline("2", "王"))
    theirs = begun.with_acceptance(replace(baseline("3", "李"), findings=(there,)))
    marked = b"<<<<<<< HEAD\n%s=======\n%s>>>>>>> other\n" % (history_lines(ours), history_lines(theirs))
    (tmp_path / HISTORY_FILE).write_bytes(union(marked))
    merged = replace(read_history(tmp_path), snapshot="2")
    assert len(merged.accepted) == 4
    assert merged.since == dict.fromkeys(("aaaaaaaa", "0123456789ab"), "Accepted by 李: First.")
    assert replace(merged, snapshot="3").since == {}  # ours named no finding, and what was known to both is past
    settled = merged.with_acceptance(baseline("4"))
    assert replace(settled, snapshot="4").since == {}
    assert len(settled.accepted[-1].follows or ()) == 2


def test_a_history_grows_at_its_end_and_the_old_one_stays_as_it_was() -> None:
    history = History((baseline("1"),), "1")
    grown = history.with_acceptance(single(A))
    assert grown.accepted == (baseline("1"), replace(single(A), follows=(baseline("1").name,)))
    assert history.accepted == (baseline("1"),)
    assert history_lines(grown).startswith(history_lines(history))


def test_a_baseline_tells_its_first_findings_only_and_names_all_of_them() -> None:
    many = tuple(AcceptedFinding(f"{number:08x}", "text.changed", "…") for number in range(40))
    whole = Acceptance(when="", who="", why="", what="baseline", snapshot="1", findings=many)
    kept = History().with_acceptance(whole).accepted[0].findings
    assert [each.id for each in kept] == [each.id for each in many]
    assert [bool(each.told) for each in kept] == [True] * 12 + [False] * 28
    assert History().with_acceptance(single(*many)).accepted[0].findings == many


def test_a_long_sentence_is_kept_short() -> None:
    finding = Finding(
        id="cccccccc",
        kind="text.changed",
        sentence="长" * 900,
        consequence="",
        pages_before=(),
        pages_after=(),
        marks_before=(),
        marks_after=(),
    )
    assert accepted_findings([finding]) == (AcceptedFinding("cccccccc", "text.changed", "长" * 200, finding.words),)


_words = st.text(max_size=20)
_found = st.builds(AcceptedFinding, _words, _words, _words)
_rows = st.builds(
    Acceptance, when=_words, who=_words, why=_words, what=st.sampled_from(["baseline", "findings"]), snapshot=_words,
    findings=st.tuples(_found),
)  # fmt: skip


@given(st.lists(_rows, max_size=4, unique=True))
def test_what_is_written_is_read_again(tmp_path_factory: pytest.TempPathFactory, rows: list[Acceptance]) -> None:
    folder = tmp_path_factory.mktemp("history")
    history = History(tuple(rows))
    (folder / HISTORY_FILE).write_bytes(history_lines(history))
    assert read_history(folder) == history
    assert history_lines(history).count(b"\n") == len(rows)


GOOD = history_lines(History((baseline("1"),))).decode()


@pytest.mark.parametrize(
    "line",
    [
        "",
        "<<<<<<< ours",
        "[]",
        "null",
        '"text"',
        "{}",
        '{"when": "2026',
        "[" * 100_000,
        GOOD.strip().replace('"baseline"', '"all"'),
        GOOD.strip().replace('"baseline"', "[]"),
        GOOD.strip().replace('"findings": []', '"findings": [1]'),
        GOOD.strip().replace('"findings": []', '"findings": {"id": 1}'),
        "\udcff",
    ],
)
def test_every_line_that_tells_of_no_acceptance_is_told_with_its_number(tmp_path: Path, line: str) -> None:
    text = f"{GOOD}{line}\n{GOOD}{line}\n"
    (tmp_path / HISTORY_FILE).write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(ContentError) as caught:
        read_history(tmp_path)
    assert [(each.path, each.line) for each in caught.value.problems] == [
        (tmp_path / HISTORY_FILE, 2),
        (tmp_path / HISTORY_FILE, 4),
    ]
    assert caught.value.problems[0].hint == "Restore the file from version control."


def test_a_history_that_is_no_file(tmp_path: Path) -> None:
    (tmp_path / HISTORY_FILE).mkdir()
    with pytest.raises(FileAccessError) as caught:
        read_history(tmp_path)
    assert caught.value.exit_code == ExitCode.FILE_ACCESS


def test_a_line_is_json_that_people_can_read() -> None:
    (row,) = history_lines(History((single(A),))).decode().splitlines()
    assert json.loads(row)["findings"] == [{"id": "aaaaaaaa", "kind": "text.changed", "told": "“一” became “二”."}]
    assert "李" in row
