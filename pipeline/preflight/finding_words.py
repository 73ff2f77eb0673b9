"""Findings of preflight in words, for a table or a report."""

from collections.abc import Iterable, Sequence

from pipeline.i18n import _, ngettext
from pipeline.preflight.check import Severity
from pipeline.preflight.verdict import PreflightFinding, PreflightVerdict


def severity_name(severity: Severity) -> str:
    """*severity* in the user's language."""
    return {Severity.ERROR: _("error"), Severity.WARNING: _("warning"), Severity.INFO: _("info")}[severity]


def group_findings(findings: Iterable[PreflightFinding]) -> list[list[PreflightFinding]]:
    """Findings that differ by their place only together; what stands first, the worst of it first."""
    groups: dict[tuple[object, ...], list[PreflightFinding]] = {}
    for each in findings:
        groups.setdefault((each.id, each.message, each.waiver), []).append(each)
    weights = list(Severity)
    return sorted(groups.values(), key=lambda row: (row[0].waiver is not None, weights.index(row[0].severity)))


def pages_of(findings: Iterable[PreflightFinding]) -> list[int]:
    """0-based indexes of the pages that *findings* are on, ascending, each once."""
    return sorted({each.page for each in findings if each.page is not None})


def page_name(index: int, label: str) -> str:
    """The number, from 1, of the page with the 0-based *index*; with the *label*, where the file has another one."""
    number = str(index + 1)
    return number if label in {"", number} else f"{number} ({label})"


def ranges_of(pages: Sequence[int]) -> list[tuple[int, int]]:
    """First and last of ascending *pages* that follow one another."""
    ranges: list[tuple[int, int]] = []
    for page in pages:
        if ranges and page == ranges[-1][1] + 1:
            ranges[-1] = ranges[-1][0], page
        else:
            ranges.append((page, page))
    return ranges


def range_name(first: int, last: int) -> str:
    """Pages by their numbers from 1, from the 0-based *first* to *last*."""
    return str(first + 1) if first == last else f"{first + 1}–{last + 1}"


def summary(verdict: PreflightVerdict) -> str:
    """Whether the file is fit, in a sentence."""
    standing = [each for each in verdict.findings if each.waiver is None]
    errors = sum(each.severity is Severity.ERROR for each in standing)
    if verdict.is_fit:
        message = ngettext("Fit for {profile}: {count} page.", "Fit for {profile}: {count} pages.", verdict.pages)
        return message.format(profile=verdict.profile, count=verdict.pages)
    if not errors:
        return _("Not fit for {profile}: checks that it needs did not run.").format(profile=verdict.profile)
    message = ngettext("Not fit for {profile}: {count} error.", "Not fit for {profile}: {count} errors.", errors)
    return message.format(profile=verdict.profile, count=errors)
