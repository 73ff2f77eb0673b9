"""Parts kept on disk: found as they were kept, or not at all, whatever became of the files."""

import errno
import os
import pickle
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from pipeline.engine.frozen_parts import freeze_part
from pipeline.engine.laid_out_part import LaidOutPart
from pipeline.production import cache_folder, kept_parts
from pipeline.production.cache_folder import CacheFolder
from pipeline.production.kept_parts import KeptParts, key_maker
from tests.engine.small_part import describe_part, small_part

KEY, OTHER = "ab" * 32, "cd" * 32


@dataclass
class Shelf:
    """A folder of kept parts, and a workspace with a picture that they have loaded."""

    kept: KeptParts
    workspace: Path

    @property
    def folders(self) -> Mapping[str, Path]:
        return {"workspace": self.workspace}

    @property
    def picture(self) -> Path:
        return self.workspace / "a b.png"

    @property
    def file(self) -> Path:
        return self.kept.folder.place(KEY)

    def keep(self, text: str = "第一期", key: str = KEY) -> LaidOutPart:
        part = small_part(text, {"workspace:a%20b.png?0123": sha256(b"picture").hexdigest()})
        self.kept.keep(key, part)
        return part

    def find(self, key: str = KEY) -> LaidOutPart | None:
        return self.kept.find(key, self.folders)

    @property
    def names(self) -> list[str]:
        return [path.name for path in self.kept.folder.path.rglob("*") if not path.is_dir()]


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    shelf = Shelf(KeptParts(CacheFolder(tmp_path / "cache")), tmp_path / "workspace")
    shelf.workspace.mkdir()
    shelf.picture.write_bytes(b"picture")
    return shelf


def seal(data: bytes, key: str = KEY) -> bytes:
    """*data* with the digest that a kept part has in front of it."""
    return kept_parts._seal(key, data) + data


def test_a_part_is_found_as_it_was_kept(shelf: Shelf) -> None:
    assert shelf.find() is None
    part = shelf.keep()
    found = shelf.find()
    assert found is not None
    assert describe_part(found) == describe_part(part)
    shelf.keep("第二期")
    again = shelf.find()
    assert again is not None
    assert describe_part(again) != describe_part(part)
    assert len(shelf.names) == 1


def test_another_key_finds_nothing_even_if_the_file_is_put_there(shelf: Shelf) -> None:
    shelf.keep()
    assert shelf.find(OTHER) is None
    other = shelf.kept.folder.place(OTHER)
    other.parent.mkdir()
    other.write_bytes(shelf.file.read_bytes())
    other.chmod(0o600)
    assert shelf.find(OTHER) is None
    shelf.keep(key=OTHER)
    assert shelf.find(OTHER) is not None


def test_what_is_cut_off_anywhere_is_not_used(shelf: Shelf) -> None:
    shelf.keep()
    whole = shelf.file.read_bytes()
    for length in {*range(100), *range(0, len(whole), 7), *range(len(whole) - 100, len(whole))}:
        shelf.file.write_bytes(whole[:length])
        assert shelf.find() is None, length
    shelf.file.write_bytes(whole + b"\0")
    assert shelf.find() is None
    shelf.file.write_bytes(whole)
    assert shelf.find() is not None


