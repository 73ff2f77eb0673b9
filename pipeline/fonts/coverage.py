"""Which characters the faces of the house have, so that a missing glyph is known before a page is laid out."""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, reduce
from pathlib import Path
from typing import Self

import uharfbuzz

from pipeline.errors import FontError, Problem
from pipeline.fonts.added_faces import AddedFamily
from pipeline.fonts.manifest import BASE_ROLE, SIGNS, FontFace, FontManifest
from pipeline.i18n import _

# Characters that ask for no glyph: controls (Cc), format characters such as U+200B, U+2060 and U+00AD (Cf), line and
# paragraph separators (Zl, Zp), spaces (Zs: HarfBuzz makes the ones a face lacks) and variation selectors.
_INKLESS = frozenset({"Cc", "Cf", "Zl", "Zp", "Zs"})
_COMPANIONS = {"mono": "hei"}  # Han in code is hei's: two columns wide
# Marks that enclose the character before them (keycaps), and the parts of old Korean syllables: what faces have of them
# stands beside the others, not around or within them.
_DRAWN_APART = frozenset(
    (*range(0x1113, 0x1161), *range(0x1176, 0x11A8), *range(0x11C3, 0x1200), *range(0x20DD, 0x20E5))
)
_VARIATION_SELECTORS = frozenset(range(0xFE00, 0xFE10)) | frozenset(range(0xE0100, 0xE01F0))


@dataclass(frozen=True)
class SecondFamily:
    """Second faces of one *family*, one for each weight; they are opened when their characters are asked for."""

    role: str
    family: str
    files: tuple[Path, ...]

    @cached_property
    def code_points(self) -> frozenset[int]:
        """The characters that every weight has. Raises FontError for a file that is no font."""
        return _find_common(self.files)

    def serves(self, role: str) -> bool:
        """Whether text of *role* is set in it before any other role's faces."""
        return self.role in (role, _COMPANIONS.get(role), SIGNS)


@dataclass(frozen=True)
class Coverage:
    """Code points of the first faces by role: a role has a character when every one of its weights has it.

    The *second* families have what no first face has, those *added* to a workspace serve for what they lack. Those of
    *traditional* Chinese have characters of the others in other forms.
    """

    code_points: dict[str, frozenset[int]]
    second: tuple[SecondFamily, ...] = ()
    traditional: tuple[SecondFamily, ...] = ()
    added: tuple[AddedFamily, ...] = ()

    @classmethod
    def read(cls, manifest: FontManifest) -> Self:
        """Read the cmap of every first face. Raises FontError for a file that is no font."""
        first = {role: _find_common(face.file for face in manifest.of_role(role)) for role in manifest.roles}
        second = _families(face for face in manifest.faces if face.is_second and not face.is_traditional)
        return cls(first, second, _families(face for face in manifest.faces if face.is_traditional))

    def has(self, role: str, char: str) -> bool:
        """Whether *role* itself has a glyph for *char* (one character), or *char* needs none."""
        roles = (role, _COMPANIONS.get(role, role))
        if any(ord(char) in self.code_points[each] for each in roles) or _needs_no_glyph(char):
            return True
        if not self._beyond(char):
            return False
        own = any(ord(char) in family.code_points for family in self.second if family.serves(role))
        return own or (role == BASE_ROLE and bool(self._find_added({ord(char)})))

    def missing(self, text: str) -> tuple[str, ...]:
        """Characters of *text* that no face has in its place, each once, in the order they first appear."""
        beyond = self._beyond(text)
        families = self.find_asked_for("".join(beyond))
        found = frozenset().union(*(family.code_points for family in families)) - _DRAWN_APART
        return tuple(char for char in beyond if ord(char) not in found)

    def fallbacks(self, role: str, text: str) -> tuple[str, ...]:
        """Characters of *text* that *role* lacks and song has, each once, in the order they first appear."""
        own, companions = self.code_points[role], self.code_points[_COMPANIONS.get(role, role)]
        rest = (char for char in _unique(text) if ord(char) not in own and ord(char) not in companions)
        return tuple(char for char in rest if not self.has(role, char) and self.has(BASE_ROLE, char))

    def find_asked_for(self, text: str) -> tuple[SecondFamily | AddedFamily, ...]:
        """The second families that have a character of *text* which no first face has, and added ones for the rest."""
        beyond = set(map(ord, self._beyond(text)))
        if not beyond:
            return ()
        second = tuple(family for family in self.second if beyond & family.code_points)
        return second + self._find_added(beyond)

    @cached_property
    def _characters(self) -> frozenset[str]:
        """Those of song."""
        return frozenset(map(chr, self.code_points[BASE_ROLE]))

    def _find_added(self, code_points: set[int]) -> tuple[AddedFamily, ...]:
        """The added families for those of *code_points* that no second face has."""
        left = code_points.difference(*(family.code_points for family in self.second))
        return tuple(family for family in self.added if left & family.code_points) if left else ()

    def _beyond(self, text: str) -> list[str]:
        """Characters of *text* that song lacks, which has all that text may have without second faces, and that need a
        glyph; each once, in order."""
        return [char for char in _unique(text) if char not in self._characters and not _needs_no_glyph(char)]


def _families(faces: Iterable[FontFace]) -> tuple[SecondFamily, ...]:
    families: dict[tuple[str, str], list[Path]] = {}
    for face in faces:
        families.setdefault((face.role, face.family), []).append(face.file)
    return tuple(SecondFamily(*key, tuple(files)) for key, files in families.items())


def _find_common(files: Iterable[Path]) -> frozenset[int]:
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
