"""Laid-out parts kept on disk from one build to the next, by all that they depend on.

A part is known again by a digest of its HTML and of everything else that it was made by: style sheets, faces, the code
of Kanben, the versions of its libraries. The files that it loaded are looked at anew. It is kept with a digest of
itself: what was cut off or changed is not used, and is made anew. Nothing that is kept can start anything when it is
read (`engine.frozen_objects`).
"""

import hashlib
import json
import logging
import os
import pickle
import secrets
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from pipeline.bounded_files import RefusedFileError
from pipeline.engine.frozen_objects import freeze, thaw
from pipeline.engine.laid_out_part import LaidOutPart
from pipeline.engine.loaded_files import read_loaded_file
from pipeline.production.cache_folder import CacheFolder
from pipeline.production.record import code_digest, digest_of, versions

_log = logging.getLogger(__name__)
_MAGIC = b"kanben part 1\n"
_UNREADABLE = (OSError, ValueError, TypeError, LookupError, AttributeError, pickle.UnpicklingError)


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
        path = self.folder.place(key)
        try:
            data = path.read_bytes()
            head, payload = data[: len(_MAGIC) + 32], data[len(_MAGIC) + 32 :]
            if head != _MAGIC + hashlib.sha256(payload).digest():
                return None
            loaded, part = thaw(payload)
            if not isinstance(part, LaidOutPart) or not _are_same(loaded, folders):
                return None
            os.utime(path)  # it is of use: others are removed first
        except _UNREADABLE:
            return None
        return part

    def keep(self, key: str, part: LaidOutPart, loaded: Mapping[str, str]) -> None:
        """Keep *part*, which *loaded* files (digests by their addresses); where it can't be written it is not kept."""
        payload = freeze((dict(loaded), part))
        path = self.folder.place(key)
        made = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
        try:
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            made.write_bytes(_MAGIC + hashlib.sha256(payload).digest() + payload)
            made.rename(path)
        except OSError as error:
            _log.debug("not kept: %s", error)
            with suppress(OSError):
                made.unlink()


def _are_same(loaded: Mapping[str, str], folders: Mapping[str, Path]) -> bool:
    try:
        return all(digest_of(read_loaded_file(folders, address)) == digest for address, digest in loaded.items())
    except (KeyError, RefusedFileError):
        return False


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
