"""Fixity over decades: all bags, volumes, shelves and issues in a folder compared with their sums, a part at a time.

What was checked when, and what was found, is added to a log, a line of JSON for each place. A later check passes over
what was found whole not long ago: the rest takes its turn. Lines are never changed.
"""

import datetime
import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.binding.preservation.bag_check import verify
from pipeline.binding.preservation.fixity import (
    SUMS_NAME,
    digest,
    report_changed,
    report_missing,
    report_unreadable,
)
from pipeline.bounded_files import RefusedFileError, read_named
from pipeline.errors import ContentError, FileAccessError, FixityError, Problem
from pipeline.i18n import _
from pipeline.production.record import MAX_FINISHED, digest_of, digest_of_file, read_record
from pipeline.work_folders import describe_unwritable

_LARGEST_LOG = 256 << 20  # bytes; a million lines
_BAG = "bagit.txt"
_MANIFESTS = ("manifest-sha512.txt", "manifest-sha256.txt", "manifest-sha1.txt", "manifest-md5.txt")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceCheck:
    """A check of *place*, told from the folder that was named: *when* (UTC), so many *files*, and what was wrong.

    *kind* is bag, sums or issue; *sums* a digest of the list that the files were compared with.
    """

    place: str
    kind: str
    when: str
    files: int
    sums: str
    problems: tuple[str, ...] = ()
    list_changed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FixityReport:
    """What was checked now, how many places were *passed* over as they were checked not long ago; all problems."""

    checked: tuple[PlaceCheck, ...]
    passed: int
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FixityRequest:
    """Check *folder* with all below it, noting it in *log*; what was whole in the last *days* is passed over, unless
    *full*. *now* is the time of the check (UTC).
    """

    folder: Path
    log: Path
    days: int
    full: bool
    now: datetime.datetime


def check_fixity(request: FixityRequest) -> FixityReport:
    """Check what it is the turn of. Raises ContentError for a log that can't be read, FileAccessError."""
    before = read_log(request.log)
    checked: list[PlaceCheck] = []
    problems: list[Problem] = []
    passed = 0
    places = dict(find_places(request.folder))
    with _LogWriter(request.log) as log:
        for place, kind in places.items():
            last = before.get(place)
            if last is not None and not request.full and _is_recent(last, request):
                passed += 1
                continue
            check, found = _check(request, place, kind, last)
            log.add(check)
            checked.append(check)
            problems += found
    for place in sorted(before.keys() - places.keys()):
        message = _("It was there when it was checked last ({when}), and is gone.").format(when=before[place].when)
        problems.append(Problem(message, request.folder / place))
    return FixityReport(checked=tuple(checked), passed=passed, problems=tuple(problems))


def find_places(folder: Path) -> Iterator[tuple[str, str]]:
    """The places in *folder* and below it that have sums, with their kinds; bags are not looked into, nor links."""
    for here, folders, files in os.walk(folder):
        place = Path(here).relative_to(folder).as_posix()
        stem = "-".join(Path(here).resolve().parts[-3:])
        folders[:] = [] if _BAG in files else sorted(name for name in folders if not name.startswith("."))
        if _BAG in files:
            yield place, "bag"
        elif SUMS_NAME in files:
            yield place, "sums"
        elif f".{stem}.json" in files:
            yield place, "issue"


def _is_recent(last: PlaceCheck, request: FixityRequest) -> bool:
    """Whether *last* found all whole within the days, by the list that is there still."""
    when = datetime.datetime.fromisoformat(last.when)
    folder = request.folder / last.place
    is_young = datetime.timedelta(0) <= request.now - when < datetime.timedelta(days=request.days)
    return is_young and not last.problems and _list_digest(folder, last.kind) == last.sums


def _check(
    request: FixityRequest, place: str, kind: str, last: PlaceCheck | None
) -> tuple[PlaceCheck, tuple[Problem, ...]]:
    folder = request.folder / place
    sums = _list_digest(folder, kind)
    try:
        files, problems = _compare_issue(folder) if kind == "issue" else _compare(folder)
    except (FixityError, FileAccessError) as error:
        files, problems = 0, error.problems
    check = PlaceCheck(
        place=place,
        kind=kind,
        when=request.now.isoformat(timespec="seconds"),
        files=files,
        sums=sums,
        problems=tuple(_tell(problem, folder) for problem in problems),
        list_changed=last is not None and last.sums != sums,
    )
    return check, problems


