"""Digests of what comes with Kanben, known without reading it as long as a glance finds its files unchanged.

They lie where Python puts our own compiled modules (``__pycache__``, PYTHONPYCACHEPREFIX), which are found stale by a
glance as well. What is in a workspace is always read.
"""

import json
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path

from pipeline.kept_files import find_compiled, keep_file
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
        if self._file is not None:
            keep_file(self._file, json.dumps(self._kept).encode())


@cache
def load_kept_digests() -> KeptDigests:
    """What is kept where Python keeps this module compiled."""
    compiled = find_compiled(__file__)
    return KeptDigests(compiled and compiled.with_suffix(".json"))
