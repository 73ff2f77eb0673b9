"""Which characters the faces of the house have, so that a missing glyph is known before a page is laid out."""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import reduce
from pathlib import Path
from typing import Self

import uharfbuzz

from pipeline.errors import FontError, Problem
from pipeline.fonts.manifest import BASE_ROLE, FontManifest
from pipeline.i18n import _

# Characters that ask for no glyph: controls (Cc), format characters such as U+200B, U+2060 and U+00AD (Cf), line and
# paragraph separators (Zl, Zp), spaces (Zs: HarfBuzz makes the ones a face lacks) and variation selectors.
_INKLESS = frozenset({"Cc", "Cf", "Zl", "Zp", "Zs"})
_VARIATION_SELECTORS = frozenset(range(0xFE00, 0xFE10)) | frozenset(range(0xE0100, 0xE01F0))


@dataclass(frozen=True)
class Coverage:
    """Code points per role: a role has a character when every one of its weights has it."""

    code_points: dict[str, frozenset[int]]

    @classmethod
    def read(cls, manifest: FontManifest) -> Self:
        """Read the cmap of every face. Raises FontError for a file that is no font."""
        return cls({role: _common(face.file for face in manifest.of_role(role)) for role in manifest.roles})

    def has(self, role: str, char: str) -> bool:
        """Whether *role* itself has a glyph for *char* (one character), or *char* needs none."""
        return ord(char) in self.code_points[role] or _needs_no_glyph(char)

    def missing(self, text: str) -> tuple[str, ...]:
        """Characters of *text* that no role has, each once, in the order they first appear."""
        return tuple(char for char in _unique(text) if not any(self.has(role, char) for role in self.code_points))

    def fallbacks(self, role: str, text: str) -> tuple[str, ...]:
        """Characters of *text* that *role* lacks and song has, each once, in the order they first appear."""
        return tuple(char for char in _unique(text) if not self.has(role, char) and self.has(BASE_ROLE, char))


def _common(files: Iterable[Path]) -> frozenset[int]:
    return reduce(frozenset.intersection, map(_code_points, files))


def _code_points(file: Path) -> frozenset[int]:
    try:
        blob = uharfbuzz.Blob.from_file_path(file)
    except uharfbuzz.HarfBuzzError as error:
        raise FontError(Problem(_("The font file cannot be opened."), file)) from error
    found = frozenset(uharfbuzz.Face(blob).unicodes)
    if not found:
        hint = _("Restore it, or run: kanben fonts build")
        raise FontError(Problem(_("This file is no font: it has no characters."), file, hint=hint))
    return found


def _unique(text: str) -> Iterator[str]:
    return iter(dict.fromkeys(text))


def _needs_no_glyph(char: str) -> bool:
    return unicodedata.category(char) in _INKLESS or ord(char) in _VARIATION_SELECTORS
