"""Searches the indexes of bound volumes (``full_text``): articles with their folios, the best first."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from heapq import nsmallest
from pathlib import Path

from pipeline.binding.finding_aids.full_text import APPLICATION_ID, SCHEMA_VERSION, TABLES
from pipeline.binding.finding_aids.passages import is_clean
from pipeline.binding.finding_aids.search_words import Match, matches, phrases
from pipeline.errors import FileAccessError, Problem, UsageError
from pipeline.i18n import _

LONGEST_QUERY = 400  # characters
SNIPPET_BEFORE = 14  # characters before the first word that is marked
SNIPPET_LENGTH = 72  # characters
_LARGEST_INDEX = 1 << 30  # bytes; that of a year has some ten million
_LONGEST_VALUE = 16_000_000  # bytes of one text in an index; an issue that lists no articles may be one text
_LONGEST_NAME = 4_096  # characters of a title, of authors or a label
_MOST_STEPS = 300  # × 100,000 steps of SQLite's machine for one question, some seconds
_MOST_ROWS = 50  # of the schema; ours has twelve
# Characters of one text, and of all texts together, in which words are looked for to be shown: three millionths of
# a second each. What stands further on is found, but not shown.
_MOST_READ = 500_000
_MOST_READ_TOGETHER, _MOST_READ_FOR_EACH = 2_000_000, 20_000

# bm25 (FTS5): a word in the title weighs as ten in the text, one in the subtitle or in the title of the contents as
# six, an author's name as eight; a smaller rank is better.
_QUESTION = """\
SELECT words.rowid, bm25(words, 10.0, 6.0, 6.0, 8.0, 1.0) AS score FROM words
WHERE words MATCH ? ORDER BY score, words.rowid LIMIT ?
"""
_PASSAGE = """\
SELECT issue.id, issue.label, passage.title, passage.subtitle, passage.contents_title,
       passage.authors, passage.section, passage.text, volume.title
