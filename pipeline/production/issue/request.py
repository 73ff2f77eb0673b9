"""What is wanted of issues, and what becomes of each."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from pipeline.errors import KanbenError
from pipeline.issue_names import issue_place

Edition = Literal["reading", "press"]
EDITIONS: tuple[Edition, ...] = ("reading", "press")
SUFFIXES: Mapping[Edition, str] = {"reading": "", "press": "-press"}  # of the names of files
OFFPRINTS = "offprints"  # folder beside the reading edition
Listener = Callable[[Path, str], None]  # issue folder, what is being done to it


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildRequest:
    """What is wanted: the folder that finished files go to, and which.

    *printer* is the name or file of the printer of a press edition; empty: the publication's. *picture_resolution*:
    pixels per inch that pictures of a reading edition are scaled down to, 0: none; None: as the layout says. A press
    edition that is made of its pages has the same.
    """

    out: Path
    offprints: bool = False
    force: bool = False
    edition: Edition = "reading"
    printer: str = ""
    picture_resolution: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildResult:
    """What became of one issue. *summary* has the keys of `FinishedIssue` but its files.

    *removed*: offprints made before that are taken away, for they would be of the issue as it was.
    """

    issue: Path
    status: Literal["built", "up to date", "failed"]
    folder: Path
    made: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    summary: Mapping[str, Any] = field(default_factory=dict)
    error: KanbenError | None = None


def destination(issue: Path, out: Path) -> Path:
    """``out/<publication>/<year>/<number>`` of an issue folder."""
    return out.joinpath(*issue_place(issue))
