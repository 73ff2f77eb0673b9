"""``fonts/manifest.toml``: which faces the house has, where they came from, and whether the files are the true ones.

Imports the standard library only, so that an up-to-date check stays in the milliseconds.
"""

import hashlib
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from pipeline.errors import FontError, Problem
from pipeline.i18n import _

MANIFEST_NAME = "manifest.toml"
BASE_ROLE = "song"
SIGNS = "signs"
"""The role of second faces that serve all roles."""
SECOND = "second"
"""The folder of second faces."""
TRADITIONAL = "Traditional"
"""What is added to the name of a family for its forms in Traditional Chinese."""
ADDED_FONTS = "fonts/added"
"""The folder of a workspace that its own faces and their list lie in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FontFace:
    """One static face. *weight* is the CSS number (400, 700), *han_count* counts the Han characters in its cmap.

    A face that *is_second* is opened only where a text asks for a character that no first face has, or for forms in
    Traditional Chinese; it goes with the first face of its role, or with all where its role is ``signs``.
    """

    role: str
    weight: int
    is_second: bool
    style: str
    family: str
    file: Path
    sha256: str
    source_package: str
    package_version: str
    source_file: str
    licence: str
    licence_file: Path
    han_count: int
    recipe: tuple[str, ...]

    @property
    def is_traditional(self) -> bool:
        """Whether it has the forms of Traditional Chinese, and stands before the first face of its role."""
        return self.family.endswith(f" {TRADITIONAL}")


@dataclass(frozen=True, slots=True)
class FontManifest:
    """All faces in the order of the file; *digest* is the SHA-256 (hex) of the manifest file itself."""

    path: Path
    digest: str
    faces: tuple[FontFace, ...]

    @property
    def roles(self) -> tuple[str, ...]:
        """Roles of the first faces in the order of the manifest, each once."""
        return tuple(dict.fromkeys(face.role for face in self.faces if not face.is_second))

    def of_role(self, role: str) -> tuple[FontFace, ...]:
        """The first faces of *role*, one per weight. Raises FontError when the house has no such role."""
        faces = tuple(face for face in self.faces if face.role == role and not face.is_second)
        if not faces:
            message = _("There is no font role {role}.").format(role=role)
            hint = _("Roles of this house: {roles}.").format(roles=", ".join(self.roles))
            raise FontError(Problem(message, self.path, hint=hint))
        return faces

    def verify(self) -> None:
        """Compare every font file with its SHA-256; raise FontError naming each file that is missing or differs."""
        problems = list(self._find_changed_files())
        if problems:
            raise FontError(problems)

    def _find_changed_files(self) -> Iterator[Problem]:
        for face in self.faces:
            try:
                data = face.file.read_bytes()
            except OSError as error:
                yield _unreadable(face.file, error)
                continue
            if hashlib.sha256(data).hexdigest() != face.sha256:
                message = _("The file of {family} {weight} is not the one the manifest names.").format(
                    family=face.family, weight=face.weight
                )
                yield Problem(message, face.file, hint=_("Restore it, or run: kanben fonts build"))


def load_manifest(fonts_dir: Path) -> FontManifest:
    """Read ``manifest.toml`` of *fonts_dir*; raise FontError with every problem found (no file is hashed here)."""
    path = fonts_dir / MANIFEST_NAME
    try:
        data = path.read_bytes()
        table = tomllib.loads(data.decode("utf-8"))
    except OSError as error:
        raise FontError(_unreadable(path, error)) from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        message = _("The font manifest cannot be read: {error}.").format(error=error)
        raise FontError(Problem(message, path, hint=_("Restore it, or run: kanben fonts build"))) from error
    entries = table.get("face")
    if not isinstance(entries, list) or not entries:
        raise FontError(Problem(_("The font manifest lists no face."), path, hint=_("Add a [[face]] table.")))
    problems: list[Problem] = []
    faces = [face for number, entry in enumerate(entries, 1) if (face := _face(entry, number, path, problems))]
    problems += _contradictions(faces, path)
    if problems:
        raise FontError(problems)
    return FontManifest(path, hashlib.sha256(data).hexdigest(), tuple(faces))


def _face(entry: Any, number: int, path: Path, problems: list[Problem]) -> FontFace | None:
    """Turn the *number*-th (1-based) ``[[face]]`` table into a FontFace, or note what is wrong with it."""
    if not isinstance(entry, dict):
        problems.append(Problem(_("Face {number} is not a table.").format(number=number), path))
        return None
    found = len(problems)
    known = {field.name: field.type for field in fields(FontFace)}
    problems += [
        Problem(_("Face {number}: unknown key {key}.").format(number=number, key=key), path)
        for key in sorted(entry.keys() - known.keys())
    ]
    values: dict[str, Any] = {}
    for key, kind in known.items():
        value = _value(entry.get(key), kind, path.parent)
        if value is None:
            message = _("Face {number}: {key} is missing or of the wrong type.").format(number=number, key=key)
            problems.append(Problem(message, path))
        values[key] = value
    if len(problems) > found:
        return None
    for file in (values["file"], values["licence_file"]):
        if not file.is_file():
            message = _("Face {number}: there is no such file.").format(number=number)
            problems.append(Problem(message, file, hint=_("Restore it, or run: kanben fonts build")))
    return FontFace(**values) if len(problems) == found else None


def _value(raw: Any, kind: Any, folder: Path) -> Any:
    """*raw* as the field type *kind*, or None where it does not fit.

    A path must be a bare name inside *folder*, or inside its folder of second faces.
    """
    if kind is bool:
        return raw if isinstance(raw, bool) else None
    if kind is int:
        return raw if isinstance(raw, int) and not isinstance(raw, bool) else None
    if kind is str:
        return raw if isinstance(raw, str) and raw else None
    if kind is Path:
        name = raw.removeprefix(f"{SECOND}/") if isinstance(raw, str) else ""
        return folder / raw if name and Path(name).name == name else None
    if isinstance(raw, list) and all(isinstance(item, str) for item in raw):
        return tuple(raw)
    return None


def _contradictions(faces: list[FontFace], path: Path) -> Iterator[Problem]:
    seen: set[tuple[str, str, int, str]] = set()
    for face in faces:
        key = (face.role, face.family if face.is_second else "", face.weight, face.style)
        if key in seen:
            message = _("Two faces are {role} {weight} {style}.").format(
                role=face.role, weight=face.weight, style=face.style
            )
            yield Problem(message, path, hint=_("Keep one of them."))
        seen.add(key)
    if faces and all(face.role != BASE_ROLE for face in faces):
        message = _("No face has the role {role}, to which the others fall back.").format(role=BASE_ROLE)
        yield Problem(message, path)


def _unreadable(path: Path, error: OSError) -> Problem:
    message = _("The file cannot be read: {reason}.").format(reason=error.strerror or error)
    return Problem(message, path, hint=_("Restore it, or run: kanben fonts build"))
