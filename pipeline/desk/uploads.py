"""Names of files that are dropped on the desk, made safe."""

from pathlib import PurePosixPath

from pipeline.desk.source_files import is_plain_name

_LONGEST = 120  # bytes of a name
_DEVICES = frozenset(
    {"CON", "PRN", "AUX", "NUL", *(f"{kind}{number}" for kind in ("COM", "LPT") for number in range(10))}
)
"""Names that Windows keeps for itself, whatever their suffix: there the workspace could not be opened."""


def safe_name(name: str) -> str | None:
    """*name*, as a browser tells it, without folders, without what a file system or a terminal may take amiss.

    The same name gives the same one again. None where nothing is left of it.
    """
    last = name.replace("\\", "/").rpartition("/")[2]
    kept = "".join(char if char.isprintable() and char not in '"<>|:*?' else "_" for char in last).strip().lstrip(".")
    path = PurePosixPath(kept or "_")
    stem = path.stem.encode()[: _LONGEST - len(path.suffix.encode())].decode("utf-8", "ignore")
    stem = stem.rstrip(". ")
    if stem.partition(".")[0].strip().upper() in _DEVICES:
        stem = f"_{stem}"
    safe = stem + path.suffix
    return safe if stem.strip("_ ") and is_plain_name(safe) else None
