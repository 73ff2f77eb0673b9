"""Searches the indexes of volumes (``full_text``) and shelves (``shelf_index``): articles, the best first."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from heapq import nsmallest
from itertools import groupby
from pathlib import Path

from pipeline.binding.finding_aids.opened_index import describe_damage, is_of_shelf, open_index
from pipeline.binding.finding_aids.passages import clean_text, is_clean
from pipeline.binding.finding_aids.search_words import Match, matches, phrases
from pipeline.errors import FileAccessError, Problem, UsageError
from pipeline.i18n import _

LONGEST_QUERY = 400  # characters
SNIPPET_BEFORE = 14  # characters before the first word that is marked
SNIPPET_LENGTH = 72  # characters
_LONGEST_NAME = 4_096  # characters of a title, of authors or a label
# Characters of one text, and of all texts together, in which words are looked for to be shown: three millionths of
# a second each. What stands further on is found, but not shown.
_MOST_READ = 500_000
_MOST_READ_TOGETHER, _MOST_READ_FOR_EACH = 2_000_000, 20_000

# bm25 (FTS5): a word in the title weighs as ten in the text, one in the subtitle or in the title of the contents as
# six, an author's name as eight; a smaller rank is better.
_SCORE = "SELECT words.rowid, bm25(words, 10.0, 6.0, 6.0, 8.0, 1.0) AS score FROM words"
_QUESTION = f"{_SCORE} WHERE words MATCH ? ORDER BY score, words.rowid LIMIT ?"
# What an index of one volume and that of a shelf are asked alike: which volume a passage is in.
_IN_VOLUME = "JOIN issue ON issue.id = passage.issue JOIN volume"
_ON_SHELF = """\
JOIN issue ON issue.id = passage.issue JOIN bound ON bound.issue = issue.id JOIN volume ON volume.id = bound.volume"""
_FILTERED = """\
{score} JOIN passage ON passage.number = words.rowid {volume}
WHERE words MATCH ? AND volume.year BETWEEN ? AND ? AND (? = '' OR passage.section = ?)
AND (? = '' OR instr('；' || passage.authors || '；', ?)) ORDER BY score, words.rowid LIMIT ?
"""
_PASSAGE = """\
SELECT issue.id, issue.label, passage.title, passage.subtitle, passage.contents_title,
       passage.authors, passage.section, passage.text, volume.title, volume.year, {file}
FROM passage {volume} WHERE passage.number = ?
"""
_PAGE = """\
SELECT page_index, issue_folio, volume_folio, confidence FROM page
WHERE passage = ? AND (start <= ? OR page_index = (SELECT min(page_index) FROM page AS first WHERE first.passage = ?))
ORDER BY page_index DESC LIMIT 1
"""


@dataclass(frozen=True, slots=True)
class SearchFilter:
    """Which articles are looked through: of the years from *first_year* to *last_year*, by *author*, of *section*.

    Both are compared as a whole; empty: all are.
    """

    first_year: int = 0
    last_year: int = 9999
    author: str = ""
    section: str = ""


EVERYTHING = SearchFilter()


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """An article that has all words, and the page on which most of them stand.

    *article* is the title, empty for pages before the first article; *contents_title* that of its issue's contents.
    *issue_folio* is None where the issue counts none yet, *page_index* 0-based in the issue. *marks* are spans of
    *snippet* (0-based, the end not included): the words found. *text_confidence* is None unless the text of that page
    was recognised in its picture, a guess that is so sure (0 to 1). *file* is the volume's PDF, told from the folder of
    the *database*, and *page* the page of it, from 1, where that is a shelf's; else both are empty.
    """

    database: Path
    volume: str
    year: int
    file: str
    page: int | None
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
    text_confidence: float | None
    snippet: str
    marks: tuple[tuple[int, int], ...]
    rank: float


def search(databases: Sequence[Path], words: str, limit: int = 20, wanted_of: SearchFilter = EVERYTHING) -> list[Hit]:
    """The best *limit* articles, of *wanted_of*, in the indexes *databases* that have all *words*.

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
            with closing(open_index(path)) as database:
                found += [(rank, place, number) for number, rank in _rank(database, wanted, limit, wanted_of)]
        except (sqlite3.Error, ValueError, OSError):
            problems.append(describe_damage(path))
    if problems:
        raise FileAccessError(problems)
    best = nsmallest(limit, found)
    hits: dict[tuple[float, int, int], Hit] = {}
    room = max(_MOST_READ_TOGETHER, _MOST_READ_FOR_EACH * limit)
    for place, rows in groupby(sorted(best, key=lambda row: row[1]), key=lambda row: row[1]):
        try:
            with closing(open_index(databases[place])) as database:
                for row in rows:
                    hits[row], read = _hit(databases[place], database, row, wanted, min(room, _MOST_READ))
                    room -= read
        except (sqlite3.Error, ValueError, OSError) as error:
            raise FileAccessError(describe_damage(databases[place])) from error
    return [hits[row] for row in best]


