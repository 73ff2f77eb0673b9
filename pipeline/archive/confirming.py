"""Noting in the index what became of jobs, when it is certain that a glance will tell any change from then on."""

import time
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from pipeline.archive.index import ArchiveIndex, Known, problem_rows, token_of
from pipeline.archive.jobs import Job, Outcome
from pipeline.archive.places import Archive
from pipeline.production.glance import Glance
from pipeline.production.record import MAX_FINISHED, digest_of_file

_SETTLED = 2.5  # seconds after which files that nobody touches are settled


@dataclass(frozen=True, slots=True)
class GivenJob:
    """A *job* as it was given to a worker: the places of the *parts* that it is made of, with their *tokens*; what a
    glance at all that it works on has *seen*.
    """

    job: Job
    seen: Glance
    parts: tuple[str, ...] = ()
    tokens: tuple[str, ...] = ()


def give(archive: Archive, job: Job, parts: Mapping[str, str]) -> GivenJob:
    """*job* as it is given now; *parts* are the tokens of what it is made of, by place."""
    tokens = tuple(parts.values())
    return GivenJob(job, archive.glance(job, Known(seen=""), tokens), tuple(parts), tokens)


@dataclass
class Confirming:
    """What is still to be noted in the *index* of *archive*."""

    archive: Archive
    index: ArchiveIndex
    _pending: deque[tuple[float, GivenJob, Outcome]] = field(default_factory=deque)

    def add(self, given: GivenJob, outcome: Outcome) -> None:
        """Note that all went well, as soon as that is certain: until then nothing is known."""
        self.index.rows.pop(given.job.place, None)
        if outcome.status == "made" or not self._confirm(given, outcome):
            self._pending.append((time.monotonic(), given, outcome))

    def confirm_settled(self) -> None:
        """Note what became of jobs a while ago, if files are what the workers said, and have not changed since."""
        while self._pending and time.monotonic() - self._pending[0][0] > _SETTLED:
            _when, given, outcome = self._pending.popleft()
            self._confirm(given, outcome)

    def _confirm(self, given: GivenJob, outcome: Outcome) -> bool:
        """Note what became of a job, if that is certain; whether it is."""
        known = Known(
            seen="",
            made=tuple(outcome.made),
            token=token_of(outcome.made),
            sources=tuple(outcome.sources),
            parts=given.parts,
        )
        seen = self.archive.glance(given.job, known, given.tokens)
        if not seen.is_settled() or not self._is_as_told(given, outcome) or not self._is_unchanged(given, known, seen):
            return False
        self.index.rows[given.job.place] = replace(known, seen=seen.digest)
        return True

    def _is_as_told(self, given: GivenJob, outcome: Outcome) -> bool:
        folder = Path(self.archive.finished_folder(given.job))
        return _are_there(folder, self.archive.out, outcome.made) and _are_there(
            self.archive.workspace, self.archive.workspace, outcome.sources
        )

    def _is_unchanged(self, given: GivenJob, known: Known, before: Glance) -> bool:
        """Whether the files are what they were *before* they were read, and what was worked on is what was given."""
        return (
            self.archive.glance(given.job, known, given.tokens) == before
            and self.archive.glance(given.job, Known(seen=""), given.tokens) == given.seen
        )

    def note_failure(self, given: GivenJob, outcome: Outcome, tries: int) -> None:
        """Note that the job has failed, after so many *tries*."""
        known = self.index.rows.get(given.job.place)
        before = known.failures if known is not None and known.seen == given.seen.digest else 0
        self.index.rows[given.job.place] = Known(
            seen=given.seen.digest if given.seen.is_settled() else "",
            parts=given.parts,
            problems=problem_rows(outcome.problems, self.archive.workspace),
            exit_code=outcome.exit_code,
            failures=before + tries,
        )


def _are_there(folder: Path, root: Path, files: Mapping[str, str]) -> bool:
    return all(digest_of_file(folder / name, root, MAX_FINISHED) == digest for name, digest in files.items())
