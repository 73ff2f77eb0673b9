"""A face that was made, with what the manifest says about it."""

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from fontTools.ttLib import TTFont

from pipeline.fonts.charset import is_han
from pipeline.fonts.recipe import FaceRecipe


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeFace:
    """A finished file and what the manifest says about it."""

    recipe: FaceRecipe
    file: Path
    sha256: str
    han_count: int
    steps: tuple[str, ...]

    @classmethod
    def of(cls, recipe: FaceRecipe, file: Path, steps: list[str]) -> Self:
        """The face *file* as it is on disk, made in *steps*."""
        return cls(
            recipe=recipe,
            file=file,
            sha256=hashlib.sha256(file.read_bytes()).hexdigest(),
            han_count=sum(map(is_han, code_points_of(file))),
            steps=tuple(steps),
        )


def code_points_of(file: Path) -> frozenset[int]:
    """The characters that a face has."""
    with TTFont(file, lazy=True) as font:
        return frozenset(font.getBestCmap())
