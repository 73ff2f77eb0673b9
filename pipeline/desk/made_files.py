"""What the pages of the desk are told of what is made, as JSON."""

import os
from pathlib import Path
from typing import Any

from pipeline.bounded_files import real_path_inside
from pipeline.desk.making import MakeState
from pipeline.desk.source_files import is_plain_name
from pipeline.production.issue.request import OFFPRINTS, destination

_MOST_LISTED = 200


def describe_making(making: MakeState, issue: Path, out: Path) -> dict[str, Any]:
    """What the page is told: how far it is, what came of it, the finished files of the issue, its offprints, its year.

    Each file has its size in kB, and when it was made, in seconds since 1970.
    """
    folder = destination(issue, out)
    return {
        "kind": making.kind,
        "running": making.is_running,
        "stage": making.stage,
        "outcome": making.outcome,
        "problems": [str(problem) for problem in making.problems[:_MOST_LISTED]],
        "more": max(0, len(making.problems) - _MOST_LISTED),
        "notes": list(making.notes[:_MOST_LISTED]),
        "files": _list_files(folder, out),
        "offprints": _list_files(folder / OFFPRINTS, out),
        "year": _list_files(folder.parent, out),
    }


def _list_files(folder: Path, out: Path) -> list[list[Any]]:
    if real_path_inside(out, folder) is None or not folder.is_dir():
        return []
    entries = [entry for entry in os.scandir(folder) if entry.is_file(follow_symlinks=False)]
    found = [(entry.name, entry.stat()) for entry in entries if is_plain_name(entry.name)]
    rows = sorted((name, round(facts.st_size / 1000), round(facts.st_mtime)) for name, facts in found)
    return [list(row) for row in rows[:_MOST_LISTED]]
