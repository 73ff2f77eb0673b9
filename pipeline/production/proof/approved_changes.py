"""What has moved in an issue since it was approved last: the comparison of ``kanben proof``, told and written down."""

from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import ContentError, Problem
from pipeline.i18n import _
from pipeline.issue_names import issue_id
from pipeline.limits import allow_files
from pipeline.manuscript.workspace import workspace_of
from pipeline.production.issue.request import destination
from pipeline.production.proof.approvals import edition_of, version_to_compare
from pipeline.production.proof.proof_files import is_snapshot, read_version
from pipeline.production.proof.proof_settings import read_settings
from pipeline.production.proof.proof_versions import judge_versions
from pipeline.production.reporting import PdfSide, write_proof_report
from pipeline.regression.verdicts.verdict import Policy
from pipeline.regression.verdicts.verdict_words import in_a_row, pages_of, summary, words_of


@dataclass(frozen=True, slots=True)
class Change:
    """Something that has changed, in sentences: on the *pages* (from 1) before and after, the first is page *first*."""

    text: str
    pages: str
    first: int


@dataclass(frozen=True, slots=True)
class ApprovedChanges:
    """All that has changed, in a sentence and one by one. *report* is the file with the pages; empty: nothing has."""

    summary: str
    changes: tuple[Change, ...]
    report: str = ""


def compare_with_approved(issue: Path, out: Path) -> ApprovedChanges:
    """What has moved in the reading edition of *issue* since it was approved last.

    Raises ContentError where nothing was approved, or there is no edition; FileAccessError.
    """
    before, after = version_to_compare(issue, out), edition_of(issue, out)
    if before is None:
        raise ContentError(Problem(_("No version was approved yet."), issue))
    if not after.is_file():
        raise ContentError(Problem(_("There is no reading edition yet."), after, hint=_("Make it first.")))
    allow_files([before, after])
    allowed = read_settings(workspace_of(issue)).allowed
    versions = [read_version(path, None) for path in (before, after)]
    verdict = judge_versions(versions[0], versions[1], Policy(allowed))
    if not verdict.differs:
        return ApprovedChanges(summary(verdict), ())
    changes = [
        Change(
            in_a_row(words_of(each)),
            pages_of(each.finding),
            next(iter(each.finding.pages_after or each.finding.pages_before), 0) + 1,
        )
        for each in verdict.judged
    ]
    report = destination(issue, out) / f"{issue_id(issue)}-changes.html"
    sides = [
        PdfSide(name, version.snapshot, None if is_snapshot(path) else path)
        for name, version, path in zip(
            (_("as it was accepted."), _("as it is made now")), versions, (before, after), strict=True
        )
    ]
    write_proof_report(verdict, sides[0], sides[1], report, issue_id(issue), out)
    return ApprovedChanges(summary(verdict), tuple(changes), report.name)
