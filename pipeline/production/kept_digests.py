"""Digests of what comes with Kanben, known without reading it as long as a glance finds its files unchanged.

They lie where Python puts our own compiled modules (``__pycache__``, PYTHONPYCACHEPREFIX), which are found stale by a
glance as well. What is in a workspace is always read.
"""

import json
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from importlib.util import cache_from_source
from pathlib import Path

from pipeline.production.glance import Glance


class KeptDigests:
    """Digests by name, each with the glance at the files that it is of. *file*: where they lie; None: nowhere."""

    def __init__(self, file: Path | None) -> None:
        self._file = file
        self._kept: dict[str, list[str]] = {}
        if file is not None:
            with suppress(OSError, ValueError):
                self._kept = json.loads(file.read_bytes())

    def find(self, name: str, glance: Callable[[], Glance], digest: Callable[[], str]) -> str:
        """The digest *name*: what is kept of it, or else what *digest* says, kept if a later change will be seen."""
        seen = glance()
        kept = self._kept.get(name)
        if kept is not None and kept[0] == seen.digest:
            return kept[1]
        found = digest()
        if seen.is_settled() and glance() == seen:
            self._kept[name] = [seen.digest, found]
            self._save()
        return found

    def _save(self) -> None:
        if self._file is not None and not sys.dont_write_bytecode:
            with suppress(OSError):  # of another user, or read only: read again the next time
                self._file.parent.mkdir(exist_ok=True)
                part = self._file.with_suffix(f".{os.getpid()}")
                part.write_text(json.dumps(self._kept))
                part.replace(self._file)


@cache
def kept_digests() -> KeptDigests:
    """What is kept where Python keeps this module compiled."""
    try:
        return KeptDigests(Path(cache_from_source(__file__)).with_suffix(".json"))
    except NotImplementedError:  # where Python keeps nothing
        return KeptDigests(None)
