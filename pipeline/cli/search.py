"""``kanben search``: words in the full text of all bound volumes."""

import re
import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import click

from pipeline.binding.finding_aids.full_text import SUFFIX
from pipeline.binding.finding_aids.searching import EVERYTHING, Hit, SearchFilter
from pipeline.binding.finding_aids.searching import search as search_in
from pipeline.binding.finding_aids.shelf_index import read_sources
from pipeline.binding.preservation.fixity import find_sum
from pipeline.bounded_files import RefusedFileError, entries_below
from pipeline.cli.options import json_option
from pipeline.cli.terminal import echo, echo_json, shorten_path
from pipeline.errors import ExitCode, FileAccessError, Problem, UsageError
from pipeline.i18n import _

_YEARS = re.compile(r"(?:(\d{4})(?:[-—–](\d{4}))?)?", re.ASCII)
_MOST_FILES = 1_000_000  # below a folder that is searched: those of a library


@click.command(
    context_settings={"ignore_unknown_options": True},  # a word may begin with a hyphen
    help=_(
        "Find the articles of all bound volumes that have all WORDS, of one character or more, the best first, with "
        "the folio in the issue and in the volume."
    ),
)
@click.argument("words", nargs=-1, required=True)
@click.option(
    "--in",
    "places",
    metavar="FOLDER",
    multiple=True,
    type=click.Path(path_type=Path),
    default=(Path("out"),),
    help=_("Folder of finished volumes, or the search index of one; may be given several times."),
)
@click.option(
    "--limit", "-n", metavar="N", type=click.IntRange(1, 1000), default=20, help=_("Articles to be told at most.")
)
@click.option(
    "--year", metavar="YEAR", default="", help=_("Only articles of this year, or of years such as 2010-2019.")
)
@click.option("--author", metavar="NAME", default="", help=_("Only articles by this author."))
@click.option("--section", metavar="NAME", default="", help=_("Only articles of this section."))
@json_option
def search(
    words: tuple[str, ...],
    places: tuple[Path, ...],
    limit: int,
    year: str,
    author: str,
    section: str,
    json_wanted: bool,
) -> int:
    """Search and print; that nothing was found is told, and is no error."""
    first, last = _years(year)
    wanted_of = SearchFilter(first_year=first, last_year=last, author=author, section=section)
    hits = search_in(_without_shelved(indexes(places)), " ".join(words), limit, wanted_of)
    if json_wanted:
        echo_json([hit_as_json(hit) for hit in hits])
        return ExitCode.OK
    for hit in hits:
        print_hit(hit)
    if not hits:
        echo(_("Nothing was found."), err=True)
    return ExitCode.OK


def _years(text: str) -> tuple[int, int]:
    """The first and the last year of what is written as 2019 or 2010-2019. Raises UsageError."""
    found = _YEARS.fullmatch(text)
    if found is None or (found[2] and found[2] < found[1]):
        message = _("“{text}” is neither a year nor years such as 2010-2019.").format(text=text)
        raise UsageError(Problem(message))
    if not found[1]:
        return EVERYTHING.first_year, EVERYTHING.last_year
    return int(found[1]), int(found[2] or found[1])


def _without_shelved(found: Sequence[Path]) -> list[Path]:
    """*found* without the indexes of volumes that a shelf holds as they are now, and without a shelf that is older.

    A shelf has its volumes in folders beside it, and their sums tell whether they are as it took them in.
    """
    left_out: set[Path] = set()
    for path in found:
        try:
            sources = read_sources(path)
        except (sqlite3.Error, ValueError, OSError):
            continue  # which is told by whoever searches it
        own = {each: sources.get(each.name.removesuffix(SUFFIX)) for each in found if each.parent.parent == path.parent}
        shelved = {each: digest for each, digest in own.items() if digest is not None}
        if all(find_sum(each) == digest for each, digest in shelved.items()):
            left_out |= shelved.keys()
        else:
            left_out.add(path)
            echo(
                _("{file} is older than a volume; make it anew: kanben shelf.").format(file=shorten_path(path)),
                err=True,
            )
    return [path for path in found if path not in left_out]


def indexes(places: Iterable[Path]) -> list[Path]:
    """The search indexes in the folders *places*, in order of their paths; the copies in bags are left out.

    Raises FileAccessError for a place that has none.
    """
    found: list[Path] = []
    problems = []
    for place in places:
        try:
            below = sorted(path for path in entries_below(place, place, _MOST_FILES) if path.name.endswith(SUFFIX))
        except RefusedFileError as error:
            problems.append(error.problem(place))
            continue
        here = [place] if place.is_file() else [path for path in below if not _is_bagged(path, place)]
        if not here:
            problems.append(Problem(_("There is no bound volume here."), place, hint=_("Bind one: kanben bind.")))
        found += here
    if problems:
        raise FileAccessError(problems)
    return list(dict.fromkeys(found))


def _is_bagged(path: Path, place: Path) -> bool:
    """Whether *path* lies in a bag that is below *place*; a bag that is named itself is searched."""
    folders = path.relative_to(place).parents
    return any((place / folder / "bagit.txt").exists() for folder in folders if folder != Path())


def print_hit(hit: Hit) -> None:
    """Print article, place and snippet, the words found standing out on a terminal."""
    title = hit.article or _("(pages before the first article)")
    authors = f"  {hit.authors}" if hit.authors else ""
    subtitle = f"  {hit.subtitle}" if hit.subtitle else ""
    echo(f"{click.style(title, bold=True)}{subtitle}{authors}")
    echo("  " + _place(hit))
    if hit.page is not None:
        file = shorten_path(hit.database.parent / hit.file)
        echo("  " + _("{file}, page {page}").format(file=file, page=hit.page))
    if hit.text_confidence is not None:
        percent = round(100 * hit.text_confidence)
        echo("  " + _("recognised in a picture, a guess: {percent} per cent sure").format(percent=percent))
    if hit.snippet:
        echo("  " + _highlight(hit))


def _place(hit: Hit) -> str:
    volume_folio = _("folio {folio} of the volume").format(folio=hit.volume_folio)
    if hit.issue_folio is None:
        return f"{hit.volume}, {hit.label}; {volume_folio}"
    issue_folio = _("folio {folio}").format(folio=hit.issue_folio)
    return f"{hit.volume}, {hit.label}, {issue_folio}; {volume_folio}"


def _highlight(hit: Hit) -> str:
    pieces, last = [], 0
    for start, end in hit.marks:
        pieces += [hit.snippet[last:start], click.style(hit.snippet[start:end], fg="red", bold=True)]
        last = end
    return "".join([*pieces, hit.snippet[last:]])


def hit_as_json(hit: Hit) -> dict[str, Any]:
    """Return what ``--json`` prints for one hit; marks are spans of the snippet, counted in characters from 0."""
    return {
        "index": str(hit.database),
        "volume": hit.volume,
        "year": hit.year,
        "file": hit.file,
        "page": hit.page,
        "issue": hit.issue,
        "label": hit.label,
        "section": hit.section,
        "article": hit.article,
        "subtitle": hit.subtitle,
        "contents_title": hit.contents_title,
        "authors": hit.authors,
        "issue_folio": hit.issue_folio,
        "volume_folio": hit.volume_folio,
        "text_confidence": hit.text_confidence,
        "snippet": hit.snippet,
        "marks": [list(mark) for mark in hit.marks],
    }
