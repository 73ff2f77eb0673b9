"""Proofreading and preflight for the desk, as the commands do them; functions to be run within limits."""

import datetime
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.desk.check.check_rows import Acceptance, FindingRow, Findings, Level, MendedText, Mending, PageRemarks
from pipeline.desk.live_state import name_of
from pipeline.desk.source_files import SourceFiles, SourceText
from pipeline.errors import ContentError, Problem
from pipeline.i18n import _
from pipeline.limits import limited, seconds_for

if TYPE_CHECKING:
    from pipeline.check.acceptance import Accepted
    from pipeline.check.proofread import TextFinding
    from pipeline.preflight.verdict import PreflightFinding
    from pipeline.production.check.check_issue import CheckedIssue
    from pipeline.production.issue.page_warnings import PageWarning

_SECONDS = 60  # of processor time for an issue and those beside it
_LEVELS: dict[str, Level] = {"error": "error", "warning": "warning", "info": "info"}


def proofread_issue(issue: Path) -> Findings:
    """The findings of proofreading the folder *issue*, those that are accepted at the end. Raises ContentError."""
    checked = _check(issue)
    stand = [_text_row(each) for each in checked.found.stand]
    passed = [_text_row(each, f"{known.why} ({known.who}, {known.when})") for each, known in checked.found.accepted]
    rate = _(
        "Estimated rate of errors in 10,000 characters: {sure:.1f} (between {low:.1f} and {high:.1f}; passes up to 2)."
    ).format(sure=checked.rate.sure, low=checked.rate.low, high=checked.rate.high)
    return Findings((*stand, *passed), (rate, *map(_tell_stale, checked.found.stale)))


def _check(issue: Path) -> "CheckedIssue":
    from pipeline.check.proofread import select_rules
    from pipeline.production.check.check_issue import check_issue

    with limited(_("proofreading"), issue, _SECONDS):
        return check_issue(issue, select_rules(()))


def judge_pages(issue: Path, remarks: PageRemarks) -> Findings:
    """The *remarks* on the pages of the folder *issue*, warnings that are accepted at the end. Raises ContentError."""
    from pipeline.production.check.page_findings import sort_page_warnings

    warnings, others = _part_warnings(remarks)
    found = sort_page_warnings(issue, warnings)
    rows = [
        *(_remark_row(each, "error") for each in remarks.problems),
        *(_page_row(each) for each in found.stand),
        *(_remark_row(each, "warning") for each in others),
        *(_remark_row(each, "note") for each in remarks.notes),
        *(_page_row(each, f"{known.why} ({known.who}, {known.when})") for each, known in found.accepted),
    ]
    return Findings(tuple(rows), tuple(map(_tell_stale, found.stale)) if not remarks.problems else ())


def accept_of_pages(acceptance: Acceptance, issue: Path, remarks: PageRemarks) -> Findings:
    """Write the *acceptance* of warnings among *remarks*; all as they are then. Raises UsageError, ContentError."""
    from pipeline.production.check.page_findings import accept_page_warnings

    accept_page_warnings(issue, _part_warnings(remarks)[0], acceptance.ids, acceptance.why, acceptance.who)
    return judge_pages(issue, remarks)


def _part_warnings(remarks: PageRemarks) -> "tuple[list[PageWarning], list[Problem]]":
    """Those that can be accepted, and the others, which have no rule."""
    from pipeline.production.issue.page_warnings import PageWarning

    own = [each for each in remarks.warnings if isinstance(each, PageWarning)]
    return own, [each for each in remarks.warnings if not isinstance(each, PageWarning)]


def _page_row(finding: "TextFinding", accepted: str = "") -> FindingRow:
    return replace(_text_row(finding, accepted), origin="pages", level="warning", is_safe=False)


def _remark_row(problem: Problem, level: Level) -> FindingRow:
    return FindingRow(
        origin="pages",
        id="",
        rule="",
        level=level,
        message=problem.message,
        hint=problem.hint,
        path=problem.path,
        line=problem.line or 0,
    )


def _tell_stale(known: "Accepted") -> str:
    message = _("Nothing is found any more that was accepted here: {rule} “{words}”.")
    return message.format(rule=known.rule, words=known.words)


def _text_row(finding: "TextFinding", accepted: str = "") -> FindingRow:
    from pipeline.check.acceptance import finding_id
    from pipeline.check.fixes import safe_fixes

    return FindingRow(
        origin="text",
        id=finding_id(finding),
        rule=finding.rule,
        level="error" if finding.level == "error" else "ask",
        message=finding.message,
        hint=finding.hint,
        path=finding.path,
        line=finding.line,
        before=finding.before,
        words=finding.words,
        after=finding.after,
        is_safe=not accepted and bool(safe_fixes([finding])),
        accepted=accepted,
    )


