"""Files that a layout loads by an address: of the workspace and of the layout, and no others."""

from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from urllib.parse import unquote

from pipeline.bounded_files import MAX_PICTURE, RefusedFileError, read_inside


def read_loaded_file(folders: Mapping[str, Path], address: str) -> bytes:
    """The content of the file at *address* (``workspace:path``, ``layout:path``) in its folder, of *folders* by scheme.

    Raises KeyError for another scheme, RefusedFileError for a file that no layout may load, OSError if there is none.
    """
    scheme, _colon, rest = address.partition(":")
    folder = folders[scheme]
    return read_inside(folder, folder / name_in(rest), MAX_PICTURE)


def are_unchanged(folders: Mapping[str, Path], loaded: Mapping[str, str]) -> bool:
    """Whether the files in *folders* are what they were when they were *loaded* (digests by addresses)."""
    try:
        return all(sha256(read_loaded_file(folders, address)).hexdigest() == loaded[address] for address in loaded)
    except (KeyError, OSError, RefusedFileError):
        return False


def name_in(rest: str) -> str:
    """The path in an address without its scheme; what follows a ``?`` is not looked at."""
    return unquote(rest.partition("?")[0].lstrip("/"))
