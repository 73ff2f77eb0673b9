"""Files into out/: whole or not at all."""

import os
import stat
from pathlib import Path

import pytest

from pipeline.errors import FileAccessError
from pipeline.production.publishing import publish


def test_a_file_is_published_with_its_folders(tmp_path: Path) -> None:
    path = tmp_path / "a/b/heft.pdf"
    publish(b"new", path)
    assert path.read_bytes() == b"new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o644
    assert list(path.parent.iterdir()) == [path]


def test_an_older_file_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "heft.pdf"
    publish(b"old and long", path)
    publish(b"new", path)
    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("step", ["fsync", "fdopen", "replace", "chmod"])
@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_a_stop_at_any_moment_leaves_the_last_good_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, error: BaseException
) -> None:
    path = tmp_path / "heft.pdf"
    publish(b"old", path)

    def stop(*_arguments: object, **_options: object) -> None:
        raise error

    monkeypatch.setattr(os if hasattr(os, step) and step.startswith("f") else Path, step, stop)
    with pytest.raises(FileAccessError if isinstance(error, OSError) else KeyboardInterrupt) as caught:
        publish(b"new", path)
    monkeypatch.undo()
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]
    if isinstance(caught.value, FileAccessError):
        assert str(caught.value).endswith("The file cannot be written: No space left on device.")


def test_a_reader_sees_the_old_file_or_the_new_one_never_half(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "heft.pdf"
    publish(b"old", path)
    seen: list[bytes] = []
    fsync = os.fsync

    def look(descriptor: int) -> None:
        fsync(descriptor)
        seen.append(path.read_bytes())

    monkeypatch.setattr(os, "fsync", look)
    publish(b"new", path)
    assert seen == [b"old"]
    assert path.read_bytes() == b"new"


@pytest.mark.parametrize("name", ["file/heft.pdf", "folder", "x" * 300])
def test_a_place_that_takes_no_file(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").write_bytes(b"")
    (tmp_path / "folder/full").mkdir(parents=True)
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(FileAccessError) as caught:
        publish(b"new", tmp_path / name)
    assert caught.value.problems[0].path == tmp_path / name
    assert sorted(tmp_path.rglob("*")) == before
