"""Building one issue: content, glyphs, parts, pages, PDF."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.bounded_files import BoundedFolder
from pipeline.engine.laid_out_part import LaidOutPart
from pipeline.engine.pages import Typesetter
from pipeline.engine.reading_pdf import write_reading_pdf
from pipeline.engine.untagged_pdf import bleed_sheet
from pipeline.errors import Problem
from pipeline.fonts.coverage import Coverage
from pipeline.i18n import _, ngettext
from pipeline.layout import (
    Composer,
    layout_of,
    plan_parts,
    require_colours,
    require_languages,
    require_styles,
)
from pipeline.layout.picture_frames import BEYOND
from pipeline.limits import allow_memory, limited
from pipeline.manuscript.reader import read_issue
from pipeline.manuscript.words import words_of
from pipeline.manuscript.workspace import workspace_of
from pipeline.model import Issue
from pipeline.pdf.xmp import PdfFacts
from pipeline.production.document_date import document_date
from pipeline.production.faces import Faces, SecondFaces, read_faces
from pipeline.production.issue.coarse_pictures import tell_coarse_pictures
from pipeline.production.issue.completeness import require_whole
from pipeline.production.issue.continued_folios import find_first_folio
from pipeline.production.issue.entry_folios import EntryFolio, entry_folios
from pipeline.production.issue.fillers import place_idle_fillers, with_wanted_fillers, without_fillers
from pipeline.production.issue.glyphs import (
    MissingGlyph,
    SubstitutedGlyph,
    find_substituted_glyphs,
    folio_of,
    missing_glyphs,
    require_glyphs,
)
from pipeline.production.issue.insert_leaves import put_between_leaves
from pipeline.production.issue.issue_text import issue_text
from pipeline.production.issue.laid_out_issue import LaidOutIssue, collect_runs
from pipeline.production.issue.placed_pdfs import PlacedPdfs, place_pdfs
from pipeline.production.issue.remarks import tell_notes, tell_warnings
from pipeline.production.kept_parts import KeptParts
from pipeline.production.pagination import Pagination, Paginator, Urgent
from pipeline.production.part_layouter import Measuring, SideBySide
from pipeline.production.part_maker import PartMaker
from pipeline.production.record import text_file
from pipeline.resources import find_shipped

if TYPE_CHECKING:
    from pipeline.press.printer import Printer

Progress = Callable[[str], None]
_SECONDS, _SECONDS_PER_PAGE = 5.0, 0.15  # of processor time to write a PDF; a page takes 0.008
_PER_CHARACTER = 1200  # bytes of memory; laid-out pages take 330
_PER_BYTE = 4  # bytes of memory for each of a file: pictures are held, changed and written
_BLEED = "bleed"  # among the names of style sheets


@dataclass(frozen=True, slots=True, kw_only=True)
class FinishedIssue:
    """The files of an issue (name → bytes, the reading edition first) and what is reported about them.

    *sources* are the content files that the issue was read from; *notes* and *warnings* are for its editor.
    """

    id: str
    files: dict[str, bytes]
    pages: int
    entries: tuple[EntryFolio, ...]
    substituted: tuple[SubstitutedGlyph, ...] = ()
    warnings: tuple[Problem, ...] = ()
    sources: tuple[Path, ...] = ()
    notes: tuple[Problem, ...] = ()


@dataclass(kw_only=True)
class IssueBuilder:
    """What is worth keeping between two builds of one issue: faces, style sheets and laid-out parts.

    *kept*: parts that earlier processes have laid out. *is_resident*: pages are kept as well, which takes memory, so
    that where words change only the pages around them are laid out again. *resumes*: as `Paginator` has it. *jobs*: how
    many parts are laid out at a time, where there is much to lay out.
    """

    faces: Faces = field(default_factory=lambda: read_faces(find_shipped("fonts")))
    kept: KeptParts | None = None
    is_resident: bool = False
    resumes: bool = False
    jobs: int = 1
    maker: PartMaker | None = None
    paginator: Paginator | None = None

    def coverage_for(self, issue: Issue) -> Coverage:
        """The characters that *issue* may have. Raises FontError."""
        return self.faces.coverage_in(workspace_of(issue.path))

    def build(
        self, path: Path, progress: Progress, offprints: bool = False, resolution: int | None = None
    ) -> FinishedIssue:
        """Build the issue folder *path*; pictures have *resolution*, pixels per inch, at most, or the layout's.

        Raises the KanbenError of the stage that fails; writes nothing.
        """
        progress(_("reading"))
        laid_out = self.lay_out(read_issue(path), progress, resolution=resolution)
        issue, entries, runs = laid_out.issue, laid_out.entries, laid_out.runs
        progress(_("writing the PDF"))
        facts, labels = document_facts(issue), laid_out.pagination.labels
        with limited(_("writing the PDF"), path, _SECONDS + laid_out.pages * _SECONDS_PER_PAGE):
            forms = laid_out.placed.forms
            files = {
                f"{issue.id}.pdf": write_reading_pdf(
                    laid_out.parts, facts, labels, placed=forms, standard=issue.publication.standard
                )
            }
        if offprints:
            progress(_("writing the offprints"))
            files |= make_offprints(issue, laid_out.parts, entries, facts, labels)
        anchors = {entry.slug: laid_out.composer.anchor(entry.slug) for entry in entries}
        places = [(entry.page, entry.folio) for entry in entries]
        files[text_file(issue.id)] = issue_text(issue, places, anchors, runs, laid_out.pages).to_json()
        return self.finish_issue(laid_out, files, notes=tell_coarse_pictures(issue, laid_out.pagination.parts))

    def finish_issue(
        self,
        laid_out: LaidOutIssue,
        files: dict[str, bytes],
        warnings: tuple[Problem, ...] = (),
        notes: tuple[Problem, ...] = (),
    ) -> FinishedIssue:
        """The issue *laid_out* with its *files*; *warnings* besides those of the layout, *notes*, the issue's."""
        substituted = find_substituted_glyphs(laid_out.runs, self.faces.roles, self.coverage_for(laid_out.issue))
        return FinishedIssue(
            id=laid_out.issue.id,
            files=files,
            pages=laid_out.pages,
            entries=laid_out.entries,
            substituted=substituted,
            warnings=(*tell_warnings(laid_out), *warnings),
            sources=laid_out.sources,
            notes=tell_notes(laid_out, notes),
        )

    def lay_out(
        self,
        issue: Issue,
        progress: Progress,
        printer: "Printer | None" = None,
        resolution: int | None = None,
        urgent: Urgent | None = None,
    ) -> LaidOutIssue:
        """Lay out *issue* and look whether all of it is there; for the press of *printer*, if there is one.

        What is *urgent* is told before the rest is laid out and looked at. Raises the KanbenError of what fails.
        """
        allow_memory(_memory_for(issue), is_held=True)
        require_glyphs(issue, self.coverage_for(issue))
        placed, composer, pagination = self._paginate(issue, progress, printer, resolution, urgent)
        self._end_pagination(progress)
        issue = composer.issue
        runs = collect_runs(pagination)
        entries = entry_folios(composer, pagination, runs)
        require_whole(issue, runs)
        return LaidOutIssue(
            issue=issue, placed=placed, composer=composer, pagination=pagination, runs=runs, entries=entries
        )

    def _end_pagination(self, progress: Progress) -> None:
        if self.paginator is not None and (count := len(set(self.paginator.reused))):
            text = ngettext("{count} part is as it was", "{count} parts are as they were", count)
            progress(text.format(count=count))
        if self.maker is not None and self.paginator is not None and self.paginator.laid_out_anew:
            self.maker.make_room()

    def check_glyphs(
        self, path: Path, progress: Progress
    ) -> tuple[list[tuple[MissingGlyph, int | None]], list[SubstitutedGlyph]]:
        """Characters of the issue *path* that no face has, each with its folio, and those set in song instead."""
        progress(_("reading"))
        issue = read_issue(path)
        _composer, pagination = self.paginate(issue, progress)
        runs = collect_runs(pagination)
        coverage = self.coverage_for(issue)
        missing = [(glyph, folio_of(glyph, runs)) for glyph in missing_glyphs(issue, coverage)]
        return missing, list(find_substituted_glyphs(runs, self.faces.roles, coverage))

    def paginate(self, issue: Issue, progress: Progress) -> tuple[Composer, Pagination]:
        """Lay out the parts of *issue* for reading, keeping earlier ones while the style sheets are the same."""
        _placed, composer, pagination = self._paginate(issue, progress, None)
        return composer, pagination

    def _paginate(
        self,
        issue: Issue,
        progress: Progress,
        printer: "Printer | None",
        resolution: int | None = None,
        urgent: Urgent | None = None,
    ) -> tuple[PlacedPdfs, Composer, Pagination]:
        """As `_paginate_whole`, with those fillers alone for which white remains, and room."""
        bare = without_fillers(issue)
        if bare is not issue:
            _placed, _composer, without = self._paginate_whole(bare, progress, printer, resolution, urgent)
            issue = with_wanted_fillers(issue, without)
        moved = frozenset[str]()
        while True:
            placed, composer, pagination = self._paginate_whole(issue, progress, printer, resolution, urgent)
            fitting, moved = place_idle_fillers(issue, composer, pagination, moved)
            if fitting is issue:
                return placed, composer, pagination
            issue = fitting

    def _paginate_whole(
        self,
        issue: Issue,
        progress: Progress,
        printer: "Printer | None",
        resolution: int | None,
        urgent: Urgent | None,
    ) -> tuple[PlacedPdfs, Composer, Pagination]:
        """Pages are the same for all editions, as far as the composer and the placed PDFs want them so."""
        workspace = workspace_of(issue.path)
        layout = layout_of(issue.publication, layout_folders(workspace))
        require_languages(issue, layout)
        require_colours(issue, layout)
        require_styles(issue, layout)
        if printer is None and issue.publication.printer:
            from pipeline.press.printer import require_printer

            publication = issue.publication
            require_printer(
                publication.printer, layout_folders(workspace), (publication.path, publication.printer_line)
            )

        def find_printer() -> "Printer":
            from pipeline.production.press.press_pages import printer_of

            return printer or printer_of(issue.publication, "", layout_folders(workspace))

        placed = place_pdfs(issue, layout.geometry, find_printer, is_for_press=printer is not None)
        composer = Composer(placed.issue, layout, workspace, is_for_press=printer is not None)
        beyond = BEYOND if printer is None else max(BEYOND, printer.bleed)
        sheets = {**composer.style_sheets(), _BLEED: bleed_sheet(beyond)}
        second = SecondFaces(self.coverage_for(issue))
        typesetter = partial(
            Typesetter,
            fonts=self.faces.fonts,
            style_sheets=sheets,
            folders={"workspace": workspace, "layout": layout.path},
            second_faces=second,
            keeps_pages=self.is_resident,
            picture_resolution=layout.picture_resolution if resolution is None else resolution,
        )
        maker, paginator = self._find_maker(typesetter, workspace)
        maker.open_faces_for("".join(words.text for words in words_of(issue)))  # drawings are not in the HTML
        subject, plans = str(issue.path), plan_parts(composer.issue, layout)
        is_new = self.jobs > 1 and maker.is_new(subject)
        earlier = replace(self, maker=None, paginator=None)  # what is kept of this issue stays
        first = find_first_folio(issue, lambda before: earlier.paginate(before, progress)[1])
        pagination = paginator.paginate(composer, plans, progress, is_new, first, urgent)
        if (ordered := put_between_leaves(plans, pagination.parts)) != plans:
            pagination = paginator.paginate(composer, ordered, progress, False, first, None)
        if is_new:
            maker.note_subject(subject)
        return placed, composer, pagination

    def _find_maker(self, typesetter: partial[Typesetter], workspace: Path) -> tuple[PartMaker, Paginator]:
        """Those of the issue before, where it was set as *typesetter* does; else new ones."""
        if self.maker is None or self.paginator is None or typesetter.keywords != self.maker.settings:
            self.maker = PartMaker(typesetter, workspace, self.kept)
            maker = self.maker
            self.paginator = Paginator(
                maker.lay_out,
                maker.find,
                maker.is_current,
                measuring=Measuring(maker.find_extent, maker.find_known_extent),
                side_by_side=SideBySide(self.jobs, maker.load) if self.jobs > 1 else None,
                resumes=self.resumes,
            )
        return self.maker, self.paginator


