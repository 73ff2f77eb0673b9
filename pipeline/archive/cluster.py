"""Workers on many machines, by dask.distributed: the same jobs, done over a folder that all machines share.

A worker is told paths in that folder, and digests. Before it gets any job it is asked what it sets pages with, and
whether it sees the shared folder: one that differs from this machine is refused by name. Which worker does a job is
said here, so that one whose worker is lost is given to another.
"""

import os
import queue
import time
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from distributed import Client, Future, Worker, get_worker, wait
from distributed.diagnostics.plugin import WorkerPlugin

from pipeline.archive.fingerprint import differences, take_fingerprint
from pipeline.archive.job_process import JobLimits, JobProcess
from pipeline.archive.jobs import Order, Outcome, order_of_row, outcome_of_row, outcome_row
from pipeline.archive.work import failure
from pipeline.errors import FileAccessError, MissingProgramError, Problem
from pipeline.i18n import _
from pipeline.production.record import digest_of_file
from pipeline.work_folders import WorkFolder

SHARED_VARIABLE = "KANBEN_SHARED"
"""In the environment of a worker: where the shared folder lies there; where that is not said, at the same place."""
_PLUGIN = "kanben-archive"
_NOBODY = 30.0  # seconds that are waited for a worker that may do jobs
_LOOK = 2.0  # seconds between two looks at who is there


@dataclass(frozen=True, slots=True, kw_only=True)
class ClusterTerms:
    """Where the scheduler is (*address*), the *shared* folder here, the *limits* of jobs.

    *probe* is a file in the shared folder, told from there, that all must see as it is while the archive is made.
    """

    address: str
    shared: Path
    limits: JobLimits
    probe: str


class ClusterWorkers:
    """The workers of a scheduler, as long as they are the same as this machine. Raises MissingProgramError."""

    def __init__(self, terms: ClusterTerms) -> None:
        self._terms = terms
        self._here = take_fingerprint()
        self._probe = digest_of_file(terms.shared / terms.probe, terms.shared)
        self._slots: dict[str, int] = {}  # of those that may do jobs, by address
        self._refused: dict[str, str] = {}  # the reasons, by address
        self._given: dict[Future[Any], tuple[str, Order]] = {}
        self._looked = 0.0
        self._last_seen = time.monotonic()

    def __enter__(self) -> Self:
        try:
            self._client = Client(self._terms.address, timeout=10, set_as_default=False)
        except (OSError, ValueError) as error:
            message = _("There is no scheduler at {address}.").format(address=self._terms.address)
            raise MissingProgramError(Problem(message, hint=_("Start one: dask scheduler."))) from error
        self._look()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._client.cancel(list(self._given))
        self._client.run(_leave, workers=list(self._slots), on_error="ignore")
        self._client.close()

    @property
    def free(self) -> int:
        """How many orders they would take now."""
        return sum(self._slots.values()) - len(self._given)

    @property
    def notes(self) -> Sequence[str]:
        """Who was refused, and why."""
        return list(self._refused.values())

    def give(self, order: Order) -> None:
        """Have *order* done by the one that has the least to do for what it can."""
        busy = [address for address, _order in self._given.values()]
        address = max(self._slots, key=lambda each: self._slots[each] - busy.count(each))
        future = self._client.submit(
            run_order, asdict(order), workers=[address], allow_other_workers=False, pure=False, retries=0
        )
        self._given[future] = address, order

    def wait(self, seconds: float) -> list[Outcome]:
        """What became of orders; those of workers that are lost have failed, and go to others."""
        outcomes = [self._outcome_of(future, *self._given.pop(future)) for future in self._wait_for_one(seconds)]
        if time.monotonic() - self._looked > _LOOK:
            self._look()
        lost = [future for future, (address, _order) in self._given.items() if address not in self._slots]
        for future in lost:
            address, order = self._given.pop(future)
            future.cancel()
            outcomes.append(self._loss(address, order))
        self._require_somebody()
        return outcomes

    def _wait_for_one(self, seconds: float) -> "Collection[Future[Any]]":
        """Those that are over, after *seconds* at the latest."""
        if not self._given:
            time.sleep(seconds)
            return ()
        try:
            with self._client.as_current():
                done: set[Future[Any]] = wait(list(self._given), timeout=seconds, return_when="FIRST_COMPLETED").done
                return done
        except TimeoutError:
            return ()

    def _outcome_of(self, future: "Future[Any]", address: str, order: Order) -> Outcome:
        if future.status == "finished":
            return outcome_of_row(future.result())
        return self._loss(address, order)

    def _loss(self, address: str, order: Order) -> Outcome:
        """The outcome of a job whose worker is gone."""
        self._slots.pop(address, None)
        message = _("The worker {address} was lost while it did this.").format(address=address)
        place = self._terms.shared / order.workspace / order.place
        return replace(failure(order.place, FileAccessError(Problem(message, place))), again=True)

    def _look(self) -> None:
        """See who is there: forget who has gone, ask who has come."""
        found: Mapping[str, Mapping[str, Any]] = self._client.scheduler_info(n_workers=-1)["workers"]
        self._slots = {address: slots for address, slots in self._slots.items() if address in found}
        for address in found.keys() - self._slots.keys() - self._refused.keys():
            name = f"{found[address].get('name') or address} ({address})"
            if reason := self._ask(address):
                self._refused[address] = _("The worker {name} is refused: {reason}.").format(name=name, reason=reason)
            else:
                self._slots[address] = int(found[address]["nthreads"])
        self._looked = time.monotonic()

    def _ask(self, address: str) -> str:
        """Why the worker at *address* may do no jobs; empty: it may, and is made ready."""
        terms = self._terms
        answer = self._client.run(
            _prepare,
            str(terms.shared),
            terms.probe,
            asdict(terms.limits),
            workers=[address],
            on_error="return",
        ).get(address)
        if not isinstance(answer, dict):
            return _("it does not answer ({error})").format(error=answer)
        if answer["probe"] != self._probe:
            return _("it does not see the shared folder ({variable})").format(variable=SHARED_VARIABLE)
        return differences(self._here, answer["fingerprint"])

    def _require_somebody(self) -> None:
        """Raise MissingProgramError where nobody has been there to do jobs for a while."""
        if self._slots:
            self._last_seen = time.monotonic()
        elif time.monotonic() - self._last_seen > _NOBODY:
            message = _("No worker of {address} may do jobs.").format(address=self._terms.address)
            raise MissingProgramError(Problem(message, hint=" ".join(self.notes) or _("Start some: dask worker.")))


