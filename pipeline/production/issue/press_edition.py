"""The press edition of one issue: pages with bleed, in the printer's inks, filled up to whole sheets, with marks."""

from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO
from pathlib import Path

from pipeline.errors import ContentError, Problem
from pipeline.i18n import _, ngettext
from pipeline.layout.layout_schema import Blanks
from pipeline.manuscript.reader import read_issue
from pipeline.manuscript.workspace import workspace_of
from pipeline.model import Issue
from pipeline.pdf.objects import page_numbers
from pipeline.pdf.text_face import read_text_face
from pipeline.press.file.press_file import PressPage, write_press_file
from pipeline.press.file.press_metadata import PressFacts
from pipeline.press.printer import Printer
from pipeline.press.separation.plates import Separated
from pipeline.production.issue.flatplan import place_of_blanks
from pipeline.production.issue.issue_builder import (
    FinishedIssue,
    IssueBuilder,
    Progress,
    document_facts,
    layout_folders,
)
from pipeline.production.issue.laid_out_issue import LaidOutIssue
from pipeline.production.issue.request import SUFFIXES
from pipeline.production.press.press_pages import Palette, coarse_pictures, note_blackened, press_pages, printer_of


def build_press_edition(
    builder: IssueBuilder, path: Path, wanted: str, progress: Progress, resolution: int | None = None
) -> FinishedIssue:
    """Build the press edition of the issue folder *path* for the printer *wanted* (empty: the publication's).

    The pages are those of a reading edition whose pictures have that *resolution*, if it is built by this *builder*.
    Raises the KanbenError of the stage that fails; writes nothing.
    """
    progress(_("reading"))
    issue = read_issue(path)
    _require_no_notes_of_editors(issue)
    printer = printer_of(issue.publication, wanted, layout_folders(workspace_of(issue.path)))
    laid_out = builder.lay_out(issue, progress, printer, resolution)
    progress(_("separating the colours"))
    separated = separate_issue(laid_out, printer)
    pages = _pages(laid_out, page_numbers(separated.pdf), laid_out.pagination.labels)
    pages, notes = fill_up(pages, printer, *place_of_blanks(laid_out))
    progress(_("writing the PDF"))
    label = issue.label_with_year
    about = PressFacts(
        document=document_facts(issue), publication=issue.publication.name, issue=label, spots=separated.spots
    )
    file = BytesIO()
    report = write_press_file(file, separated.pdf, pages, about, printer, read_text_face())
    name = f"{issue.id}{SUFFIXES['press']}.pdf"
    warnings = tuple(map(Problem, coarse_pictures(laid_out.parts, printer)))
    all_notes = tuple(map(Problem, (*notes, *note_blackened(separated, laid_out.parts), *report.notes)))
    finished = builder.finish_issue(laid_out, {name: file.getvalue()}, warnings, all_notes)
    return replace(finished, pages=len(pages), sources=(*finished.sources, *printer.files))


def _require_no_notes_of_editors(issue: Issue) -> None:
    hint = _("Settle it and take the note out: nothing goes to press with one.")
    notes = [note for entry in issue.entries for note in entry.article.editor_notes]
    if notes:
        raise ContentError(replace(note, hint=hint) for note in notes)


def separate_issue(laid_out: LaidOutIssue, printer: Printer) -> Separated:
    """The pages of an issue that was laid out for the *printer*, in that one's inks; no blanks among them.

    Raises ContentError, RenderError.
    """
    return press_pages(laid_out.parts, palette_of(laid_out), printer, laid_out.placed.forms)


def palette_of(laid_out: LaidOutIssue) -> Palette:
    """The colours of the issue's layout as its publication has them."""
    composer, publication = laid_out.composer, laid_out.issue.publication
    sheets = composer.style_sheets()
    return Palette(
        layout=composer.layout,
        workspace=composer.workspace,
        colours=composer.colours,
        style_sheets=sheets,
        file=publication.path,
        changes=publication.colours,
    )


def _pages(laid_out: LaidOutIssue, numbers: Sequence[int], labels: Sequence[str]) -> list[PressPage]:
    geometry = laid_out.composer.layout.geometry
    trim = (0.0, 0.0, geometry.width, geometry.height)  # `write_press_pdf` puts the trim's corner there
    return [PressPage(number, trim, label) for number, label in zip(numbers, labels, strict=True)]


def fill_up(
    pages: Sequence[PressPage], printer: Printer, where: Blanks, last_pages: int = 0
) -> tuple[list[PressPage], tuple[str, ...]]:
    """*pages* filled up with blanks to the printer's multiple, and a sentence that says how many and where.

    They stand at the end, or before the last part, which has *last_pages*, as *where* says.
    """
    count = -len(pages) % printer.page_multiple
    if not count:
        return list(pages), ()
    at = len(pages) - last_pages if where == "before_last" else len(pages)
    blanks = [PressPage(None, pages[0].trim, str(at + number)) for number in range(1, count + 1)]
    if where == "before_last":
        text = ngettext(
            "{count} blank page stands before the last part: {pages} pages, a multiple of {multiple}.",
            "{count} blank pages stand before the last part: {pages} pages, a multiple of {multiple}.",
            count,
        )
    else:
        text = ngettext(
            "{count} blank page stands at the end: {pages} pages, a multiple of {multiple}.",
            "{count} blank pages stand at the end: {pages} pages, a multiple of {multiple}.",
            count,
        )
    note = text.format(count=count, pages=len(pages) + count, multiple=printer.page_multiple)
    return [*pages[:at], *blanks, *pages[at:]], (note,)
