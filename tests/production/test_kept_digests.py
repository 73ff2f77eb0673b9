"""Digests of what comes with Kanben are kept by a glance at its files, and made anew where that is another one."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.production.glance import Glance
from pipeline.production.kept_digests import KeptDigests

Find = Callable[[str, str], str]
OLD = 1


@pytest.fixture
def find(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Find:
    """In a new process: what is found where a glance says one thing and reading another."""
    monkeypatch.setattr("sys.dont_write_bytecode", False)
    kept = tmp_path / "kept" / "digests.json"
    return lambda seen, read: KeptDigests(kept).find("code", lambda: Glance(seen, OLD), lambda: read)


def test_nothing_is_read_while_a_glance_finds_it_unchanged(find: Find) -> None:
    assert [find("a", "1"), find("a", "not read"), find("b", "2"), find("b", "not read")] == ["1", "1", "2", "2"]


def test_what_has_just_changed_is_read_again(find: Find, tmp_path: Path) -> None:
    kept = KeptDigests(tmp_path / "kept" / "digests.json")
    just = Glance("a", time.time_ns())
    assert kept.find("code", lambda: just, lambda: "1") == "1"
    assert kept.find("code", lambda: just, lambda: "2") == "2"
    assert find("a", "3") == "3"


def test_what_changes_while_it_is_read_is_not_kept(find: Find, tmp_path: Path) -> None:
    seen = iter(("a", "b"))
    kept = KeptDigests(tmp_path / "kept" / "digests.json")
    assert kept.find("code", lambda: Glance(next(seen), OLD), lambda: "mixed") == "mixed"
    assert [find("a", "1"), find("b", "2")] == ["1", "2"]


@pytest.mark.parametrize("text", ["", "{", '{"code": '])
def test_a_file_that_is_cut_off_is_not_used(find: Find, tmp_path: Path, text: str) -> None:
    find("a", "1")
    (tmp_path / "kept" / "digests.json").write_text(text)
    assert find("a", "2") == "2"
    assert find("a", "not read") == "2"