def judge_press_edition(issue: Path, out: Path) -> Findings:
    """The findings of preflight in the press edition of *issue*, which lies in *out*.

    Raises ContentError where the waivers, or the printer's figures, are wrong, FileAccessError without an edition.
    """
    from pipeline.preflight.verdict import preflight
    from pipeline.production.issue.build import find_unchanged
    from pipeline.production.issue.request import BuildRequest
    from pipeline.production.preflight import PreflightRequest, choose_pdf

    wanted = choose_pdf(issue, PreflightRequest(out=out))
    told = []
    if find_unchanged(issue, BuildRequest(out=out, edition="press")) is None:
        told.append(_("The press edition is older than the issue: make it again to see how it stands."))
    with limited(_("checking the PDF"), wanted.file, 2 * seconds_for(wanted.file)):
        verdict = preflight(wanted.file, wanted.profile, wanted.waivers, figures=wanted.figures)
    message = _("The waiver for {id} expired on {date}: {reason}")
    told += [message.format(id=each.id, date=each.expires, reason=each.reason) for each in verdict.expired]
    told += [
        _("The check {id} did not run: {reason}").format(id=each.id, reason=each.reason) for each in verdict.not_run
    ]
    rows = [_press_row(each) for each in verdict.findings]
    return Findings(tuple(sorted(rows, key=lambda row: bool(row.accepted))), tuple(told))


def _press_row(finding: "PreflightFinding") -> FindingRow:
    waiver = finding.waiver
    return FindingRow(
        origin="press",
        id=finding.id,
        rule=finding.id,
        level=_LEVELS[finding.severity.value],
        message=finding.message,
        hint=finding.hint,
        page=0 if finding.page is None else finding.page + 1,
        label=finding.label,
        accepted="" if waiver is None else f"{waiver.reason} (→ {waiver.expires})",
    )


def accept(acceptance: Acceptance, issue: Path, out: Path) -> Findings:
    """Write the *acceptance* into the files of the folder *issue*; the findings of its kind as they are then.

    Raises UsageError, ContentError, FileAccessError.
    """
    if acceptance.origin == "text":
        from pipeline.production.check.mending import accept_findings

        checked = _check(issue)
        known = checked.found, checked.accepted
        accept_findings(checked.issue.path, *known, acceptance.ids, acceptance.why, acceptance.who)
        return proofread_issue(issue)
    from pipeline.production.waiving import add_waiver

    add_waiver(
        issue,
        acceptance.ids[0],
        page=acceptance.page or None,
        why=acceptance.why,
        who=acceptance.who,
        expires=datetime.date.fromisoformat(acceptance.expires),
    )
    return judge_press_edition(issue, out)


def mend(issue: Path, ids: Collection[str]) -> Mending:
    """What the safe remedies of the findings called *ids* (none: of all) make of the articles of *issue*."""
    from pipeline.check.acceptance import finding_id
    from pipeline.check.fixes import mend_text, safe_fixes

    checked = _check(issue)
    wanted = [each for each in checked.found.stand if not ids or finding_id(each) in ids]
    if ids and not wanted:
        hint = _("Look again: the text has changed.")
        raise ContentError(Problem(_("This is not found any more."), issue, hint=hint))

    def texts() -> Iterator[MendedText]:
        for path in dict.fromkeys(each.path for each in wanted):
            fixes = safe_fixes(each for each in wanted if each.path == path)
            if fixes:
                yield MendedText(path, mend_text(checked.sources[path], fixes), len(fixes))

    return Mending(tuple(texts()))


def save_remedies(files: SourceFiles, ids: Collection[str], tags: Mapping[str, str]) -> Findings | None:
    """Put the safe remedies of the findings *ids* into *files*, if these have the *tags* that they were shown with.

    The findings as they are then; None where a file has another tag by now. Raises ContentError, FileAccessError.
    """
    for name, text, _count in named_texts(mend(files.issue, ids), files):
        if not isinstance(files.save(name, text, tags.get(name, "")), SourceText):
            return None
    return proofread_issue(files.issue)


def named_texts(mending: Mending, files: SourceFiles) -> list[tuple[str, str, int]]:
    """The name, the text and the number of remedies of each of *files* that can be mended."""
    named = [(name_of(each.path, files), each.text.removeprefix("\ufeff"), each.count) for each in mending.texts]
    return [(name, text, count) for name, text, count in named if name is not None]