def test_no_flipped_bit_is_used(shelf: Shelf) -> None:
    shelf.keep()
    whole = shelf.file.read_bytes()
    for bit in [*range(8 * 60), *random.Random(1).sample(range(8 * len(whole)), 300)]:
        broken = bytearray(whole)
        broken[bit // 8] ^= 1 << bit % 8
        shelf.file.write_bytes(broken)
        assert shelf.find() is None, bit


@pytest.mark.parametrize(
    "payload",
    [
        b"",
        pickle.dumps(({}, 1)),
        b'\0\0\0\x10[[[],[]],[]]    ',
        freeze_part(small_part())[:-1],
    ],
)  # fmt: skip
def test_what_is_no_part_is_not_used_though_its_digest_is_right(shelf: Shelf, payload: bytes) -> None:
    shelf.kept.folder.write(KEY, seal(payload))
    assert shelf.find() is None
    shelf.kept.folder.write(KEY, seal(freeze_part(small_part())))
    assert shelf.find() is not None


def _link(picture: Path) -> None:
    picture.rename(picture.parent.parent / "elsewhere.png")
    picture.symlink_to(picture.parent.parent / "elsewhere.png")


@pytest.mark.parametrize(
    "change",
    [
        lambda picture: picture.write_bytes(b"another"),
        lambda picture: picture.unlink(),
        lambda picture: (picture.unlink(), picture.mkdir()),
        lambda picture: (picture.unlink(), os.mkfifo(picture)),
        lambda picture: picture.chmod(0) if os.geteuid() else picture.unlink(),
        _link,
    ],
)
def test_a_part_whose_picture_is_not_what_it_was_is_not_used(shelf: Shelf, change: Callable[[Path], Any]) -> None:
    shelf.keep()
    assert shelf.find() is not None
    change(shelf.picture)
    assert shelf.find() is None


@pytest.mark.parametrize(
    "address", ["layout:a.png", "file:///etc/hostname", "workspace:../b.png", "a.png", "workspace:%00"]
)
def test_a_part_that_loaded_what_may_not_be_loaded_is_not_used(shelf: Shelf, address: str) -> None:
    (shelf.workspace.parent / "b.png").write_bytes(b"picture")
    shelf.kept.keep(KEY, small_part(loaded={address: sha256(b"picture").hexdigest()}))
    assert shelf.find() is None


def _key(monkeypatch: pytest.MonkeyPatch, name: str = "", value: Any = None, **settings: str) -> str:
    with monkeypatch.context() as context:
        if name:
            context.setattr(kept_parts, name, lambda: value)
        return key_maker(**{"fonts": "a", "style_sheets": "b", **settings})("<p>")


def test_a_key_is_of_all_that_a_part_is_made_by(monkeypatch: pytest.MonkeyPatch) -> None:
    versions = kept_parts.versions()
    keys = [
        _key(monkeypatch),
        _key(monkeypatch, fonts="b"),
        _key(monkeypatch, fonts="ab", style_sheets=""),
        _key(monkeypatch, style_sheets="\ud800"),
        _key(monkeypatch, "code_digest", "another"),
        *(_key(monkeypatch, "versions", {**versions, name: f"{versions[name]}.1"}) for name in versions),
        key_maker(fonts="a", style_sheets="b")("<p> "),
    ]
    monkeypatch.setenv("KANBEN_STOCK_SPEED", "1")
    keys.append(_key(monkeypatch))
    monkeypatch.delenv("KANBEN_STOCK_SPEED")
    assert len(set(keys)) == len(keys)
    assert _key(monkeypatch) == keys[0]
    assert {"kanben", "weasyprint", "Pango", "zlib", "python"} <= versions.keys()


@pytest.mark.parametrize("function", ["open", "mkdir", "rename", "write"])
@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EROFS, errno.EACCES])
def test_where_nothing_can_be_written_nothing_is_kept(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch, function: str, error: int
) -> None:
    def fail(*_arguments: Any, **_named: Any) -> Any:
        raise OSError(error, os.strerror(error))

    with monkeypatch.context() as context:
        if function == "write":
            context.setattr(cache_folder.os, "fdopen", lambda descriptor, _mode: _FullDisk(descriptor, fail))
        else:
            context.setattr(os, function, fail)
        shelf.keep()
    assert shelf.names == []
    shelf.keep()
    assert shelf.find() is not None