def _memory_for(issue: Issue) -> int:
    """Bytes that laying out *issue* may take, by its text and the files of its pictures: some times what is usual."""
    words = list(words_of(issue))
    files = {each.path for each in words if each.path.is_file()}
    text = sum(len(each.text) for each in words)
    return text * _PER_CHARACTER + sum(path.stat().st_size for path in files) * _PER_BYTE


def layout_folders(workspace: Path) -> list[BoundedFolder]:
    """The folders that layouts are looked for in: the workspace's own first, then those shipped."""
    return [BoundedFolder(workspace / "layouts", workspace), BoundedFolder.of(find_shipped("layouts"))]


def document_facts(issue: Issue) -> PdfFacts:
    """What the PDF of an issue says of itself; its date is the issue's, unless SOURCE_DATE_EPOCH is set."""
    publication = issue.publication
    return PdfFacts(
        title=f"{publication.name} {issue.label_with_year}",
        authors=publication.organisers,
        subject="；".join(section.name for section in issue.sections),
        language=publication.language,
        created=document_date(issue.date.first_day),
    )


def make_offprints(
    issue: Issue,
    parts: Sequence[LaidOutPart],
    entries: Sequence[EntryFolio],
    facts: PdfFacts,
    labels: Sequence[str],
) -> dict[str, bytes]:
    """One PDF for each article but fillers, of the pages it is on, with the folios and labels of the issue."""
    files = {}
    for entry, place in zip(issue.entries, entries, strict=True):
        if entry.is_filler:
            continue
        pages = [page - 1 for page in place.pages]
        names = tuple(author.name for author in entry.article.authors) or facts.authors
        own = replace(facts, title=place.title, authors=names, subject=facts.title)
        files[f"offprints/{issue.id}-{place.slug}.pdf"] = write_reading_pdf(
            parts, own, [labels[page] for page in pages], pages, standard=issue.publication.standard
        )
    return files