def _compare(folder: Path) -> tuple[int, tuple[Problem, ...]]:
    found = verify(folder)
    return found.files, found.problems


def _compare_issue(folder: Path) -> tuple[int, tuple[Problem, ...]]:
    """Compare the files of an issue with the digests of when it was built."""
    path = _record_path(folder)
    record = read_record(path)
    if record is None:
        return 0, (report_unreadable(path, ValueError(_("it is damaged"))),)
    problems = []
    for name, expected in record.made.items():
        found = digest_of_file(folder / name, folder, MAX_FINISHED) if expected else expected
        if found != expected:
            changed = report_changed(folder / name, {"sha256": expected})
            problems.append(changed if found else report_missing(folder / name))
    return len(record.made), tuple(problems)


def _record_path(folder: Path) -> Path:
    return folder / f".{'-'.join(folder.resolve().parts[-3:])}.json"


def _list_digest(folder: Path, kind: str) -> str:
    """A digest of the list that the files of *folder* are compared with; empty where it can't be read."""
    names = {"sums": (SUMS_NAME,), "bag": _MANIFESTS, "issue": (_record_path(folder).name,)}[kind]
    found = []
    for name in names:
        try:
            found.append(digest(folder / name))
        except OSError:
            continue
    return digest_of("".join(found).encode()) if found else ""


def _tell(problem: Problem, folder: Path) -> str:
    path = problem.path
    name = "" if path is None else str(path.relative_to(folder) if path.is_relative_to(folder) else path)
    return f"{name}: {problem.message}" if name else problem.message


# --- the log ---------------------------------------------------------------------------------------------------------


def read_log(path: Path) -> dict[str, PlaceCheck]:
    """The last check of each place in the log at *path*; none where there is no log yet.

    A last line that was cut off in the writing is let be. Raises ContentError for any other that is none,
    FileAccessError.
    """
    try:
        data = read_named(path, _LARGEST_LOG)
    except FileNotFoundError:
        return {}
    except RefusedFileError as error:
        raise FileAccessError(error.problem(path)) from error
    checks: dict[str, PlaceCheck] = {}
    for number, line in enumerate(data[: data.rfind(b"\n") + 1].splitlines(), 1):
        try:
            check = _check_of(json.loads(line))
        except (ValueError, TypeError, KeyError, RecursionError) as error:
            hint = _("Take the line away, or name another log.")
            raise ContentError(Problem(_("This is no line of a log of checks."), path, number, hint)) from error
        checks[check.place] = check
    return checks


def _check_of(row: Mapping[str, Any]) -> PlaceCheck:
    datetime.datetime.fromisoformat(row["when"])
    if row["kind"] not in ("bag", "sums", "issue"):
        raise ValueError(row["kind"])
    return PlaceCheck(
        place=str(row["place"]),
        kind=row["kind"],
        when=row["when"],
        files=int(row["files"]),
        sums=str(row["sums"]),
        problems=tuple(map(str, row["problems"])),
        list_changed=bool(row["list_changed"]),
    )


def row_of(check: PlaceCheck) -> dict[str, Any]:
    """*check* as a line of the log has it."""
    return {
        "when": check.when,
        "place": check.place,
        "kind": check.kind,
        "files": check.files,
        "sums": check.sums,
        "list_changed": check.list_changed,
        "problems": list(check.problems),
    }


class _LogWriter:
    """Adds lines to the log at *path*; each is on the disk before the next place is checked."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __enter__(self) -> "_LogWriter":
        try:
            self._descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o644)
            size = os.fstat(self._descriptor).st_size
            if size and os.pread(self._descriptor, 1, size - 1) != b"\n":
                os.ftruncate(self._descriptor, _end_of_last_line(self._descriptor, size))
        except OSError as error:
            raise describe_unwritable(self.path, error) from error
        return self

    def __exit__(self, *_error: object) -> None:
        os.close(self._descriptor)

    def add(self, check: PlaceCheck) -> None:
        """Add the line of *check*."""
        try:
            os.write(self._descriptor, json.dumps(row_of(check), ensure_ascii=False).encode() + b"\n")
            os.fsync(self._descriptor)
        except OSError as error:
            raise describe_unwritable(self.path, error) from error


def _end_of_last_line(descriptor: int, size: int) -> int:
    """Where the last line that was written whole ends."""
    data = os.pread(descriptor, min(size, 1 << 22), max(0, size - (1 << 22)))
    return size - len(data) + data.rfind(b"\n") + 1
