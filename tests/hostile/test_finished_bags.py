"""Bags and lists of checksums made to do harm: told in words, within bounds, and nothing outside of them is opened."""

import hashlib
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.binding.preservation import bag_check, fixity
from pipeline.binding.preservation.bag_check import verify
from pipeline.errors import FixityError, KanbenError

SUM = hashlib.sha256(b"1").hexdigest()
pytestmark = pytest.mark.usefixtures("bounded")


@pytest.fixture
def bag(tmp_path: Path) -> Path:
    """A bag that is whole."""
    folder = tmp_path / "bag"
    (folder / "data").mkdir(parents=True)
    (folder / "data/a").write_bytes(b"1")
    (folder / "bagit.txt").write_text("BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n")
    (folder / "manifest-sha256.txt").write_text(f"{SUM}  data/a\n")
    return folder


def told(folder: Path) -> list[str]:
    """What is wrong with the bag or folder; also what it is refused for."""
    try:
        return [str(problem) for problem in verify(folder).problems]
    except KanbenError as error:
        return [str(problem) for problem in error.problems]


def test_a_whole_bag_is_whole(bag: Path) -> None:
    assert told(bag) == []
    assert verify(bag).files == 1


def _line(name: str) -> Callable[[Path], None]:
    return lambda bag: (bag / "manifest-sha256.txt").write_text(f"{SUM}  data/a\n{SUM}  {name}\n") and None


def _manifest(data: bytes) -> Callable[[Path], None]:
    return lambda bag: (bag / "manifest-sha256.txt").write_bytes(data) and None


def _sparse(bag: Path) -> None:
    with (bag / "data/a").open("wb") as file:
        file.truncate(1 << 40)


def _replaced(name: str, make: Callable[[Path], object]) -> Callable[[Path], None]:
    def change(bag: Path) -> None:
        (bag / name).unlink()
        make(bag / name)

    return change


