"""A BagIt bag of a volume: the files in ``data/``, their SHA-256 sums, and what the bag is (RFC 8493, BagIt 1.0).

The library ``bagit`` 1.9.0 (bagit.py, make_bag) writes version 0.97, moves the files it is given, and changes the
working directory of the whole process; so the five small text files are written here, and it serves the tests as
an independent reader.
"""

import datetime
import hashlib
import os
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pipeline.binding.preservation.fixity import is_inside, shorten_path
from pipeline.bounded_files import RefusedFileError, open_named
from pipeline.errors import FileAccessError, Problem
from pipeline.i18n import _
from pipeline.volume import BoundVolume
from pipeline.work_folders import describe_unwritable, work_folder

DECLARATION = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"

_CHUNK = 1 << 20
_LARGEST_FILE = 1 << 40  # bytes: only what is no plain file is refused


@dataclass(frozen=True, slots=True)
class BagFacts:
    """What ``bag-info.txt`` says. *date* is the volume's, not that of the machine's clock, so that bags are alike."""

    organisations: tuple[str, ...]
    identifier: str
    description: str
    date: datetime.date


def bag_facts(volume: BoundVolume, date: datetime.date | None = None) -> BagFacts:
    """The facts of the bag of *volume*. *date* is the one that its PDF has; else that of its last issue, or the year's
    last day when no issue has a date.
    """
    order = volume.order
    last = max(
        (issue.date.first_day for issue in volume.issues if issue.date), default=datetime.date(order.year, 12, 31)
    )
    organisations = order.publication.organisers or (order.publication.name,)
    return BagFacts(organisations, order.shelf_mark or order.id, order.title, date or last)


def write_bag(folder: Path, files: Mapping[str, Path | bytes], facts: BagFacts) -> None:
    """Make the bag *folder* of *files* (name told from ``data/``, with ``/`` → file or contents).

    It is made beside its place and put there in one step; an older bag there is kept until then, and put back when
    that fails. The same files and facts give the same bytes.

    Raises ValueError for a name that leads out of the bag, FileAccessError when something cannot be read or written,
    or *folder* is anything but a bag or an empty folder.
    """
    unsafe = [name for name in files if not is_inside(name)]
    if unsafe:
        raise ValueError(unsafe)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        previous = folder.with_name(f".{folder.name}.previous")
        if previous.exists() and not folder.exists():  # left by a run that was ended between the two renamings
            previous.rename(folder)
        _expect_room(folder)
        with work_folder(f".{folder.name}.", folder.parent) as workplace:
            made = workplace / "bag"
            _fill(made, files, facts)
            _put(made, folder, previous)
    except OSError as error:
        raise describe_unwritable(shorten_path(Path(error.filename or folder)), error, folder) from error


def _expect_room(folder: Path) -> None:
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        is_ours = False
    else:
        is_ours = not folder.exists() or (folder / "bagit.txt").is_file() or not any(folder.iterdir())
    if not is_ours:
        message = _("There is something here already that is no bag.")
        raise FileAccessError(Problem(message, folder, hint=_("Move it out of the way.")))


def _put(made: Path, folder: Path, previous: Path) -> None:
    """Put *made* in the place of *folder*, which is called *previous* for the moment that takes."""
    shutil.rmtree(previous, ignore_errors=True)
    is_replaced = folder.exists()
    if is_replaced:
        folder.rename(previous)
    try:
        made.rename(folder)
    except BaseException:
        if is_replaced:
            previous.rename(folder)
        raise
    shutil.rmtree(previous, ignore_errors=True)


def _fill(bag: Path, files: Mapping[str, Path | bytes], facts: BagFacts) -> None:
    (bag / "data").mkdir(parents=True)
    sums, octets = {}, 0
    for name in sorted(files):
        target = bag / "data" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        sums[f"data/{name}"], size = _write(target, files[name])
        octets += size
    tags = {
        "bag-info.txt": _information(facts, octets, len(files)),
        "bagit.txt": DECLARATION,
        "manifest-sha256.txt": _manifest(sums),
    }
    tag_sums = {name: _write(bag / name, data)[0] for name, data in tags.items()}
    _write(bag / "tagmanifest-sha256.txt", _manifest(tag_sums))
    for path in (bag, *bag.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)


def _write(target: Path, source: Path | bytes) -> tuple[str, int]:
    """Write *source* to *target*; return the SHA-256 and number of the bytes that were written."""
    value, size = hashlib.sha256(), 0
    with target.open("xb") as file:
        for chunk in (source,) if isinstance(source, bytes) else _chunks(source):
            file.write(chunk)
            value.update(chunk)
            size += len(chunk)
        file.flush()
        os.fsync(file.fileno())
    return value.hexdigest(), size


def _chunks(path: Path) -> Iterator[bytes]:
    try:
        with open_named(path, _LARGEST_FILE) as file:
            while chunk := file.read(_CHUNK):
                yield chunk
    except RefusedFileError as error:
        raise FileAccessError(error.problem(path)) from error


def _manifest(sums: Mapping[str, str]) -> bytes:
    return "".join(f"{value}  {encode_name(name)}\n" for name, value in sums.items()).encode("utf-8")


def encode_name(name: str) -> str:
    """*name* as a manifest has it (RFC 8493, 2.1.3)."""
    return name.replace("%", "%25").replace("\n", "%0A").replace("\r", "%0D")


def _information(facts: BagFacts, octets: int, count: int) -> bytes:
    rows = [
        *(("Source-Organization", name) for name in facts.organisations),
        ("External-Identifier", facts.identifier),
        ("External-Description", facts.description),
        ("Bagging-Date", facts.date.isoformat()),
        ("Payload-Oxum", f"{octets}.{count}"),
        ("Bag-Software-Agent", "Kanben"),
    ]
    return "".join(f"{label}: {' '.join(value.split())}\n" for label, value in rows if value.strip()).encode("utf-8")
