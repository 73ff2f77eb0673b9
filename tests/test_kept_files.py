"""What is kept beside our code: written as a whole, or not at all; known by times and sizes."""

import os
import sys
from pathlib import Path

import pytest

from pipeline import kept_files
from pipeline.kept_files import find_compiled, keep_file, list_modules


def test_a_file_is_kept_as_a_whole(tmp_path: Path) -> None:
    path = tmp_path / "folder" / "code.kept"
    assert keep_file(path, b"one")
    assert keep_file(path, b"other")
    assert path.read_bytes() == b"other"
    assert list(path.parent.iterdir()) == [path]


def test_nothing_is_kept_where_python_writes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert not keep_file(tmp_path / "code.kept", b"one")
    assert list(tmp_path.iterdir()) == []


def test_what_cannot_be_written_is_not_kept(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert not keep_file(tmp_path / "file" / "code.kept", b"one")


def test_code_is_kept_where_python_keeps_it(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled = find_compiled(kept_files.__file__)
    assert compiled is not None
    assert compiled.name.startswith("kept_files.")

    def refuse(_module: str) -> str:
        raise NotImplementedError

    monkeypatch.setattr(kept_files, "cache_from_source", refuse)
    assert find_compiled(kept_files.__file__) is None


def test_modules_are_known_by_time_and_size(tmp_path: Path) -> None:
    for name in ("b.py", "a.py", "c.css", "d.txt"):
        (tmp_path / name).write_bytes(b"1234")
        os.utime(tmp_path / name, ns=(7, 7))
    assert list(list_modules(tmp_path, ".py", ".css")) == ["a.py 7 4", "b.py 7 4", "c.css 7 4"]
