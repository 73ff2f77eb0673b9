"""What is made on the desk, as the commands that make it everywhere, and what these tell as JSON."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args

from pipeline.errors import Problem
from pipeline.i18n import _
from pipeline.issue_names import issue_id
from pipeline.manuscript.workspace import VOLUME_FILE
from pipeline.production.issue.request import SUFFIXES, destination
from pipeline.production.press.imposing import SCHEMES

Kind = Literal["reading", "offprints", "press", "preflight", "cover", "impose", "volume", "volume_press"]
KINDS: tuple[Kind, ...] = get_args(Kind)
FOLDED_SCHEMES = tuple(scheme for scheme in SCHEMES if scheme != "nup")  # a grid wants rows and columns
SHEETS = ("A3", "SRA3", "A2", "SRA2", "787/2", "889/2")  # that are proposed
_LONGEST_SHEET = 20  # characters


@dataclass(frozen=True, slots=True)
class MakeOrder:
    """What is wanted of the issue or its year; finished files go to *out*.

    *scheme* and *sheet* are for an imposition only.
    """

    kind: Kind
    out: Path
    scheme: str = "saddle"
    sheet: str = "A3"

    @classmethod
    def of(cls, kind: str, out: Path, wanted: Mapping[str, Any]) -> "MakeOrder | None":
        """The order for *kind*, with what is *wanted* of it; None if there is no such one."""
        known = next((each for each in KINDS if each == kind), None)
        scheme, sheet = wanted.get("scheme", "saddle"), wanted.get("sheet", "A3")
        if known is None or scheme not in FOLDED_SCHEMES or not isinstance(sheet, str) or len(sheet) > _LONGEST_SHEET:
            return None
        return cls(known, out, scheme, sheet)


def can_make(kind: Kind, issue: Path) -> bool:
    """Whether there is what *kind* is made of: a year is bound that has the file of a volume."""
    return not kind.startswith("volume") or (issue.parent / VOLUME_FILE).is_file()


def list_commands(issue: Path, order: MakeOrder) -> list[list[str]]:
    """What is called, one after the other; an edition that is up to date is not built again."""
    return _COMMANDS[order.kind](issue, order)


def _build(issue: Path, order: MakeOrder, *options: str) -> list[str]:
    return ["build", str(issue), "--out", str(order.out), "--json", "--verbose", *options]


def _press(issue: Path, order: MakeOrder) -> list[str]:
    return _build(issue, order, "--edition", "press")


def _press_file(issue: Path, order: MakeOrder, end: str) -> str:
    return str(destination(issue, order.out) / f"{issue_id(issue)}{SUFFIXES['press']}{end}")


def _preflight(issue: Path, order: MakeOrder) -> list[str]:
    report = _press_file(issue, order, "-preflight.html")
    return ["preflight", str(issue), "--out", str(order.out), "--json", "--edition", "press", "--html", report]


def _impose(issue: Path, order: MakeOrder) -> list[str]:
    options = ["--json", f"--scheme={order.scheme}", f"--sheet={order.sheet}"]
    return ["impose", _press_file(issue, order, ".pdf"), *options]


def _of_folder(command: str, folder: Path, order: MakeOrder, *options: str) -> list[str]:
    return [command, str(folder), "--out", str(order.out), "--json", "--verbose", *options]


_COMMANDS: Mapping[Kind, Callable[[Path, MakeOrder], list[list[str]]]] = {
    "reading": lambda issue, order: [_build(issue, order, "--edition", "reading")],
    "offprints": lambda issue, order: [_build(issue, order, "--offprints")],
    "press": lambda issue, order: [_press(issue, order)],
    "preflight": lambda issue, order: [_press(issue, order), _preflight(issue, order)],
    "cover": lambda issue, order: [_of_folder("cover", issue, order)],
    "impose": lambda issue, order: [_press(issue, order), _impose(issue, order)],
    "volume": lambda issue, order: [_of_folder("bind", issue.parent, order)],
    "volume_press": lambda issue, order: [_of_folder("bind", issue.parent, order, "--edition", "press")],
}


@dataclass(frozen=True, slots=True)
class Told:
    """What a command has told: *problems* that stand in the way, and *notes* that don't."""

    problems: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()


def read_told(printed: str) -> Told:
    """What ``--json`` has *printed*: of issues that were built, of covers, of a volume, or findings of a verdict."""
    try:
        found = json.loads(printed)
    except ValueError:
        return Told()
    rows = found if isinstance(found, list) else [found]
    problems = [
        Problem(each["message"], Path(each["file"]) if each["file"] else None, each["line"], each["hint"])
        for row in rows
        for each in row.get("problems", ())
    ]
    for row in (each for found in rows for each in found.get("findings", ())):
        if row["waiver"] is None:
            placed = _("Page {label}: {text}") if row["label"] else "{text}"
            problems.append(Problem(placed.format(label=row["label"], text=row["message"]), hint=row["hint"]))
    notes = [
        note for row in rows for key in ("warnings", "notes") for note in row.get(key, ()) if isinstance(note, str)
    ]
    return Told(tuple(problems), tuple(dict.fromkeys(notes)))
