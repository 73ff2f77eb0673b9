"""``kanben proof snapshot|compare|report``: finished PDFs of any origin, two by two."""

from collections.abc import Callable
from pathlib import Path

import click

from pipeline.cli.options import json_option
from pipeline.cli.terminal import echo, echo_json
from pipeline.errors import ExitCode
from pipeline.i18n import _
from pipeline.production.proof.proof_files import ComparisonRequest, compare_files, read_version
from pipeline.production.publishing import publish, refuse_overwriting
from pipeline.regression.findings import KINDS
from pipeline.regression.snapshot.snapshot import write_number
from pipeline.regression.verdicts.junit import as_junit
from pipeline.regression.verdicts.verdict import Verdict
from pipeline.regression.verdicts.verdict_words import (
    Case,
    as_json,
    as_markdown,
    first_of_kinds,
    pages_of,
    standing_word,
    summary,
    words_of,
)

SUFFIX = ".snapshot.json.gz"
_PROFILES = ("press", "archive", "reading", "accessible", "cover")


@click.command(help=_("Write what stands on the pages of FILE, a PDF of any origin, into a small file."))
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--out", metavar="FILE", type=click.Path(path_type=Path), help=_("The file to write."))
def snapshot(file: Path, out: Path | None) -> int:
    """Write the snapshot beside where the command is called, unless told otherwise."""
    path = out or Path(file.stem + SUFFIX)
    refuse_overwriting(path, [file])
    publish(write_number(read_version(file, None).snapshot), path)
    echo(str(path))
    return ExitCode.OK


def _take_two_files(command: Callable[..., int]) -> Callable[..., int]:
    """The arguments and options of what compares two files."""
    for decorate in (
        click.option(
            "--preflight",
            metavar="PROFILE",
            type=click.Choice(_PROFILES),
            help=_("Also tell what preflight finds in one of the two only, by this profile."),
        ),
        click.option(
            "--allow",
            "allowed",
            metavar="KIND",
            multiple=True,
            type=click.Choice(tuple(KINDS)),
            help=_("Let findings of this kind pass; may be given more than once."),
        ),
        click.argument("after", type=click.Path(path_type=Path)),
        click.argument("before", type=click.Path(path_type=Path)),
    ):
        command = decorate(command)
    return command


@click.command(help=_("Tell what changed from BEFORE to AFTER, each a PDF or a snapshot."))
@_take_two_files
@json_option
@click.option("--markdown", "markdown_wanted", is_flag=True, help=_("Print the results as Markdown."))
@click.option("--junit", metavar="FILE", type=click.Path(path_type=Path), help=_("Also write JUnit XML."))
def compare(
    before: Path,
    after: Path,
    allowed: tuple[str, ...],
    preflight: str | None,
    json_wanted: bool,
    markdown_wanted: bool,
    junit: Path | None,
) -> int:
    """Compare and print; exit code 7 when anything is found that is not let pass."""
    if junit is not None:
        refuse_overwriting(junit, [before, after])
    pair = compare_files(ComparisonRequest(before, after, frozenset(allowed), preflight))
    case = Case(name=f"{before.name} → {after.name}", verdict=pair.verdict)
    if junit is not None:
        publish(as_junit([case]), junit)
    if json_wanted:
        echo_json(as_json(case))
    elif markdown_wanted:
        echo(as_markdown([case]))
    else:
        print_verdict(pair.verdict)
    return ExitCode.FINDINGS if pair.verdict.fails else ExitCode.OK


@click.command(help=_("Write a report on what changed from BEFORE to AFTER as one page of HTML, with the pages."))
@_take_two_files
@click.option(
    "--out",
    metavar="FILE",
    type=click.Path(path_type=Path),
    default=Path("proof.html"),
    show_default=True,
    help=_("The file to write."),
)
def report(before: Path, after: Path, allowed: tuple[str, ...], preflight: str | None, out: Path) -> int:
    """Compare and write the report; exit code 7 when anything is found that is not let pass."""
    from pipeline.production.proof.proof_reports import write_pair_report

    refuse_overwriting(out, [before, after])
    pair = compare_files(ComparisonRequest(before, after, frozenset(allowed), preflight))
    write_pair_report(pair, out)
    echo(str(out))
    echo(summary(pair.verdict))
    return ExitCode.FINDINGS if pair.verdict.fails else ExitCode.OK


def print_verdict(verdict: Verdict) -> None:
    """Print the findings of *verdict*, a head and its sentences each, the first of each kind; then the result."""
    shown, more = first_of_kinds(verdict.judged, lambda each: each)
    for each in shown:
        head = click.style(f"{each.finding.kind}  {pages_of(each.finding)}", bold=True)
        standing = "" if each.standing == "fails" else f"  ({standing_word(each.standing)})"
        echo("\n  ".join((head + standing, *words_of(each))))
    for text in (*more, *verdict.comparison.notes):
        echo(text)
    echo(summary(verdict))
