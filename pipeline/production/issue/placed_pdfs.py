"""PDFs that are placed on pages of an issue (advertisements, notices): judged against the trim of the issue.

They are placed as pictures: nothing of a stranger's file gets into ours, and PDF/A and PDF/UA hold whatever it is.
"""

from collections.abc import Iterator
from dataclasses import replace

from pipeline.errors import ContentError, Problem
from pipeline.i18n import _
from pipeline.manuscript.workspace import ISSUE_FILE
from pipeline.model import Issue, OwnPage, Sheet
from pipeline.pdf.placed_sheets import RESOLUTION, SheetFacts, look_at_sheet
from pipeline.units import POINTS_PER_MM, PageGeometry, mm

_TOLERANCE = 1 * POINTS_PER_MM  # of a trim: what programs round
_BLEED = 3 * POINTS_PER_MM


def place_pdfs(issue: Issue, geometry: PageGeometry) -> Issue:
    """*issue* with the sheets of its placed PDFs, on pages of *geometry*. Raises ContentError if any don't fit."""
    problems: list[Problem] = []
    pages = []
    for page in issue.pages:
        facts = look_at_sheet(page.pdf, page.pdf_page) if page.pdf is not None else None
        if page.pdf is not None:
            problems += [
                replace(each, path=issue.path / ISSUE_FILE, line=page.line) for each in _judge(page, facts, geometry)
            ]
        pages.append(replace(page, sheet=_sheet(facts, geometry)) if facts is not None else page)
    if problems:
        raise ContentError(problems)
    return replace(issue, pages=tuple(pages))


def _sheet(facts: SheetFacts, geometry: PageGeometry) -> Sheet:
    """Where the picture stands: the middle of its trim in the middle of ours."""
    left = (geometry.width - facts.trim_width) / 2 - facts.left
    top = (geometry.height - facts.trim_height) / 2 - facts.top
    return Sheet(left=left, top=top, width=facts.width, height=facts.height)


def _judge(page: OwnPage, facts: SheetFacts | None, geometry: PageGeometry) -> Iterator[Problem]:
    name = page.pdf.name if page.pdf is not None else ""
    if facts is None:
        message = _("The PDF “{name}” cannot be read.").format(name=name)
        yield Problem(message, hint=_("Have it exported anew, without a password."))
        return
    if page.pdf_page > facts.pages:
        message = _("The PDF “{name}” has no page {page}, but {count}.")
        yield Problem(message.format(name=name, page=page.pdf_page, count=facts.pages), hint=_("Mend “page”."))
    if facts.is_turned:
        message = _("The page of “{name}” is turned by its file.").format(name=name)
        yield Problem(message, hint=_("Have it exported upright."))
    wrong = abs(facts.trim_width - geometry.width), abs(facts.trim_height - geometry.height)
    if max(wrong) > _TOLERANCE:
        found, wanted = (f"{mm(w):.0f} × {mm(h):.0f}" for w, h in _sizes(facts, geometry))
        message = _("The page of “{name}” is {found} mm trimmed, that of the issue {wanted} mm.")
        hint = _("Ask for a PDF of the issue's trim with 3 mm of bleed around it, and both boxes set.")
        yield Problem(message.format(name=name, found=found, wanted=wanted), hint=hint)


def _sizes(facts: SheetFacts, geometry: PageGeometry) -> tuple[tuple[float, float], tuple[float, float]]:
    return (facts.trim_width, facts.trim_height), (geometry.width, geometry.height)


def placed_pdf_notes(issue: Issue, geometry: PageGeometry) -> Iterator[Problem]:
    """What the editor of *issue* is told of each PDF that is placed."""
    for page in issue.pages:
        if page.pdf is None or page.sheet is None:
            continue
        place, sheet = (issue.path / ISSUE_FILE, page.line), page.sheet
        message = _("The PDF “{name}” is placed as a picture of {resolution} pixels per inch, without its words.")
        yield Problem(message.format(name=page.pdf.name, resolution=RESOLUTION), *place)
        beyond = (
            -sheet.left,
            -sheet.top,
            sheet.left + sheet.width - geometry.width,
            sheet.top + sheet.height - geometry.height,
        )
        if min(beyond) < _BLEED - _TOLERANCE:
            message = _("The PDF “{name}” has less than 3 mm of bleed: white may show at the edges in print.")
            yield Problem(message.format(name=page.pdf.name), *place)
