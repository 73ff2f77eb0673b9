"""``kanben check``: issues proofread, with file, line and column of what is found; safe remedies; acceptance."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click

from pipeline.check.acceptance import finding_id
from pipeline.check.fixes import safe_fixes
from pipeline.check.groups import Group, group_findings
from pipeline.check.proofread import TextFinding, select_rules
from pipeline.check.rule import Level
from pipeline.cli.main import show_problem
from pipeline.cli.options import no_limits_option, note_json
from pipeline.cli.terminal import echo, echo_json, one_line, shorten_path
from pipeline.control_characters import harmless
from pipeline.errors import ExitCode, Problem, UsageError
from pipeline.i18n import _, ngettext
from pipeline.limits import limited
from pipeline.manuscript.workspace import find_issues
from pipeline.production.check.check_issue import CheckedIssue, check_issue

_SECONDS = 60  # of processor time for an issue and those beside it
_FORMATS = ("text", "json", "github")


def _note_form(context: click.Context, _parameter: click.Parameter, form: str) -> str:
    note_json(context, form == "json")
    return form


@click.command(
    help=_(
        "Proofread issues: punctuation, numbers, units, words, facts and the form that a periodical must have. Each "
        "ISSUE is the folder of an issue, a year, a publication or a workspace. Nothing is changed without --fix."
    )
)
@click.argument("issues", metavar="ISSUE…", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--rule", "rules", metavar="ID", multiple=True, help=_("Only this rule, or those of this kind: marks."))
@click.option(
    "--format",
    "form",
    type=click.Choice(_FORMATS),
    default="text",
    callback=_note_form,
    help=_("How findings are told (text)."),
)
@click.option("--fix", is_flag=True, help=_("Put the safe remedies into the articles, and tell what is left."))
@click.option("--accept", "accepted", metavar="ID", multiple=True, help=_("Let this finding pass from now on."))
@click.option("--reason", metavar="WHY", default="", help=_("Why it is let pass."))
@click.option("--who", metavar="NAME", default="", help=_("Who lets it pass (you)."))
@click.option("--html", metavar="REPORT", type=click.Path(path_type=Path), help=_("Also write a report for people."))
@no_limits_option
def check(
    issues: tuple[Path, ...],
    rules: tuple[str, ...],
    form: str,
    fix: bool,
    accepted: tuple[str, ...],
    reason: str,
    who: str,
    html: Path | None,
) -> int:
    """Proofread and print; exit code 7 when an error stands."""
    chosen = select_rules(rules)
    if not chosen or any(not select_rules((each,)) for each in rules):
        raise UsageError(Problem(_("There is no such rule."), hint=_("docs/check.md has all of them.")))
    if accepted and fix:
        raise UsageError(Problem(_("--accept and --fix are not for one call.")))
    paths = find_issues(issues)

    def check_all() -> list[CheckedIssue]:
        found = []
        for path in paths:
            with limited(_("proofreading"), path, _SECONDS):
                found.append(check_issue(path, chosen))
        return found

    checked = check_all()
    if accepted:
        checked = _accept(checked, accepted, reason, who, check_all)
    if fix:
        checked = _fix(checked, check_all)
    if html is not None:
        _report(checked, html)
    _TELL[form](checked)
    return ExitCode.FINDINGS if any(_errors(each) for each in checked) else ExitCode.OK


def _accept(
    checked: list[CheckedIssue], ids: Sequence[str], why: str, who: str, again: Callable[[], list[CheckedIssue]]
) -> list[CheckedIssue]:
    from pipeline.production.check.mending import accept_findings

    if len(checked) != 1:
        raise UsageError(Problem(_("--accept is for one issue at a time.")))
    (only,) = checked
    accept_findings(only.issue.path, only.found, only.accepted, ids, why, who)
    return again()


def _fix(checked: list[CheckedIssue], again: Callable[[], list[CheckedIssue]]) -> list[CheckedIssue]:
    from pipeline.production.check.mending import write_fixes

    count = sum(map(write_fixes, checked))
    echo(ngettext("{count} place was mended.", "{count} places were mended.", count).format(count=count), err=True)
    return again() if count else checked


def _report(checked: Sequence[CheckedIssue], html: Path) -> None:
    from pipeline.production.publishing import publish, refuse_overwriting
    from pipeline.reports.check_report import IssueReport, check_page

    refuse_overwriting(html, (path for each in checked for path in each.sources))
    reports = [IssueReport(each.name, each.found, each.rate, each.workspace) for each in checked]
    publish(check_page(reports).encode("utf-8"), html)


def _errors(checked: CheckedIssue) -> int:
    return sum(each.level is Level.ERROR for each in checked.found.stand)


def _tell_text(checked: Sequence[CheckedIssue]) -> None:
    for each in checked:
        for group in group_findings(each.found.stand):
            _tell_group(group)
        for stale in each.found.stale:
            message = _("Nothing is found any more that was accepted here: {rule} “{words}”.")
            told = message.format(rule=stale.rule, words=harmless(stale.words))
            show_problem(Problem(told, each.issue.path / "accepted.yaml", stale.line, _("Take it out of the file.")))
        for note in each.notes:
            show_problem(note)
        echo(_summary(each))


def _tell_group(group: Group) -> None:
    finding = group.first
    place = click.style(f"{_place(finding)}: ", bold=True)
    level = click.style(_level(finding.level), fg="red" if finding.level is Level.ERROR else "yellow")
    echo(f"{place}{level} {finding.rule} {finding_id(finding)}: {harmless(one_line(finding.text))}")
    if group.further:
        count = len(group.further)
        told = ngettext("and at {count} other place", "and at {count} other places", count).format(count=count)
        echo(f"    {told}: {' '.join(map(_short_place, group.further))}")


def _short_place(finding: TextFinding) -> str:
    column = f":{finding.column}" if finding.column else ""
    return f"{one_line(finding.path.name)}:{finding.line}{column}"


def _summary(checked: CheckedIssue) -> str:
    errors, rate = _errors(checked), checked.rate
    asked = len(checked.found.stand) - errors
    counted = _("{name}: errors: {errors}, questions: {asked}, accepted: {accepted}.").format(
        name=checked.name, errors=errors, asked=asked, accepted=len(checked.found.accepted)
    )
    told = _(
        "Estimated rate of errors in 10,000 characters: {sure:.1f} (between {low:.1f} and {high:.1f}; passes up to 2)."
    )
    return f"{counted}\n{told.format(sure=rate.sure, low=rate.low, high=rate.high)}"


def _place(finding: TextFinding) -> str:
    column = f":{finding.column}" if finding.column else ""
    return f"{one_line(str(shorten_path(finding.path)))}:{finding.line}{column}"


def _level(level: Level) -> str:
    return _("error") if level is Level.ERROR else _("ask")


def _tell_json(checked: Sequence[CheckedIssue]) -> None:
    echo_json([_as_json(each) for each in checked])


def _as_json(checked: CheckedIssue) -> dict[str, Any]:
    """What ``--format json`` prints of an issue; lines and columns count from 1, a column that isn't known is null."""
    rate = checked.rate
    return {
        "issue": str(checked.issue.path),
        "rules": [rule.id for rule in checked.rules],
        "findings": [_finding_as_json(each) for each in checked.found.stand],
        "accepted": [
            _finding_as_json(finding) | {"who": known.who, "when": known.when, "why": known.why}
            for finding, known in checked.found.accepted
        ],
        "stale": [{"id": each.id, "rule": each.rule, "words": each.words} for each in checked.found.stale],
        "not_read": [str(note.path) for note in checked.notes],
        "rate": {
            "characters": rate.characters,
            "errors_in_10000": round(rate.sure, 2),
            "with_questions": round(rate.with_asked, 2),
            "low": round(rate.low, 2),
            "high": round(rate.high, 2),
        },
    }


def _finding_as_json(finding: TextFinding) -> dict[str, Any]:
    return {
        "id": finding_id(finding),
        "rule": finding.rule,
        "level": finding.level.value,
        "file": str(finding.path),
        "line": finding.line,
        "column": finding.column or None,
        "words": finding.words,
        "message": finding.message,
        "hint": finding.hint,
        "fix": finding.fix.new if safe_fixes([finding]) and finding.fix is not None else None,
    }


def _tell_github(checked: Sequence[CheckedIssue]) -> None:
    """A workflow command for each finding (GitHub Actions, “Workflow commands”)."""
    for each in checked:
        for finding in each.found.stand:
            kind = "error" if finding.level is Level.ERROR else "warning"
            column = f",col={finding.column}" if finding.column else ""
            file = _property(str(shorten_path(finding.path)))
            place = f"file={file},line={finding.line}{column},title={_property(finding.rule)}"
            echo(f"::{kind} {place}::{_data(harmless(finding.text))}")


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


_TELL: dict[str, Callable[[Sequence[CheckedIssue]], None]] = {
    "text": _tell_text,
    "json": _tell_json,
    "github": _tell_github,
}
