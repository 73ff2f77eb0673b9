"""What is to be done in an archive: jobs for all that is not known to be as it should be."""

import os
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.archive.index import ArchiveIndex, Known
from pipeline.archive.jobs import Job, Outcome
from pipeline.archive.places import Archive
from pipeline.manuscript.workspace import find_issues, find_volumes


@dataclass(frozen=True, kw_only=True)
class ArchivePlan:
    """*jobs*, issues before volumes; *never_made* are the places of those of which
    nothing was finished yet. *unchanged* are the tokens of issues and volumes known to be as they should be, by place;
    *set_aside* what failed, and would fail again.
    """

    jobs: Sequence[Job]
    never_made: frozenset[str]
    unchanged: dict[str, str] = field(default_factory=dict)
    set_aside: Sequence[Outcome] = ()

    @property
    def total(self) -> int:
        """How many issues and volumes there are."""
        return len(self.jobs) + len(self.unchanged) + len(self.set_aside)


def list_jobs(workspace: Path) -> tuple[list[Job], list[Job]]:
    """All issues of *workspace*, and all volumes, each after the issues of its year. Raises ContentError where there is
    none, FileAccessError.
    """
    issues = [Job("issue", str(path.relative_to(workspace))) for path in find_issues([workspace])]
    by_year: defaultdict[str, list[str]] = defaultdict(list)
    for job in issues:
        by_year[job.place.rpartition("/")[0]].append(job.place)
    years = (str(path.relative_to(workspace)) for path in find_volumes([workspace]))
    return issues, [Job("volume", year, tuple(by_year[year])) for year in years]


def plan_archive(archive: Archive, index: ArchiveIndex, attempts: int, retry: bool = False) -> ArchivePlan:
    """Plan what is to be done in *archive*, by what *index* knows of it.

    What has failed *attempts* times, and would fail again, is set aside; *retry*: it is tried once more.
    """
    issues, volumes = list_jobs(archive.workspace)
    planner = _Planner(archive=archive, index=index, attempts=attempts, retry=retry)
    for job in (*issues, *volumes):
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
        """Find out whether *job*, all issues before the volumes, has to be done."""
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
        if any(place not in self.unchanged for place in known.issues):
            return False
        tokens = [self.unchanged[place] for place in known.issues]
        return self.archive.glance(job, known, tokens).digest == known.seen
