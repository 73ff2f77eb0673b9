"""Making an archive: what is missing is planned, ordered from workers, and noted when it is there."""

import time
from collections import Counter, deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from pipeline.archive.confirming import Confirming, GivenJob, give
from pipeline.archive.index import ArchiveIndex, token_of
from pipeline.archive.inputs import inputs_of
from pipeline.archive.jobs import Job, Order, Outcome, Status, side_by_side
from pipeline.archive.lock import locked
from pipeline.archive.places import Archive
from pipeline.archive.plan import ArchivePlan, plan_archive
from pipeline.archive.work import failure
from pipeline.archive.workers import Workers
from pipeline.errors import KanbenError, Problem
from pipeline.i18n import _
from pipeline.manuscript.volume_reader import read_volume
from pipeline.volume import SourceIssue

_UNTOLD: frozenset[Status] = frozenset(("made", "up to date", "same"))
_SAVED = 30.0  # seconds between two times that what is known is kept
_PATIENCE = 0.5  # seconds that are waited for news


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveRequest:
    """What is wanted: all of *workspace* made into *out*.

    What fails *attempts* times is set aside; *retry*: that is tried, too.
    """

    workspace: Path
    out: Path
    attempts: int = 3
    retry: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a run is: *done* of *total* jobs, *failed* of them; *seconds* since it began, *place* what came last."""

    done: int
    total: int
    failed: int
    seconds: float
    place: str

    @property
    def rate(self) -> float:
        """Jobs a minute."""
        return self.done * 60 / self.seconds if self.seconds else 0.0

    @property
    def seconds_left(self) -> float:
        """Seconds to the end, if it goes on like this."""
        return (self.total - self.done) * self.seconds / self.done if self.done else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveReport:
    """What became of an archive: how many issues, volumes and shelves there are (*total*), how many were made, found to
    be up to date by digests (*checked*), or known to be (*unchanged*); then what was not made, with the reasons.
    """

    total: int
    unchanged: int
    made: int = 0
    checked: int = 0
    failed: Sequence[Outcome] = ()
    set_aside: Sequence[Outcome] = ()
    waiting: Sequence[Outcome] = ()
    notes: Sequence[str] = ()
    seconds: float = 0.0


def make_archive(
    request: ArchiveRequest, workers: Callable[[], Workers], shared: Path, listener: Callable[[Progress], None]
) -> ArchiveReport:
    """Make all of an archive that is missing, by *workers*, which are started if there is anything to do.

    Paths are told to them from the folder *shared*. Raises ContentError where there is nothing, FileAccessError.
    """
    archive = Archive(request.workspace.resolve(), request.out.resolve())
    index = ArchiveIndex.of(archive.workspace, archive.out)
    plan = plan_archive(archive, index, request.attempts, request.retry)
    report = ArchiveReport(total=plan.total, unchanged=len(plan.unchanged), set_aside=plan.set_aside)
    if not plan.jobs:
        return report
    run = Run(
        archive=archive,
        plan=plan,
        confirming=Confirming(archive, index),
        shared=shared,
        attempts=request.attempts,
        listener=listener,
    )
    try:
        with locked(archive.out), workers() as started:
            run.go_on_with(started)
            notes = tuple(started.notes)
    finally:
        run.confirming.confirm_settled()
        index.save()
    return replace(
        report,
        made=run.counts["made"],
        checked=run.counts["up to date"],
        failed=run.told.get("failed", ()),
        waiting=run.told.get("waiting", ()),
        notes=notes,
        seconds=time.monotonic() - run.begun,
    )


@dataclass(kw_only=True)
class Run:
    """The jobs of *plan* given to workers, each when all it is made of is there; what became of them.

    *counts* are those of jobs that need no telling, by what became of them; *told* the outcomes of others.
    """

    archive: Archive
    plan: ArchivePlan
    confirming: Confirming
    shared: Path
    attempts: int
    listener: Callable[[Progress], None]
    counts: Counter[Status] = field(default_factory=Counter)
    told: dict[Status, list[Outcome]] = field(default_factory=dict)
    begun: float = field(default_factory=time.monotonic)
    _saved: float = field(default_factory=time.monotonic)
    _tries: dict[str, int] = field(default_factory=dict)
    _given: dict[str, GivenJob] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._tokens = dict(self.plan.unchanged)
        self._ready = deque[Job]()
        self._left: dict[str, set[str]] = {}  # of a volume or a shelf, what it waits for
        self._followers: dict[str, Job] = {}
        places = {job.place for job in self.plan.jobs}
        for job in side_by_side(self.plan.jobs):
            self._left[job.place] = places.intersection(job.parts)
            self._followers |= dict.fromkeys(self._left[job.place], job)
            if not self._left[job.place]:
                self._ready.append(job)

    def go_on_with(self, workers: Workers) -> None:
        """Give orders to *workers* until all is done."""
        while self._ready or self._given:
            while self._ready and workers.free:
                job = self._ready.popleft()
                order = self._order_of(job)
                if isinstance(order, Order):
                    workers.give(order)
                else:
                    self._finish(job, order)
            self._note_settled()  # while all have something to do
            for outcome in workers.wait(_PATIENCE) if self._given or self._ready else ():
                self._take(self._given.pop(outcome.place), outcome)

    def _note_settled(self) -> None:
        self.confirming.confirm_settled()
        if time.monotonic() - self._saved > _SAVED:
            self.confirming.index.save()
            self._saved = time.monotonic()

    def _order_of(self, job: Job) -> Order | Outcome:
        """The order for *job*, which is given with it; or what is wrong already."""
        workspace = self.archive.workspace
        try:
            parts = self._parts_of(job)
            if missing := [place for place in parts if place not in self._tokens]:
                return _wait_for(job, missing, workspace / job.place)
            given = give(self.archive, job, {place: self._tokens[place] for place in parts})
            inputs = inputs_of(job, workspace, self.archive.out)
        except KanbenError as error:
            return failure(job.place, error)
        self._given[job.place] = given
        return Order(
            kind=job.kind,
            place=job.place,
            workspace=str(workspace.relative_to(self.shared)),
            out=str(self.archive.out.relative_to(self.shared)),
            inputs=inputs,
            parts=job.parts,
        )

    def _parts_of(self, job: Job) -> list[str]:
        """The places of what *job* is made of. Raises the KanbenError of a volume that can't be read."""
        if job.kind == "volume":
            volume = read_volume(self.archive.workspace / job.place)
            return [f"{job.place}/{each.path.name}" for each in volume.issues if isinstance(each, SourceIssue)]
        here = [place for place in job.parts if place in self._tokens]  # a shelf tells itself what it lacks
        return here or list(job.parts)

    def _take(self, given: GivenJob, outcome: Outcome) -> None:
        """Note what became of the job *given*, or have it done once more."""
        job = given.job
        if outcome.status != "failed":
            self._tokens[job.place] = token_of(outcome.made)
            self.confirming.add(given, outcome)
            self._finish(job, outcome)
            return
        self._tries[job.place] = self._tries.get(job.place, 0) + 1
        if outcome.again and self._tries[job.place] < self.attempts:
            self._ready.append(job)
            return
        self.confirming.note_failure(given, self._with_places(outcome), self._tries[job.place])
        self._finish(job, outcome)

    def _finish(self, job: Job, outcome: Outcome) -> None:
        """Count *outcome*, and let go on what has waited for *job*."""
        self.counts[outcome.status] += 1
        if outcome.status not in _UNTOLD:
            self.told.setdefault(outcome.status, []).append(self._with_places(outcome))
        follower = self._followers.pop(job.place, None)
        if follower is not None:
            left = self._left[follower.place]
            left.discard(job.place)
            if not left:
                self._ready.appendleft(follower)
        progress = Progress(
            done=self.counts.total(),
            total=len(self.plan.jobs),
            failed=self.counts["failed"],
            seconds=time.monotonic() - self.begun,
            place=job.place,
        )
        self.listener(progress)

    def _with_places(self, outcome: Outcome) -> Outcome:
        """*outcome* with the paths of its problems where they lie here: workers tell them from the shared folder."""
        rows = (replace(each, path=self.shared / each.path) if each.path else each for each in outcome.problems)
        return replace(outcome, problems=tuple(rows))


def _wait_for(job: Job, missing: Sequence[str], folder: Path) -> Outcome:
    """What became of *job*, which needs the *missing* places that could not be made."""
    message = _("It waits for what could not be made: {places}.")
    problem = Problem(message.format(places=", ".join(missing)), folder)
    return Outcome(place=job.place, status="waiting", problems=(problem,))
