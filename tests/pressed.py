"""Press editions for tests to measure: sample issues for a printer, made once in a run."""

from dataclasses import dataclass
from pathlib import Path

from pipeline.production.issue.issue_builder import FinishedIssue
from pipeline.production.issue.press_edition import build_press_edition
from tests.builders import new_builder
from tests.finished import sample_in
from tests.made_once import made_once, new_folder
from tests.workspaces import replace_in

SPOT = 'layout: gongyun\ncolors: {nameplate: {spot: "PANTONE 485 C"}}'


@dataclass(frozen=True)
class Pressed:
    """The press edition of an issue, on disk."""

    issue: FinishedIssue
    pdf: Path


@made_once
def pressed_sample(printer: str = "fogra39", *, spot: bool = True, layout: str = "gongyun", number: int = 1) -> Pressed:
    """Sample issue *number* for *printer*; with *spot* the nameplate has an ink of its own."""
    workspace = new_folder("press")
    folder = sample_in(workspace, layout, number)
    if spot:
        replace_in(workspace / "issues/gongyun/publication.yaml", "layout: gongyun", SPOT)
    issue = build_press_edition(new_builder(), folder, printer, lambda stage: None)
    (name,) = issue.files
    pdf = workspace / name
    pdf.write_bytes(issue.files[name])
    return Pressed(issue, pdf)