class _FullDisk:
    """A file that is written to in part."""

    def __init__(self, descriptor: int, fail: Callable[[], Any]) -> None:
        self.descriptor, self.fail = descriptor, fail

    def __enter__(self) -> "_FullDisk":
        return self

    def write(self, data: bytes) -> None:
        os.write(self.descriptor, data[: len(data) // 2])
        self.fail()

    def __exit__(self, *_why: object) -> None:
        os.close(self.descriptor)


def test_a_file_in_the_place_of_a_folder_keeps_nothing(shelf: Shelf) -> None:
    for place in (shelf.kept.folder.path, shelf.file.parent.parent, shelf.file.parent):
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(b"mine")
        shelf.keep()
        assert shelf.find() is None
        assert place.read_bytes() == b"mine"
        place.unlink()
    shelf.file.mkdir(parents=True)
    shelf.keep()
    assert shelf.find() is None
    assert shelf.names == []


def test_no_link_is_followed(shelf: Shelf) -> None:
    shelf.keep()
    elsewhere = shelf.workspace / "elsewhere"
    shelf.file.rename(elsewhere)
    shelf.file.symlink_to(elsewhere)
    assert shelf.find() is None
    shelf.file.unlink()
    elsewhere.rename(shelf.file)
    for folder in (shelf.file.parent, shelf.file.parent.parent):
        folder.rename(elsewhere)
        folder.symlink_to(elsewhere)
        before = sorted(elsewhere.rglob("*"))
        assert shelf.find() is None
        shelf.keep()
        assert sorted(elsewhere.rglob("*")) == before
        folder.unlink()
        elsewhere.rename(folder)
    assert shelf.find() is not None


def test_a_pipe_is_not_waited_for(shelf: Shelf) -> None:
    shelf.file.parent.mkdir(parents=True)
    os.mkfifo(shelf.file, 0o600)
    assert shelf.find() is None


def test_what_is_kept_is_for_its_user_alone(shelf: Shelf) -> None:
    old = os.umask(0)
    try:
        shelf.keep()
    finally:
        os.umask(old)
    modes = [path.stat().st_mode & 0o777 for path in (shelf.file, *list(shelf.file.parents)[:3])]
    assert modes == [0o600, 0o700, 0o700, 0o700]


def test_what_others_have_or_may_have_written_is_not_used(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    shelf.keep()
    for mode in (0o620, 0o602, 0o666):
        shelf.file.chmod(mode)
        assert shelf.find() is None
    shelf.file.chmod(0o600)
    with monkeypatch.context() as context:
        context.setattr(os, "geteuid", lambda: os.getuid() + 1)
        assert shelf.find() is None
    assert shelf.find() is not None


def test_what_would_take_too_much_room_is_neither_kept_nor_read(tmp_path: Path) -> None:
    size = len(seal(freeze_part(small_part())))
    large, small = (KeptParts(CacheFolder(tmp_path, most=4 * most)) for most in (size, size - 1))
    small.keep(KEY, small_part())
    assert small.find(KEY, {}) is None
    large.keep(KEY, small_part())
    assert large.find(KEY, {}) is not None
    assert small.find(KEY, {}) is None


WRITER = """
import sys
from pathlib import Path
from pipeline.production.cache_folder import CacheFolder
from pipeline.production.kept_parts import KeptParts
from tests.engine.small_part import small_part
kept = KeptParts(CacheFolder(Path(sys.argv[1])))
print("ready", flush=True)
while True:
    for number in range(16):
        kept.keep(f"{number:x}" * 64, small_part(f"{number:x}" * 20_000))
"""


def _write_for_ever(folder: Path) -> subprocess.Popen[bytes]:
    writer = subprocess.Popen([sys.executable, "-c", WRITER, folder], stdout=subprocess.PIPE)
    assert writer.stdout is not None
    assert writer.stdout.readline() == b"ready\n"
    return writer


def _find_all(kept: KeptParts) -> int:
    """How many of the parts that are written are found, each as it was kept; no other file is taken for one."""
    count = 0
    for number in range(16):
        key = f"{number:x}" * 64
        found = kept.find(key, {})
        assert (found is not None) == kept.folder.place(key).exists()
        if found is not None:
            assert describe_part(found) == describe_part(small_part(f"{number:x}" * 20_000))
            count += 1
    return count


def test_killed_at_any_time(tmp_path: Path) -> None:
    kept, found = KeptParts(CacheFolder(tmp_path)), 0
    for number in range(4):
        writer = _write_for_ever(tmp_path)
        time.sleep(0.01 + 0.013 * number)
        writer.kill()
        writer.communicate()
        found += _find_all(kept)
    assert found > 0
    kept.folder.clear()
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


@pytest.mark.parametrize("share", [0, 0.5, 1])
def test_killed_in_the_middle_of_writing(shelf: Shelf, share: float) -> None:
    code = f"""
import os, signal, sys
from pipeline.production import cache_folder

class Dying:
    def __init__(self, descriptor, mode): self.descriptor = descriptor
    def __enter__(self): return self
    def write(self, data):
        os.write(self.descriptor, data[: int(len(data) * {share})])
        os.kill(os.getpid(), signal.SIGKILL)
    def __exit__(self, *why): pass

os.fdopen = Dying
cache_folder.CacheFolder(cache_folder.Path(sys.argv[1])).write({KEY!r}, b"x" * 1000)
"""
    shelf.keep()
    killed = subprocess.run([sys.executable, "-c", code, shelf.kept.folder.path], check=False)
    assert killed.returncode == -signal.SIGKILL
    assert shelf.find() is not None  # what was kept before
    (left,) = (path for path in shelf.file.parent.iterdir() if path != shelf.file)
    assert left.stat().st_size == 1000 * share
    os.utime(left, (0, 0))
    shelf.kept.folder.trim()
    assert shelf.names == [shelf.file.name]


def test_two_write_the_same_while_a_third_reads(tmp_path: Path) -> None:
    kept = KeptParts(CacheFolder(tmp_path))
    writers = [_write_for_ever(tmp_path) for _number in range(2)]
    try:
        end = time.process_time() + 0.2
        while time.process_time() < end:
            found = _find_all(kept)
    finally:
        for writer in writers:
            writer.kill()
            writer.communicate()
    assert found == 16
