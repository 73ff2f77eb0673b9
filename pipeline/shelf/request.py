"""What is wanted of a shelf, and what becomes of it."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pipeline.model import IndexOrder

Listener = Callable[[Path, str], None]  # folder of the publication, what is being done


@dataclass(frozen=True, slots=True, kw_only=True)
class ShelfRequest:
    """What is wanted: a shelf of the volumes of a publication.

    *publication* is its folder (``issues/gongyun``), *out* the folder of finished files, in which volumes lie as
    ``<publication>/<year>``. *order* is that of the indexes; None: that of the publication. *force*: made anew
    even if nothing has changed.
    """

    publication: Path
    out: Path
    order: IndexOrder | None = None
    force: bool = False


@dataclass(frozen=True, slots=True)
class LackingYear:
    """A year between the first and the last, or one that is to be bound, of which there is no sound volume, and why."""

    year: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """A shelf that was made, or was up to date.

    *files* are in *folder*, ``SHA256SUMS`` last. *years* are those of its volumes, *lacks* those that it has none of.
    *questions* are sentences for an editor: names that may be of one person.
    """

    status: Literal["made", "up to date"]
    folder: Path
    files: tuple[Path, ...]
    years: tuple[int, ...]
    articles: int
    lacks: tuple[LackingYear, ...] = ()
    questions: tuple[str, ...] = ()
