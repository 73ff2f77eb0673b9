"""Laid-out parts kept on disk from one build to the next, by all that they depend on.

A part is known again by a digest of its HTML and of everything else that it was made by: style sheets, faces, the code
of Kanben, the versions of its libraries. The files that it loaded are looked at anew. It is kept with a digest of
itself and of what it is known by: what was cut off, changed or put elsewhere is not used, and is made anew. What is
kept holds values and no calls, and is a whole part or is refused (`engine.frozen_parts`).
"""

import hashlib
import json
import logging
import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

from pipeline.bounded_files import RefusedFileError
from pipeline.engine.frozen_parts import freeze_extent, freeze_part, thaw_extent, thaw_part
from pipeline.engine.laid_out_part import Drawing, Extent, LaidOutPart
from pipeline.engine.loaded_files import are_unchanged
from pipeline.engine.resumable_part import ResumablePart
from pipeline.production.cache_folder import CacheFolder
from pipeline.production.record import code_digest, versions

_Kept = TypeVar("_Kept")
_log = logging.getLogger(__name__)
_MAGIC = b"kanben part 2\n"
_START = len(_MAGIC) + hashlib.sha256().digest_size
_KEY = 64  # hexadecimal digits


@dataclass(frozen=True, slots=True)
class KeptParts:
    """The parts kept in *folder*."""

    folder: CacheFolder

    @classmethod
    def of_user(cls) -> "KeptParts | None":
        """Those of the user who runs this; None where nothing is to be kept."""
        folder = CacheFolder.of_user()
        return None if folder is None else cls(folder)

    def find(self, key: str, folders: Mapping[str, Path]) -> LaidOutPart | None:
        """The part with *key*, if it is kept whole and the files it loaded from *folders* are what they were."""
        found = self._find(key, thaw_part)
        return found if found is not None and are_unchanged(folders, found.loaded) else None

    def find_extent(self, key: str, folders: Mapping[str, Path]) -> Extent | None:
        """The extent with *key*, likewise."""
        found = self._find(key, thaw_extent)
        return found if found is not None and are_unchanged(folders, found.loaded) else None

    def find_earlier(self, key: str, folders: Mapping[str, Path]) -> tuple[LaidOutPart, ResumablePart] | None:
        """The part that was kept last with *key* besides its own, and what its pages are laid out again by."""
        from pipeline.engine.frozen_pages import thaw_pages

        def thaw(data: bytes) -> tuple[str, ResumablePart]:
            return data[:_KEY].decode("ascii", "replace"), thaw_pages(data[_KEY:])

        found = self._find(key, thaw)
        part = None if found is None else self.find(found[0], folders)
        if found is None or part is None or part.drawing is not Drawing.TAGS:
            return None
        return (part, found[1]) if part.page_count == len(found[1].facts) else None

    def _find(self, key: str, thaw: Callable[[bytes], _Kept]) -> _Kept | None:
        try:
            data = self.folder.read(key)
            if data[:_START] != _seal(key, data[_START:]):
                return None
            return thaw(data[_START:])
        except FileNotFoundError:
            return None
        except (OSError, ValueError, MemoryError, RefusedFileError) as error:
            _log.debug("not used: %r", error)
            return None

    def keep(self, key: str, part: LaidOutPart) -> None:
        """Keep *part* with *key*; where that can't be done it is not kept."""
        self._keep(key, partial(freeze_part, part))

    def keep_extent(self, key: str, extent: Extent) -> None:
        """Keep *extent*, likewise."""
        self._keep(key, partial(freeze_extent, extent))

    def keep_earlier(self, key: str, own: str, left: ResumablePart) -> None:
        """Keep with *key* what the pages of the part with the key *own* are laid out again by, likewise."""
        from pipeline.engine.frozen_pages import freeze_pages

        self._keep(key, lambda: own.encode("ascii") + freeze_pages(left))

    def _keep(self, key: str, freeze: Callable[[], bytes]) -> None:
        try:
            payload = freeze()
            self.folder.write(key, _seal(key, payload) + payload)
        except (OSError, ValueError, TypeError, LookupError, AttributeError, MemoryError, RecursionError) as error:
            _log.debug("not kept: %r", error)

    def knows(self, key: str) -> bool:
        """Whether `note` was called with *key*."""
        try:
            return self.folder.read(key) == _seal(key, b"")
        except (OSError, RefusedFileError):
            return False

    def note(self, key: str) -> None:
        """Note that parts are kept of what *key* stands for."""
        with suppress(OSError):
            self.folder.write(key, _seal(key, b""))


def _seal(key: str, payload: bytes) -> bytes:
    digest = hashlib.sha256(key.encode())
    digest.update(payload)
    return _MAGIC + digest.digest()


def key_maker(**settings: str) -> Callable[[str], str]:
    """What gives the key of a part by its HTML, for parts made with *settings* and the code of this process."""
    stock = os.environ.get("KANBEN_STOCK_SPEED", "")  # the same bytes, which is for tests to find out
    everything = json.dumps([settings, versions(), code_digest(), stock], sort_keys=True)
    common = hashlib.sha256(everything.encode("utf-8", "surrogatepass"))

    def make_key(html: str) -> str:
        digest = common.copy()
        digest.update(html.encode("utf-8", "surrogatepass"))
        return digest.hexdigest()

    return make_key
