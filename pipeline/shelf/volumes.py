"""The bound volumes of a publication as ``kanben bind`` has left them, read within bounds; what is unsound is told.

A volume is sound if its files are what its ``SHA256SUMS`` says, its catalogue can be read, and its report names the
PDFs. What is read may come from anyone: files are plain ones in their folder, values are of the types they should be.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pipeline.binding.finding_aids.catalogue import MAX_CATALOGUE, Catalogue, read_catalogue
from pipeline.binding.finding_aids.full_text import SUFFIX
from pipeline.binding.preservation.fixity import SUMS_NAME, find_sum, verify_sums
from pipeline.bounded_files import RefusedFileError, read_inside
from pipeline.errors import BindingError, FixityError, KanbenError, Problem
from pipeline.i18n import _
from pipeline.volume import BoundIssue, PlacedArticle

_MAX_REPORT = 64 << 20  # bytes
_YEAR = re.compile(r"[12]\d{3}", re.ASCII)
_FILE_NAME = re.compile(r"[a-z0-9][a-z0-9-]*\.pdf", re.ASCII)


@dataclass(frozen=True, slots=True)
class VolumePdf:
    """A PDF of a volume. *name* is told from the shelf, with ``/``; *front_pages* are those before its issues.

    *first_folio* is the volume folio of the page behind them.
    """

    name: str
    front_pages: int
    first_folio: int

    def page_of(self, folio: int) -> int:
        """The page of the file, from 1, that has the volume *folio*."""
        return self.front_pages + folio - self.first_folio + 1


@dataclass(frozen=True, slots=True)
class ShelvedVolume:
    """A sound volume: its catalogue, its PDFs by parts, and its search index."""

    catalogue: Catalogue
    pdfs: tuple[VolumePdf, ...]
    index: Path

    @property
    def year(self) -> int:
        """The year that is bound."""
        return self.catalogue.volume.year


@dataclass(frozen=True, slots=True)
class ShelvedArticle:
    """An article on the shelf, with the issue and the volume that it is in."""

    volume: ShelvedVolume
    issue: BoundIssue
    article: PlacedArticle

    @property
    def pdf(self) -> VolumePdf:
        """The PDF that it is bound in."""
        return self.volume.pdfs[self.issue.volume_part]

    @property
    def page(self) -> int:
        """The page of the PDF, from 1, on which it begins."""
        return self.pdf.page_of(self.issue.folio_of(self.article))


def articles_of(volume: ShelvedVolume) -> Iterator[ShelvedArticle]:
    """The articles of *volume* in its order."""
    return (ShelvedArticle(volume, issue, article) for issue in volume.catalogue.issues for article in issue.articles)


def year_folders(folder: Path) -> dict[int, Path]:
    """The folders of years in *folder*, ``out/<publication>``, by year; links are none."""
    if not folder.is_dir():
        return {}
    found = {int(each.name): each for each in folder.iterdir() if _YEAR.fullmatch(each.name)}
    return {year: path for year, path in sorted(found.items()) if path.is_dir() and not path.is_symlink()}


def read_volume(folder: Path, stem: str) -> ShelvedVolume:
    """The volume whose files in *folder* begin with *stem*, ``gongyun-2023``. Raises KanbenError if it is unsound."""
    whole = verify_sums(folder)
    if whole.problems:
        raise FixityError(whole.problems)
    path = folder / f"{stem}-catalogue.json"
    catalogue = read_catalogue(_read(path, MAX_CATALOGUE))
    if catalogue.volume.id != stem or str(catalogue.volume.year) != folder.name:
        raise BindingError(Problem(_("This is the catalogue of another volume."), path))
    pages = _pdf_pages(folder / f"{stem}-report.json")
    index = folder / f"{stem}{SUFFIX}"
    unnamed = [each for each in (path, index, *(folder / name for name in pages)) if not find_sum(each)]
    if unnamed:
        message = _("The list of checksums does not name this file.")
        raise FixityError(Problem(message, each) for each in unnamed)
    pdfs = []
    for part, (name, count) in enumerate(pages.items()):
        issues = [issue for issue in catalogue.issues if issue.volume_part == part]
        if not issues:
            break
        first = issues[0].volume_folio
        front = count - (issues[-1].volume_folio + issues[-1].pages - first)
        pdfs.append(VolumePdf(f"{folder.name}/{name}", front, first))
    named = {issue.volume_part for issue in catalogue.issues}
    if named != set(range(len(pdfs))) or len(pdfs) != len(pages) or any(pdf.front_pages < 0 for pdf in pdfs):
        raise BindingError(Problem(_("Catalogue and report of the volume do not fit together."), folder))
    return ShelvedVolume(catalogue, tuple(pdfs), index)


def _pdf_pages(path: Path) -> Mapping[str, int]:
    """The number of pages of each PDF that the report *path* names, by parts."""
    try:
        rows = json.loads(_read(path, _MAX_REPORT))["files"]
        pages = {row["name"]: row["pages"] for row in rows}
        if all(_FILE_NAME.fullmatch(name) and type(count) is int for name, count in pages.items()):
            return pages
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        pass
    raise BindingError(Problem(_("This is no report of a bound volume."), path))


def _read(path: Path, limit: int) -> bytes:
    try:
        return read_inside(path.parent, path, limit)
    except FileNotFoundError as error:
        raise BindingError(Problem(_("There is no such file."), path)) from error
    except RefusedFileError as error:
        raise BindingError(error.problem(path)) from error


def describe_unsound(error: KanbenError) -> str:
    """Why a volume is unsound, in the words of the first problem."""
    first = error.problems[0]
    return f"{first.path.name}: {first.message}" if first.path else first.message


def is_bound(folder: Path, stem: str) -> bool:
    """Whether anything of a volume lies in *folder*: a year may have issues that were never bound."""
    return any((folder / name).exists() for name in (f"{stem}-catalogue.json", f"{stem}{SUFFIX}", SUMS_NAME))
