"""The faces of the house for whoever sets pages: what they have, and which second faces a text asks for."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from pipeline.engine.second_face import SecondFace
from pipeline.fonts.coverage import Coverage
from pipeline.fonts.manifest import FontManifest, load_manifest


@dataclass(frozen=True)
class Faces:
    """The faces in the folder *fonts*. Each is read once, when it is asked for."""

    fonts: Path

    @cached_property
    def manifest(self) -> FontManifest:
        """What the faces are. Raises FontError."""
        return load_manifest(self.fonts)

    @cached_property
    def coverage(self) -> Coverage:
        """The characters of the faces. Raises FontError."""
        return Coverage.read(self.manifest)

    @cached_property
    def roles(self) -> dict[str, str]:
        """The role of each first family."""
        return {face.family: face.role for face in self.manifest.faces if not face.is_second}

    def second_faces(self, text: str) -> tuple[SecondFace, ...]:
        """The second faces that *text* asks for."""
        return tuple(SecondFace(each.family, each.files) for each in self.coverage.asked_for(text))
