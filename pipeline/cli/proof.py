"""``kanben proof``: snapshots of finished PDFs, and what changed on paper from one to another."""

import json
from pathlib import Path

import click

from pipeline.errors import ExitCode, FileAccessError, Problem
from pipeline.i18n import _
from pipeline.regression.compare import compare
from pipeline.regression.pdf_reading import snapshot_of
from pipeline.regression.snapshot import Snapshot, read_snapshot, written
from pipeline.regression.telling import Case, as_json, as_markdown, pages_of, standing_word, summary, words_of
from pipeline.regression.verdict import Verdict, judged

_GZIP = b"\x1f\x8b"
SUFFIX = ".snapshot.json.gz"


@click.group(help=_("Snapshots of finished PDFs, and what changed on paper from one to another."))
def proof() -> None:
    """The commands of ``kanben proof``."""


@proof.command(help=_("Write what stands on the pages of FILE, a PDF of any origin, into a small file."))
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--out", metavar="FILE", type=click.Path(path_type=Path), help=_("The file to write."))
def snapshot(file: Path, out: Path | None) -> int:
    """Write the snapshot beside where the command is called, unless told otherwise."""
    data = written(snapshot_of(file))
    path = out or Path(file.stem + SUFFIX)
    try:
        path.write_bytes(data)
    except OSError as error:
        raise FileAccessError(Problem(str(error.strerror or error), path)) from error
    click.echo(str(path))
    return ExitCode.OK


@proof.command("compare", help=_("Tell what changed from BEFORE to AFTER, each a PDF or a snapshot."))
@click.argument("before", type=click.Path(path_type=Path))
@click.argument("after", type=click.Path(path_type=Path))
@click.option("--json", "json_wanted", is_flag=True, help=_("Print the results as JSON."))
@click.option("--markdown", "markdown_wanted", is_flag=True, help=_("Print the results as Markdown."))
def compare_(before: Path, after: Path, json_wanted: bool, markdown_wanted: bool) -> int:
    """Compare and print; exit code 7 when anything differs."""
    verdict = judged(compare(_read(before), _read(after)))
    case = Case(f"{before.name} → {after.name}", verdict)
    if json_wanted:
        click.echo(json.dumps(as_json(case), ensure_ascii=False, indent=2))
    elif markdown_wanted:
        click.echo(as_markdown([case]))
    else:
        print_verdict(verdict)
    return ExitCode.FINDINGS if verdict.fails else ExitCode.OK


def print_verdict(verdict: Verdict) -> None:
    """Print the findings of *verdict*, a head and its sentences each, then the result."""
    for each in verdict.told:
        head = click.style(f"{each.finding.kind}  {pages_of(each.finding)}", bold=True)
        standing = "" if each.standing == "fails" else f"  ({standing_word(each.standing)})"
        click.echo("\n  ".join((head + standing, *words_of(each))))
    for note in verdict.comparison.notes:
        click.echo(note)
    click.echo(summary(verdict))


def _read(path: Path) -> Snapshot:
    try:
        with path.open("rb") as held:
            is_snapshot = held.read(2) == _GZIP
    except OSError as error:
        raise FileAccessError(Problem(str(error.strerror or error), path)) from error
    return read_snapshot(path) if is_snapshot else snapshot_of(path)