FROM passage JOIN issue ON issue.id = passage.issue JOIN volume WHERE passage.number = ?
"""
_PAGE = """\
SELECT page_index, issue_folio, volume_folio FROM page
WHERE passage = ? AND (start <= ? OR page_index = (SELECT min(page_index) FROM page AS first WHERE first.passage = ?))
ORDER BY page_index DESC LIMIT 1
"""
# Tables that FTS5 keeps its own in, as all versions that read ours make them (fts5_storage.c, fts5_index.c).
_SHADOWS = {
    "words_data": "CREATE TABLE 'words_data'(id INTEGER PRIMARY KEY, block BLOB)",
    "words_idx": "CREATE TABLE 'words_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID",
    "words_docsize": "CREATE TABLE 'words_docsize'(id INTEGER PRIMARY KEY, sz BLOB)",
    "words_config": "CREATE TABLE 'words_config'(k PRIMARY KEY, v) WITHOUT ROWID",
}
_EXPECTED = TABLES | _SHADOWS
_READ = {"sqlite_master", *_EXPECTED}
_ASKED_FOR = {"application_id", "user_version", "data_version"}  # the last by FTS5
_FUNCTIONS = {"bm25", "match", "min"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """An article that has all words, and the page on which most of them stand.

    *article* is the title, empty for pages before the first article; *contents_title* that of its issue's contents.
    *issue_folio* is None where the issue counts none yet, *page_index* 0-based in the issue. *marks* are spans of
    *snippet* (0-based, the end not included): the words found.
    """

    database: Path
    volume: str
    issue: str
    label: str
    article: str
    subtitle: str
    contents_title: str
    authors: str
    section: str
    page_index: int
    issue_folio: int | None
    volume_folio: int
    snippet: str
    marks: tuple[tuple[int, int], ...]
    rank: float


def search(databases: Sequence[Path], words: str, limit: int = 20) -> list[Hit]:
    """The best *limit* articles of the volumes whose indexes are *databases* that have all *words*.

    Words stand apart by white space; each is found as it is, in the middle of a longer one too. No sign in them is a
    command. Raises UsageError when there is nothing to search for, FileAccessError naming each index that is damaged
    or no index of Kanben.
    """
    wanted = phrases(words) if len(words) <= LONGEST_QUERY else ()
    if not wanted:
        message = _("There is nothing in these words that can be searched for.")
        hint = _("Give one word or several, of {count} characters at most.").format(count=LONGEST_QUERY)
        raise UsageError(Problem(message, hint=hint))
    found: list[tuple[float, int, int]] = []
    problems = []
    for place, path in enumerate(databases):
        try:
            with closing(_open(path)) as database:
                found += [(rank, place, number) for number, rank in _rank(database, wanted, limit)]
        except (sqlite3.Error, ValueError, OSError):
            problems.append(_describe_damage(path))
    if problems:
        raise FileAccessError(problems)
    hits = []
    room = max(_MOST_READ_TOGETHER, _MOST_READ_FOR_EACH * limit)
    for rank, place, number in nsmallest(limit, found):
        hit, read = _hit(databases[place], number, rank, wanted, min(room, _MOST_READ))
        hits.append(hit)
        room -= read
    return hits


def _describe_damage(path: Path) -> Problem:
    message = _("This is no search index of Kanben, or a damaged one.")
    return Problem(message, path, hint=_("Bind the volume anew."))


def _open(path: Path) -> sqlite3.Connection:
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
    if marks != [APPLICATION_ID, SCHEMA_VERSION]:
        raise ValueError
    rows = database.execute(f"SELECT type, name, sql FROM sqlite_master LIMIT {_MOST_ROWS + 1}").fetchall()
    if len(rows) > _MOST_ROWS:
        raise ValueError
    for kind, name, statement in rows:
        is_own = statement is None and kind == "index"  # SQLite's own, for a primary key
        if not (is_own or (kind == "table" and _EXPECTED.get(name) == statement)):
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


def _rank(database: sqlite3.Connection, wanted: Sequence[tuple[str, ...]], limit: int) -> Iterator[tuple[int, float]]:
    # Tokens are letters and digits, or stand in quotes at least: nothing of the question is taken for FTS5's grammar.
    question = " AND ".join(f'"{" ".join(phrase)}"' for phrase in wanted)
    for number, rank in database.execute(_QUESTION, (question, limit)):
        if not (isinstance(number, int) and isinstance(rank, float)):
            raise ValueError
        yield number, rank


def _hit(path: Path, number: int, rank: float, wanted: Sequence[tuple[str, ...]], most_read: int) -> tuple[Hit, int]:
    """The article of that *number*, and how many characters of its text, *most_read* at most, were looked through."""
    try:
        with closing(_open(path)) as database:
            row = database.execute(_PASSAGE, (number,)).fetchone()
            if row is None or not all(isinstance(value, str) and is_clean(value) for value in row):
                raise ValueError
            issue, label, title, subtitle, listed, authors, section, text, volume = row
            if any(len(name) > _LONGEST_NAME for name in row if name is not text):
                raise ValueError
            read = min(len(text), most_read)
            found = matches(text[:read], wanted)
            best = _densest(found, len(wanted))
            page = database.execute(_PAGE, (number, best.start if best else 0, number)).fetchone()
    except (sqlite3.Error, ValueError, OSError) as error:
        raise FileAccessError(_describe_damage(path)) from error
    if page is None or not _are_numbers(page):
        raise FileAccessError(_describe_damage(path))
    index, issue_folio, volume_folio = page
    snippet, marks = _snippet(text, found, best)
    hit = Hit(
        database=path,
        volume=volume,
        issue=issue,
        label=label,
        article=title,
        subtitle=subtitle,
        contents_title=listed,
        authors=authors,
        section=section,
        page_index=index,
        issue_folio=issue_folio,
        volume_folio=volume_folio,
        snippet=snippet,
        marks=marks,
        rank=rank,
    )
    return hit, read


def _are_numbers(page: tuple[object, ...]) -> bool:
    index, issue_folio, volume_folio = page
    return isinstance(index, int) and isinstance(issue_folio, int | None) and isinstance(volume_folio, int)


def _densest(found: Sequence[Match], count: int) -> Match | None:
    """The first match from which on most of the *count* phrases stand within one snippet; None without any."""
    best, most = None, 0
    for index, first in enumerate(found):
        near = set()
        for match in found[index : index + 200]:
            if match.end - first.start > SNIPPET_LENGTH - SNIPPET_BEFORE:
                break
            near.add(match.phrase)
        if len(near) > most or best is None:
            best, most = first, len(near)
        if most == count:
            break
    return best


def _snippet(text: str, found: Sequence[Match], best: Match | None) -> tuple[str, tuple[tuple[int, int], ...]]:
    """What stands around *best*, or how the text begins, with the spans of the words in it."""
    begin = max(0, best.start - SNIPPET_BEFORE) if best else 0
    end = min(len(text), max(begin + SNIPPET_LENGTH, best.end if best else 0))
    before, after = "…" if begin else "", "…" if end < len(text) else ""
    shift = len(before) - begin
    spans: list[tuple[int, int]] = []
    for match in found:
        if match.start < begin or match.end > end:
            continue
        if spans and match.start + shift <= spans[-1][1]:  # words that overlap or touch are marked as one
            spans[-1] = (spans[-1][0], max(spans[-1][1], match.end + shift))
        else:
            spans.append((match.start + shift, match.end + shift))
    return before + text[begin:end] + after, tuple(spans)
