"""What is known of an archive from earlier runs: which issues and volumes were as they should be, and which failed.

Each was told by the one way of telling it, digests of all files (`production.record`). What is kept here says for how
long that stays true: as long as a glance at the same files finds them the same. It lies in the user's own cache, which
nobody else may write to; where it is lost or damaged all is digested once more.
"""

import hashlib
import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from pipeline.archive.jobs import Outcome
from pipeline.bounded_files import RefusedFileError
from pipeline.errors import Problem
from pipeline.production.cache_folder import CacheFolder

_FORM = 1  # of the file


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is known of an issue or a volume for as long as a glance at its files gives *seen*.

    *made* are the files made of it, *token* a digest of their digests; *sources* are files outside its folder that it
    was made of, *parts* the places of issues in a volume, of volumes on a shelf. *problems* (and *exit_code*) say why
    it could not be made, *failures* how often it was tried.
    """

    seen: str
    made: tuple[str, ...] = ()
    token: str = ""
    sources: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    problems: tuple[tuple[str, str, int | None, str], ...] = ()
    exit_code: int = 0
    failures: int = 0

    def outcome(self, place: str, workspace: Path) -> Outcome:
        """What became of it, as far as it was set aside."""
        rows = [
            Problem(message, workspace / path if path else None, line, hint)
            for message, path, line, hint in self.problems
        ]
        return Outcome(place=place, status="set aside", problems=tuple(rows), exit_code=self.exit_code)


def token_of(made: Mapping[str, str]) -> str:
    """One digest for the digests of the files *made*."""
    return hashlib.sha256(json.dumps(dict(made), sort_keys=True).encode()).hexdigest()


def problem_rows(problems: tuple[Problem, ...], workspace: Path) -> tuple[tuple[str, str, int | None, str], ...]:
    """*problems* as they are kept: paths told from *workspace* where they lie in it."""
    return tuple((each.message, _shorten(each.path, workspace), each.line, each.hint) for each in problems)


def _shorten(path: Path | None, workspace: Path) -> str:
    if path is None:
        return ""
    return str(path.relative_to(workspace) if path.is_relative_to(workspace) else path)


@dataclass
class ArchiveIndex:
    """What is known of the places of a workspace, kept with *key* in *folder* (None: nowhere)."""

    folder: CacheFolder | None
    key: str
    rows: dict[str, Known] = field(default_factory=dict)

    @classmethod
    def of(cls, workspace: Path, out: Path) -> "ArchiveIndex":
        """That of *workspace* with its finished files in *out*, as it was kept; empty where none can be read."""
        key = hashlib.sha256(f"archive\0{workspace}\0{out}".encode("utf-8", "surrogateescape")).hexdigest()
        index = cls(CacheFolder.of_user(), key)
        if index.folder is not None:
            with suppress(OSError, RefusedFileError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
                data = json.loads(index.folder.read(key))
                if data["form"] == _FORM and data["key"] == key:
                    index.rows = {place: _read_row(row) for place, row in data["rows"].items()}
        return index

    def save(self) -> None:
        """Keep it; where that can't be done all is digested once more."""
        if self.folder is None:
            return
        rows = {place: _write_row(known) for place, known in self.rows.items()}
        with suppress(OSError, ValueError):
            self.folder.write(self.key, json.dumps({"form": _FORM, "key": self.key, "rows": rows}).encode())


def _write_row(known: Known) -> dict[str, Any]:
    return {each.name: value for each in fields(known) if (value := getattr(known, each.name))}


def _read_row(row: Mapping[str, Any]) -> Known:
    lists = {name: tuple(row[name]) for name in ("made", "sources", "parts") if name in row}
    problems = tuple((str(a), str(b), c, str(d)) for a, b, c, d in row.get("problems", ()))
    return Known(**{**row, **lists, "problems": problems})
