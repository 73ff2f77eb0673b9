"""Bags: made as BagIt has it, read by another reader, and every change found."""

import datetime
import hashlib
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import bagit
import pytest

from pipeline.binding.preservation import bag as bag_module
from pipeline.binding.preservation.bag import BagFacts, bag_facts, write_bag
from pipeline.binding.preservation.bag_check import verify, verify_bag
from pipeline.errors import FileAccessError
from tests.binding.bound_volumes import bound_issue, bound_volume

DAY = datetime.date(2023, 12, 31)
FACTS = BagFacts(("甲地工会", "乙所"), "K-23", "刊物2023年\n合订本", DAY)
FILES: dict[str, Path | bytes] = {"合订本.pdf": b"%PDF", "sources/01/issue.yaml": b"x: 1\n", "report.txt": b""}


@pytest.fixture
def bag(tmp_path: Path) -> Path:
    write_bag(tmp_path / "bag", FILES, FACTS)
    return tmp_path / "bag"


def tree(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def told(bag: Path) -> list[str]:
    return [str(problem).removeprefix(f"{bag}/") for problem in verify_bag(bag)]


def test_a_bag_is_what_bagit_has_it(bag: Path) -> None:
    files = tree(bag)
    assert files["bagit.txt"] == b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
    assert files["bag-info.txt"].decode().splitlines() == [
        "Source-Organization: 甲地工会",
        "Source-Organization: 乙所",
        "External-Identifier: K-23",
        "External-Description: 刊物2023年 合订本",
        "Bagging-Date: 2023-12-31",
        "Payload-Oxum: 9.3",
        "Bag-Software-Agent: Kanben",
    ]
    sums = [f"{hashlib.sha256(files[f'data/{name}']).hexdigest()}  data/{name}" for name in sorted(FILES)]
    assert files["manifest-sha256.txt"].decode().splitlines() == sums
    assert len(files["tagmanifest-sha256.txt"].splitlines()) == 3


def test_another_reader_agrees(bag: Path) -> None:
    other = bagit.Bag(str(bag))
    other.validate()
    assert other.version_info == (1, 0)
    (bag / "data/report.txt").write_bytes(b"!")
    with pytest.raises(bagit.BagValidationError):
        bagit.Bag(str(bag)).validate()


def test_a_volume_that_was_signed_again_in_its_bag_is_told_as_one(tmp_path: Path) -> None:
    pdf = b"%PDF-1.7 bound\n%%EOF\n"
    write_bag(tmp_path / "bag", {"卷.pdf": pdf}, FACTS)
    (tmp_path / "bag/data/卷.pdf").write_bytes(pdf + b"a time stamp\n%%EOF\n")
    changed, _oxum = told(tmp_path / "bag")
    assert changed.startswith("data/卷.pdf: The file was added to behind its end")


def test_a_bag_of_another_maker_is_read(tmp_path: Path) -> None:
    (tmp_path / "bag").mkdir()
    (tmp_path / "bag/卷.pdf").write_bytes(b"%PDF")
    bagit.make_bag(str(tmp_path / "bag"), {"Contact-Name": "某人"}, checksums=["md5", "sha512"])
    assert told(tmp_path / "bag") == []
    (tmp_path / "bag/data/卷.pdf").write_bytes(b"%PDG")
    assert told(tmp_path / "bag") == ["data/卷.pdf: The file was changed."]


def test_files_come_from_paths_and_twice_the_same_bytes_come_out(tmp_path: Path) -> None:
    (tmp_path / "source").write_bytes(b"%PDF")
    for name, source in (("one", tmp_path / "source"), ("two", b"%PDF")):
        write_bag(tmp_path / name, {"合订本.pdf": source}, FACTS)
    assert tree(tmp_path / "one") == tree(tmp_path / "two")
    assert (tmp_path / "source").read_bytes() == b"%PDF"


def test_facts_are_those_of_the_volume() -> None:
    assert bag_facts(bound_volume()).date == datetime.date(2023, 2, 3)
    undated = replace(bound_issue(), date=None)
    assert bag_facts(bound_volume(undated)).date == datetime.date(2023, 12, 31)
    assert bag_facts(bound_volume(), DAY) == BagFacts(("甲地工会", "乙所"), "K-23", "刊物2023年合订本", DAY)


def test_a_whole_bag_has_no_problems(bag: Path) -> None:
    found = verify(bag)
    assert (found.kind, found.files, found.problems) == ("bag", 6, ())


def rewrite(name: str, old: str, new: str) -> Callable[[Path], None]:
    def change(bag: Path) -> None:
        text = (bag / name).read_text(encoding="utf-8")
        assert old in text
        (bag / name).write_text(text.replace(old, new), encoding="utf-8")

    return change


def remove(name: str) -> Callable[[Path], None]:
    return lambda bag: (bag / name).unlink()


def add(name: str, data: bytes = b"") -> Callable[[Path], None]:
    def change(bag: Path) -> None:
        (bag / name).parent.mkdir(parents=True, exist_ok=True)
        (bag / name).write_bytes(data)

    return change


def link(name: str, target: str) -> Callable[[Path], None]:
    def change(bag: Path) -> None:
        (bag / name).unlink(missing_ok=True)
        (bag / name).symlink_to(target)

    return change


PDF = "data/合订本.pdf"
SUM = hashlib.sha256(b"%PDF").hexdigest()


@pytest.mark.parametrize(
    ("change", "complaints"),
    [
        (add(PDF, b"%PDG"), [f"{PDF}: The file was changed."]),
        (remove(PDF), [f"{PDF}: The file is missing.", "bag-info.txt: The payload is 5 bytes in 2 files"]),
        (
            add("data/more", b"x"),
            ["data/more: The file was not in the bag", "bag-info.txt: The payload is 10 bytes in 4 files"],
        ),
        (add("more.txt"), ["more.txt: The file was not in the bag"]),
        (rewrite("bag-info.txt", "K-23", "K-24"), ["bag-info.txt: The file was changed."]),
        (
            rewrite("manifest-sha256.txt", SUM, "0" * 64),
            [f"{PDF}: The file was changed.", "manifest-sha256.txt: The file was changed."],
        ),
        (remove("bagit.txt"), ["bagit.txt: The file is missing.", "bagit.txt: The file is missing."]),
        (
            rewrite("bagit.txt", "1.0", "7.0"),
            ["bagit.txt:1: The version of BagIt is not", "bagit.txt: The file was changed."],
        ),
        (
            rewrite("bagit.txt", "UTF-8", "GB18030"),
            ["bagit.txt:2: The tag files must be in UTF-8.", "bagit.txt: The file was changed."],
        ),
        (
            rewrite("manifest-sha256.txt", PDF, "data/../../outside"),
            [
                "manifest-sha256.txt:3: This line names a file outside",
                "manifest-sha256.txt: The file was changed.",
                f"{PDF}: The file was not in the bag",
            ],
        ),
        (
            rewrite("manifest-sha256.txt", PDF, "/etc/passwd"),
            [
                "manifest-sha256.txt:3: This line names a file outside",
                "manifest-sha256.txt: The file was changed.",
                f"{PDF}: The file was not in the bag",
            ],
        ),
        (
            add("manifest-sha256.txt", b"\xff\xfe"),
            [
                "manifest-sha256.txt: The file is not UTF-8.",
                "manifest-sha256.txt: The file was changed.",
                *[f"{name}: The file was not in the bag" for name in sorted(f"data/{name}" for name in FILES)],
            ],
        ),
        (
            add("manifest-sha256.txt", f"rubbish\n{SUM}  {PDF}\n{'0' * 64}  {PDF}\n".encode()),
            [
                "manifest-sha256.txt:1: This is no line of a list",
                "manifest-sha256.txt:3: The file is listed twice",
                "manifest-sha256.txt: The file was changed.",
                "data/report.txt: The file was not in the bag",
                "data/sources/01/issue.yaml: The file was not in the bag",
            ],
        ),
        (add("manifest-crc32.txt"), ["manifest-crc32.txt: No checksums", "manifest-crc32.txt: The file was not in"]),
        (
            add("fetch.txt", b"http://example.org/ 1 data/x\n"),
            ["fetch.txt: The bag has parts", "fetch.txt: The file was"],
        ),
        (
            link(PDF, "/etc/passwd"),
            [f"{PDF}: This is a link", f"{PDF}: The file is missing.", "bag-info.txt: The payload is 5 bytes"],
        ),
        (link("data/way-out", ".."), ["data/way-out: This is a link"]),
        (lambda bag: os.mkfifo(bag / "data/pipe"), ["data/pipe: This is a link, a device"]),
        (
            add("data/\x1b[2J", b""),
            ["data/\ufffd[2J: The file was not in the bag", "bag-info.txt: The payload is 9 bytes in 4 files"],
        ),
        (
            lambda bag: (bag / os.fsdecode(b"data/\xff")).touch(),
            ["data/\ufffd: The file was not in the bag", "bag-info.txt: The payload is 9 bytes in 4 files"],
        ),
        (lambda bag: (bag / "data" / "/".join(["d"] * 300)).mkdir(parents=True), ["data/" + "d/" * 100]),
    ],
)
def test_each_change_is_named(bag: Path, change: Callable[[Path], None], complaints: list[str]) -> None:
    change(bag)
    problems = told(bag)
    assert len(problems) == len(complaints), problems
    assert all(problem.startswith(start) for problem, start in zip(problems, complaints, strict=True)), problems
    assert verify(bag).problems


def test_a_bag_without_any_manifest_is_told(bag: Path) -> None:
    (bag / "manifest-sha256.txt").unlink()
    assert told(bag)[0] == f"{bag}: The bag has no manifest that can be read."


def test_names_taken_apart_by_another_file_system_are_the_same(tmp_path: Path) -> None:
    write_bag(tmp_path / "bag", {"caf\u00e9.txt": b""}, FACTS)
    (tmp_path / "bag/data/caf\u00e9.txt").rename(tmp_path / "bag/data/cafe\u0301.txt")
    assert told(tmp_path / "bag") == []


def test_names_with_signs_of_their_own_come_back(tmp_path: Path) -> None:
    write_bag(tmp_path / "bag", {"100%0A.txt": b"", "two\nlines": b""}, FACTS)
    assert b"data/100%250A.txt\n" in (tmp_path / "bag/manifest-sha256.txt").read_bytes()
    assert told(tmp_path / "bag") == []


def test_an_older_bag_is_replaced(bag: Path) -> None:
    write_bag(bag, {"new": b"1"}, FACTS)
    assert sorted(tree(bag)) == [
        "bag-info.txt",
        "bagit.txt",
        "data/new",
        "manifest-sha256.txt",
        "tagmanifest-sha256.txt",
    ]
    assert told(bag) == []
    assert [path.name for path in bag.parent.iterdir()] == ["bag"]


def test_what_fails_leaves_the_older_bag(bag: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = tree(bag)
    with pytest.raises(FileAccessError, match=r"none.*No such file"):
        write_bag(bag, {"a": b"", "b": bag.parent / "none"}, FACTS)
    assert tree(bag) == before
    rename = Path.rename

    def fail(path: Path, target: Path) -> Path:
        if path.name == "bag" and path.parent != bag.parent:
            raise OSError(28, "No space left on device")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", fail)
    with pytest.raises(FileAccessError, match="The disk is full"):
        write_bag(bag, {"a": b""}, FACTS)
    assert tree(bag) == before
    assert [path.name for path in bag.parent.iterdir()] == ["bag"]


def test_a_bag_hidden_by_a_run_that_was_ended_comes_back(bag: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = tree(bag)
    bag.rename(bag.with_name(".bag.previous"))

    def fail(*_values: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(bag_module, "_fill", fail)
    with pytest.raises(FileAccessError):
        write_bag(bag, FILES, FACTS)
    assert tree(bag) == before


def test_what_is_no_bag_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    write_bag(tmp_path / "folder", FILES, FACTS)  # empty: there is nothing to lose
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/letters").touch()
    (tmp_path / "file").touch()
    (tmp_path / "link").symlink_to("folder")
    for name in ("mine", "file", "link"):
        with pytest.raises(FileAccessError, match="something here already"):
            write_bag(tmp_path / name, FILES, FACTS)
    assert (tmp_path / "mine/letters").exists()


@pytest.mark.parametrize("name", ["../out", "/out", "a/../../out", ""])
def test_no_file_is_put_outside_the_bag(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        write_bag(tmp_path / "bag", {name: b""}, FACTS)
    assert list(tmp_path.iterdir()) == []
