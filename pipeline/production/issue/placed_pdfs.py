"""PDFs that are placed on pages of an issue (advertisements, notices): judged against the trim of the issue.

A page stands in an edition as it is, with its own fonts and colours, where that edition may hold it; else as a picture,
and the reason is told. So PDF/A, PDF/UA and PDF/X hold whatever it is.
"""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.errors import ContentError, Problem
from pipeline.i18n import _
from pipeline.manuscript.workspace import ISSUE_FILE
from pipeline.model import Issue, OwnPage, Sheet
from pipeline.units import POINTS_PER_MM, PageGeometry, mm

if TYPE_CHECKING:
    from pipeline.pdf.placed_sheets import SheetFacts
    from pipeline.pdf.raw_pdf import RawPdf
    from pipeline.press.printer import Printer
    from pipeline.production.issue.placed_pages import JudgedPage

_TOLERANCE = 1 * POINTS_PER_MM  # of a trim: what programs round
_BLEED = 3 * POINTS_PER_MM
_MOST = 64 << 20  # bytes, as of a picture


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedPdfs:
    """The pages of *issue* with where their PDFs stand. *forms*: those that stand as they are, by their names in
    ``Sheet.form``; *notes*: what the editor is told.
    """

    issue: Issue
    forms: "Mapping[str, RawPdf]" = field(default_factory=dict)
    notes: tuple[Problem, ...] = ()


def place_pdfs(
    issue: Issue, geometry: PageGeometry, find_printer: "Callable[[], Printer]", *, is_for_press: bool
) -> PlacedPdfs:
    """The placed PDFs of *issue*, on pages of *geometry*, for the press of a printer, or for screens and the archive.

    Raises ContentError if any don't fit.
    """
    if not any(page.pdf for page in issue.pages):
        return PlacedPdfs(issue=issue)
    from pipeline.production.issue.placed_pages import judge_page  # takes time to load

    problems: list[Problem] = []
    pages: list[OwnPage] = []
    forms: dict[str, RawPdf] = {}
    notes: list[Problem] = []
    for page in issue.pages:
        if page.pdf is None:
            pages.append(page)
            continue
        place = issue.path / ISSUE_FILE, page.line
        facts = _look_at(page.pdf, page.pdf_page) if page.pdf.stat().st_size <= _MOST else None
        found = [replace(each, path=place[0], line=place[1]) for each in _judge(page, facts, geometry)]
        if found or facts is None:
            problems += found
            continue
        judged = judge_page(page.pdf, page.pdf_page - 1, facts, find_printer(), is_for_press=is_for_press)
        name = _digest(judged.form) if judged.form is not None else ""
        if judged.form is not None:
            forms[name] = judged.form
        placed = replace(page, sheet=_sheet(facts, geometry, name))
        pages.append(placed)
        notes += [Problem(text, *place) for text in _notes(placed, judged, geometry)]
    if problems:
        raise ContentError(problems)
    return PlacedPdfs(issue=replace(issue, pages=tuple(pages)), forms=forms, notes=tuple(notes))


def _digest(form: "RawPdf") -> str:
    digest = hashlib.sha256()
    for number in sorted(form.bodies):
        digest.update(b"%d %s\n%s" % (number, form.bodies[number], form.streams.get(number, b"")))
    return digest.hexdigest()[:32]


def _look_at(pdf: Path, page: int) -> "SheetFacts | None":
    from pipeline.pdf.placed_sheets import look_at_sheet  # which few issues need

    return look_at_sheet(pdf, page)


def _sheet(facts: "SheetFacts", geometry: PageGeometry, form: str) -> Sheet:
    """Where the page stands: the middle of its trim in the middle of ours."""
    left = (geometry.width - facts.trim_width) / 2 - facts.left
    top = (geometry.height - facts.trim_height) / 2 - facts.top
    return Sheet(left=left, top=top, width=facts.width, height=facts.height, form=form)


def _judge(page: OwnPage, facts: "SheetFacts | None", geometry: PageGeometry) -> Iterator[Problem]:
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


def _sizes(facts: "SheetFacts", geometry: PageGeometry) -> tuple[tuple[float, float], tuple[float, float]]:
    return (facts.trim_width, facts.trim_height), (geometry.width, geometry.height)


def _notes(page: OwnPage, judged: "JudgedPage", geometry: PageGeometry) -> Iterator[str]:
    """What the editor is told of the PDF of *page*."""
    name, sheet = page.pdf.name if page.pdf is not None else "", page.sheet
    assert sheet is not None
    if judged.form is None:
        from pipeline.pdf.placed_sheets import RESOLUTION

        message = _("The PDF “{name}” is placed as a picture of {resolution} pixels per inch: {reason}.")
        yield message.format(name=name, resolution=RESOLUTION, reason=judged.reason)
    beyond = (
        -sheet.left,
        -sheet.top,
        sheet.left + sheet.width - geometry.width,
        sheet.top + sheet.height - geometry.height,
    )
    if min(beyond) < _BLEED - _TOLERANCE:
        message = _("The PDF “{name}” has less than 3 mm of bleed: white may show at the edges in print.")
        yield message.format(name=name)
    for text in judged.findings:
        yield _("The PDF “{name}”: {finding}").format(name=name, finding=text)
