"""Covers for the printer: of an issue, or of each part of a bound year, on one sheet of back, spine and front."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from pipeline.engine.laid_out_part import LaidOutPart
from pipeline.errors import BindingError, Problem, UsageError
from pipeline.i18n import _
from pipeline.layout import PartPlan
from pipeline.layout.folios import Printed
from pipeline.layout.layout_schema import Binding
from pipeline.layout.part_plans import plan_page
from pipeline.layout.spine import Spine, issue_spine, spine_width, volume_spine
from pipeline.manuscript.reader import read_issue
from pipeline.manuscript.volume_reader import read_volume, workspace_of_volume
from pipeline.manuscript.workspace import ISSUE_FILE, VOLUME_FILE, find_issues, workspace_of
from pipeline.press.file.press_metadata import PressFacts
from pipeline.press.printer import Printer
from pipeline.production.cover.cover_pages import (
    BACK,
    LABEL,
    SPINE,
    CoverPages,
    cover_name,
    cover_pages,
    spine_notes,
    write_cover,
)
from pipeline.production.issue.issue_builder import IssueBuilder, document_facts, layout_folders
from pipeline.production.issue.laid_out_issue import LaidOutIssue
from pipeline.production.issue.press_edition import palette_of
from pipeline.production.issue.request import BuildRequest, Listener
from pipeline.production.issue.request import destination as issue_destination
from pipeline.production.kept_parts import KeptParts
from pipeline.production.press.press_pages import printer_of
from pipeline.production.publishing import publish
from pipeline.production.volume.bind_volume import destination, file_name, place_volume, volume_facts, without_texts
from pipeline.production.volume.issues_to_bind import prepare_issues
from pipeline.production.volume.volume_setting import VolumeSetter
from pipeline.units import POINTS_PER_MM, Size, mm
from pipeline.volume import BoundVolume, part_name

CALIPER, COVER_CALIPER = 0.1, 0.2  # mm: offset paper of 80 g/m², coated paper of about 200 g/m²
_CALIPERS = (0.03, 1.0)  # mm: bible paper, board
_THICKEST = 80.0  # mm: what perfect binders take
_MOST_PAGES = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverRequest:
    """What is wanted. *printer*: name or file, empty for the publication's; *binding* None: as the layout says.

    *caliper* of the inside paper and *cover_caliper* are mm (None: the volume's or CALIPER, and COVER_CALIPER); *pages*
    are those inside (None: those of the press edition); *jobs* issues of a volume are built side by side.
    """

    out: Path
    printer: str = ""
    binding: Binding | None = None
    caliper: float | None = None
    cover_caliper: float | None = None
    pages: int | None = None
    jobs: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """A finished cover: the trimmed *size* of its sheet and the width of its *spine*, mm; *pages* inside.

    *has_title*: its spine bears one. *notes* are sentences for its sender.
    """

    path: Path
    size: Size
    spine: float
    pages: int
    has_title: bool
    notes: tuple[str, ...]


def make_covers(path: Path, request: CoverRequest, listener: Listener) -> tuple[Cover, ...]:
    """Make the cover of the issue *path*, or of each part of the year *path* that has a ``volume.yaml``.

    All are made before any is put in its place. Raises the KanbenError of the stage that fails.
    """
    _require_sane(request)
    if path.name == VOLUME_FILE or (path / VOLUME_FILE).is_file():
        made = list(_volume_covers(path, request, listener))
    else:
        made = [_issue_cover(_one_issue(path), request, listener)]
    for cover, data in made:
        publish(data, cover.path, request.out)
    return tuple(cover for cover, _data in made)


def _require_sane(request: CoverRequest) -> None:
    problems = []
    least, most = _CALIPERS
    for name, caliper in (("--caliper", request.caliper), ("--cover-caliper", request.cover_caliper)):
        if caliper is not None and not least <= caliper <= most:
            message = _("{option}: a paper of {caliper} mm is none that is printed on.")
            hint = _("Paper is {least:g} to {most:g} mm thick.").format(least=least, most=most)
            problems.append(Problem(message.format(option=name, caliper=f"{caliper:g}"), hint=hint))
    if request.pages is not None and not 1 <= request.pages <= _MOST_PAGES:
        message = _("--pages: there must be 1 to {most} pages inside a cover.").format(most=_MOST_PAGES)
        problems.append(Problem(message))
    if problems:
        raise UsageError(problems)


def _one_issue(path: Path) -> Path:
    issues = find_issues([path.parent if path.name == ISSUE_FILE else path])
    if len(issues) > 1:
        hint = _("Name one issue, or the folder of a year with a {name}.").format(name=VOLUME_FILE)
        message = _("There are {count} issues here, and a cover is for one.").format(count=len(issues))
        raise UsageError(Problem(message, path, hint=hint))
    return issues[0]


def _width(request: CoverRequest, pages: int, usual: float, path: Path) -> float:
    """The width of the spine, pt, around *pages* of the *usual* caliper, mm. Raises BindingError for a thick one."""
    caliper = usual if request.caliper is None else request.caliper
    cover = COVER_CALIPER if request.cover_caliper is None else request.cover_caliper
    width = spine_width(pages, caliper, cover)
    if width > _THICKEST:
        message = _("The spine would be {width} mm thick; {most} mm can be bound.")
        hint = _("Take thinner paper, or split a volume by page_limit.")
        raise BindingError(Problem(message.format(width=f"{width:.0f}", most=f"{_THICKEST:.0f}"), path, hint=hint))
    return width * POINTS_PER_MM


def _fill_last_sheet(pages: int, printer: Printer) -> int:
    """*pages* with the blanks that fill the last sheet."""
    return pages + -pages % printer.page_multiple


# --- an issue -----------------------------------------------------------------------------------------------------


def _issue_cover(path: Path, request: CoverRequest, listener: Listener) -> tuple[Cover, bytes]:
    progress = partial(listener, path)
    progress(_("reading"))
    issue = read_issue(path)
    printer = printer_of(issue.publication, request.printer, layout_folders(workspace_of(issue.path)))
    builder = IssueBuilder(kept=KeptParts.of_user())
    laid_out = builder.lay_out(issue, progress, printer)
    layout = laid_out.composer.layout
    trim = Size(layout.geometry.width, layout.geometry.height)
    pages = request.pages or _fill_last_sheet(laid_out.pages, printer)
    spine = None
    if (request.binding or layout.cover.binding) == "perfect":
        spine = issue_spine(issue, _width(request, pages, CALIPER, issue.path), trim.height)
    else:
        _require_no_spine(request)
    progress(_("laying out the cover"))
    made = cover_pages(layout, trim, spine, partial(_lay_out_page, builder, laid_out, spine))
    made = replace(made, placed=laid_out.placed.forms)
    facts = document_facts(issue)
    facts = replace(facts, title=f"{facts.title} {LABEL}")
    label = issue.label_with_year
    about = PressFacts(document=facts, publication=issue.publication.name, issue=label)
    data, size, notes = write_cover(made, palette_of(laid_out), about, printer, "left")
    target = issue_destination(path, request.out) / cover_name(issue.id)
    return _describe_cover(target, size, made, pages, spine, notes), data


def _require_no_spine(request: CoverRequest) -> None:
    """Raise UsageError where figures of a spine are given for an issue that has none."""
    if request.caliper is not None or request.cover_caliper is not None or request.pages is not None:
        message = _("--caliper, --cover-caliper and --pages are for covers with a spine; this issue is stitched.")
        raise UsageError(Problem(message, hint=_("With --binding perfect it has one.")))


def _lay_out_page(
    builder: IssueBuilder, laid_out: LaidOutIssue, spine: Spine | None, plan: PartPlan, folio: int
) -> LaidOutPart:
    assert builder.paginator is not None  # the issue has been laid out
    shown = spine if plan.key == SPINE else None
    own = next((page for page in laid_out.composer.issue.pages if page.place == "back"), None)
    if plan.key == BACK and own is not None:
        plan = replace(plan_page(own), key=plan.key, starts="any")
    pagination = laid_out.pagination
    printed = Printed(pages=pagination.printed)
    return builder.paginator.lay_out(laid_out.composer.compose(plan, folio, pagination.pages, printed, shown))


# --- a bound year -------------------------------------------------------------------------------------------------


def _volume_covers(path: Path, request: CoverRequest, listener: Listener) -> Iterator[tuple[Cover, bytes]]:
    volume = read_volume(path)
    printer = printer_of(volume.publication, request.printer, layout_folders(workspace_of_volume(volume.path)))
    if request.binding == "saddle":
        raise UsageError(Problem(_("A volume is too thick to be stitched through the fold."), volume.path))
    to_bind = prepare_issues(volume, BuildRequest(out=request.out), request.jobs, listener)
    bound = place_volume(volume, to_bind)
    if request.pages and bound.volume_parts > 1:
        message = _("--pages is for one cover; the volume has {count} parts.").format(count=bound.volume_parts)
        raise UsageError(Problem(message, volume.path))
    facts = [volume_facts(bound, to_bind, part) for part in range(bound.volume_parts)]
    bound, setter = without_texts(bound), VolumeSetter(volume, printer)
    for part, each in enumerate(facts):
        listener(volume.path.parent, _("laying out the cover"))
        pages = request.pages or _fill_last_sheet(_count_pages(setter, bound, part), printer)
        width = _width(request, pages, mm(volume.caliper), volume.path)
        spine = volume_spine(bound, part, width, setter.trim.height)
        made = _volume_pages(setter, bound, part, spine)
        slug = f"{volume.title} {part_name(part, bound.volume_parts)}".strip()
        own = replace(each, title=f"{each.title} {LABEL}")
        about = PressFacts(document=own, publication=volume.publication.name, issue=slug)
        data, size, notes = write_cover(made, setter.palette, about, printer, volume.binding_edge)
        target = destination(volume, request.out) / cover_name(Path(file_name(bound, part)).stem)
        yield _describe_cover(target, size, made, pages, spine, notes), data


def _count_pages(setter: VolumeSetter, bound: BoundVolume, part: int) -> int:
    """The number of pages of the 0-based *part*: those before the issues, and these with the blanks between them."""
    front = sum(each.page_count for each in setter.laid_out_front_matter(bound, part).parts)
    here = [issue for issue in bound.issues if issue.volume_part == part]
    return front + here[-1].volume_folio + here[-1].pages - here[0].volume_folio


def _volume_pages(setter: VolumeSetter, bound: BoundVolume, part: int, spine: Spine) -> CoverPages:
    """The pages of a volume's cover. Its front shows no strip for the spine, which is beside it."""
    composer = setter.composer
    printed, bare = (composer.front_matter(bound, part, spine=each) for each in (spine, Spine(width=spine.width)))

    def lay_out(plan: PartPlan, folio: int) -> LaidOutPart:
        return setter.lay_out((printed if plan.key == SPINE else bare).compose(plan, folio, {}).html)

    return cover_pages(composer.layout, setter.trim, spine, lay_out)


def _describe_cover(
    path: Path, size: Size, made: CoverPages, pages: int, spine: Spine | None, notes: tuple[str, ...]
) -> Cover:
    shown = Size(round(mm(size.width), 3), round(mm(size.height), 3))
    notes = tuple(dict.fromkeys([*spine_notes(spine), *notes]))
    has_title = bool(spine and spine.cells)
    return Cover(path=path, size=shown, spine=round(mm(made.width), 3), pages=pages, has_title=has_title, notes=notes)
