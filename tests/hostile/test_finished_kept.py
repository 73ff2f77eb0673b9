"""What is kept beside finished files, written by anyone: read within bounds, or refused in words."""

import gzip
import json
import os
import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pipeline.bounded_files import BoundedFolder
from pipeline.errors import ContentError, FileAccessError, KanbenError
from pipeline.production.proof.proof_files import ComparisonRequest, compare_files, is_snapshot
from pipeline.production.proof.proof_versions import version_of
from pipeline.regression.baseline.baseline import FACTS_FILE, SNAPSHOT_FILE, read_baseline
from pipeline.regression.baseline.history import HISTORY_FILE
from pipeline.regression.compare import compare
from pipeline.regression.kept_files import MAX_FACTS, read_json, read_kept
from pipeline.regression.snapshot.snapshot import (
    Entry,
    Link,
    Mark,
    Snapshot,
    canonical,
    from_rows,
    read_snapshot,
    write_number,
)
from pipeline.reports.page_pictures import read_kept_picture
from tests.regression.baseline.test_baseline import BOX, PAGE, SNAPSHOT, put

pytestmark = pytest.mark.usefixtures("bounded")


def no_file(kind: str, path: Path) -> None:
    """Something at *path* that is no plain file, or larger than anything."""
    path.unlink(missing_ok=True)
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "device":
        path.symlink_to("/dev/zero")
    elif kind == "circle":
        path.symlink_to(path.name)
    elif kind == "folder":
        path.mkdir()
    else:
        with path.open("wb") as file:
            file.truncate(1 << 40)


NO_FILES = ["pipe", "device", "circle", "folder", "a terabyte of nothing"]


