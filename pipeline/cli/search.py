"""``kanben search``: words in the full text of all bound volumes."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

from pipeline.binding.finding_aids.full_text import SUFFIX
from pipeline.binding.finding_aids.searching import Hit
from pipeline.binding.finding_aids.searching import search as search_in
from pipeline.bounded_files import RefusedFileError, entries_below
from pipeline.cli.options import json_option
from pipeline.cli.terminal import echo, echo_json
from pipeline.errors import ExitCode, FileAccessError, Problem
from pipeline.i18n import _

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
@json_option
def search(words: tuple[str, ...], places: tuple[Path, ...], limit: int, json_wanted: bool) -> int:
    """Search and print; that nothing was found is told, and is no error."""
    hits = search_in(indexes(places), " ".join(words), limit)
    if json_wanted:
        echo_json([hit_as_json(hit) for hit in hits])
        return ExitCode.OK
    for hit in hits:
        print_hit(hit)
    if not hits:
        echo(_("Nothing was found."), err=True)
    return ExitCode.OK


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
        "issue": hit.issue,
        "label": hit.label,
        "section": hit.section,
        "article": hit.article,
        "subtitle": hit.subtitle,
        "contents_title": hit.contents_title,
        "authors": hit.authors,
        "issue_folio": hit.issue_folio,
        "volume_folio": hit.volume_folio,
        "snippet": hit.snippet,
        "marks": [list(mark) for mark in hit.marks],
    }
