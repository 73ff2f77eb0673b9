"""The folder of what is kept: where it is, how much it holds, and that nothing else in it is touched."""

import os
import time
from pathlib import Path

import pytest

from pipeline.bounded_files import RefusedFileError
from pipeline.production.cache_folder import FOLDER_VARIABLE, CacheFolder

HOUR = 3600


def key(number: int) -> str:
    """A key; its file is one of 256 folders."""
    return f"{number % 256:02x}{number:062x}"


def fill(folder: CacheFolder, sizes: list[int], hours_ago: list[float]) -> list[Path]:
    """Keep files of so many bytes, last used so many hours ago."""
    paths = []
    for number, (size, age) in enumerate(zip(sizes, hours_ago, strict=True)):
        folder.write(key(number), b"x" * size)
        paths.append(folder.place(key(number)))
        set_age(paths[-1], age)
    return paths


def set_age(path: Path, hours: float) -> None:
    os.utime(path, (time.time() - hours * HOUR,) * 2)


def leave_over(path: Path, size: int, hours: float) -> Path:
    """What a killed writer of *path* leaves."""
    left = path.with_name(f".{path.name}.01234567")
    left.write_bytes(b"x" * size)
    set_age(left, hours)
    return left


@pytest.fixture
def folder(tmp_path: Path) -> CacheFolder:
    return CacheFolder(tmp_path / "cache", most=1000)


def test_what_is_written_is_read(folder: CacheFolder) -> None:
    with pytest.raises(FileNotFoundError):
        folder.read(key(1))
    folder.write(key(1), b"one")
    folder.write(key(257), b"two")
    assert (folder.read(key(1)), folder.read(key(257))) == (b"one", b"two")
    folder.write(key(1), b"three")
    assert folder.read(key(1)) == b"three"
    assert folder.measure() == (2, 8)


def test_an_empty_folder_holds_nothing(folder: CacheFolder) -> None:
    folder.trim()
    folder.clear()
    assert folder.measure() == (0, 0)
    assert not folder.path.exists()
    folder.path.write_bytes(b"mine")
    folder.trim()
    folder.clear()
    assert folder.measure() == (0, 0)
    assert folder.path.read_bytes() == b"mine"


def test_what_was_of_use_the_longest_ago_goes_first(folder: CacheFolder) -> None:
    paths = fill(folder, [250, 250, 250, 250], [4, 1, 3, 2])
    folder.trim()
    assert all(path.exists() for path in paths)  # just as much as there is room for
    paths += fill(folder, [250] * 5, [4, 1, 3, 2, 0])[4:]
    folder.read(key(0))
    folder.trim()
    assert [path.exists() for path in paths] == [True, True, False, False, True]
    assert folder.measure() == (3, 750)


def test_a_reader_of_a_folder_that_cannot_be_written_is_served(
    folder: CacheFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder.write(key(1), b"one")

    def refuse(*_arguments: object, **_named: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "utime", refuse)
    monkeypatch.setattr(os, "unlink", refuse)
    assert folder.read(key(1)) == b"one"
    CacheFolder(folder.path, most=1).trim()
    assert folder.read(key(1)) == b"one"
    with pytest.raises(PermissionError):
        folder.clear()


def test_what_killed_writers_left_goes_as_well(folder: CacheFolder) -> None:
    (path,) = fill(folder, [10], [9])
    old, new = leave_over(path, 10, 2), path.with_name(f".{path.name}.89abcdef")
    new.write_bytes(b"x")  # somebody may be writing it
    assert folder.measure() == (1, 21)
    folder.trim()
    assert [each.exists() for each in (path, old, new)] == [True, False, True]
    leave_over(path, 2000, 0.5)
    folder.trim()
    assert folder.measure() == (0, 1)  # there was no room: the oldest went
    folder.clear()
    assert folder.measure() == (0, 0)
    assert not new.exists()


FOREIGN = (
    *("notes.txt", "parts/notes.txt", "parts/ab/notes.txt", "parts/ab/.hidden", "parts/ab/0123.part.txt"),
    *("parts/abc/0123.part", "parts/xy/0123.part", "parts/AB/0123.part", "parts/ab/deeper/0123.part", "ab/0123.part"),
    *("parts/ab/.0123.part.012345678", "parts/ab/0123.PART", "parts/0123.part", "parts/ab/xyz.part"),
)


def test_no_foreign_file_is_counted_or_removed(folder: CacheFolder) -> None:
    for name in FOREIGN:
        (folder.path / name).parent.mkdir(parents=True, exist_ok=True)
        (folder.path / name).write_bytes(b"x" * 2000)
        set_age(folder.path / name, 99)
    (folder.path / "parts/ab/0123.part").mkdir()
    paths = fill(folder, [250] * 5, [5, 4, 3, 2, 1])
    assert folder.measure() == (5, 1250)
    folder.trim()
    assert [path.exists() for path in paths] == [False, False, True, True, True]
    folder.clear()
    assert folder.measure() == (0, 0)
    assert not any(path.exists() for path in paths)
    assert all((folder.path / name).stat().st_size == 2000 for name in FOREIGN)


@pytest.mark.parametrize("place", ["parts", "parts/00", "parts/00/" + key(0)[2:] + ".part"])
def test_no_link_in_the_folder_is_followed(folder: CacheFolder, tmp_path: Path, place: str) -> None:
    (path,) = fill(folder, [250], [5])
    elsewhere = tmp_path / "elsewhere"
    (folder.path / place).rename(elsewhere)
    (folder.path / place).symlink_to(elsewhere)
    before = sorted(elsewhere.rglob("*"))
    assert folder.measure() == (0, 0)
    for action in (folder.clear, CacheFolder(folder.path, most=1).trim):
        action()
    with pytest.raises((OSError, RefusedFileError)):
        folder.read(key(0))
    assert path.stat().st_size == 250
    assert sorted(elsewhere.rglob("*")) == before


def test_the_folder_itself_may_be_a_link(folder: CacheFolder, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    folder.path.symlink_to(tmp_path / "elsewhere")
    folder.write(key(1), b"one")
    assert folder.read(key(1)) == b"one"
    folder.clear()
    assert folder.measure() == (0, 0)


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({FOLDER_VARIABLE: "/somewhere"}, "/somewhere"),
        ({FOLDER_VARIABLE: "/somewhere", "XDG_CACHE_HOME": "/xdg", "HOME": "/home/li"}, "/somewhere"),
        ({FOLDER_VARIABLE: "here/it is"}, "{cwd}/here/it is"),
        ({FOLDER_VARIABLE: "", "XDG_CACHE_HOME": "/xdg"}, None),
        ({"XDG_CACHE_HOME": "/xdg", "HOME": "/home/li"}, "/xdg/kanben"),
        ({"XDG_CACHE_HOME": "", "HOME": "/home/li"}, "/home/li/.cache/kanben"),
        ({"XDG_CACHE_HOME": "cache", "HOME": "/home/li"}, "/home/li/.cache/kanben"),
        ({"HOME": "/home/li"}, "/home/li/.cache/kanben"),
        ({"HOME": "li"}, None),
        ({}, None),
    ],
)
def test_where_it_is(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, environment: dict[str, str], expected: str | None
) -> None:
    for name in (FOLDER_VARIABLE, "XDG_CACHE_HOME", "HOME"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    if "HOME" not in environment:
        monkeypatch.setattr("pwd.getpwuid", lambda _user: {}["nobody"])
    monkeypatch.chdir(tmp_path)
    folder = CacheFolder.of_user()
    assert folder == (CacheFolder(Path(expected.format(cwd=tmp_path))) if expected else None)
