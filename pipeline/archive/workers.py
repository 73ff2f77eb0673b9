"""Those who do jobs, as the run of an archive sees them: on this machine, or on many (`cluster`)."""

import select
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

from pipeline.archive.job_process import JobLimits, JobProcess
from pipeline.archive.jobs import Order, Outcome


class Workers(Protocol):
    """They take orders while there is one `free`, and are waited for. They end with the block that they are used in."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...

    @property
    def free(self) -> int:
        """How many orders they would take now."""

    @property
    def notes(self) -> Sequence[str]:
        """What the user should know of them: who was refused, and why."""

    def give(self, order: Order) -> None:
        """Have *order* done by one that is free."""

    def wait(self, seconds: float) -> list[Outcome]:
        """What became of orders; after *seconds* at the latest, with nothing if need be."""


class LocalWorkers:
    """*count* processes on this machine. *folder* is for what is temporary, *shared* what paths are told from."""

    notes: Sequence[str] = ()

    def __init__(self, count: int, folder: Path, shared: Path, limits: JobLimits) -> None:
        self._processes = [
            JobProcess(folder=folder / str(number), shared=shared, limits=limits) for number in range(count)
        ]

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for process in self._processes:
            process.end()

    @property
    def free(self) -> int:
        """How many of them have nothing to do."""
        return sum(process.is_free for process in self._processes)

    def give(self, order: Order) -> None:
        """Have *order* done by one that is free."""
        next(process for process in self._processes if process.is_free).give(order)

    def wait(self, seconds: float) -> list[Outcome]:
        """What became of orders; after *seconds* at the latest."""
        busy = [process for process in self._processes if not process.is_free]
        ready, _writable, _broken = select.select(busy, (), (), seconds)
        outcomes = [outcome for process in ready if (outcome := process.hear()) is not None]
        return outcomes + [outcome for process in busy if (outcome := process.overdue()) is not None]
