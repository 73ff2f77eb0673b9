"""Search indexes made to do harm: told as such, in a bounded time, and nothing of them is run."""

import os
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from pipeline.binding.finding_aids import opened_index, searching
from pipeline.binding.finding_aids.full_text import SCHEMA_VERSION, TABLES, write_index
from pipeline.binding.finding_aids.searching import search
from pipeline.cli.search import indexes
from pipeline.errors import FileAccessError
from tests.binding.bound_volumes import bound_volume, issue_of

ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n"
SECONDS = 10


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("volume") / "x-search.sqlite"
    write_index(path, bound_volume())
    return path


def changed(index: Path, folder: Path, change: str) -> Path:
    """A copy of *index* in which *change* was done, as whoever can write the file may."""
    path = folder / "hostile-search.sqlite"
    path.write_bytes(index.read_bytes())
    with closing(sqlite3.connect(path)) as database:
        database.executescript(change)
    return path


def schema(name: str, statement: str) -> str:
    return f"PRAGMA writable_schema = ON; UPDATE sqlite_master SET sql = '{statement}' WHERE name = '{name}'"


HOSTILE = {
    "a view that never ends": f"DROP TABLE volume; CREATE VIEW volume AS {ENDLESS}",
    "a trigger": "CREATE TRIGGER t AFTER INSERT ON page BEGIN DELETE FROM page; END",
    "a generated column": "DROP TABLE volume; CREATE TABLE volume (id TEXT, title TEXT AS (hex(zeroblob(9))) VIRTUAL)",
    "a generated column in a shadow": "DROP TABLE words_docsize;"
    " CREATE TABLE words_docsize (id INTEGER PRIMARY KEY, raw BLOB, sz BLOB AS (zeroblob(100000000)) VIRTUAL)",
    "a shadow that is another module": schema("words_data", "CREATE VIRTUAL TABLE words_data USING fts5vocab(words)"),
    "a view in place of a shadow": "DROP TABLE words_docsize; CREATE VIEW words_docsize AS SELECT 1 AS id, 1 AS sz",
    "an index by a function": "CREATE INDEX i ON passage (upper(title))",
    "many entries": "".join(f"CREATE TABLE t{number} (a PRIMARY KEY, UNIQUE (a));" for number in range(60)),
    "a check": "DROP TABLE volume; CREATE TABLE volume (id TEXT CHECK (randomblob(9) > 1))",
    "another tokenizer": "DROP TABLE words;"
    " CREATE VIRTUAL TABLE words USING fts5(title, authors, text, content='', tokenize='porter ascii')",
    "contents elsewhere": "DROP TABLE words;"
    " CREATE VIRTUAL TABLE words USING fts5(title, authors, text, content='page')",
    "a long title": "UPDATE passage SET title = replace(hex(zeroblob(3000)), '00', '甲乙丙')",
    "a label that commands": "UPDATE issue SET label = '第' || char(27) || ']0;a' || char(7)",
    "a title in C1": "UPDATE passage SET title = '第' || char(155) || '2J'",
    "a title that turns": "UPDATE passage SET title = '第' || char(8238) || 'gpj'",
    "blobs": "UPDATE passage SET text = zeroblob(1000000)",
    "a blob that is too large": "UPDATE passage SET text = zeroblob(20000000)",
    "documents without a size": "UPDATE words_docsize SET sz = x'ff'",
    "a broken structure": "UPDATE words_data SET block = x'00000000ffffffff7fffffff7f' WHERE id = 10",
    "no averages": "DELETE FROM words_data WHERE id = 1",
    "another rank": "INSERT INTO words_config VALUES ('rank', 'snippet(1,2,3,4,5)'); DELETE FROM page",
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_it_is_told(name: str, index: Path, tmp_path: Path) -> None:
    path = changed(index, tmp_path, HOSTILE[name])
    begun = time.process_time()
    with pytest.raises(FileAccessError, match="no search index"):
        search([path], "职工")
    assert time.process_time() - begun < SECONDS


def test_rows_of_a_shadow_are_no_way_in(index: Path, tmp_path: Path) -> None:
    """Each block of the index in turn is zeros, ones, another block: told, or as few hits as there are."""
    with closing(sqlite3.connect(index)) as database:
        blocks = database.execute("SELECT id, block FROM words_data").fetchall()
    told = 0
    for number, block in blocks:
        for other in (bytes(len(block)), b"\xff" * len(block), *(row[1] for row in blocks), block[::-1], block[:-1]):
            path = changed(index, tmp_path, f"UPDATE words_data SET block = x'{other.hex()}' WHERE id = {number}")
            try:
                assert len(search([path], "职工 食堂")) <= 2
            except FileAccessError:
                told += 1
    assert told


def test_a_question_ends(index: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What would be asked of a table with very many rows is given up."""
    rows = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 300000)"
    path = changed(
        index, tmp_path, f"INSERT INTO page SELECT 2, i + 100, 0, 0, 100000000, NULL FROM ({rows} SELECT i FROM n)"
    )
    assert search([path], "职工")  # negative control: as many are still looked through
    monkeypatch.setattr(opened_index, "_MOST_STEPS", 3)
    with pytest.raises(FileAccessError, match="no search index"):
        search([path], "职工")


def test_long_texts_are_looked_through_within_bounds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "i"
    write_index(path, bound_volume(issue_of("前" * 3_000 + "目标在此", "目标在先" + "后" * 3_000)))
    (hit,) = search([path], "目标")
    assert hit.marks
    monkeypatch.setattr(searching, "_MOST_READ", 1_000)
    (hit,) = search([path], "目标")
    assert not hit.marks
    assert hit.snippet.startswith("前前")


def test_long_texts_of_many_articles_are_looked_through_together(
    index: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = changed(index, tmp_path, "UPDATE passage SET text = replace(hex(zeroblob(260000)), '00', '职工')")
    monkeypatch.setattr(searching, "_MOST_READ", 20_000)
    assert [bool(hit.marks) for hit in search([path], "职工")] == [True, True]
    monkeypatch.setattr(searching, "_MOST_READ_TOGETHER", 20_000)
    monkeypatch.setattr(searching, "_MOST_READ_FOR_EACH", 0)
    assert [bool(hit.marks) for hit in search([path], "职工")] == [True, False]


def test_what_is_no_file_is_told(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link").symlink_to("/dev/zero")
    (tmp_path / "circle").symlink_to("circle")
    with (tmp_path / "large").open("wb") as large:
        large.truncate(1 << 40)
    paths = [*(tmp_path / name for name in ("pipe", "link", "circle", "large")), Path("/dev/zero")]
    with pytest.raises(FileAccessError) as caught:
        search(paths, "职工")
    assert [problem.path for problem in caught.value.problems] == paths


@pytest.mark.parametrize("name", ["a?mode=rwc&b.sqlite", "a%2f..%2fb", "a#b", "file:x", "a b'\"", ":memory:"])
def test_names_are_no_options(name: str, index: Path, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(index.read_bytes())
    path.chmod(0o444)
    assert search([path], "职工")
    assert [each.name for each in tmp_path.iterdir()] == [name]


ALLOWED = [
    "SELECT title FROM passage",
    "SELECT min(page_index) FROM page",
    "PRAGMA user_version",
    "SELECT count FROM (SELECT number AS count FROM passage)",
]
DENIED = [
    "ATTACH '/tmp/other' AS other",
    "PRAGMA writable_schema = ON",
    "PRAGMA user_version = 3",
    "SELECT hex(title) FROM passage",
    "SELECT load_extension('x')",
    "SELECT writefile('a', 'b')",
    "SELECT * FROM pragma_database_list",
    "SELECT * FROM sqlite_temp_master",
    "DELETE FROM page",
    "INSERT INTO words(words) VALUES ('optimize')",
    "CREATE TEMP TABLE t (a)",
    ENDLESS,
    "EXPLAIN SELECT 1; VACUUM",
]


def _asked(index: Path, statement: str) -> Callable[[], object]:
    def ask() -> object:
        with closing(opened_index.open_index(index)) as database:
            return database.execute(statement).fetchall()

    return ask


@pytest.mark.parametrize("statement", DENIED)
def test_the_authorizer_denies_all_else(statement: str, index: Path) -> None:
    with pytest.raises((sqlite3.Error, sqlite3.Warning)):
        _asked(index, statement)()


@pytest.mark.parametrize("statement", ALLOWED)
def test_the_authorizer_lets_pass_what_is_asked(statement: str, index: Path) -> None:
    assert _asked(index, statement)()


def test_the_schema_is_that_of_the_writer(index: Path) -> None:
    with closing(sqlite3.connect(index)) as database:
        rows = database.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'").fetchall()
    assert dict(rows) == opened_index._EXPECTED[SCHEMA_VERSION]
    assert opened_index._EXPECTED[SCHEMA_VERSION].keys() >= TABLES.keys()


@pytest.mark.parametrize("words", [" ".join(map(chr, range(0x4E00, 0x4E00 + 200))), "a\ud800b", "字\0字", "\x1b[2J 字"])
def test_no_question_makes_a_good_index_a_bad_one(words: str, index: Path) -> None:
    assert isinstance(search([index], words), list)


def test_folders_without_end_are_told(tmp_path: Path) -> None:
    deep = tmp_path / "deep"
    (deep / "/".join("d" * 60)).mkdir(parents=True)
    with pytest.raises(FileAccessError, match="more than 50 deep"):
        indexes([deep])