def _rank(
    database: sqlite3.Connection, wanted: Sequence[tuple[str, ...]], limit: int, wanted_of: SearchFilter
) -> Iterator[tuple[int, float]]:
    # Tokens are letters and digits, or stand in quotes at least: nothing of the question is taken for FTS5's grammar.
    question = " AND ".join(f'"{" ".join(phrase)}"' for phrase in wanted)
    if wanted_of == EVERYTHING:
        rows = database.execute(_QUESTION, (question, limit))
    else:
        volume = _ON_SHELF if is_of_shelf(database) else _IN_VOLUME
        author, section = clean_text(wanted_of.author), clean_text(wanted_of.section)
        values = (wanted_of.first_year, wanted_of.last_year, section, section, author, f"；{author}；")
        rows = database.execute(_FILTERED.format(score=_SCORE, volume=volume), (question, *values, limit))
    for number, rank in rows:
        if not (isinstance(number, int) and isinstance(rank, float)):
            raise ValueError
        yield number, rank


def _hit(
    path: Path,
    database: sqlite3.Connection,
    ranked: tuple[float, int, int],
    wanted: Sequence[tuple[str, ...]],
    most_read: int,
) -> tuple[Hit, int]:
    """The article that was *ranked* in *database*, the index at *path*, and how many characters of its text were looked
    through, *most_read* at most. Raises sqlite3.Error or ValueError where the index is damaged.
    """
    rank, _place, number = ranked
    is_shelf = is_of_shelf(database)
    file = "bound.file, bound.pages_before" if is_shelf else "'', NULL"
    statement = _PASSAGE.format(file=file, volume=_ON_SHELF if is_shelf else _IN_VOLUME)
    row = database.execute(statement, (number,)).fetchone()
    if row is None or not all(isinstance(value, str) and is_clean(value) for value in (*row[:9], row[10])):
        raise ValueError
    issue, label, title, subtitle, listed, authors, section, text, volume, year, file, before = row
    if any(len(name) > _LONGEST_NAME for name in (*row[:7], volume, file)):
        raise ValueError
    read = min(len(text), most_read)
    found = matches(text[:read], wanted)
    best = _find_densest(found, len(wanted))
    page = database.execute(_PAGE, (number, best.start if best else 0, number)).fetchone()
    if page is None or not _are_numbers(page) or not isinstance(year, int) or not isinstance(before, int | None):
        raise ValueError
    index, issue_folio, volume_folio, confidence = page
    snippet, marks = _snippet(text, found, best)
    hit = Hit(
        database=path,
        volume=volume,
        year=year,
        file=file,
        page=volume_folio + before if before is not None else None,
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
        text_confidence=confidence,
        snippet=snippet,
        marks=marks,
        rank=rank,
    )
    return hit, read


def _are_numbers(page: tuple[object, ...]) -> bool:
    index, issue_folio, volume_folio, confidence = page
    folios = isinstance(issue_folio, int | None) and isinstance(volume_folio, int)
    return isinstance(index, int) and folios and isinstance(confidence, float | None)


def _find_densest(found: Sequence[Match], count: int) -> Match | None:
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
