"""Files from anyone: plain, inside, of a size; whatever else is there is refused and never waited for."""

import os
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline import bounded_files
from pipeline.bounded_files import (
    MAX_DEPTH,
    BoundedFolder,
    GivenFile,
    RefusedFileError,
    entries_below,
    folders_below,
    read_inside,
    read_named,
    real_path_inside,
    text_of,
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A folder with a file and a folder in it, beside a file that is outside."""
    (tmp_path / "outside").write_bytes(b"secret")
    (tmp_path / "root/folder").mkdir(parents=True)
    (tmp_path / "root/folder/file").write_bytes(b"text")
    return tmp_path / "root"


def test_a_plain_file_is_read(root: Path) -> None:
    assert read_inside(root, root / "folder/file", 4) == b"text"
    assert read_named(root / "folder/file", 4) == b"text"


@pytest.mark.parametrize("target", ["folder/file", "../root/folder/file"])
def test_a_link_inside_is_followed(root: Path, target: str) -> None:
    (root / "link").symlink_to(target)
    assert read_inside(root, root / "link", 4) == b"text"


@pytest.mark.parametrize("target", ["../outside", "/dev/zero", "/proc/self/environ", "/proc/self/cwd/outside"])
def test_a_link_that_leads_out_is_refused(root: Path, target: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root.parent)
    (root / "link").symlink_to(target)
    (root / "chain").symlink_to("link")
    for name in ("link", "chain"):
        with pytest.raises(RefusedFileError, match="outside the workspace"):
            read_inside(root, root / name, 1000)
    assert not GivenFile(root / "link", root).is_there


def test_a_folder_on_the_way_may_not_lead_out(root: Path) -> None:
    (root / "away").symlink_to("..")
    with pytest.raises(RefusedFileError, match="outside the workspace"):
        read_inside(root, root / "away/outside", 1000)
    assert list(entries_below(root / "away", root)) == []
    assert real_path_inside(root, root / "folder/../../outside") is None


def make_socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(str(path))


@pytest.mark.parametrize("make", [os.mkfifo, Path.mkdir, make_socket], ids=["pipe", "folder", "socket"])
def test_what_is_no_plain_file_is_refused_and_not_waited_for(root: Path, make: Callable[[Path], None]) -> None:
    make(root / "odd")
    for read in (lambda: read_inside(root, root / "odd", 10), lambda: read_named(root / "odd", 10)):
        with pytest.raises(RefusedFileError):
            read()


@pytest.mark.parametrize("path", ["/dev/zero", "/dev/null"])
def test_a_device_that_the_user_names_is_no_plain_file(path: str) -> None:
    with pytest.raises(RefusedFileError, match="no plain file"):
        read_named(Path(path), 10)


def test_what_is_too_large_is_not_read(root: Path) -> None:
    with (root / "sparse").open("wb") as file:
        file.truncate(1 << 40)
    with pytest.raises(RefusedFileError, match="larger than 8 MB"):
        read_inside(root, root / "sparse", 8 << 20)
    with pytest.raises(RefusedFileError, match="larger than"):
        read_inside(root, root / "folder/file", 3)


def test_what_was_never_written_is_not_read(root: Path) -> None:
    with (root / "sparse").open("wb") as file:
        file.write(b"%PDF-1.7")
        file.truncate(80 << 20)
    with pytest.raises(RefusedFileError, match="hollow: of its 80 MB"):
        read_named(root / "sparse", 1 << 30)
    with (root / "sparse").open("r+b") as file:
        file.write(bytes(12 << 20))
    assert len(read_named(root / "sparse", 1 << 30)) == 80 << 20


@pytest.mark.parametrize("name", ["none", "folder/none", "x" * 300, "a\0b"])
def test_a_file_that_is_not_there(root: Path, name: str) -> None:
    with pytest.raises((FileNotFoundError, RefusedFileError)):
        read_inside(root, root / name, 10)


def test_links_in_a_circle(root: Path) -> None:
    (root / "a").symlink_to("b")
    (root / "b").symlink_to("a")
    with pytest.raises(RefusedFileError):
        read_inside(root, root / "a", 10)


@pytest.mark.parametrize("place", ["folder", "folder/file"])
def test_a_link_that_comes_between_the_look_and_the_reading(
    root: Path, place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever swaps a file or a folder for a link after it was judged finds the door shut."""
    wanted = root / "folder/file"
    judge = bounded_files._real_places

    def judged_and_swapped(folder: Path, path: Path) -> tuple[Path, Path] | None:
        places = judge(folder, path)
        (root / place).rename(root / "aside")
        (root / place).symlink_to(root.parent if place == "folder" else root.parent / "outside")
        return places

    (root.parent / "file").write_bytes(b"secret")
    monkeypatch.setattr(bounded_files, "_real_places", judged_and_swapped)
    with pytest.raises(RefusedFileError, match="cannot be read"):
        read_inside(root, wanted, 100)


def test_hard_links_are_files_like_any_other(root: Path) -> None:
    """They can't be told from the file itself (SECURITY.md)."""
    os.link(root / "folder/file", root / "hard")
    assert read_inside(root, root / "hard", 10) == b"text"


def test_text(root: Path) -> None:
    assert root.is_dir()
    assert text_of("\ufeff文".encode()) == "文"
    with pytest.raises(RefusedFileError) as caught:
        text_of(b"a\n\xff")
    assert caught.value.problem(Path("a")).line == 2


def test_folders_with_a_file(root: Path) -> None:
    (root / "layouts/eigen").mkdir(parents=True)
    (root / "layouts/eigen/layout.yaml").write_bytes(b"x")
    layouts = BoundedFolder(root / "layouts", root)
    assert layouts.with_file("layout.yaml") == ["eigen"]
    assert layouts.below("eigen").read("layout.yaml", 5) == b"x"
    assert layouts.has("eigen/layout.yaml")
    assert not layouts.has("none")
    (root / "away").symlink_to("..")
    assert BoundedFolder(root / "away", root).with_file("layout.yaml") == []


def test_folders_below(root: Path) -> None:
    (root / "a/b").mkdir(parents=True)
    (root / "away").symlink_to("..")
    found = [str(path.relative_to(root)) for path in folders_below(root, 2)]
    assert found == ["a/b"]
    assert list(folders_below(root, 0)) == [root]


def test_folders_are_not_gone_into_without_end(root: Path) -> None:
    """Python walks by recursion: 1,500 folders deep it would fall."""
    deep = root / "deep"
    for _level in range(MAX_DEPTH):
        deep = deep / "d"
    deep.mkdir(parents=True)
    assert len([path for path in entries_below(root / "deep", root) if path.is_dir()]) == MAX_DEPTH
    (deep / "d").mkdir()
    with pytest.raises(RefusedFileError, match="more than 50 deep"):
        list(entries_below(root / "deep", root))


def test_a_folder_with_too_many_files(root: Path) -> None:
    for number in range(4):
        (root / f"{number}").touch()
    assert len(list(entries_below(root, root, 6))) == 6
    with pytest.raises(RefusedFileError, match="more than 5 files"):
        list(entries_below(root, root, 5))
