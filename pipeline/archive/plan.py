"""What is to be done in an archive: jobs for all that is not known to be as it should be."""

import os
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.archive.index import ArchiveIndex, Known
from pipeline.archive.jobs import Job, Outcome
from pipeline.archive.places import Archive
from pipeline.manuscript.workspace import find_issues, find_volumes


@dataclass(frozen=True, kw_only=True)
class ArchivePlan:
    """*jobs*, issues before volumes, volumes before shelves; *never_made* are the places of those of which nothing was
    finished yet. *unchanged* are the tokens of issues and volumes known to be as they should be, by place;
    *set_aside* what failed, and would fail again.
    """

    jobs: Sequence[Job]
    never_made: frozenset[str]
    unchanged: dict[str, str] = field(default_factory=dict)
    set_aside: Sequence[Outcome] = ()

    @property
    def total(self) -> int:
        """How many issues, volumes and shelves there are."""
        return len(self.jobs) + len(self.unchanged) + len(self.set_aside)


def list_jobs(workspace: Path) -> list[Job]:
    """All issues of *workspace*, then all volumes, then the shelf of each publication that has any.

    Raises ContentError where there is no issue, FileAccessError.
    """
    issues = [str(path.relative_to(workspace)) for path in find_issues([workspace])]
    years = [str(path.relative_to(workspace)) for path in find_volumes([workspace])]
    by_year, by_publication = _by_folder(issues), _by_folder(years)
    return [
        *(Job("issue", place) for place in issues),
        *(Job("volume", place, tuple(by_year.get(place, ()))) for place in years),
        *(Job("shelf", place, tuple(volumes)) for place, volumes in by_publication.items()),
    ]


def _by_folder(places: Iterable[str]) -> dict[str, list[str]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for place in places:
        found[place.rpartition("/")[0]].append(place)
    return found


def plan_archive(archive: Archive, index: ArchiveIndex, attempts: int, retry: bool = False) -> ArchivePlan:
    """Plan what is to be done in *archive*, by what *index* knows of it.

    What has failed *attempts* times, and would fail again, is set aside; *retry*: it is tried once more.
    """
    planner = _Planner(archive=archive, index=index, attempts=attempts, retry=retry)
    for job in list_jobs(archive.workspace):
        planner.consider(job)
    return ArchivePlan(
        jobs=planner.jobs,
        never_made=frozenset(planner.never_made),
        unchanged=planner.unchanged,
        set_aside=planner.set_aside,
    )


@dataclass(kw_only=True)
class _Planner:
    archive: Archive
    index: ArchiveIndex
    attempts: int
    retry: bool
    jobs: list[Job] = field(default_factory=list)
    never_made: list[str] = field(default_factory=list)
    unchanged: dict[str, str] = field(default_factory=dict)
    set_aside: list[Outcome] = field(default_factory=list)

    def consider(self, job: Job) -> None:
        """Find out whether *job* has to be done; all that it is made of was considered before."""
        known = self.index.rows.get(job.place)
        if known is not None and self._is_as_it_was(job, known):
            if not known.problems:
                self.unchanged[job.place] = known.token
                return
            if not self.retry and known.failures >= self.attempts:
                self.set_aside.append(known.outcome(job.place, self.archive.workspace))
                return
        self.jobs.append(job)
        if not os.path.lexists(self.archive.record(job)):
            self.never_made.append(job.place)

    def _is_as_it_was(self, job: Job, known: Known) -> bool:
        if job.kind == "shelf" and any(place not in self.unchanged for place in job.parts):
            return False  # what is made of its volumes now comes to it, too
        if any(place not in self.unchanged for place in known.parts):
            return False
        tokens = [self.unchanged[place] for place in known.parts]
        return self.archive.glance(job, known, tokens).digest == known.seen
