"""Making a shelf: volumes read and told apart, indexes, catalogue and search made of them, all published together."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any, Literal

from pipeline.binding.finding_aids.full_text import SUFFIX
from pipeline.binding.finding_aids.shelf_index import IndexedPdf, IndexedVolume, write_shelf_index
from pipeline.binding.preservation.fixity import SUMS_NAME, checksums, find_sum
from pipeline.errors import ContentError, FileAccessError, KanbenError, Problem
from pipeline.i18n import _
from pipeline.manuscript.publication import read_publication
from pipeline.manuscript.workspace import VOLUME_FILE
from pipeline.model import Publication
from pipeline.production.made_files import record_made
from pipeline.production.publishing import publish_made
from pipeline.production.volume.volume_files import workplace
from pipeline.shelf.index_pdf import index_pdf
from pipeline.shelf.indexes import shelf_book
from pipeline.shelf.marc import marc_iso, marc_xml
from pipeline.shelf.name_questions import name_questions
from pipeline.shelf.records import shelf_csv, shelf_json
from pipeline.shelf.request import LackingYear, Listener, Shelf, ShelfRequest
from pipeline.shelf.shelf_record import find_unchanged_shelf, record_path, take_shelf_recipe
from pipeline.shelf.volumes import ShelvedVolume, articles_of, describe_unsound, is_bound, read_volume, year_folders
from pipeline.shelf.web_page import shelf_page


@dataclass(frozen=True, slots=True)
class _Row:
    """The sound volumes of a publication in order, and the years that it lacks."""

    publication: Publication
    workspace: Path
    volumes: tuple[ShelvedVolume, ...]
    lacks: tuple[LackingYear, ...]


def make_shelf(request: ShelfRequest, listener: Listener = lambda folder, stage: None) -> Shelf:
    """Make the shelf of a publication in ``out/<publication>``, unless it is up to date.

    A volume that is missing or unsound is left out and told in ``lacks``. All files are made before any is put in its
    place. Raises ContentError for a publication that can't be read, FileAccessError where there is no sound volume, and
    the KanbenError of the stage that fails.
    """
    publication, workspace = _read_publication(request)
    folder, stem = request.out / publication.id, f"{publication.id}-shelf"
    folders = {year: path for year, path in year_folders(folder).items() if is_bound(path, f"{publication.id}-{year}")}
    ordered = {year for year, path in year_folders(request.publication).items() if (path / VOLUME_FILE).exists()}
    recipe = take_shelf_recipe(publication, workspace, folders, ordered)
    record = None if request.force else find_unchanged_shelf(recipe, record_path(folder, stem))
    if record is not None:
        return _shelf_of(record.summary, folder, "up to date")
    listener(request.publication, _("reading the volumes"))
    volumes, lacks = _take_volumes(publication, folders, ordered)
    row = _Row(publication, workspace, volumes, lacks)
    if not row.volumes:
        problems = [Problem(each.reason, folder / str(each.year)) for each in row.lacks]
        nothing = Problem(_("There is no bound volume here."), folder, hint=_("Bind one: kanben bind."))
        raise FileAccessError([*problems, nothing])
    with workplace(folder, stem, request.out) as made:
        summary = _summary_of(row)
        tell = partial(listener, request.publication)
        paths = _make_files(row, summary, made / stem, tell)
        listener(request.publication, _("publishing"))
        for path in paths:
            publish_made(path, folder / path.name, request.out)
    summary["files"] = [path.name for path in paths]
    shelf = _shelf_of(summary, folder, "made")
    record_made(recipe, shelf.files, summary, record_path(folder, stem), request.out)
    return shelf


def _read_publication(request: ShelfRequest) -> tuple[Publication, Path]:
    """The publication with the order that is wanted, and the workspace that it is in. Raises ContentError."""
    problems: list[Problem] = []
    folder = request.publication.resolve()
    workspace = folder.parent.parent if folder.parent.name == "issues" else folder.parent
    publication = read_publication(folder, workspace, problems)
    if problems or publication is None:
        raise ContentError(problems)
    return replace(publication, index_order=request.order or publication.index_order), workspace


def _take_volumes(
    publication: Publication, folders: Mapping[int, Path], ordered: set[int]
) -> tuple[tuple[ShelvedVolume, ...], tuple[LackingYear, ...]]:
    """The volumes in *folders* that are sound, and why there is none of each other year of the row."""
    volumes, lacks = [], []
    known = {*folders, *ordered}
    for year in range(min(known, default=0), max(known, default=-1) + 1):
        if year not in folders:
            lacks.append(LackingYear(year, _("There is no volume of this year.")))
            continue
        try:
            volumes.append(read_volume(folders[year], f"{publication.id}-{year}"))
        except KanbenError as error:
            lacks.append(LackingYear(year, describe_unsound(error)))
    return tuple(volumes), tuple(lacks)


def _make_files(row: _Row, summary: Mapping[str, Any], stem: Path, tell: Callable[[str], None]) -> Sequence[Path]:
    """Write all files of the shelf, whose paths begin with *stem*; returns them, the sums last."""
    book = shelf_book(row.publication, row.volumes, row.lacks)
    files = {
        ".pdf": index_pdf(book, row.volumes, row.workspace, tell),
        ".html": shelf_page(book, row.volumes),
        "-catalogue.json": shelf_json(row.publication, row.volumes, row.lacks),
        "-catalogue.csv": shelf_csv(row.volumes),
        "-marc.xml": marc_xml(row.publication, row.volumes),
        "-marc.mrc": marc_iso(row.publication, row.volumes),
        "-report.json": (json.dumps(summary, ensure_ascii=False, indent=1) + "\n").encode("utf-8"),
    }
    paths = [stem.with_name(stem.name + suffix) for suffix in files]
    for path, data in zip(paths, files.values(), strict=True):
        path.write_bytes(data)
    paths.append(stem.with_name(stem.name + SUFFIX))
    tell(_("writing the search index"))
    write_shelf_index(paths[-1], [_to_index(volume) for volume in row.volumes])
    sums = stem.with_name(SUMS_NAME)
    sums.write_bytes(checksums({path.name: path for path in paths}))
    return [*paths, sums]


def _to_index(volume: ShelvedVolume) -> IndexedVolume:
    pdfs = tuple(IndexedPdf(pdf.name, pdf.page_of(0)) for pdf in volume.pdfs)
    return IndexedVolume(volume.index, find_sum(volume.index), pdfs)


def _summary_of(row: _Row) -> dict[str, Any]:
    """What is told of the shelf, as its report and its record have it."""
    articles = [each for volume in row.volumes for each in articles_of(volume)]
    return {
        "years": [volume.year for volume in row.volumes],
        "articles": len(articles),
        "lacks": [asdict(each) for each in row.lacks],
        "questions": name_questions(articles),
    }


def _shelf_of(summary: Mapping[str, Any], folder: Path, status: Literal["made", "up to date"]) -> Shelf:
    return Shelf(
        status=status,
        folder=folder,
        files=tuple(folder / name for name in summary["files"]),
        years=tuple(summary["years"]),
        articles=summary["articles"],
        lacks=tuple(LackingYear(**each) for each in summary["lacks"]),
        questions=tuple(summary["questions"]),
    )