# --- on the worker ---------------------------------------------------------------------------------------------------


class _Processes(WorkerPlugin):
    """The processes that do jobs for a worker; taken away with it."""

    def __init__(self, shared: Path, limits: JobLimits) -> None:
        self.shared, self.limits = shared, limits

    def setup(self, worker: Worker) -> None:
        self.folder = WorkFolder.make("kanben-archive-")
        self.free: queue.SimpleQueue[JobProcess] = queue.SimpleQueue()
        self.all = [
            JobProcess(folder=self.folder.path / str(number), shared=self.shared, limits=self.limits)
            for number in range(worker.state.nthreads)
        ]
        for process in self.all:
            self.free.put(process)

    def teardown(self, worker: Worker) -> None:
        for process in self.all:
            process.end()
        self.folder.take_away()


async def _prepare(shared: str, probe: str, limits: Mapping[str, Any], dask_worker: Worker) -> dict[str, Any]:
    """What this worker sets pages with and sees of the shared folder; it is ready to do jobs."""
    folder = Path(os.environ.get(SHARED_VARIABLE) or shared).resolve()
    await dask_worker.plugin_add(_Processes(folder, JobLimits(**limits)), name=_PLUGIN)
    return {"fingerprint": take_fingerprint(), "probe": digest_of_file(folder / probe, folder)}


async def _leave(dask_worker: Worker) -> None:
    """Take away what `_prepare` has made."""
    await dask_worker.plugin_remove(_PLUGIN)


def run_order(row: Mapping[str, Any]) -> dict[str, Any]:
    """Do the order *row* in a process of this worker; the outcome as a row."""
    processes = get_worker().plugins[_PLUGIN]
    assert isinstance(processes, _Processes)
    process = processes.free.get()
    try:
        return outcome_row(process.do(order_of_row(row)))
    finally:
        processes.free.put(process)
