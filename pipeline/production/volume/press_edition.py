"""The press edition of a bound year: the issues set anew for the printer, bound and stamped, then given its marks."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from io import BytesIO
from pathlib import Path

from pipeline.binding.document.assembly import bind
from pipeline.binding.document.pages import trim_of
from pipeline.errors import BindingError, Problem
from pipeline.i18n import _
from pipeline.layout.wording import roman
from pipeline.limits import allow_files
from pipeline.manuscript.reader import read_issue
from pipeline.manuscript.volume_reader import read_volume, workspace_of_volume
from pipeline.pdf.finished_files import read_finished_pdf
from pipeline.pdf.objects import object_of, page_numbers
from pipeline.pdf.raw_pdf import RawPdf
from pipeline.pdf.text_face import read_text_face
from pipeline.preflight.verdict import preflight
from pipeline.press.file.press_file import PressPage, write_press_file
from pipeline.press.file.press_metadata import PressFacts
from pipeline.press.printer import Printer
from pipeline.press.separation.inks import Spot
from pipeline.production.issue.issue_builder import IssueBuilder, layout_folders
from pipeline.production.issue.press_edition import fill_up, separate_issue
from pipeline.production.issue.request import SUFFIXES, BuildRequest, Listener
from pipeline.production.kept_parts import KeptParts
from pipeline.production.press.press_pages import coarse_pictures, note_blackened, printer_of
from pipeline.production.publishing import publish_made
from pipeline.production.volume.bind_volume import (
    BindingRequest,
    destination,
    file_name,
    move_stamps,
    place_volume,
    plan_of,
    volume_facts,
    without_texts,
)
from pipeline.production.volume.issues_to_bind import IssueToBind, prepare_issues
from pipeline.production.volume.setting_process import setting_process
from pipeline.production.volume.volume_files import workplace
from pipeline.standards import Standard
from pipeline.volume import BoundVolume, LegacyIssue, SourceIssue, part_name

_COLOURS = "colour.spaces"  # the check that finds colours of screens


@dataclass(frozen=True, slots=True)
class PressVolume:
    """The files of a volume for the printer, each with its number of pages; *notes* are sentences for its sender."""

    files: tuple[tuple[Path, int], ...]
    notes: tuple[str, ...]


def bind_press_volume(path: Path, request: BindingRequest, wanted: str, listener: Listener) -> PressVolume:
    """Bind the year *path* for the printer *wanted* (empty: the publication's) and publish the PDFs.

    All is made before anything is put in its place. Raises the KanbenError of the stage that fails; BindingError names
    legacy PDFs that are in the colours of screens.
    """
    volume = read_volume(path)
    printer = printer_of(volume.publication, wanted, layout_folders(workspace_of_volume(volume.path)))
    folder = destination(volume, request.out)

    def report_stage(stage: str) -> None:
        listener(volume.path.parent, stage)

    with setting_process(volume.path, printer) as setting, workplace(folder, volume.id, request.out) as made:
        to_bind = prepare_issues(volume, BuildRequest(out=request.out), request.jobs, listener)
        _require_inks(volume.issues)
        bound = place_volume(volume, to_bind)
        facts = [volume_facts(bound, to_bind, number) for number in range(bound.volume_parts)]
        allow_files(each.path for each in to_bind)
        stamps = setting.stamps()
        setting.order_front_matter(without_texts(bound), facts)
        to_bind = move_stamps(bound, to_bind, stamps, report_stage)
        files, notes = [], list[str]()
        for number, about in enumerate(facts):
            job = _Job(printer, listener, {}, notes)
            issues = [job.replace_pages(issue, each) for issue, each in zip(volume.issues, to_bind, strict=True)]

            def front_matter(job: _Job = job) -> RawPdf:
                pages = setting.front_matter()
                notes.extend(pages.notes)
                job.spots.update({spot.name: spot for spot in pages.spots})
                return pages.pdf

            file = BytesIO()
            plan = plan_of(bound, issues, number, about, stamps, front_matter)
            bind(replace(plan, conforms=False, standard=Standard.PDF_A_2), file)
            report_stage(_("writing the PDF"))
            slug = f"{volume.title} {part_name(number, bound.volume_parts)}".strip()
            spots = tuple(job.spots[name] for name in sorted(job.spots))
            target = made / f"{Path(file_name(bound, number)).stem}{SUFFIXES['press']}.pdf"
            press_facts = PressFacts(document=about, publication=volume.publication.name, issue=slug, spots=spots)
            files.append((target, _write(target, file.getvalue(), bound, number, press_facts, printer, notes)))
        report_stage(_("publishing"))
        for target, _pages in files:
            publish_made(target, folder / target.name, request.out)
        return PressVolume(tuple((folder / target.name, pages) for target, pages in files), tuple(dict.fromkeys(notes)))


def _require_inks(issues: Sequence[SourceIssue | LegacyIssue]) -> None:
    """Raise BindingError for every legacy PDF that paints in colours of screens: nobody has said what inks they are."""
    text = _("Pages of “{label}” are in the colours of screens, which a press doesn't have: {pages}.")
    hint = _("Have the PDF converted to the printer's condition, or bind the reading edition.")
    problems = []
    for issue in issues:
        if isinstance(issue, LegacyIssue):
            found = {each.page for each in preflight(issue.path, "press").findings if each.id == _COLOURS}
            pages = sorted(page + 1 for page in found if page is not None)
            if pages:
                shown = ", ".join(map(str, pages[:8])) + (" …" if len(pages) > 8 else "")
                problems.append(Problem(text.format(label=issue.label, pages=shown), issue.path, hint=hint))
    if problems:
        raise BindingError(problems)


@dataclass
class _Job:
    """One file on its way to the printer; *spots* and *notes* are collected while its issues are set."""

    printer: Printer
    listener: Listener
    spots: dict[str, Spot]
    notes: list[str]

    def replace_pages(self, issue: SourceIssue | LegacyIssue, to_bind: IssueToBind) -> IssueToBind:
        """*to_bind* with pages for the press in the place of those for screens; legacy PDFs stay what they are."""
        if isinstance(issue, LegacyIssue):
            return to_bind
        return replace(to_bind, load=partial(self._set_issue, issue.path, len(to_bind.texts)))

    def _set_issue(self, path: Path, pages: int) -> RawPdf:
        """The pages of the issue folder *path*, set with bleed, in the printer's inks."""
        progress: Callable[[str], None] = partial(self.listener, path)
        laid_out = IssueBuilder(kept=KeptParts.of_user()).lay_out(read_issue(path), progress, self.printer)
        separated = separate_issue(laid_out, self.printer)
        self.spots |= {spot.name: spot for spot in separated.spots}
        self.notes += [*coarse_pictures(laid_out.parts, self.printer), *note_blackened(separated, laid_out.parts)]
        if len(page_numbers(separated.pdf)) != pages:
            message = _("The issue has {found} pages for the press and {pages} for the screen.")
            found = len(page_numbers(separated.pdf))
            raise BindingError(
                Problem(
                    message.format(found=found, pages=pages), path, hint=_("Was it changed meanwhile? Bind it again.")
                )
            )
        return separated.pdf


def _write(
    target: Path,
    data: bytes,
    bound: BoundVolume,
    part: int,
    facts: PressFacts,
    printer: Printer,
    notes: list[str],
) -> int:
    """Give the bound pages *data* boxes, marks and blanks, and write them to *target*; returns how many they are."""
    pdf = read_finished_pdf(data, target.name)
    numbers = page_numbers(pdf)
    here = [issue for issue in bound.issues if issue.volume_part == part]
    first, beyond = here[0].volume_folio, here[-1].volume_folio + here[-1].pages
    front = len(numbers) - (beyond - first)
    labels = [*(roman(each) for each in range(1, front + 1)), *(str(folio) for folio in range(first, beyond))]
    pages = []
    for number, label in zip(numbers, labels, strict=True):
        trim = trim_of(object_of(pdf, number))
        pages.append(PressPage(number, (trim.left, trim.bottom, trim.right, trim.top), label))
    filled, said = fill_up(pages, printer, "end")
    with target.open("wb") as file:
        report = write_press_file(file, pdf, filled, facts, printer, read_text_face())
    notes += [*said, *report.notes]
    return report.pages
