"""Where the layouts, fonts and the specimen shipped with Kanben lie: in the wheel, or beside the package."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def find_shipped(name: str) -> Path:
    """Return the folder *name* (``layouts``, ``fonts``, ``specimen``) of the installed wheel, or of the source tree."""
    packed = _PACKAGE / "data" / name
    return packed if packed.is_dir() else _PACKAGE.parent / name
