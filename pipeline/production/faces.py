"""The faces for whoever sets pages: what they have, and which second faces a text asks for."""

import re
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from pathlib import Path

from pipeline.engine.second_face import SecondFace
from pipeline.fonts.added_faces import AddedFamily, read_added_faces
from pipeline.fonts.coverage import Coverage
from pipeline.fonts.manifest import MANIFEST_NAME, FontManifest, load_manifest
from pipeline.languages import is_traditional
from pipeline.production.record import digest_of_file

_LANGUAGE = re.compile(r"""\blang\s*=\s*["']?([A-Za-z0-9-]+)""", re.IGNORECASE)


@dataclass(frozen=True)
class Faces:
    """The faces of the house, in the folder *fonts*. Each is read once, when it is asked for."""

    fonts: Path

    @cached_property
    def _manifest(self) -> FontManifest:
        return load_manifest(self.fonts)

    @cached_property
    def _house(self) -> Coverage:
        return Coverage.read(self._manifest)

    @cached_property
    def roles(self) -> dict[str, str]:
        """The role of each first family. Raises FontError."""
        return {face.family: face.role for face in self._manifest.faces if not face.is_second}

    def coverage_in(self, workspace: Path) -> Coverage:
        """The characters of the faces, and of those that *workspace* has now. Raises FontError."""
        return replace(self._house, added=tuple(AddedFamily(face, workspace) for face in read_added_faces(workspace)))


def read_faces(fonts: Path) -> Faces:
    """The faces in the folder *fonts*, which are read once as long as their manifest is the same."""
    return _faces_by_manifest(fonts, digest_of_file(fonts / MANIFEST_NAME))


@lru_cache(maxsize=4)
def _faces_by_manifest(fonts: Path, _manifest: str) -> Faces:
    return Faces(fonts)


@dataclass(frozen=True)
class SecondFaces:
    """The second faces that a text asks for, as the typesetter opens them."""

    coverage: Coverage

    def __call__(self, text: str) -> tuple[SecondFace, ...]:
        """Those for *text*, and those of Traditional Chinese if it is HTML with text in that. Raises FontError."""
        languages = set(_LANGUAGE.findall(text))
        traditional = self.coverage.traditional if any(map(is_traditional, languages)) else ()
        return tuple(
            SecondFace(each.family, each.files) for each in (*traditional, *self.coverage.find_asked_for(text))
        )
