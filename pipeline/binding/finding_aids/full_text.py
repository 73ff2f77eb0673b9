"""Full-text search of bound volumes: one SQLite file beside each, with an FTS5 index of its articles.

``search_words`` says what a token is. The index holds the tokens, set apart by spaces, through SQLite's plainest
tokenizer, so that no version of SQLite divides them otherwise; the text that is shown lies beside it.
"""

import errno
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from itertools import count
from pathlib import Path

from pipeline.binding.finding_aids.passages import Passage, clean_text, passages
from pipeline.binding.finding_aids.search_words import space_words
from pipeline.errors import MissingProgramError, Problem
from pipeline.i18n import _
from pipeline.volume import BoundVolume
from pipeline.work_folders import describe_unwritable, work_folder

APPLICATION_ID = 0x4B424E53  # "KBNS", in the file's header
SCHEMA_VERSION, SHELF_VERSION = 4, 5  # of a volume; of a shelf, which has the SHELF_TABLES besides
SUFFIX = "-search.sqlite"

_PAGE_SIZE = 4096  # bytes; fixed, so that the file is the same wherever it is made

# A reader compares these with the file's own, letter by letter, before it asks anything else of it.
TABLES = {
    "volume": "CREATE TABLE volume (id TEXT NOT NULL, publication TEXT NOT NULL, title TEXT NOT NULL,"
    " number INTEGER NOT NULL, year INTEGER NOT NULL)",
    "issue": "CREATE TABLE issue (id TEXT PRIMARY KEY, label TEXT NOT NULL, part INTEGER NOT NULL)",
    "passage": "CREATE TABLE passage (number INTEGER PRIMARY KEY, issue TEXT NOT NULL, title TEXT NOT NULL,"
    " subtitle TEXT NOT NULL, contents_title TEXT NOT NULL,"
    " authors TEXT NOT NULL, section TEXT NOT NULL, text TEXT NOT NULL)",
    "page": "CREATE TABLE page (passage INTEGER NOT NULL, page_index INTEGER NOT NULL, issue_folio INTEGER,"
    " volume_folio INTEGER NOT NULL, start INTEGER NOT NULL, confidence REAL,"
    " PRIMARY KEY (passage, page_index)) WITHOUT ROWID",
    "words": "CREATE VIRTUAL TABLE words USING fts5(title, subtitle, contents_title, authors, text,"
    " content='', tokenize='ascii')",
}

SHELF_TABLES = {
    "source": "CREATE TABLE source (volume TEXT PRIMARY KEY, digest TEXT NOT NULL) WITHOUT ROWID",
    "bound": "CREATE TABLE bound (issue TEXT PRIMARY KEY, volume TEXT NOT NULL, file TEXT NOT NULL,"
    " pages_before INTEGER NOT NULL) WITHOUT ROWID",
}


def write_index(path: Path, volume: BoundVolume) -> None:
    """Write the index of *volume* to *path* in one step; the same volume gives the same bytes.

    Raises FileAccessError where it cannot be written, MissingProgramError where SQLite lacks FTS5.
    """
    write_database(path, SCHEMA_VERSION, TABLES, lambda database: _fill(database, volume))


def write_database(
    path: Path, version: int, tables: Mapping[str, str], fill: Callable[[sqlite3.Connection], None]
) -> None:
    """Write an index with *tables*, which *fill* fills, to *path* in one step. Raises as `write_index` does."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with work_folder(f".{path.name}.", path.parent) as folder:
            made = folder / "index"
            with closing(sqlite3.connect(made, isolation_level=None)) as database:
                _begin(database, version, tables)
                fill(database)
                database.execute("INSERT INTO words(words) VALUES ('optimize')")
                database.execute("COMMIT")
                database.execute("VACUUM")
            made.chmod(0o644)
            made.replace(path)
    except OSError as error:
        raise describe_unwritable(path, error) from error
    except sqlite3.Error as error:
        is_full = getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL
        raise describe_unwritable(path, OSError(errno.ENOSPC if is_full else errno.EIO, str(error))) from error


def _begin(database: sqlite3.Connection, version: int, tables: Mapping[str, str]) -> None:
    database.execute(f"PRAGMA page_size = {_PAGE_SIZE}")
    database.execute("PRAGMA journal_mode = OFF")  # a file that fails is thrown away
    database.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    database.execute(f"PRAGMA user_version = {version}")
    database.execute("BEGIN")
    _create_tables(database, tables)


def _fill(database: sqlite3.Connection, volume: BoundVolume) -> None:
    order = volume.order
    facts = (
        clean_text(order.id),
        clean_text(order.publication.name),
        clean_text(order.title),
        order.number,
        order.year,
    )
    database.execute("INSERT INTO volume VALUES (?, ?, ?, ?, ?)", facts)
    numbers = count(1)
    for issue in volume.issues:
        row = (clean_text(issue.id), clean_text(issue.label), issue.volume_part)
        database.execute("INSERT INTO issue VALUES (?, ?, ?)", row)
        for passage in passages(issue):
            number = next(numbers)
            insert_passage(database, number, _passage_row(passage))
            database.executemany("INSERT INTO page VALUES (?, ?, ?, ?, ?, ?)", _page_rows(number, passage))


def _create_tables(database: sqlite3.Connection, tables: Mapping[str, str]) -> None:
    for statement in tables.values():
        try:
            database.execute(statement)
        except sqlite3.OperationalError as error:
            if "fts5" not in str(error):
                raise
            message = _("This SQLite has no full-text search (FTS5).")
            raise MissingProgramError(Problem(message, hint=_("Install a Python whose SQLite has it."))) from error


def _passage_row(passage: Passage) -> tuple[str, ...]:
    article = passage.article
    title = article.title if article else ""
    authors = "；".join(clean_text(author.name) for author in article.authors) if article else ""
    section = clean_text(article.section) if article else ""
    subtitle, listed = (article.subtitle, article.listed_title) if article else ("", "")
    return clean_text(passage.issue.id), title, subtitle, listed, authors, section, passage.text


def insert_passage(database: sqlite3.Connection, number: int, row: tuple[str, ...]) -> None:
    """Insert the passage with that *number*, and index its words. *row*: all that the table has of it behind that."""
    _issue, title, subtitle, listed, authors, _section, text = row
    database.execute("INSERT INTO passage VALUES (?, ?, ?, ?, ?, ?, ?, ?)", (number, *row))
    other = "" if listed == title else listed  # the same words don't count twice
    indexed = (number, *(space_words(words) for words in (title, subtitle, other, authors, text)))
    names = "rowid, title, subtitle, contents_title, authors, text"
    database.execute(f"INSERT INTO words({names}) VALUES (?, ?, ?, ?, ?, ?)", indexed)


def _page_rows(number: int, passage: Passage) -> Iterator[tuple[int, int, int | None, int, int, float | None]]:
    for page in passage.pages:
        sure = passage.issue.page_confidence.get(page.page_index)
        yield number, page.page_index, page.issue_folio, page.volume_folio, page.offset, sure
