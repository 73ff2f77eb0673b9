"""The report of a proofreading: what was found, article by article, in its sentence; what is accepted, and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from pipeline.check.acceptance import Sorted, finding_id
from pipeline.check.error_rate import ErrorRate
from pipeline.check.groups import Group, group_findings
from pipeline.check.proofread import TextFinding
from pipeline.check.rule import Level
from pipeline.i18n import _, ngettext
from pipeline.reports.self_contained import plain, render_page

_MOST_SHOWN = 2_000  # findings of one issue
_KINDS = {Level.ERROR: "error", Level.ASK: "warning"}  # as the style sheet of reports has them


@dataclass(frozen=True, slots=True)
class IssueReport:
    """What was *found* in an issue called *name*; files are told from its *workspace*."""

    name: str
    found: Sorted
    rate: ErrorRate
    workspace: Path


def check_page(reports: Sequence[IssueReport]) -> str:
    """The report of all *reports* as one page of HTML."""
    errors = sum(each.level is Level.ERROR for report in reports for each in report.found.stand)
    asked = sum(len(report.found.stand) for report in reports) - errors
    summary = _("Errors: {errors}, questions: {asked}.").format(errors=errors, asked=asked)
    kinds = [("error", _("Errors"), errors), ("warning", _("Questions"), asked)]
    return render_page(
        "check",
        {
            "name": ", ".join(plain(report.name) for report in reports),
            "words": _words(),
            "summary": summary,
            "errors": errors,
            "kinds": [kind for kind in kinds if kind[2]],
            "issues": [_issue(report) for report in reports],
            "data": {},
        },
    )


def _words() -> dict[str, str]:
    return {
        "title": _("Proofreading"),
        "show": _("Show"),
        "none": _("Nothing was found."),
        "accepted": _("Accepted"),
        "stale": _("Accepted, and not found any more"),
        "more": _("There are more findings than are shown here."),
    }


def _issue(report: IssueReport) -> dict[str, object]:
    rate = report.rate
    told = _(
        "Estimated rate of errors in 10,000 characters: {sure:.1f} (between {low:.1f} and {high:.1f}; passes up to 2)."
    )
    by_file = groupby(group_findings(report.found.stand[:_MOST_SHOWN]), key=lambda each: each.first.path)
    return {
        "name": plain(report.name),
        "rate": told.format(sure=rate.sure, low=rate.low, high=rate.high),
        "passes": rate.passes,
        "articles": [
            (_file(path, report.workspace), [_group(each, report.workspace) for each in groups])
            for path, groups in by_file
        ],
        "is_cut": len(report.found.stand) > _MOST_SHOWN,
        "accepted": [
            _row(finding) | {"why": _("{who}, {when}: {why}").format(who=known.who, when=known.when, why=known.why)}
            for finding, known in report.found.accepted[:_MOST_SHOWN]
        ],
        "stale": [f"{each.rule} {plain(each.words)}" for each in report.found.stale[:_MOST_SHOWN]],
    }


def _file(path: Path, workspace: Path) -> str:
    return plain(str(path.relative_to(workspace) if path.is_relative_to(workspace) else path))


def _group(group: Group, workspace: Path) -> dict[str, object]:
    """The row of its first finding, with those at other places below it."""
    count = len(group.further)
    told = ngettext("and at {count} other place", "and at {count} other places", count).format(count=count)
    further = [_row(each) | {"place": f"{_file(each.path, workspace)}:{_row(each)['place']}"} for each in group.further]
    return {**_row(group.first), "further": further, "further_told": told}


def _row(finding: TextFinding) -> dict[str, str]:
    place = f"{finding.line}:{finding.column}" if finding.column else str(finding.line)
    return {
        "kind": _KINDS[finding.level],
        "rule": finding.rule,
        "id": finding_id(finding),
        "place": place,
        "before": plain(finding.before),
        "words": plain(finding.words),
        "after": plain(finding.after),
        "text": plain(finding.text),
    }
