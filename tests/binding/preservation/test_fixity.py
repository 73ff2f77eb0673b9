"""Checksums: written as ``sha256sum`` reads them, and compared without being led astray."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.binding.preservation import fixity
from pipeline.binding.preservation.bag_check import verify
from pipeline.binding.preservation.fixity import checksums, digest, is_inside, verify_sums
from pipeline.errors import FileAccessError, FixityError

EMPTY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"  # SHA-256 of nothing


def folder_with(folder: Path, files: dict[str, bytes]) -> Path:
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    (folder / "SHA256SUMS").write_bytes(checksums({name: folder / name for name in files}))
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return folder_with(tmp_path / "volume", {"合订本.pdf": b"%PDF", "issues/01.pdf": b"1", "a b.csv": b""})


def told(folder: Path) -> list[str]:
    return [str(problem).removeprefix(f"{folder}/") for problem in verify_sums(folder).problems]


def test_the_lines_are_in_order_and_of_the_known_form() -> None:
    assert checksums({"b": b"", "a/c": b""}).decode() == f"{EMPTY}  a/c\n{EMPTY}  b\n"


def test_sha256sum_itself_agrees(tmp_path: Path) -> None:
    assert shutil.which("sha256sum")
    names = {"合订本.pdf": b"x" * 3_000_000, "a b": b"", "line\nfeed": b"1", "back\\slash": b"2", "-dash": b"3"}
    folder = folder_with(tmp_path / "f", names)
    run = subprocess.run(["sha256sum", "--strict", "-c", "SHA256SUMS"], cwd=folder, capture_output=True, check=False)
    assert run.returncode == 0, run.stderr
    assert run.stdout.count(b": OK") == len(names)
    assert verify_sums(folder).problems == ()
    written = subprocess.run(["sha256sum", *names], cwd=folder, capture_output=True, check=False)
    assert written.returncode != 0  # -dash is an option to it
    del names["-dash"]
    written = subprocess.run(["sha256sum", *sorted(names)], cwd=folder, capture_output=True, check=True)
    assert written.stdout == checksums({name: folder / name for name in names})


def test_what_is_whole_is_told_so(folder: Path) -> None:
    found = verify(folder)
    assert (found.kind, found.files, found.problems) == ("sums", 3, ())


def test_each_change_is_named(folder: Path) -> None:
    (folder / "合订本.pdf").write_bytes(b"%PDG")
    (folder / "issues/01.pdf").unlink()
    (folder / "more.txt").touch()  # others may lie in such a folder
    assert told(folder) == ["issues/01.pdf: The file is missing.", "合订本.pdf: The file was changed."]


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        (f"{EMPTY}  ../outside", "SHA256SUMS:1: This line names a file outside the folder; it was not looked at."),
        (f"{EMPTY}  /etc/passwd", "SHA256SUMS:1: This line names a file outside the folder; it was not looked at."),
        (f"{EMPTY}  a//b", "SHA256SUMS:1: This line names a file outside the folder; it was not looked at."),
        (f"\\{EMPTY}  a\\n../../b", "SHA256SUMS:1: This line names a file outside the folder"),
        ("rubbish", "SHA256SUMS:1: This is no line of a list of checksums."),
        (f"{EMPTY[:-1]}  a", "SHA256SUMS:1: This is no line of a list of checksums."),
        (f"{EMPTY}  link", "link: The file lies elsewhere, behind a link."),
        (f"{EMPTY}  inner", "inner: The file cannot be read:"),
        (f"{EMPTY}  circle", "circle: "),
        (f"{EMPTY}  pipe", "pipe: The file cannot be read:"),
        (f"{EMPTY}  folder", "folder: The file cannot be read:"),
        (f"{EMPTY}  {'x' * 5000}", "x"),
        (f"{EMPTY}  bad\x1b[2J", "bad\ufffd[2J: The file is missing."),
    ],
)
def test_no_line_leads_out_of_the_folder_or_to_what_is_no_file(tmp_path: Path, line: str, complaint: str) -> None:
    (tmp_path / "outside").touch()
    folder = tmp_path / "f"
    (folder / "folder").mkdir(parents=True)
    (folder / "link").symlink_to(tmp_path / "outside")
    (folder / "inner").symlink_to(folder / "SHA256SUMS")
    (folder / "circle").symlink_to(folder / "circle")
    os.mkfifo(folder / "pipe")
    (folder / "SHA256SUMS").write_text(line + "\n", encoding="utf-8")
    (problem,) = told(folder)
    assert problem.startswith(complaint)


def test_a_list_that_is_no_text_or_too_large_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    good = (folder / "SHA256SUMS").read_bytes()
    (folder / "SHA256SUMS").write_bytes(b"\xff\xfe")
    with pytest.raises(FixityError, match="not UTF-8"):
        verify(folder)
    (folder / "SHA256SUMS").write_bytes(good)
    monkeypatch.setattr(fixity, "LARGEST_LIST", len(good) - 1)
    with pytest.raises(FixityError, match="too large"):
        verify(folder)


def test_a_folder_without_a_list_is_told(tmp_path: Path) -> None:
    for place in (tmp_path, tmp_path / "none"):
        with pytest.raises(FileAccessError, match="neither a bag"):
            verify(place)


def test_a_link_is_not_digested(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "link").symlink_to("file")
    assert digest(tmp_path / "file") == EMPTY
    with pytest.raises(OSError, match="symbolic link"):
        digest(tmp_path / "link")


@given(st.text(max_size=12))
def test_a_name_inside_stays_inside(name: str) -> None:
    if is_inside(name):
        assert os.path.normpath(f"/a/b/{name}").startswith("/a/b/")


@pytest.mark.parametrize("name", ["", ".", "..", "../a", "a/../b", "/a", "a/", "a//b", "a\0b"])
def test_names_that_lead_out_are_refused(name: str) -> None:
    assert not is_inside(name)
    with pytest.raises(ValueError, match=r".*"):
        checksums({name: b""})
