"""Opens the search index of a volume or a shelf (``full_text``, ``shelf_index``), to be read only.

An index may come from anyone: its tables are those that we make, letter by letter, nothing else of it is run or read,
and no question takes without end.
"""

import sqlite3
from pathlib import Path

from pipeline.binding.finding_aids.full_text import APPLICATION_ID, SCHEMA_VERSION, SHELF_TABLES, SHELF_VERSION, TABLES
from pipeline.errors import Problem
from pipeline.i18n import _

_LARGEST_INDEX = 4 << 30  # bytes; that of a year has some ten million
_LONGEST_VALUE = 16_000_000  # bytes of one text in an index; an issue that lists no articles may be one text
_MOST_STEPS = 300  # × 100,000 steps of SQLite's machine for one opening, some seconds
_MOST_ROWS = 50  # of the schema; ours has fifteen
# Tables that FTS5 keeps its own in, as all versions that read ours make them (fts5_storage.c, fts5_index.c).
_SHADOWS = {
    "words_data": "CREATE TABLE 'words_data'(id INTEGER PRIMARY KEY, block BLOB)",
    "words_idx": "CREATE TABLE 'words_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID",
    "words_docsize": "CREATE TABLE 'words_docsize'(id INTEGER PRIMARY KEY, sz BLOB)",
    "words_config": "CREATE TABLE 'words_config'(k PRIMARY KEY, v) WITHOUT ROWID",
}
_EXPECTED = {SCHEMA_VERSION: TABLES | _SHADOWS, SHELF_VERSION: TABLES | SHELF_TABLES | _SHADOWS}
_READ = {"sqlite_master", *_EXPECTED[SHELF_VERSION]}
_ASKED_FOR = {"application_id", "user_version", "data_version"}  # the last by FTS5
_FUNCTIONS = {"bm25", "match", "min", "instr"}


def describe_damage(path: Path) -> Problem:
    """What is told of a file at *path* that is no index."""
    message = _("This is no search index of Kanben, or a damaged one.")
    return Problem(message, path, hint=_("Bind the volume anew."))


def open_index(path: Path) -> sqlite3.Connection:
    """The index at *path*, to be read only. Raises sqlite3.Error, ValueError or OSError when it is none of ours."""
    if not path.is_file() or path.stat().st_size > _LARGEST_INDEX:
        raise FileNotFoundError(path)
    # immutable: what lies beside the file (a journal, a log) is not looked at, and nothing is written there.
    database = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
    try:
        database.execute("PRAGMA trusted_schema = OFF")
        database.execute("PRAGMA cell_size_check = ON")
        database.set_authorizer(_permit)
        database.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST_VALUE)
        steps = iter(range(_MOST_STEPS))
        database.set_progress_handler(lambda: next(steps, None) is None, 100_000)
        _expect_ours(database)
    except BaseException:
        database.close()
        raise
    return database


def _expect_ours(database: sqlite3.Connection) -> None:
    marks = [database.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version")]
    if marks[0] != APPLICATION_ID or marks[1] not in _EXPECTED:
        raise ValueError
    expected = _EXPECTED[marks[1]]
    rows = database.execute(f"SELECT type, name, sql FROM sqlite_master LIMIT {_MOST_ROWS + 1}").fetchall()
    if len(rows) > _MOST_ROWS:
        raise ValueError
    for kind, name, statement in rows:
        is_own = statement is None and kind == "index"  # SQLite's own, for a primary key
        if not (is_own or (kind == "table" and expected.get(name) == statement)):
            raise ValueError


def _permit(action: int, first: str | None, second: str | None, _database: str | None, _inner: str | None) -> int:
    """SQLite's question, at every statement, whether it may: nothing but reading the tables of an index."""
    if action == sqlite3.SQLITE_SELECT:
        return sqlite3.SQLITE_OK
    if action == sqlite3.SQLITE_READ:
        return sqlite3.SQLITE_OK if first in _READ else sqlite3.SQLITE_DENY
    if action == sqlite3.SQLITE_PRAGMA:
        return sqlite3.SQLITE_OK if first in _ASKED_FOR and second is None else sqlite3.SQLITE_DENY
    # FTS5 declares its table (sqlite3_declare_vtab), which is told as an update; the file is open to be read only.
    is_declared = action == sqlite3.SQLITE_UPDATE and first == "sqlite_master"
    is_known = action == sqlite3.SQLITE_FUNCTION and second in _FUNCTIONS
    return sqlite3.SQLITE_OK if is_declared or is_known else sqlite3.SQLITE_DENY


def is_of_shelf(database: sqlite3.Connection) -> bool:
    """Whether *database*, which `open_index` has opened, is the index of a shelf."""
    return bool(database.execute("PRAGMA user_version").fetchone()[0] == SHELF_VERSION)
