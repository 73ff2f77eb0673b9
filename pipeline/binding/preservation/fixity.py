"""Fixity: SHA-256 sums of finished files, in the form that ``sha256sum -c`` reads, and their comparison later.

What is compared may come from anywhere: a list of sums that leads out of its folder, names links, or is no text is told
as a problem, and nothing outside the folder is opened.
"""

import hashlib
import mmap
import os
import re
import stat
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path, PurePosixPath

from pipeline.errors import FixityError, Problem
from pipeline.i18n import _

SUMS_NAME = "SHA256SUMS"
LARGEST_LIST = 16_000_000  # bytes of a list of sums; more than a hundred thousand files
LONGEST_LINE = 8_192  # characters of it; a path has 4,096 bytes at most
MOST_PROBLEMS = 1_000  # that are told
_LARGEST_FILE = 64 << 30  # bytes; a volume has some ten million
_LARGEST_HOLE = 1 << 30  # bytes that a file has and the disk has not: it would be read for hours

_CHUNK = 1 << 20
_END_OF_UPDATE = re.compile(rb"%%EOF(?:\r\n|\r|\n)?")
_MOST_UPDATES = 1_000
_SUM_LINE = re.compile(r"(\\?)([0-9A-Fa-f]{64}) [ *](.+)")
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_WRITTEN_LINE = re.compile("[^\n]+")
_ESCAPES = {"\\": "\\\\", "\n": "\\n", "\r": "\\r"}  # as GNU coreutils writes them, with a backslash before the line


@dataclass(frozen=True, slots=True)
class Verification:
    """What came of comparing *path*: how many *files* it names, and each that is not as it was. *kind*: bag or sums."""

    path: Path
    kind: str
    files: int
    problems: tuple[Problem, ...]


def checksums(files: Mapping[str, Path | bytes]) -> bytes:
    """The contents of ``SHA256SUMS`` for *files* (name told from its folder, with ``/`` → file or contents).

    Lines are in order of names. Raises ValueError for a name that leads out of the folder, OSError for a file that
    cannot be read.
    """
    lines = []
    for name in sorted(files):
        if not is_inside(name):
            raise ValueError(name)
        source = files[name]
        value = hashlib.sha256(source).hexdigest() if isinstance(source, bytes) else digest(source)
        escaped = re.sub(r"[\\\n\r]", lambda match: _ESCAPES[match[0]], name)
        lines.append(f"{'' if escaped == name else chr(92)}{value}  {escaped}\n")
    return "".join(lines).encode("utf-8", "surrogateescape")


def digest(path: Path) -> str:
    """The SHA-256 of the file at *path*, in hexadecimal. Raises OSError; a link or a device is not opened."""
    return digests(path, ("sha256",))["sha256"]


def digests(path: Path, algorithms: Iterable[str]) -> dict[str, str]:
    """Digests of the file at *path* by the names that hashlib has. Raises OSError; a link or device is not opened."""
    hashes = {name: hashlib.new(name, usedforsecurity=False) for name in algorithms}
    descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    with os.fdopen(descriptor, "rb", buffering=0) as file:
        kind = os.fstat(descriptor)
        if not stat.S_ISREG(kind.st_mode):
            raise OSError(_("not a regular file"))
        if kind.st_size > _LARGEST_FILE or kind.st_size - 512 * kind.st_blocks > _LARGEST_HOLE:
            raise OSError(_("larger than any that Kanben makes"))
        while chunk := file.read(_CHUNK):
            for value in hashes.values():
                value.update(chunk)
    return {name: value.hexdigest() for name, value in hashes.items()}


