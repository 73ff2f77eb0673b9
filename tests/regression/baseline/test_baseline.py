"""Baselines: what is written is read again; what is damaged, or was accepted by nobody, is told with its place."""

import gzip
import json
import lzma
from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from pipeline.errors import ContentError, ExitCode, FileAccessError
from pipeline.regression.baseline.baseline import (
    FACTS_FILE,
    OLDER_FILE,
    SNAPSHOT_FILE,
    Baseline,
    Facts,
    baseline_files,
    digest_of,
    read_baseline,
)
from pipeline.regression.baseline.history import HISTORY_FILE, Acceptance, History
from pipeline.regression.causes.remark_changes import Remark
from pipeline.regression.snapshot.snapshot import Entry, Line, Page, Snapshot, Style, write_number

BOX = (0.0, 0.0, 100.0, 200.0)
PAGE = Page(
    boxes=(("media", BOX),),
    rotation=0,
    label="1",
    lines=(Line(10.0, 20.0, 30.0, ((0, "正文"),)),),
    images=(),
    vectors=(),
    links=(),
    columns=13,
    raster="f" * 325,
)
SNAPSHOT = Snapshot((PAGE, PAGE), (Style("Kanben Song", 10.5, "#000000"),), (Entry(0, "正文", 0),), (("P", 2),))
FACTS = Facts(
    "hao-2024-01.pdf",
    "issues/hao/2024/01",
    {"": "0123", "夜里的灯": "4567"},
    (Remark("colour.rgb", "RGB on the page.", 1, (1.0, 2.0, 3.0, 4.0)), Remark("file.version", "Old.")),
)


def accepted(snapshot: Snapshot = SNAPSHOT) -> Acceptance:
    return Acceptance(
        when="2026-01-02T03:04:05Z", who="王", why="First.", what="baseline", snapshot=digest_of(snapshot)
    )


def put(folder: Path, snapshot: Snapshot = SNAPSHOT, facts: Facts = FACTS) -> None:
    for name, data in baseline_files(snapshot, facts, History(), accepted(snapshot), {0: b"one", 1: b"two"}).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "hao-2024-01"
    put(folder)
    return folder


def test_what_is_written_is_read_again(folder: Path) -> None:
    pictures = {0: folder / "pages" / "0001.webp", 1: folder / "pages" / "0002.webp"}
    history = History((replace(accepted(), follows=()),), digest_of(SNAPSHOT))
    assert read_baseline(folder) == Baseline(
        name="hao-2024-01", snapshot=SNAPSHOT, facts=FACTS, history=history, pictures=pictures
    )


@pytest.mark.parametrize("facts", [Facts("file.pdf"), replace(FACTS, articles=None), replace(FACTS, remarks=())])
def test_facts_that_are_not_known_stay_so(tmp_path: Path, facts: Facts) -> None:
    put(tmp_path, facts=facts)
    baseline = read_baseline(tmp_path)
    assert baseline is not None
    assert baseline.facts == facts


def test_there_may_be_none(tmp_path: Path) -> None:
    assert read_baseline(tmp_path) is None
    assert read_baseline(tmp_path / "none") is None


def test_the_snapshot_is_written_last_so_that_nothing_stands_there_that_nobody_accepted() -> None:
    names = list(baseline_files(SNAPSHOT, FACTS, History(), accepted(), {0: b""}))
    assert names == [HISTORY_FILE, FACTS_FILE, "pages/0001.webp", SNAPSHOT_FILE]


def test_the_digest_is_of_what_the_snapshot_says_and_not_of_how_it_is_compressed(folder: Path) -> None:
    (folder / SNAPSHOT_FILE).unlink()
    (folder / OLDER_FILE).write_bytes(write_number(SNAPSHOT))  # as it was written before
    baseline = read_baseline(folder)
    assert baseline is not None
    assert digest_of(baseline.snapshot) == digest_of(SNAPSHOT)
    assert digest_of(replace(SNAPSHOT, tags=())) != digest_of(SNAPSHOT)


def test_pictures_of_no_page_are_passed_over(folder: Path) -> None:
    for name in ("0000.webp", "0003.webp", "cover.webp", "0001.png"):
        (folder / "pages" / name).write_bytes(b"")
    baseline = read_baseline(folder)
    assert baseline is not None
    assert sorted(baseline.pictures) == [0, 1]