@pytest.mark.parametrize("kind", NO_FILES)
def test_what_is_no_file_is_refused(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "a"
    no_file(kind, path)
    steps: list[Callable[[], object]] = [
        lambda: read_kept(path, 1000),
        lambda: read_snapshot(path),
        lambda: is_snapshot(path),
        lambda: version_of(path, None, BoundedFolder.of(tmp_path / "shelf")),
        lambda: compare_files(ComparisonRequest(path, path)),
    ]
    for step in steps:
        with pytest.raises(FileAccessError):
            step()
    assert read_kept_picture(0, path) is None


@pytest.mark.parametrize("kind", NO_FILES)
@pytest.mark.parametrize("name", [SNAPSHOT_FILE, FACTS_FILE, HISTORY_FILE])
def test_a_baseline_of_no_files_is_refused(name: str, kind: str, tmp_path: Path) -> None:
    folder = tmp_path / "a"
    put(folder)
    no_file(kind, folder / name)
    if name == SNAPSHOT_FILE and kind != "a terabyte of nothing":
        assert read_baseline(folder) is None  # as if it were not there
        return
    with pytest.raises(FileAccessError) as caught:
        read_baseline(folder)
    assert caught.value.problems[0].path == folder / name


def _member(size: int) -> bytes:
    return gzip.compress(b"0" * size, 9)


BOMBS: dict[str, Callable[[], bytes]] = {
    "a bomb": lambda: _member(80 << 20),
    "a bomb of many members": lambda: _member(1 << 20) * 80,
    "many empty members": lambda: gzip.compress(b"") * 500_000,
    "nested": lambda: gzip.compress(b"[" * 1_000_000),
    "nested dictionaries": lambda: gzip.compress(b'{"a":' * 1_000_000),
    "very many values": lambda: gzip.compress(b'{"format":2,"pages":[' + b"[]," * 2_000_000 + b"0]}"),
    "very many dictionaries": lambda: gzip.compress(b'{"format":2,"pages":[' + b'{"a":1},' * 1_500_000 + b"0]}"),
    "a long number": lambda: gzip.compress(b'{"format":' + b"9" * 10_000_000 + b"}"),
    "a wide encoding": lambda: gzip.compress(json.dumps({"format": 2}).encode("utf-32")),
    "cut off": lambda: write_number(SNAPSHOT)[:-20],
    "a wrong sum": lambda: write_number(SNAPSHOT)[:-8] + bytes(8),
    "no end of a name": lambda: b"\x1f\x8b\x08\x08" + b"a" * 1_000_000,
    "nothing": lambda: b"",
    "no list": lambda: gzip.compress(b"5"),
}


@pytest.mark.parametrize("name", BOMBS)
def test_bombs_are_no_snapshots(name: str, tmp_path: Path) -> None:
    path = tmp_path / "a.json.gz"
    path.write_bytes(BOMBS[name]())
    with pytest.raises(ContentError, match="no snapshot that Kanben can read"):
        read_snapshot(path)


def _rows(**changes: Any) -> dict[str, Any]:
    return json.loads(canonical(SNAPSHOT)) | changes


def _page(**changes: Any) -> dict[str, Any]:
    rows = _rows()
    return rows | {"pages": [rows["pages"][0] | changes]}


LINK = {"box": BOX, "target": "page 1"}
MARK = {"box": BOX, "digest": "a", "colour": ""}
NO_SNAPSHOTS = {
    "pages": _rows(pages=_rows()["pages"] * 10_001),
    "outline": _rows(outline=[{"level": 0, "title": "a", "page": 0}] * 20_001),
    "links": _page(links=[LINK] * 2_001),
    "images": _page(images=[MARK] * 401),
    "vectors": _page(vectors=[MARK] * 121),
    "lines": _page(lines=_rows()["pages"][0]["lines"] * 40_001),
    "columns": _page(columns=10**9),
    "a place without end": _page(boxes=[["media", [0, 0, 1e12, 1e12]]]),
    "infinite": _page(boxes=[["media", [0, 0, float("inf"), 1]]]),
    "a style that is none": _page(lines=[{"x": 0, "y": 0, "width": 0, "pieces": [[7, "a"]]}]),
}


@pytest.mark.parametrize("name", NO_SNAPSHOTS)
def test_what_no_page_has_is_no_snapshot(name: str) -> None:
    with pytest.raises((ValueError, OverflowError)):
        from_rows(NO_SNAPSHOTS[name])


def test_a_snapshot_near_the_limits_is_read(tmp_path: Path) -> None:
    link, mark = Link(BOX, "page 1"), Mark(BOX, "a")
    full = replace(PAGE, links=(link,) * 2_000, images=(mark,) * 400, vectors=(mark,) * 120, lines=PAGE.lines * 4_000)
    snapshot = replace(SNAPSHOT, pages=(full, *[PAGE] * 500), outline=(Entry(0, "a", 0),) * 20_000)
    path = tmp_path / "a.json.gz"
    path.write_bytes(write_number(snapshot))
    assert read_snapshot(path) == snapshot
    assert not compare(snapshot, snapshot).differs


def _many_links(count: int, chance: random.Random) -> Snapshot:
    def page() -> Any:
        targets = [f"page {chance.randrange(10**6)}" for _link in range(2_000)]
        return replace(PAGE, links=tuple(Link((n / 100, 0.0, 1.0, 1.0), each) for n, each in enumerate(targets)))

    return replace(SNAPSHOT, pages=tuple(page() for _page in range(count)))


@pytest.mark.slow
def test_very_many_links_are_compared_in_time() -> None:
    chance = random.Random(1)
    assert compare(_many_links(20, chance), _many_links(20, chance)).differs


def test_snapshots_changed_at_random_are_compared_or_refused(tmp_path: Path) -> None:
    """One value in the place of another; what is compared ends, whatever it says."""
    strange = [
        0,
        -1,
        10**9,
        1e6,
        -1e6,
        0.1,
        "",
        "page 1",
        "f" * 500,
        [],
        {},
        None,
        True,
        [[0, "甲" * 300]] * 50,
        [0] * 4,
    ]
    base = _rows(pages=_rows()["pages"] * 3)
    original = from_rows(base)
    outcomes = set()
    for seed in range(400):
        chance = random.Random(seed)
        rows = json.loads(json.dumps(base))
        holder: Any = rows
        while True:
            keys = list(holder) if isinstance(holder, dict) else list(range(len(holder)))
            key = chance.choice(keys)
            inner = holder[key]
            if isinstance(inner, dict | list) and inner and chance.random() < 0.8:
                holder = inner
                continue
            holder[key] = chance.choice(strange)
            break
        path = tmp_path / "a.json.gz"
        path.write_bytes(gzip.compress(json.dumps(rows).encode()))
        try:
            compare(original, read_snapshot(path))
        except ContentError:
            outcomes.add("refused")
        else:
            outcomes.add("compared")
    assert outcomes == {"refused", "compared"}


DAMAGED = [
    b"[" * 1_000_000,
    b"[0," * 1_500_000 + b"0]",
    b"\xff\xfe",
    b"1" * 100_000,
    b" " * (MAX_FACTS + 1),
    b"{}",
    b"",
]


@pytest.mark.parametrize("data", DAMAGED, ids=range(len(DAMAGED)))
@pytest.mark.parametrize("name", [FACTS_FILE, HISTORY_FILE])
def test_damaged_facts_and_histories_are_told(name: str, data: bytes, tmp_path: Path) -> None:
    folder = tmp_path / "a"
    put(folder)
    (folder / name).write_bytes(data)
    with pytest.raises(KanbenError) as caught:
        read_baseline(folder)
    assert {problem.path for problem in caught.value.problems} <= {folder / name, folder / SNAPSHOT_FILE}


def test_a_history_of_very_many_damaged_lines_is_told_by_a_few(tmp_path: Path) -> None:
    folder = tmp_path / "a"
    put(folder)
    (folder / HISTORY_FILE).write_bytes(b"{}\n" * 3_000_000)
    with pytest.raises(ContentError) as caught:
        read_baseline(folder)
    assert 1 < len(caught.value.problems) < 100


def test_json_is_bounded_by_what_it_holds() -> None:
    assert len(read_json(b"[" + b"0," * 999 + b"0]", 1_000)) == 1_000
    with pytest.raises(ValueError, match="1000"):
        read_json(b"[" + b"0," * 1_000 + b"0]", 1_000)


@pytest.mark.parametrize("name", ["0000000000001", "１", "²", "-1", "0", "3", "a"])
def test_pictures_are_named_after_pages(name: str, tmp_path: Path) -> None:
    folder = tmp_path / "a"
    put(folder)
    (folder / "pages" / f"{name}.webp").write_bytes(b"x")
    baseline = read_baseline(folder)
    assert baseline is not None
    assert baseline.pictures.keys() == {0, 1}
    assert {path.stem for path in baseline.pictures.values()} == {"0001", "0002"}


def test_a_picture_that_is_too_large_is_none(tmp_path: Path) -> None:
    path = tmp_path / "0001.webp"
    wide = b"RIFF\x1a\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0" + b"\xff\xff\x0f" * 2
    for data in (b"", b"RIFF" * 20, b"\x89PNG\r\n\x1a\n" + b"\0" * 50, wide, wide.ljust(3 << 20, b"\0")):
        path.write_bytes(data)
        assert read_kept_picture(0, path) is None
