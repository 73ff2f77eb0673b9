"""The jobs of an archive: what is to be done, in which order, and what became of it. Pure."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any, Literal

from pipeline.errors import Problem

Kind = Literal["issue", "volume", "shelf", "trial"]
Status = Literal["made", "up to date", "failed", "set aside", "waiting", "same", "differs", "changed"]
"""What became of a job. Of a trial: the same as what was accepted; it differs; the content was changed since."""


@dataclass(frozen=True, slots=True)
class Job:
    """An issue to build, a volume to bind, a shelf to make, or an issue to build on trial: the folder at *place*, told
    from the workspace.

    *parts* are the places of what lies in that folder: the issues of a year, the volumes of a publication.
    """

    kind: Kind
    place: str
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """A job as a worker is told it: paths from the shared folder, and digests.

    *inputs* is the digest of all that the job works on, as whoever gives the order sees it; *parts* are those of the
    job.
    """

    kind: Kind
    place: str
    workspace: str
    out: str
    inputs: str
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of the job at *place*: the digests of the files *made*, told from its folder of finished files.

    *sources* are digests of files of the workspace, outside the folder, that it was made of; *findings* tell what
    differs on trial. *again* says that it may
    go better another time, or on another machine: nothing is wrong with the content.
    """

    place: str
    status: Status
    made: Mapping[str, str] = field(default_factory=dict)
    sources: Mapping[str, str] = field(default_factory=dict)
    findings: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    exit_code: int = 0
    again: bool = False
    seconds: float = 0.0


def side_by_side(jobs: Sequence[Job]) -> list[Job]:
    """*jobs* as they are best begun: those of all publications in turn, so that all come to their ends together.

    What is made last of each, its shelf, is a job for one; several of them are not.
    """
    counts = Counter(map(_publication_of, jobs))
    done: Counter[str] = Counter()
    ranked = []
    for at, job in enumerate(jobs):
        publication = _publication_of(job)
        done[publication] += 1
        ranked.append((done[publication] / counts[publication], at))
    return [jobs[at] for _rank, at in sorted(ranked)]


def _publication_of(job: Job) -> str:
    """The place of the publication that *job* is a part of."""
    above = {"shelf": 0, "volume": 1, "issue": 2, "trial": 2}[job.kind]
    return job.place.rsplit("/", above)[0]


def order_of_row(row: Mapping[str, Any]) -> Order:
    """The order of what `asdict` gave of it."""
    return Order(**{**row, "parts": tuple(row["parts"])})


def outcome_row(outcome: Outcome) -> dict[str, Any]:
    """*outcome* as JSON has it."""
    problems = [asdict(each) | {"path": None if each.path is None else str(each.path)} for each in outcome.problems]
    return {each.name: getattr(outcome, each.name) for each in fields(outcome)} | {"problems": problems}


def outcome_of_row(row: Mapping[str, Any]) -> Outcome:
    """The outcome of what `outcome_row` gave."""
    problems = (
        Problem(each["message"], Path(each["path"]) if each["path"] else None, each["line"], each["hint"])
        for each in row["problems"]
    )
    return Outcome(**{**row, "problems": tuple(problems), "findings": tuple(row["findings"])})
