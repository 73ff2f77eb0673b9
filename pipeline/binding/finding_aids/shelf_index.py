"""The search index of a shelf: the indexes of its volumes in one, so that words are weighed over all years."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

from pipeline.binding.finding_aids.full_text import (
    SHELF_TABLES,
    SHELF_VERSION,
    TABLES,
    insert_passage,
    write_database,
)
from pipeline.binding.finding_aids.opened_index import describe_damage, is_of_shelf, open_index
from pipeline.binding.finding_aids.passages import is_clean
from pipeline.errors import BindingError

_TYPES = {
    "volume": (str, str, str, int, int),
    "issue": (str, str, int),
    "passage": (int, str, str, str, str, str, str, str),
    "page": (int, int, int | None, int, int, float | None),
}


@dataclass(frozen=True, slots=True)
class IndexedPdf:
    """A PDF of a volume: *name* as told from the shelf; the page, from 1, of a volume folio is so many *before* it."""

    name: str
    pages_before: int


@dataclass(frozen=True, slots=True)
class IndexedVolume:
    """A volume to be taken in: its own *index*, the SHA-256 of that, and its PDFs by parts."""

    index: Path
    digest: str
    pdfs: tuple[IndexedPdf, ...]


def write_shelf_index(path: Path, volumes: Sequence[IndexedVolume]) -> None:
    """Write the index of a shelf of *volumes* to *path*; the same volumes give the same bytes.

    Raises BindingError for an index that is none of ours or names what another names, FileAccessError as `write_index`.
    """

    def fill(database: sqlite3.Connection) -> None:
        numbers = count(1)
        for volume in volumes:
            try:
                with closing(open_index(volume.index)) as source:
                    _take_in(database, source, volume, numbers)
            except (sqlite3.Error, ValueError, OSError) as error:
                if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL:
                    raise
                raise BindingError(describe_damage(volume.index)) from error

    write_database(path, SHELF_VERSION, TABLES | SHELF_TABLES, fill)


def _take_in(
    database: sqlite3.Connection, source: sqlite3.Connection, volume: IndexedVolume, numbers: "count[int]"
) -> None:
    """Copy what *source*, the index of *volume*, holds. Raises ValueError or sqlite3.Error where that is unsound."""
    if is_of_shelf(source):
        raise ValueError
    (record,) = _rows(source, "volume")
    database.execute("INSERT INTO volume VALUES (?, ?, ?, ?, ?)", record)
    database.execute("INSERT INTO source VALUES (?, ?)", (record[0], volume.digest))
    for issue, label, part in _rows(source, "issue"):
        pdf = volume.pdfs[part] if 0 <= part < len(volume.pdfs) else None
        if pdf is None:
            raise ValueError
        database.execute("INSERT INTO issue VALUES (?, ?, ?)", (issue, label, part))
        database.execute("INSERT INTO bound VALUES (?, ?, ?, ?)", (issue, record[0], pdf.name, pdf.pages_before))
    known: dict[int, int] = {}
    for row in _rows(source, "passage"):
        known[row[0]] = next(numbers)
        insert_passage(database, known[row[0]], row[1:])
    for passage, *rest in _rows(source, "page"):
        if passage not in known:
            raise ValueError
        database.execute("INSERT INTO page VALUES (?, ?, ?, ?, ?, ?)", (known[passage], *rest))


def _rows(source: sqlite3.Connection, table: str) -> Iterator[tuple[Any, ...]]:
    """The rows of *table*, each value of its type, and texts such as can be shown."""
    types = _TYPES[table]

    def check(row: tuple[Any, ...]) -> tuple[Any, ...]:
        if not all(isinstance(value, kind) for value, kind in zip(row, types, strict=True)):
            raise ValueError
        if not all(is_clean(value) for value in row if isinstance(value, str)):
            raise ValueError
        return row

    return map(check, source.execute(f"SELECT * FROM {table}"))


def read_sources(path: Path) -> dict[str, str]:
    """The volumes of the shelf whose index is at *path*, with the digests of their own; empty for another index.

    Raises sqlite3.Error, ValueError or OSError where it is none of ours.
    """
    with closing(open_index(path)) as database:
        if not is_of_shelf(database):
            return {}
        rows = database.execute("SELECT volume, digest FROM source").fetchall()
    if not all(isinstance(value, str) for row in rows for value in row):
        raise ValueError
    return dict(rows)
