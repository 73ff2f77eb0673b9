"""What is taken out of a workspace for good, as far as its user is concerned: moved into ``removed``, to be put back.

Each thing lies in a folder of its own, ``removed/<number>``, beside ``place.txt``, which says where it was in the
workspace. Nothing is ever deleted; whoever needs the room empties the folder.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from pipeline.bounded_files import RefusedFileError, read_inside, real_path_inside, text_of
from pipeline.errors import FileAccessError, Problem
from pipeline.i18n import _
from pipeline.production.publishing import publish

REMOVED = "removed"
_PLACE, _MOST_BYTES, _MOST = "place.txt", 4096, 1_000


@dataclass(frozen=True, slots=True)
class RemovedThing:
    """A file or folder that was at *place* in the workspace; it lies in ``removed/<number>`` now."""

    number: int
    place: PurePosixPath


def remove(workspace: Path, path: Path) -> RemovedThing:
    """Move the file or folder *path* of *workspace* away. Raises FileAccessError, for what lies behind a link too."""
    place = PurePosixPath(path.relative_to(workspace))
    if real_path_inside(workspace, path) != workspace.resolve() / place or not path.exists():
        raise FileAccessError(Problem(_("This is not there, or is a link."), path))
    folder = workspace / REMOVED
    with _told(path):
        folder.mkdir(exist_ok=True)
        _require_plain(workspace)
        number = max((int(each.name) for each in folder.iterdir() if each.name.isdecimal()), default=0) + 1
        own = folder / str(number)
        own.mkdir()
        publish(f"{place}\n".encode(), own / _PLACE, workspace)
        path.rename(own / path.name)
    return RemovedThing(number, place)


def list_removed(workspace: Path) -> list[RemovedThing]:
    """What was removed from *workspace* and can be put back, the last first."""
    folder = workspace / REMOVED
    if real_path_inside(workspace, folder) != workspace.resolve() / REMOVED or not folder.is_dir():
        return []
    numbers = sorted((int(each.name) for each in os.scandir(folder) if each.name.isdecimal()), reverse=True)
    found = (_read(workspace, number) for number in numbers[:_MOST])
    return [each for each in found if each is not None]


def put_back(workspace: Path, number: int) -> RemovedThing:
    """Move what lies in ``removed/<number>`` to its place. Raises FileAccessError where something is there by now."""
    thing = _read(workspace, number)
    own = workspace / REMOVED / str(number)
    if thing is None:
        raise FileAccessError(Problem(_("This is not there any more."), own))
    target = workspace / thing.place
    if os.path.lexists(target):
        hint = _("Rename or remove that first.")
        raise FileAccessError(Problem(_("There is something else in its place by now."), target, hint=hint))
    with _told(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        if real_path_inside(workspace, target.parent) != workspace.resolve() / thing.place.parent:
            raise FileAccessError(Problem(_("This is not there, or is a link."), target.parent))
        (own / target.name).rename(target)
        (own / _PLACE).unlink()
        own.rmdir()
    return thing


def _read(workspace: Path, number: int) -> RemovedThing | None:
    own = workspace / REMOVED / str(number)
    try:
        place = PurePosixPath(text_of(read_inside(workspace, own / _PLACE, _MOST_BYTES)).strip())
    except (OSError, RefusedFileError):
        return None
    if place.parts[:1] != ("issues",) or any(each.startswith(".") for each in place.parts):
        return None
    lying = own / place.name
    is_plain = real_path_inside(workspace, lying) == workspace.resolve() / lying.relative_to(workspace)
    return RemovedThing(number, place) if is_plain and lying.exists() else None


def _require_plain(workspace: Path) -> None:
    folder = workspace / REMOVED
    if real_path_inside(workspace, folder) != workspace.resolve() / REMOVED:
        raise FileAccessError(Problem(_("This is not there, or is a link."), folder))


@contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        message = _("It cannot be moved: {reason}.").format(reason=error.strerror or error)
        raise FileAccessError(Problem(message, path)) from error