def _snapshot(change: Callable[[bytes], bytes]) -> Callable[[Path], Path]:
    def spoil(folder: Path) -> Path:
        path = folder / SNAPSHOT_FILE
        path.write_bytes(change(path.read_bytes()))
        return path

    return spoil


def _rows(change: Callable[[dict[str, object]], object], name: str = SNAPSHOT_FILE) -> Callable[[Path], Path]:
    def spoil(folder: Path) -> Path:
        path = folder / name
        data = path.read_bytes()
        rows = json.loads(lzma.decompress(data) if name == SNAPSHOT_FILE else data)
        rows = change(rows) or rows
        text = json.dumps(rows).encode()
        path.write_bytes(gzip.compress(text) if name == SNAPSHOT_FILE else text)
        return path

    return spoil


def _broken_stream(data: bytes) -> bytes:
    return data[:40] + bytes(value ^ 0xFF for value in data[40:80]) + data[80:]


def _page_with_box(box: list[float]) -> dict[str, object]:
    return asdict(PAGE) | {"boxes": [["media", box]]}


def _other_facts(**changes: object) -> Callable[[Path], Path]:
    return _rows(lambda rows: rows | changes, FACTS_FILE)


SPOILT = {
    "snapshot cut off": _snapshot(lambda data: data[:-20]),
    "snapshot with other bytes": _snapshot(_broken_stream),
    "snapshot empty": _snapshot(lambda data: b""),
    "snapshot of another format": _rows(lambda rows: rows | {"format": 99}),
    "snapshot without pages": _rows(lambda rows: rows.pop("pages") and None),
    "snapshot with a number without end": _rows(
        lambda rows: rows | {"outline": [dict.fromkeys(("level", "page", "title"), 1e999)]}
    ),
    "snapshot with a place that is none": _rows(
        lambda rows: rows | {"pages": [_page_with_box([0, 0, float("nan"), 1])]}
    ),
    "snapshot with an endless size": _rows(lambda rows: rows | {"styles": [{"font": "", "size": 1e999, "colour": ""}]}),
    "snapshot accepted by nobody": _rows(lambda rows: rows | {"tags": []}),
    "facts that are a list": _rows(lambda rows: [1], FACTS_FILE),
    "facts of another format": _other_facts(format=2),
    "articles that are a list": _other_facts(articles=["夜里的灯"]),
    "remarks that are none": _other_facts(remarks=[{"check": "a"}]),
    "remarks on a page without end": _other_facts(remarks=[{"check": "a", "message": "b", "page": 1e999, "box": None}]),
    "a source outside": _other_facts(source="../elsewhere"),
    "an absolute source": _other_facts(source="/etc"),
    "a source that is an option": _other_facts(source="--out"),
    "a file elsewhere": _other_facts(file="../../file.pdf"),
    "a file that is a folder": _other_facts(file=".."),
}


@pytest.mark.parametrize("spoil", SPOILT.values(), ids=SPOILT.keys())
def test_what_is_damaged_is_told_with_its_place(folder: Path, spoil: Callable[[Path], Path]) -> None:
    path = spoil(folder)
    with pytest.raises(ContentError) as caught:
        read_baseline(folder)
    (problem,) = caught.value.problems
    assert caught.value.exit_code == ExitCode.CONTENT
    assert problem.path == path
    assert problem.hint == "Restore it from version control, or accept it anew with `kanben proof accept`."


@pytest.mark.parametrize("name", [SNAPSHOT_FILE, FACTS_FILE])
def test_facts_that_are_no_text(folder: Path, name: str) -> None:
    (folder / name).write_bytes(b"\xff{")
    with pytest.raises(ContentError):
        read_baseline(folder)


def test_a_baseline_without_facts(folder: Path) -> None:
    (folder / FACTS_FILE).unlink()
    with pytest.raises(FileAccessError) as caught:
        read_baseline(folder)
    assert caught.value.problems[0].path == folder / FACTS_FILE


def test_a_baseline_without_its_history_was_accepted_by_nobody(folder: Path) -> None:
    (folder / HISTORY_FILE).unlink()
    with pytest.raises(ContentError, match="tells of nobody"):
        read_baseline(folder)
