"""``kanben preflight``: whether a PDF, ours or not, is fit for the press, the archive or the screen."""

from pathlib import Path
from typing import Any

import click
from rich.box import SIMPLE
from rich.console import Console
from rich.table import Table
from rich.text import Text

from pipeline.cli.options import json_option, no_limits_option, out_option, printer_option
from pipeline.cli.terminal import echo, echo_json, shorten_path
from pipeline.control_characters import harmless
from pipeline.errors import ExitCode
from pipeline.i18n import _, ngettext
from pipeline.limits import limited, seconds_for
from pipeline.preflight.check import Severity
from pipeline.preflight.finding_words import (
    group_findings,
    page_name,
    pages_of,
    range_name,
    ranges_of,
    severity_name,
    summary,
)
from pipeline.preflight.profile import PROFILES, Waiver
from pipeline.preflight.verdict import NotRun, PreflightFinding, PreflightVerdict
from pipeline.preflight.verdict import preflight as judge
from pipeline.production.issue.request import EDITIONS, Edition
from pipeline.production.preflight import PreflightRequest, choose_pdf

_MOST_RANGES = 12  # of pages that are named
_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}


@click.command(
    help=_(
        "Look whether FILE, a PDF of any origin, is fit for a purpose, and tell what is not, with page and place. "
        "Of an ISSUE, told by its folder, it is the finished edition, with the waivers that lie there. Nothing is "
        "changed."
    )
)
@click.argument("file", metavar="FILE|ISSUE", type=click.Path(path_type=Path))
@click.option(
    "--profile",
    type=click.Choice(PROFILES),
    help=_("Purpose: printing, keeping, reading on screens or by ear (press; of an issue that of the edition)."),
)
@click.option("--edition", type=click.Choice(EDITIONS), help=_("Which edition of the issue (press)."))
@printer_option
@out_option
@json_option
@no_limits_option
@click.option(
    "--waivers",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help=_("YAML file with findings that are let pass, each with a reason and a date of expiry."),
)
@click.option(
    "--html",
    metavar="REPORT",
    type=click.Path(path_type=Path),
    help=_("Also write a report with pictures of the pages: one HTML file that needs no other and no network."),
)
def preflight(
    file: Path,
    profile: str | None,
    edition: Edition | None,
    printer: str,
    out: Path,
    json_wanted: bool,
    waivers: Path | None,
    html: Path | None,
) -> int:
    """Judge and print; exit code 7 when an error stands or a check that may find one did not run."""
    wanted = choose_pdf(
        file, PreflightRequest(out=out, edition=edition, profile=profile, waivers=waivers, printer=printer)
    )
    if html is not None:
        from pipeline.production.publishing import refuse_overwriting

        refuse_overwriting(html, (wanted.file, *([wanted.waivers.path] if wanted.waivers else [])))
    with limited(_("checking the PDF"), wanted.file, 2 * seconds_for(wanted.file)):
        verdict = judge(wanted.file, wanted.profile, wanted.waivers, figures=wanted.figures)
    if html is not None:
        from pipeline.production.reporting import write_preflight_report

        write_preflight_report(verdict, html)
    if json_wanted:
        echo_json(verdict_as_json(verdict))
    else:
        print_verdict(verdict, Console())
        if html is not None:
            echo(_("Report: {file}").format(file=shorten_path(html)))
    return ExitCode.OK if verdict.is_fit else ExitCode.FINDINGS


def print_verdict(verdict: PreflightVerdict, console: Console) -> None:
    """Print a table of what was found, then one sentence that sums it up."""
    if verdict.findings or verdict.not_run:
        console.print(_table(verdict))
    for waiver in verdict.expired:
        message = _("The waiver for {id} expired on {date}: {reason}")
        told = message.format(id=waiver.id, date=waiver.expires, reason=harmless(waiver.reason))
        console.print(Text(told, style="yellow"))
    console.print(Text(summary(verdict), style="bold green" if verdict.is_fit else "bold red"))


def _table(verdict: PreflightVerdict) -> Table:
    table = Table(box=SIMPLE, pad_edge=False)
    table.add_column(_("severity"), no_wrap=True)
    table.add_column(_("check"), no_wrap=True)
    # Not "ellipsis": rich 15 (Text.rstrip_end) counts characters, so that Chinese lines keep the blank at their end and
    # would lose what stands before it.
    table.add_column(_("finding"), ratio=1, overflow="fold")
    for findings in group_findings(verdict.findings):
        table.add_row(_severity(findings[0]), findings[0].id, _sentence(findings))
    for check in verdict.not_run:
        table.add_row(Text(_("not run"), style="bold magenta"), check.id, Text(harmless(check.reason)))
    return table


def _severity(finding: PreflightFinding) -> Text:
    if finding.waiver is not None:
        return Text(_("waived"), style="dim")
    return Text(severity_name(finding.severity), style=_STYLES[finding.severity])


def _sentence(findings: list[PreflightFinding]) -> Text:
    """The message with its pages, and the place if it is one; then what to do, or why it is let pass."""
    first = findings[0]
    text = Text(harmless(first.message))
    joint = "" if first.message.endswith("。") else " "  # Chinese sentences follow one another without a space
    pages = pages_of(findings)
    if pages:
        shown = page_name(pages[0], harmless(first.label)) if len(pages) == 1 else ", ".join(page_ranges(pages))
        message = ngettext("Page {pages}.", "{count} pages: {pages}.", len(pages))
        text.append(joint + message.format(pages=shown, count=len(pages)), style="bold")
    if len(findings) == 1 and first.box is not None:
        place = _("At {x:.0f}, {y:.0f} pt.").format(x=first.box[0], y=first.box[1])
        text.append(joint + place, style="dim")
    text.append(f"\n{first.hint if first.waiver is None else harmless(first.waiver.reason)}", style="dim")
    return text


def page_ranges(pages: list[int]) -> list[str]:
    """Ascending 0-based *pages* as numbers from 1, those that follow one another as a range; many are cut off."""
    ranges = ranges_of(pages)
    shown = [range_name(*each) for each in ranges[:_MOST_RANGES]]
    return shown if len(ranges) <= _MOST_RANGES else [*shown, "…"]


def verdict_as_json(verdict: PreflightVerdict) -> dict[str, Any]:
    """What ``--json`` prints. Pages are 0-based indexes; boxes are in pt from the lower left corner of the MediaBox."""
    return {
        "path": str(verdict.path),
        "profile": verdict.profile,
        "fit": verdict.is_fit,
        "pages": verdict.pages,
        "checks": list(verdict.checks),
        "findings": [_finding_as_json(each) for each in verdict.findings],
        "not_run": [_write_not_run(each) for each in verdict.not_run],
        "expired_waivers": [_waiver_as_json(each) for each in verdict.expired],
    }


def _finding_as_json(finding: PreflightFinding) -> dict[str, Any]:
    return {
        "id": finding.id,
        "severity": finding.severity.value,
        "message": finding.message,
        "hint": finding.hint,
        "page": finding.page,
        "label": finding.label,
        "box": _round_box(finding.box),
        "waiver": _waiver_as_json(finding.waiver) if finding.waiver else None,
    }


def _round_box(box: tuple[float, ...] | None) -> list[float] | None:
    return None if box is None else [round(each, 2) for each in box]


def _write_not_run(check: NotRun) -> dict[str, Any]:
    return {"id": check.id, "severity": check.severity.value, "reason": check.reason}


def _waiver_as_json(waiver: Waiver) -> dict[str, Any]:
    return {"id": waiver.id, "page": waiver.page, "reason": waiver.reason, "expires": waiver.expires.isoformat()}
