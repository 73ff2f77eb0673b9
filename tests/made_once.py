"""Results that many tests look at, made once for all workers of a run.

A result is pickled in the folder of the run, which the process that starts the workers makes and removes. Nothing in
that folder may be written to by a test: it is every other test's as well. Where KANBEN_TEST_RESULTS names a folder,
it is that of all runs of the same code, one after another, and stays: CI has two runs.
"""

import fcntl
import os
import pickle
import shutil
from collections.abc import Callable, Hashable
from functools import cache, wraps
from hashlib import sha256
from pathlib import Path
from tempfile import mkdtemp
from typing import ParamSpec, TypeVar

from pipeline.production.cache_folder import FOLDER_VARIABLE

P = ParamSpec("P")
T = TypeVar("T")

_FOLDER, _LASTING = "KANBEN_TEST_RUN", "KANBEN_TEST_RESULTS"


def begin_run() -> None:
    """Make the folder of the run; workers, which begin later, find it in their environment."""
    os.environ[_FOLDER] = os.environ.get(_LASTING) or mkdtemp(prefix="kanben-tests-")
    os.environ[FOLDER_VARIABLE] = str(Path(os.environ[_FOLDER], "cache"))


def end_run() -> None:
    """Remove the folder of the run with all that was made in it, unless it is for more runs."""
    folder = os.environ.pop(_FOLDER)
    if folder != os.environ.get(_LASTING):
        shutil.rmtree(folder, ignore_errors=True)


def new_folder(name: str) -> Path:
    """A folder of its own in that of the run, to make a result in; it stays as long as that does."""
    return Path(mkdtemp(prefix=f"{name}-", dir=os.environ[_FOLDER]))


def made_once(make: Callable[P, T]) -> Callable[P, T]:
    """*make*, called once in a run for the same arguments; what it raises is raised again at each call.

    Arguments must be told apart by their ``repr``, and the result must be one that can be pickled.
    """

    @cache
    def result(*args: Hashable, **named: Hashable) -> T:
        called = f"{make.__module__}.{make.__qualname__} {args!r} {sorted(named.items())!r}"
        kept = Path(os.environ[_FOLDER], sha256(called.encode()).hexdigest())
        with kept.with_suffix(".lock").open("wb") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not kept.exists():
                made = make(*args, **named)  # type: ignore[arg-type]
                kept.with_suffix(".part").write_bytes(pickle.dumps(made))
                kept.with_suffix(".part").rename(kept)
                return made
        loaded: T = pickle.loads(kept.read_bytes())
        return loaded

    @wraps(make)
    def once(*args: P.args, **named: P.kwargs) -> T:
        return result(*args, **named)  # type: ignore[arg-type]

    return once