def _terabyte(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(1 << 40)


CHANGES: dict[str, tuple[Callable[[Path], None], str]] = {
    "up": (_line("data/../../secret"), "outside the folder"),
    "from the top": (_line("/etc/passwd"), "outside the folder"),
    "two slashes": (_line("data//etc/passwd"), "outside the folder"),
    "an escaped way up": (_line("data/%2e%2e/%2e%2e/secret"), "missing"),
    "an escaped line end": (_line("data/..%0a/b"), "missing"),
    "nothing": (_line("data/"), "outside the folder"),
    "a NUL": (_line("data/\0"), "outside the folder"),
    "backslashes": (_line("data\\..\\..\\secret"), "outside the folder"),
    "controls": (_line("data/\x1b]0;a\x07"), "missing"),
    "another sum": (_manifest(f"{SUM}  data/a\n{'0' * 64}  data/a\n".encode()), "listed twice"),
    "no lines": (_manifest(b"x\n" * 5_000_000), "no line"),
    "spaces": (_manifest(SUM.encode() + b" " * 10_000_000 + b"\x1c"), "no line"),
    "signs that are spaces": (_manifest((SUM.encode() + b" " * 4_000 + b"\x1c" * 4_000 + b"\n") * 1_500), "outside"),
    "spaces and no name": (_manifest((SUM.encode() + b" " * 8_000 + b"\n") * 1_000), "no line"),
    "one long line": (_manifest(SUM.encode() + b"  data/" + b"a" * 10_000_000), "no line"),
    "empty lines": (_manifest(b"\n" * 15_000_000 + SUM.encode() + b"  data/b"), "missing"),
    "too large a list": (_manifest(b"\n" * 16_000_001), "too large"),
    "no text": (_manifest(b"\xff\xfe" * 9), "not UTF-8"),
    "very many names": (_manifest(b"".join(b"%s  data/%d\n" % (SUM.encode(), n) for n in range(150_000))), "missing"),
    "a sparse file": (_sparse, "larger than any"),
    "a pipe": (_replaced("data/a", os.mkfifo), "link, a device"),
    "a device": (_replaced("data/a", lambda path: path.symlink_to("/dev/zero")), "link, a device"),
    "a list that is a pipe": (_replaced("manifest-sha256.txt", os.mkfifo), "link, a device"),
    "a list that is a device": (
        _replaced("manifest-sha256.txt", lambda path: path.symlink_to("/dev/zero")),
        "link, a device",
    ),
    "a list of a terabyte": (_replaced("manifest-sha256.txt", _terabyte), "too large"),
    "a declaration of a terabyte": (_replaced("bagit.txt", _terabyte), "too large"),
    "parts elsewhere": (
        lambda bag: (bag / "fetch.txt").write_text("http://127.0.0.1:9/a - data/a\n") and None,
        "nothing is fetched",
    ),
    "another kind of sums": (
        lambda bag: (bag / "manifest-shake_128.txt").write_text(f"{SUM}  data/a\n") and None,
        "kind “shake_128”",
    ),
    "a folder in a circle": (lambda bag: (bag / "data/b").symlink_to(bag), "link, a device"),
}


@pytest.mark.parametrize("name", CHANGES)
def test_what_is_wrong_with_a_bag_is_told(name: str, bag: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (bag.parent / "secret").write_bytes(b"1")
    change, words = CHANGES[name]
    change(bag)
    opened: list[str] = []
    real = os.open

    def watched(path: object, *rest: object, **named: object) -> int:
        opened.append(os.path.realpath(str(path)))
        return real(path, *rest, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(os, "open", watched)
    found = told(bag)
    assert any(words in each for each in found)
    assert len(found) <= 2 * fixity.MOST_PROBLEMS
    assert all(each.isprintable() for each in found)
    assert all(each.startswith(str(bag)) for each in opened)


LISTS = {
    "up": (f"{SUM}  ../secret\n".encode(), "outside the folder"),
    "from the top": (f"{SUM}  /etc/passwd\n".encode(), "outside the folder"),
    "an escaped line end": (f"\\{SUM}  a\\n../secret\n".encode(), "missing"),
    "through a link": (f"{SUM}  link/secret\n".encode(), "behind a link"),
    "very many lines": (b"x\n" * 5_000_000, "no line"),
    "one long line": (SUM.encode() + b"  " + b"a" * 10_000_000, "no line"),
    "a device": (f"{SUM}  zero\n".encode(), "behind a link"),
    "a pipe": (f"{SUM}  pipe\n".encode(), "cannot be read"),
    "a terabyte": (f"{SUM}  large\n".encode(), "larger than any"),
}


@pytest.mark.parametrize("name", LISTS)
def test_what_is_wrong_with_a_list_is_told(name: str, tmp_path: Path) -> None:
    (tmp_path / "secret").write_bytes(b"1")
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "link").symlink_to(tmp_path)
    (folder / "zero").symlink_to("/dev/zero")
    os.mkfifo(folder / "pipe")
    _terabyte(folder / "large")
    data, words = LISTS[name]
    (folder / "SHA256SUMS").write_bytes(data)
    found = told(folder)
    assert any(words in each for each in found)
    assert len(found) <= fixity.MOST_PROBLEMS


def test_a_good_list_is_whole(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"1")
    long = "b" * 250
    (tmp_path / long).write_bytes(b"1")
    (tmp_path / "SHA256SUMS").write_bytes(f"{SUM}  a\r\n{SUM} *{long}\n".encode())
    assert told(tmp_path) == []


def test_holes_of_a_file_that_are_small_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with (tmp_path / "a").open("wb") as file:
        file.truncate(1 << 20)
    assert fixity.digest(tmp_path / "a") == hashlib.sha256(bytes(1 << 20)).hexdigest()
    monkeypatch.setattr(fixity, "_LARGEST_HOLE", 1 << 19)
    with pytest.raises(OSError, match="larger than any"):
        fixity.digest(tmp_path / "a")


def test_a_folder_of_very_many_files_is_refused(bag: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bag_check, "_MOST_ENTRIES", 2)
    assert any("more than 2 files" in each for each in told(bag))
    monkeypatch.setattr(bag_check, "_MOST_ENTRIES", 3)
    assert told(bag) == []


def test_a_list_that_cant_be_read_is_refused(tmp_path: Path) -> None:
    (tmp_path / "SHA256SUMS").write_bytes(b"\xff")
    with pytest.raises(FixityError, match="not UTF-8"):
        verify(tmp_path)
