"""The text files of an issue, read and saved by the desk: never outside the issue, never over what somebody else wrote.

A file is known by its entity tag, a digest of its bytes. Whoever saves says which bytes he began with; where others lie
on disk by now nothing is written, and both texts are told.
"""

import difflib
import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from pipeline.bounded_files import RefusedFileError, read_inside, real_path_inside, text_of
from pipeline.errors import FileAccessError, KanbenError, Problem
from pipeline.i18n import _
from pipeline.manuscript.workspace import ISSUE_FILE, MAX_TEXT_BYTES
from pipeline.production.publishing import publish

SUFFIXES = (".md", ".yaml", ".bib")
_MOST_PARTS, _LONGEST = 4, 200
_MOST_LISTED = 500
_MOST_ROWS = 400  # of a difference
_MARK = "\ufeff".encode()


@dataclass(frozen=True, slots=True)
class SourceText:
    """The *text* of a file, with ``\\n`` line ends, and the entity *tag* of its bytes."""

    text: str
    tag: str


@dataclass(frozen=True, slots=True)
class Difference:
    """The file has other bytes than those a text began with: *disk* is what lies there now.

    *rows* lead from there to the text that was to be saved: `` ``, ``-`` or ``+``, and a line; many are cut off.
    """

    disk: SourceText
    rows: tuple[tuple[str, str], ...]
    is_cut: bool


@dataclass(frozen=True, slots=True)
class SourceFiles:
    """The text files of the issue folder *issue* in *workspace*."""

    issue: Path
    workspace: Path

    def names(self) -> list[str]:
        """The files that can be edited, told from the folder of the issue: the issue file first, then the articles."""
        found = [ISSUE_FILE]
        for folder in ("articles", "."):
            place = self.issue / folder
            if real_path_inside(self.issue, place) is not None and place.is_dir():
                names = sorted(entry.name for entry in os.scandir(place) if entry.is_file())[:_MOST_LISTED]
                found += [str(PurePosixPath(folder) / name) for name in names]
        return [name for name in dict.fromkeys(found) if self.find(name) is not None]

    def find(self, name: str) -> Path | None:
        """The file *name*; None where there is none, or it may not be edited: hidden, a link, of another kind."""
        if not is_plain_name(name) or PurePosixPath(name).suffix not in SUFFIXES:
            return None
        path = self.issue / name
        real = real_path_inside(self.issue, path)
        return path if real == self.issue.resolve() / name and real.is_file() else None

    def read(self, name: str) -> SourceText | None:
        """The text of the file *name*; None where `find` has none. Raises FileAccessError if it can't be read."""
        path = self.find(name)
        if path is None:
            return None
        data = self._read(path)
        return SourceText(as_text(data, path), tag_of(data))

    def save(self, name: str, text: str, tag: str) -> SourceText | Difference | None:
        """Put *text* into the file *name*, if it still has the entity *tag*: what it is then, or how it differs.

        None where `find` has no such file. Line ends and a byte order mark stay as they are. Raises FileAccessError.
        """
        path = self.find(name)
        if path is None:
            return None
        before = self._read(path)
        if tag_of(before) != tag:
            disk = SourceText(as_text(before, path), tag_of(before))
            return _difference(disk, text)
        data = as_bytes(text, before)
        if len(data) > MAX_TEXT_BYTES:
            message = _("The text is larger than {limit} MB.").format(limit=MAX_TEXT_BYTES >> 20)
            raise FileAccessError(Problem(message, path, hint=_("Split it.")))
        if data != before:
            publish(data, path, self.workspace)
        return SourceText(text, tag_of(data))

    def compare(self, name: str, text: str) -> Difference | None:
        """How *text* differs from what the file *name* holds; None where `find` has none. Raises FileAccessError."""
        disk = self.read(name)
        return None if disk is None else _difference(disk, text)

    def _read(self, path: Path) -> bytes:
        try:
            return read_inside(self.workspace, path, MAX_TEXT_BYTES)
        except RefusedFileError as error:
            raise FileAccessError(error.problem(path)) from error
        except OSError as error:
            message = _("The file cannot be read: {reason}.").format(reason=error.strerror or error)
            raise FileAccessError(Problem(message, path)) from error


def is_plain_name(name: str) -> bool:
    """Whether *name* leads downwards only, to nothing hidden, by parts that any file system takes."""
    parts = name.split("/")
    if len(parts) > _MOST_PARTS or not name.isprintable() or "\\" in name:
        return False
    return all(part and not part.startswith(".") and len(part.encode()) <= _LONGEST for part in parts)


def tag_of(data: bytes) -> str:
    """The entity tag of *data*, without quotation marks."""
    return hashlib.sha256(data).hexdigest()[:32]


def as_text(data: bytes, path: Path) -> str:
    """The text in *data* of the file *path*, with ``\\n`` line ends. Raises FileAccessError."""
    try:
        return text_of(data).replace("\r\n", "\n").replace("\r", "\n")
    except RefusedFileError as error:
        raise _refusal(error, path) from error


def _refusal(error: RefusedFileError, path: Path) -> KanbenError:
    return FileAccessError(error.problem(path))


def as_bytes(text: str, before: bytes) -> bytes:
    """*text* as a file, with the line ends and the byte order mark that it had *before*."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if b"\r\n" in before:
        text = text.replace("\n", "\r\n")
    mark = _MARK if before.startswith(_MARK) else b""
    return mark + text.encode("utf-8")


def _difference(disk: SourceText, text: str) -> Difference:
    rows = list(_rows(disk.text.splitlines(), text.replace("\r\n", "\n").splitlines()))
    return Difference(disk, tuple(rows[:_MOST_ROWS]), len(rows) > _MOST_ROWS)


def _rows(before: list[str], after: list[str]) -> Iterator[tuple[str, str]]:
    """What differs, with two lines about it; ``…`` stands between places."""
    for number, row in enumerate(difflib.unified_diff(before, after, lineterm="", n=2)):
        if row.startswith("@@"):
            if number > 2:
                yield "…", ""
        elif number > 1:
            yield row[0], row[1:]
