"""Faces that a workspace has of its own, in its folder ``fonts/added``: for characters that no face of the house has.

``kanben fonts add`` writes them and their list. Both may come from anyone, as all content: files are read within the
workspace, bounded, compared with their digests and looked into before any library of the engine opens them; what it
opens is a copy, so that nobody changes it in between.
"""

import atexit
import hashlib
import json
import shutil
import tempfile
import tomllib
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from pipeline.bounded_files import RefusedFileError, read_inside
from pipeline.errors import FontError, Problem
from pipeline.fonts.foreign_face import MAX_FACE, SECONDS, ForeignFace, UnfitFaceError, look_into, with_identity_cids
from pipeline.fonts.manifest import ADDED_FONTS, MANIFEST_NAME
from pipeline.i18n import _
from pipeline.limits import limited

_MAX_MANIFEST = 1 << 20  # bytes
_MOST = 50  # faces
_HEAD = "# Faces of this workspace. Written by `kanben fonts add` (docs/fonts.md).\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class AddedFace:
    """One face of a workspace; *file* and *licence_file* are names in its folder.

    *characters* are those that it is for; empty: all that it has.
    """

    family: str
    version: str
    file: str
    sha256: str
    licence: str
    licence_file: str
    characters: str


@dataclass(frozen=True)
class AddedFamily:
    """The one face of an added family, to be read when no face of the house has a character."""

    face: AddedFace
    workspace: Path

    @property
    def family(self) -> str:
        """Its name."""
        return self.face.family

    @cached_property
    def code_points(self) -> frozenset[int]:
        """The characters that it is for. Raises FontError for a file that is not as it was, or unfit."""
        return self._read()[1]

    @cached_property
    def files(self) -> tuple[Path]:
        """A copy of the face as the engine takes it. Raises FontError."""
        data = self._read()[0]
        copy = _copies() / f"{self.face.sha256}{Path(self.face.file).suffix}"
        with limited(_("reading the face"), self._path, SECONDS):
            copy.write_bytes(with_identity_cids(data))
        return (copy,)

    @property
    def _path(self) -> Path:
        return self.workspace / ADDED_FONTS / self.face.file

    def _read(self) -> tuple[bytes, frozenset[int]]:
        hint = _("Restore it, or add it again: kanben fonts add")
        try:
            data = read_inside(self.workspace, self._path, MAX_FACE)
        except OSError as error:
            message = _("The file cannot be read: {reason}.").format(reason=error.strerror or error)
            raise FontError(Problem(message, self._path, hint=hint)) from error
        except RefusedFileError as error:
            raise FontError(error.problem(self._path)) from error
        if hashlib.sha256(data).hexdigest() != self.face.sha256:
            message = _("The file of {family} is not the one the manifest names.").format(family=self.family)
            raise FontError(Problem(message, self._path, hint=hint))
        found = read_usable_face(data, self._path)
        if found.family != self.family:
            message = _("The face is called {family}, not as the manifest says.").format(family=found.family)
            raise FontError(Problem(message, self._path, hint=hint))
        wanted = frozenset(map(ord, self.face.characters))
        return data, found.characters & wanted if wanted else found.characters


def read_usable_face(data: bytes, path: Path) -> ForeignFace:
    """Look into the font *data*, the content of *path*. Raises FontError for one that can't be used."""
    with limited(_("reading the face"), path, SECONDS):
        try:
            return look_into(data)
        except UnfitFaceError as error:
            raise FontError(Problem(error.message, path, hint=error.hint)) from error


def read_added_faces(workspace: Path) -> tuple[AddedFace, ...]:
    """The faces that *workspace* lists; no font is opened. Raises FontError for a list that can't be read."""
    path = workspace / ADDED_FONTS / MANIFEST_NAME
    try:
        data = read_inside(workspace, path, _MAX_MANIFEST)
    except FileNotFoundError:
        return ()
    except (OSError, RefusedFileError) as error:
        message = _("The font manifest cannot be read: {error}.").format(error=str(error).rstrip("."))
        raise FontError(Problem(message, path)) from error
    try:
        rows = tomllib.loads(data.decode("utf-8")).get("face", [])
        return tuple(_face(row) for row in rows[:_MOST])
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, TypeError, ValueError, RecursionError) as error:
        message = _("The font manifest cannot be read: {error}.").format(error=error)
        hint = _("Restore it, or add it again: kanben fonts add")
        raise FontError(Problem(message, path, hint=hint)) from error


def _face(row: Any) -> AddedFace:
    """One table of the list. Raises TypeError for keys, ValueError for values that are none of it."""
    if not isinstance(row, dict) or not all(isinstance(value, str) for value in row.values()):
        raise ValueError(f"{', '.join(each.name for each in fields(AddedFace))} are texts")
    face = AddedFace(**row)
    if any(Path(name).name != name or not name for name in (face.file, face.licence_file)):
        raise ValueError(f"{face.file!r} is no name of a file")
    return face


def list_of(faces: Iterable[AddedFace]) -> bytes:
    """The text of ``manifest.toml`` for *faces*."""
    rows = (
        "\n[[face]]\n"
        + "".join(f"{key} = {json.dumps(value, ensure_ascii=False)}\n" for key, value in asdict(face).items())
        for face in faces
    )
    return (_HEAD + "".join(rows)).encode()


@cache
def _copies() -> Path:
    """The folder of the copies, which is taken away with the process."""
    folder = Path(tempfile.mkdtemp(prefix="kanben-added-fonts-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder
