"""Making an archive: what is missing is planned, ordered from workers, and noted when it is there."""

import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from pipeline.archive.confirming import Confirming, GivenJob, give
from pipeline.archive.index import ArchiveIndex, token_of
from pipeline.archive.inputs import issue_inputs, volume_inputs
from pipeline.archive.jobs import Job, Order, Outcome
from pipeline.archive.places import Archive
from pipeline.archive.plan import ArchivePlan, plan_archive
from pipeline.archive.work import failure
from pipeline.archive.workers import Workers
from pipeline.errors import KanbenError, Problem
from pipeline.i18n import ngettext
from pipeline.manuscript.volume_reader import read_volume
from pipeline.volume import SourceIssue

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
    """What became of an archive: how many issues and volumes there are (*total*), how many were made, found to be up to
    date by digests (*checked*), or known to be (*unchanged*); then what was not made, with the reasons.
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
    run = _Run(
        archive=archive,
        plan=plan,
        confirming=Confirming(archive, index),
        shared=shared,
        attempts=request.attempts,
        listener=listener,
    )
    try:
        with workers() as started:
            run.go_on_with(started)
            notes = tuple(started.notes)
    finally:
        run.confirming.confirm_settled()
        index.save()
    return replace(
        report,
        made=run.counts["made"],
        checked=run.counts["up to date"],
        failed=run.failed,
        waiting=run.waiting,
        notes=notes,
        seconds=time.monotonic() - run.begun,
    )


@dataclass(kw_only=True)
class _Run:
    archive: Archive
    plan: ArchivePlan
    confirming: Confirming
    shared: Path
    attempts: int
    listener: Callable[[Progress], None]
    counts: dict[str, int] = field(default_factory=lambda: {"made": 0, "up to date": 0})
    failed: list[Outcome] = field(default_factory=list)
    waiting: list[Outcome] = field(default_factory=list)
    begun: float = field(default_factory=time.monotonic)
    _saved: float = field(default_factory=time.monotonic)
    _tries: dict[str, int] = field(default_factory=dict)
    _given: dict[str, GivenJob] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._tokens = dict(self.plan.unchanged)
        self._ready = deque(job for job in self.plan.jobs if job.kind == "issue")
        issues = {job.place for job in self._ready}
        self._left: dict[str, set[str]] = {}  # of a volume, the issues that it waits for
        self._followers: dict[str, Job] = {}
        for job in self.plan.jobs:
            if job.kind == "volume":
                self._left[job.place] = issues.intersection(job.year)
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
            for outcome in workers.wait(_PATIENCE) if self._given else ():
                self._take(self._given.pop(outcome.place), outcome)
            self.confirming.confirm_settled()
            if time.monotonic() - self._saved > _SAVED:
                self.confirming.index.save()
                self._saved = time.monotonic()

    def _order_of(self, job: Job) -> Order | Outcome:
        """The order for *job*, which is given with it; or what is wrong already."""
        folder = self.archive.workspace / job.place
        try:
            if job.kind == "issue":
                given = give(self.archive, job)
                inputs = issue_inputs(folder, self.archive.workspace)
            else:
                volume = read_volume(folder)
                sources = (each for each in volume.issues if isinstance(each, SourceIssue))
                issues = [f"{job.place}/{each.path.name}" for each in sources]
                if missing := [each for each in issues if each not in self._tokens]:
                    return _wait_for(job, missing, folder)
                given = give(self.archive, job, tuple(issues), tuple(self._tokens[each] for each in issues))
                inputs = volume_inputs(volume, self.archive.out)
        except KanbenError as error:
            return failure(job.place, error)
        self._given[job.place] = given
        return Order(
            kind=job.kind,
            place=job.place,
            workspace=str(self.archive.workspace.relative_to(self.shared)),
            out=str(self.archive.out.relative_to(self.shared)),
            inputs=inputs,
        )

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
        self.confirming.note_failure(given, outcome, self._tries[job.place])
        self._finish(job, outcome)

    def _finish(self, job: Job, outcome: Outcome) -> None:
        """Count *outcome*, and let go on what has waited for *job*."""
        if outcome.status in self.counts:
            self.counts[outcome.status] += 1
        else:
            (self.waiting if outcome.status == "waiting" else self.failed).append(self._with_places(outcome))
        follower = self._followers.pop(job.place, None)
        if follower is not None:
            left = self._left[follower.place]
            left.discard(job.place)
            if not left:
                self._ready.appendleft(follower)
        progress = Progress(
            done=sum(self.counts.values()) + len(self.failed) + len(self.waiting),
            total=len(self.plan.jobs),
            failed=len(self.failed),
            seconds=time.monotonic() - self.begun,
            place=job.place,
        )
        self.listener(progress)

    def _with_places(self, outcome: Outcome) -> Outcome:
        """*outcome* with the paths of its problems where they lie here: workers tell them from the shared folder."""
        rows = (replace(each, path=self.shared / each.path) if each.path else each for each in outcome.problems)
        return replace(outcome, problems=tuple(rows))


def _wait_for(job: Job, missing: Sequence[str], folder: Path) -> Outcome:
    """What became of the volume *job*, which can't be bound as the issues *missing* could not be made."""
    message = ngettext(
        "The volume waits for an issue that could not be made: {places}.",
        "The volume waits for issues that could not be made: {places}.",
        len(missing),
    )
    problem = Problem(message.format(places=", ".join(missing)), folder)
    return Outcome(place=job.place, status="waiting", problems=(problem,))
