"""Press editions for tests to measure: the first sample issue and the year, for a printer, made once in a session."""

import atexit
import shutil
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from pipeline.production.issue.issue_builder import FinishedIssue, IssueBuilder
from pipeline.production.issue.press_edition import build_press_edition
from tests.finished import sample_in
from tests.workspaces import replace_in

SPOT = 'layout: gongyun\ncolors: {nameplate: {spot: "PANTONE 485 C"}}'


@dataclass(frozen=True)
class Pressed:
    """The press edition of an issue, on disk."""

    issue: FinishedIssue
    pdf: Path


@cache
def pressed_sample(printer: str = "fogra39", *, spot: bool = False, layout: str = "gongyun") -> Pressed:
    """The first sample issue for *printer*; with *spot* the nameplate has an ink of its own."""
    workspace = Path(mkdtemp(prefix="kanben-press-"))
    atexit.register(shutil.rmtree, workspace, ignore_errors=True)
    folder = sample_in(workspace, layout)
    if spot:
        replace_in(workspace / "issues/gongyun/publication.yaml", "layout: gongyun", SPOT)
    issue = build_press_edition(IssueBuilder(), folder, printer, lambda stage: None)
    (name,) = issue.files
    pdf = workspace / name
    pdf.write_bytes(issue.files[name])
    return Pressed(issue, pdf)
