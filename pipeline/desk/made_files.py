"""What the pages of the desk are told of what is made, as JSON."""

import os
from pathlib import Path
from typing import Any

from pipeline.bounded_files import real_path_inside
from pipeline.desk.making import MakeState
from pipeline.desk.source_files import is_plain_name
from pipeline.production.issue.request import destination

_MOST_LISTED = 200


def describe_making(making: MakeState, issue: Path, out: Path) -> dict[str, Any]:
    """What the page is told: how far it is, what came of it, and the finished files, each with its size in kB."""
    return {
        "kind": making.kind,
        "running": making.is_running,
        "stage": making.stage,
        "outcome": making.outcome,
        "problems": [str(problem) for problem in making.problems[:_MOST_LISTED]],
        "more": max(0, len(making.problems) - _MOST_LISTED),
        "files": _list_files(destination(issue, out), out),
    }


def _list_files(folder: Path, out: Path) -> list[list[Any]]:
    if real_path_inside(out, folder) is None or not folder.is_dir():
        return []
    entries = [entry for entry in os.scandir(folder) if entry.is_file(follow_symlinks=False)]
    rows = sorted((entry.name, round(entry.stat().st_size / 1000)) for entry in entries if is_plain_name(entry.name))
    return [list(row) for row in rows[:_MOST_LISTED]]
