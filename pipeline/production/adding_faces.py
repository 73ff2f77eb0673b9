"""A face into the workspace: looked into, copied, and listed with its licence and digest."""

import re
from dataclasses import dataclass
from pathlib import Path

from pipeline.bounded_files import RefusedFileError, read_named
from pipeline.errors import FileAccessError, FontError, Problem
from pipeline.fonts.added_faces import AddedFace, list_of, read_added_faces, read_usable_face
from pipeline.fonts.foreign_face import MAX_FACE, ForeignFace
from pipeline.fonts.manifest import ADDED_FONTS, MANIFEST_NAME
from pipeline.i18n import _
from pipeline.production.publishing import publish
from pipeline.production.record import digest_of

_HOUSE = "kanben"  # how the families of the house begin


@dataclass(frozen=True, slots=True)
class FaceAddition:
    """What was added: the *face*, the *folder* it lies in, how many characters it is for."""

    face: AddedFace
    folder: Path
    count: int


def add_face(file: Path, workspace: Path, characters: str) -> FaceAddition:
    """Put the face *file* into *workspace*, for *characters* or, where there are none, for all that it has.

    Raises FileAccessError for a file that can't be read, FontError for one that can't be used or lacks any of
    *characters*.
    """
    data = _read(file)
    found = read_usable_face(data, file)
    wanted = "".join(dict.fromkeys(characters))
    _require_use(found, wanted, file)
    stem = re.sub(r"[^A-Za-z0-9]+", "-", file.stem).strip("-") or "face"
    digest = digest_of(data)
    others = [face for face in read_added_faces(workspace) if face.family != found.family]
    taken = {face.file for face in others}
    name = f"{stem}{found.ending}" if f"{stem}{found.ending}" not in taken else f"{stem}-{digest[:8]}{found.ending}"
    licence_file = f"{Path(name).stem}-licence.txt"
    licence = found.licence or _("The face does not tell its licence.")
    face = AddedFace(
        family=found.family,
        version=found.version,
        file=name,
        sha256=digest,
        licence=licence[:200],
        licence_file=licence_file,
        characters=wanted,
    )
    folder = workspace / ADDED_FONTS
    publish(data, folder / name, workspace)
    publish(f"{found.family} {found.version}\n\n{licence}\n".encode(), folder / licence_file, workspace)
    publish(list_of([*others, face]), folder / MANIFEST_NAME, workspace)
    return FaceAddition(face, folder, len(wanted) or len(found.characters))


def _read(file: Path) -> bytes:
    try:
        return read_named(file, MAX_FACE)
    except OSError as error:
        message = _("The file cannot be read: {reason}.").format(reason=error.strerror or error)
        raise FileAccessError(Problem(message, file)) from error
    except RefusedFileError as error:
        raise FileAccessError(error.problem(file)) from error


def _require_use(found: ForeignFace, wanted: str, file: Path) -> None:
    lacking = [character for character in wanted if ord(character) not in found.characters]
    if lacking:
        message = _("{family} has no {characters}.").format(family=found.family, characters=" ".join(lacking[:50]))
        raise FontError(Problem(message, file, hint=_("Look for another face.")))
    if found.family.lower().startswith(_HOUSE):
        message = _("The name {family} is one of the house.").format(family=found.family)
        raise FontError(Problem(message, file, hint=_("Look for another face.")))
