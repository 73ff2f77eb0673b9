"""A second face. Knows nothing of WeasyPrint, so that anyone may make one before it is loaded."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class SecondFace:
    """The *files* of a *family*, one for each weight."""

    family: str
    files: tuple[Path, ...]
