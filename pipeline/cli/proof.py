"""``kanben proof``: snapshots of finished PDFs, and what changed on paper from one to another."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from pipeline.cli.options import json_option
from pipeline.errors import ExitCode, FileAccessError, Problem
from pipeline.i18n import _
from pipeline.regression.compare import compare
from pipeline.regression.findings import Comparison, Finding, page_ranges
from pipeline.regression.pdf_reading import snapshot_of
from pipeline.regression.snapshot import Snapshot, read_snapshot, written

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
@json_option
@click.option("--markdown", "as_markdown", is_flag=True, help=_("Print the results as Markdown."))
def compare_(before: Path, after: Path, as_json: bool, as_markdown: bool) -> int:
    """Compare and print; exit code 7 when anything differs."""
    found = compare(_read(before), _read(after))
    if as_json:
        click.echo(json.dumps(comparison_as_json(found), ensure_ascii=False, indent=2))
    elif as_markdown:
        click.echo(comparison_as_markdown(found, before.name, after.name))
    else:
        for each in found.findings:
            head = click.style(f"{each.kind}  {pages_of(each)}", bold=True)
            click.echo("\n  ".join(filter(None, (head, each.sentence, each.consequence))))
        for note in found.notes:
            click.echo(note)
        click.echo(_summary(found))
    return ExitCode.FINDINGS if found.differs else ExitCode.OK


def _read(path: Path) -> Snapshot:
    try:
        with path.open("rb") as held:
            is_snapshot = held.read(2) == _GZIP
    except OSError as error:
        raise FileAccessError(Problem(str(error.strerror or error), path)) from error
    return read_snapshot(path) if is_snapshot else snapshot_of(path)


def pages_of(finding: Finding) -> str:
    """The pages of *finding* as numbers from 1; before and after where they differ."""
    before, after = (", ".join(page_ranges(each)) or "–" for each in (finding.pages_before, finding.pages_after))
    return before if before == after else f"{before} → {after}"


def _summary(found: Comparison) -> str:
    if not found.differs:
        return _("Nothing differs.")
    return _("Findings: {count}.").format(count=len(found.findings))


def comparison_as_json(found: Comparison) -> dict[str, Any]:
    """What ``--json`` prints. Pages are indexes from 0; marks are boxes in pt from the top left of the cut page."""
    return {"differs": found.differs, "fails": found.fails} | asdict(found)


def comparison_as_markdown(found: Comparison, before: str, after: str) -> str:
    """A summary for a pull request."""
    rows = [f"### {before} → {after}", "", _summary(found), ""]
    if found.findings:
        head = _("kind"), _("pages"), _("finding")
        rows += [f"| {' | '.join(head)} |", "|---|---|---|"]
        for each in found.findings:
            words = _escaped(" ".join(filter(None, (each.sentence, each.consequence))))
            rows.append(f"| `{each.kind}` | {pages_of(each)} | {words} |")
    rows += [f"\n{note}" for note in found.notes]
    return "\n".join(rows).rstrip()


def _escaped(text: str) -> str:
    """*text* of a file as plain words in a cell of a Markdown table."""
    text = "".join(max(each, " ") for each in text)
    for each in "\\`*_[]<>|#":
        text = text.replace(each, f"\\{each}")
    return text
