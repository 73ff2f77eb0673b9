"""Running the checks of a profile over a PDF."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pipeline.bounded_files import GivenFile
from pipeline.i18n import _
from pipeline.intake.legacy_objects import DamagedError
from pipeline.intake.opened_pdf import UnopenableError
from pipeline.intake.pdf_objects import Page
from pipeline.pdf.places import Box
from pipeline.preflight.check import Check, Severity
from pipeline.preflight.checks import CHECKS
from pipeline.preflight.profile import Profile, Waiver, read_profile, read_waivers
from pipeline.preflight.reading.document import Document, open_document
from pipeline.preflight.reading.not_run import NotRunError

READABLE = "document.readable"
KNOWN = frozenset(check.id for check in CHECKS)
_MOST_FINDINGS = 10_000  # of one check


@dataclass(frozen=True, slots=True, kw_only=True)
class PreflightFinding:
    """What the check *id* found. *page* is a 0-based index, *label* what the file itself calls that page.

    *box* is x₀, y₀, x₁, y₁ in pt from the lower left corner of the page's MediaBox, before the page is rotated.
    *waiver* is the one that the finding is let pass by.
    """

    id: str
    severity: Severity
    message: str
    hint: str
    page: int | None = None
    label: str = ""
    box: Box | None = None
    waiver: Waiver | None = None


@dataclass(frozen=True, slots=True)
class NotRun:
    """A check that could not look everywhere, and why; *severity* is that of its findings."""

    id: str
    severity: Severity
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PageShape:
    """How a page is shown. Boxes are in pt from the lower left corner of the MediaBox, before the page is turned.

    *media* is the MediaBox itself, in the units of the file (of *unit* pt) and from their origin; *rotation* is in
    degrees clockwise: 0, 90, 180 or 270. *label* is what the file itself calls the page.
    """

    media: Box
    unit: float
    rotation: int
    bleed: Box | None
    trim: Box | None
    label: str

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the MediaBox in pt, before the page is turned."""
        return (self.media[2] - self.media[0]) * self.unit, (self.media[3] - self.media[1]) * self.unit


@dataclass(frozen=True, slots=True, kw_only=True)
class PreflightVerdict:
    """What came of a preflight. *pages* is 0 when the file can't be opened; *checks* are the ids of those asked for.

    *shapes* are those of the pages, in order.
    """

    path: Path
    profile: str
    pages: int
    checks: tuple[str, ...]
    findings: tuple[PreflightFinding, ...]
    not_run: tuple[NotRun, ...]
    expired: tuple[Waiver, ...]
    shapes: tuple[PageShape, ...] = ()

    @property
    def is_fit(self) -> bool:
        """No error stands, and every check that may find one has run."""
        stands = any(each.severity is Severity.ERROR and each.waiver is None for each in self.findings)
        return not stands and not any(each.severity is Severity.ERROR for each in self.not_run)


def preflight(
    path: Path,
    profile: str,
    waivers: GivenFile | None = None,
    today: datetime.date | None = None,
    figures: Mapping[str, Any] | None = None,
) -> PreflightVerdict:
    """Judge the PDF *path* by the *profile*, one of PROFILES. *today*, that of the machine by default, ends waivers.

    *figures* by their names in ``Parameters`` take the place of those of the profile.

    Raises FileAccessError when a file can't be read, ContentError when *waivers* is wrong. What is wrong with the PDF
    is found, whatever it is, and never raised.
    """
    asked = read_profile(profile, KNOWN)
    asked = replace(asked, parameters=replace(asked.parameters, **(figures or {})))
    allowed = read_waivers(waivers, KNOWN) if waivers is not None else ()
    day = today or datetime.date.today()
    good = [each for each in allowed if each.expires >= day]
    expired = tuple(each for each in allowed if each.expires < day)
    checks = [check for check in CHECKS if check.id in asked.severities]
    ids = tuple(check.id for check in checks)
    try:
        document = open_document(path)
    except UnopenableError as error:
        findings, not_run = _describe_unopened(checks, asked, str(error))
        return PreflightVerdict(
            path=path, profile=profile, pages=0, checks=ids, findings=findings, not_run=not_run, expired=expired
        )
    found: list[PreflightFinding] = []
    not_run_checks: list[NotRun] = []
    for check in checks:
        severity = asked.severities[check.id]
        reason = _run(check, severity, document, asked, good, found)
        if reason:
            not_run_checks.append(NotRun(check.id, severity, reason))
    shapes = tuple(map(_shape, document.pages, document.labels))
    return PreflightVerdict(
        path=path,
        profile=profile,
        pages=len(document.pages),
        checks=ids,
        findings=tuple(found),
        not_run=tuple(not_run_checks),
        expired=expired,
        shapes=shapes,
    )


def _shape(page: Page, label: str) -> PageShape:
    unit, _b, _c, _d, x, y = page.base
    left, bottom = -x / unit, -y / unit
    media = left, bottom, left + page.media[2] / unit, bottom + page.media[3] / unit
    return PageShape(media=media, unit=unit, rotation=page.rotation, bleed=page.bleed, trim=page.trim, label=label)


def _describe_unopened(
    checks: list[Check], asked: Profile, reason: str
) -> tuple[tuple[PreflightFinding, ...], tuple[NotRun, ...]]:
    message = _("The PDF can't be opened: {reason}.").format(reason=reason)
    hint = next(check.hint for check in CHECKS if check.id == READABLE)
    not_run = (
        NotRun(check.id, asked.severities[check.id], _("The PDF can't be opened."))
        for check in checks
        if check.id != READABLE
    )
    return (PreflightFinding(id=READABLE, severity=Severity.ERROR, message=message, hint=hint),), tuple(not_run)


def _run(
    check: Check,
    severity: Severity,
    document: Document,
    asked: Profile,
    waivers: list[Waiver],
    found: list[PreflightFinding],
) -> str:
    """Add what *check* finds to *found*; why it did not run to its end, "" if it did."""
    try:
        for count, each in enumerate(check.run(document, asked.parameters)):
            if count == _MOST_FINDINGS:
                return _("More than {count} findings: the rest is not told.").format(count=_MOST_FINDINGS)
            label = document.labels[each.page] if each.page is not None else ""
            waiver = next((one for one in waivers if one.id == check.id and one.page in {None, each.page}), None)
            found.append(
                PreflightFinding(
                    id=check.id,
                    severity=severity,
                    message=each.message,
                    hint=check.hint,
                    page=each.page,
                    label=label,
                    box=each.box,
                    waiver=waiver,
                )
            )
    except (NotRunError, DamagedError) as error:
        return str(error)
    except Exception as error:  # noqa: BLE001 (of a hostile file: the other checks still run, and this one is told)
        return _("it is damaged in a way that is not known ({reason})").format(reason=type(error).__name__)
    return ""
