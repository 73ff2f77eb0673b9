"""Files into out/: whole or not at all."""

import os
import stat
from pathlib import Path

import pytest

from pipeline.errors import FileAccessError
from pipeline.production.publishing import publish, publish_made, require_own_folder


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


@pytest.mark.parametrize("step", ["fsync", "fdopen", "rename", "fchmod"])
@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_a_stop_at_any_moment_leaves_the_last_good_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, error: BaseException
) -> None:
    path = tmp_path / "heft.pdf"
    publish(b"old", path)

    def stop(*_arguments: object, **_options: object) -> None:
        raise error

    monkeypatch.setattr(os, step, stop)
    with pytest.raises(FileAccessError if isinstance(error, OSError) else KeyboardInterrupt) as caught:
        publish(b"new", path)
    monkeypatch.undo()
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]
    if isinstance(caught.value, FileAccessError):
        assert "The disk is full: it could not be written. Make room" in str(caught.value)


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


@pytest.fixture
def linked(tmp_path: Path) -> Path:
    """A folder of finished files in which ``hao`` is a link to a folder elsewhere, with a file in it."""
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere/heft.pdf").write_bytes(b"mine")
    (tmp_path / "out").mkdir()
    (tmp_path / "out/hao").symlink_to(tmp_path / "elsewhere")
    return tmp_path / "out"


def test_no_link_below_the_named_folder_is_followed(linked: Path) -> None:
    made = linked.parent / "made"
    made.write_bytes(b"new")
    for write in (
        lambda: publish(b"new", linked / "hao/heft.pdf", linked),
        lambda: publish(b"new", linked / "hao/2024/01/heft.pdf", linked),
        lambda: publish_made(made, linked / "hao/heft.pdf", linked),
        lambda: require_own_folder(linked / "hao/2024", linked),
    ):
        with pytest.raises(FileAccessError, match="This is a link") as caught:
            write()
        assert caught.value.problems[0].path == linked / "hao"
    elsewhere = linked.parent / "elsewhere"
    assert [(path.name, path.read_bytes()) for path in elsewhere.iterdir()] == [("heft.pdf", b"mine")]


def test_a_link_in_the_place_of_the_file_is_replaced_and_not_followed(linked: Path) -> None:
    mine = linked.parent / "elsewhere/heft.pdf"
    (linked / "heft.pdf").symlink_to(mine)
    publish(b"new", linked / "heft.pdf", linked)
    assert mine.read_bytes() == b"mine"
    assert (linked / "heft.pdf").read_bytes() == b"new"
    assert not (linked / "heft.pdf").is_symlink()


def test_the_named_folder_may_be_a_link(linked: Path) -> None:
    """It is the user's own word, as is what stands before it."""
    publish(b"new", linked / "hao/2024/heft.pdf", linked / "hao")
    assert (linked.parent / "elsewhere/2024/heft.pdf").read_bytes() == b"new"