def _begins_with(path: Path, sums: Mapping[str, str]) -> bool:
    """Whether the PDF at *path* has *sums* up to the end of one of its updates (ISO 32000-1, 7.5.6)."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        with os.fdopen(descriptor, "rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
            hashes = {name: hashlib.new(name, usedforsecurity=False) for name in sums}
            start = 0
            for found in islice(_END_OF_UPDATE.finditer(data), _MOST_UPDATES):
                for value in hashes.values():
                    for at in range(start, found.end(), _CHUNK):
                        value.update(data[at : min(at + _CHUNK, found.end())])
                start = found.end()
                if all(value.hexdigest() == sums[name] for name, value in hashes.items()):
                    return True
    except (OSError, ValueError):  # ValueError: an empty file
        return False
    return False


def is_inside(name: str) -> bool:
    """Whether *name*, a path with ``/``, stays in the folder it is told from."""
    parts = name.split("/")
    return "\0" not in name and not name.startswith("/") and not any(part in ("", ".", "..") for part in parts)


def verify_sums(folder: Path) -> Verification:
    """Compare the files of *folder* with its ``SHA256SUMS``. Files that it does not name are let be.

    Raises FixityError when the list itself is not one.
    """
    path = folder / SUMS_NAME
    expected: dict[str, str] = {}
    problems: list[Problem] = []
    for number, line in lines_of(read_list(path)):
        if len(problems) >= MOST_PROBLEMS:
            break
        found = _SUM_LINE.fullmatch(line) if len(line) <= LONGEST_LINE else None
        if found is None:
            problems.append(Problem(_("This is no line of a list of checksums."), path, number))
            continue
        name = re.sub(r"\\(.)", lambda match: _unescape(match[1]), found[3]) if found[1] else found[3]
        if is_inside(name):
            expected[name] = found[2].lower()
        else:
            problems.append(report_unsafe_name(path, number))
    compared = (problem for name in expected if (problem := _compare(folder, name, expected[name])))
    problems += islice(compared, max(0, MOST_PROBLEMS - len(problems)))
    return Verification(folder, "sums", len(expected), tuple(problems))


def find_sum(path: Path) -> str:
    """What the ``SHA256SUMS`` beside the file *path* says of it; empty where it says nothing or can't be read."""
    try:
        lines = lines_of(read_list(path.parent / SUMS_NAME))
    except FixityError:
        return ""
    found = (_SUM_LINE.fullmatch(line) for _number, line in lines if len(line) <= LONGEST_LINE)
    return next((each[2].lower() for each in found if each and not each[1] and each[3] == path.name), "")


def _unescape(letter: str) -> str:
    return {"n": "\n", "r": "\r"}.get(letter, letter)


def _compare(folder: Path, name: str, expected: str) -> Problem | None:
    """What is wrong with the file *name*. No folder on the way to it may be a link that leads elsewhere."""
    path = folder / PurePosixPath(name)
    try:
        if not path.resolve().is_relative_to(folder.resolve()):
            return Problem(_("The file lies elsewhere, behind a link."), shorten_path(path))
        return None if digest(path) == expected else report_changed(path, {"sha256": expected})
    except FileNotFoundError:
        return report_missing(path)
    except (OSError, RuntimeError) as error:  # RuntimeError: links in a circle
        return report_unreadable(path, error)


def read_list(path: Path) -> str:
    """The text of the list of checksums (or another tag file) at *path*.

    Raises FixityError when it cannot be read, is larger than ``LARGEST_LIST``, or is not UTF-8.
    """
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        with os.fdopen(descriptor, "rb") as file:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                raise OSError(_("not a regular file"))
            data = file.read(LARGEST_LIST + 1)
        if len(data) > LARGEST_LIST:
            raise FixityError(Problem(_("The list of checksums is too large."), shorten_path(path)))
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FixityError(Problem(_("The file is not UTF-8."), shorten_path(path))) from error
    except OSError as error:
        raise FixityError(report_unreadable(path, error)) from error


def lines_of(text: str) -> Iterator[tuple[int, str]]:
    """The lines of *text* with anything on them, with their numbers from 1, without the ends of Unix and Windows."""
    number, at = 1, 0
    for found in _WRITTEN_LINE.finditer(text):
        number, at = number + text.count("\n", at, found.start()), found.start()
        yield number, found[0].removesuffix("\r")


# --- what can be wrong with a file ---------------------------------------------------------------------------------


def report_changed(path: Path, sums: Mapping[str, str]) -> Problem:
    """The file at *path* has other contents than it had, when its digests by algorithm were *sums*.

    A PDF whose beginning has them is told as one that was added to.
    """
    if path.suffix.lower() != ".pdf" or not _begins_with(path, sums):
        return Problem(_("The file was changed."), shorten_path(path))
    message = _("The file was added to behind its end, as by a further signature or time stamp; what it was is whole.")
    hint = _("If that is known, make its checksums anew.")
    return Problem(message, shorten_path(path), hint=hint)


def report_missing(path: Path) -> Problem:
    """The file at *path* is no longer there."""
    return Problem(_("The file is missing."), shorten_path(path))


def report_unreadable(path: Path, error: Exception) -> Problem:
    """The file at *path* is there, and cannot be read."""
    reason = getattr(error, "strerror", None) or error
    return Problem(_("The file cannot be read: {reason}.").format(reason=reason), shorten_path(path))


def report_unsafe_name(path: Path, line: int) -> Problem:
    """The list at *path* names a file outside of its folder on *line* (1-based)."""
    return Problem(_("This line names a file outside the folder; it was not looked at."), shorten_path(path), line)


def shorten_path(path: Path) -> Path:
    """*path* as it can be printed: names that are not UTF-8 or hold control characters have marks for these."""
    return Path(_CONTROLS.sub("\ufffd", os.fsencode(path).decode("utf-8", "replace")))
