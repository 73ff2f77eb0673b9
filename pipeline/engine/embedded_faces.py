"""The faces of a PDF: what all its parts use of each, cut down to that, as WeasyPrint embeds it.

WeasyPrint 70.0 (pdf/fonts.py ``Font.clean``) takes away tables and outlines, but keeps the numbers of glyphs, so that
each face carries thousands of empty ones, and wraps the outlines in a whole OpenType file. Our faces are CID-keyed with
CIDs equal to glyph numbers (tests/fonts): cut down without keeping numbers, the charset still has each glyph's old CID,
which is what the text is written in, and the bare CFF table is all that PDF asks for (ISO 32000-1, table 126,
CIDFontType0C). A face without CIDs, as one that was added to a workspace may be, keeps its numbers: they are its CIDs.
"""

import zlib
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import uharfbuzz
from uharfbuzz import SubsetFlags

from pipeline.engine import cff_copies, truetype_copies
from pipeline.engine.frozen_objects import LEVEL
from pipeline.engine.glyph_copies import copies_in, has_cids
from pipeline.engine.laid_out_part import LaidOutPart, UsedFace

_KEPT_PROGRAMS = 16  # a few hundred kilobytes each; an issue has some ten
# Tables that no PDF needs, as WeasyPrint drops them. HarfBuzz drops by itself what it can't cut down.
_DROPPED = ("BASE", "DSIG", "EBDT", "EBLC", "EBSC", "GDEF", "GPOS", "GSUB", "JSTF", "LTSH", "PCLT", "SVG ")


class EmbeddedFace:
    """A face with what is used of it, as WeasyPrint's ``build_fonts_dictionary`` asks for it."""

    bitmap = used_in_forms = False
    italic_angle = 0
    stemv = stemh = 80
    missing: dict[int, int] = {}  # noqa: RUF012 - a part that lacks a glyph is refused when it is drawn

    def __init__(self, face: UsedFace) -> None:
        self.hash, self.name, self.family, self.index = face.name, face.base_font, face.family, face.index
        self.flags, self.ascent, self.descent = face.flags, face.ascent, face.descent
        self.type = "otf" if face.is_cff else "ttf"
        self.to_unicode: dict[int, str] = {}
        self.widths: dict[int, int] = {}
        self.file_content = b""
        self.program = Program(b"", b"", is_bare=False)
        self._file = face.file

    def add(self, face: UsedFace, glyphs: Container[int]) -> None:
        """Add those *glyphs* that another part uses; each stands for what it stood for first."""
        for glyph, meaning in face.meanings.items():
            if glyph in glyphs:
                self.to_unicode.setdefault(glyph, meaning)
                self.widths[glyph] = face.widths[glyph]

    def clean(self, to_unicode: Iterable[int], _hinting: bool) -> None:
        """Cut the face down (as ``Font.clean``)."""
        self.program = cut_down(self._file, self.index, frozenset(to_unicode))
        self.file_content = self.program.data


def collect_faces(parts: Iterable[LaidOutPart], glyphs: Mapping[str, Container[int]]) -> dict[str, EmbeddedFace]:
    """The faces of a PDF by their names in content streams, with those *glyphs* of each that its pages show."""
    found: dict[str, EmbeddedFace] = {}
    for face in (face for part in parts for face in part.faces if face.name in glyphs):
        found.setdefault(face.name, EmbeddedFace(face)).add(face, glyphs[face.name])
    return found


def finish_programs(faces: Iterable[EmbeddedFace], objects: Iterable[Any]) -> None:
    """Declare the programs of *faces* among the *objects* of a PDF (pydyf) as what they are, deflated before."""
    programs = {id(face.program.data): face.program for face in faces}
    for stream in objects:
        parts: Any = getattr(stream, "stream", ())
        program = programs.get(id(parts[0])) if len(parts) == 1 else None
        if program is not None:
            stream.stream, stream.compress = [program.deflated], False
            stream.extra["Filter"] = "/FlateDecode"
            if program.is_bare:
                stream.extra["Subtype"] = "/CIDFontType0C"


@dataclass(frozen=True, slots=True)
class Program:
    """A face as it is embedded; *is_bare*: a CFF table and no more."""

    data: bytes
    deflated: bytes
    is_bare: bool


def cut_down(file: Path, index: int, glyphs: frozenset[int]) -> Program:
    """The program of the face *file*, number *index* in it, with *glyphs* only."""
    return _cut_down(str(file), file.stat().st_mtime_ns, index, glyphs)


@lru_cache(maxsize=_KEPT_PROGRAMS)
def _cut_down(file: str, _changed: int, index: int, glyphs: frozenset[int]) -> Program:
    face = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(file), index)
    known = copies_in(Path(file), index)
    copies = {number: known.find(number) for number in glyphs}
    own = {copy.glyph for copy in copies.values()}
    copies = {number: copy for number, copy in copies.items() if copy.glyph != number}
    if "CFF " in face.table_tags:
        bare = bytes(_subset(face, own).reference_table("CFF ").data)
        if has_cids(bare):
            bare = cff_copies.add_copies(bare, copies)
            return Program(bare, zlib.compress(bare, LEVEL), is_bare=True)
    sparse = _subset(face, own, SubsetFlags.RETAIN_GIDS)
    data = bytes(_subset(sparse, range(max(own) + 1)).blob.data)  # without those behind the last one
    if copies:
        accents = {number for number in copies if known.is_accent(number)}
        data = truetype_copies.add_copies(data, copies, accents, known.point)
    return Program(data, zlib.compress(data, LEVEL), is_bare=False)


def _subset(face: Any, glyphs: Iterable[int], flags: Any = SubsetFlags.NO_HINTING) -> Any:
    wanted = uharfbuzz.SubsetInput()
    wanted.glyph_set.update({0, *glyphs})
    wanted.drop_table_tag_set.update(int.from_bytes(name.encode()) for name in _DROPPED)
    wanted.flags = flags | SubsetFlags.NO_HINTING | SubsetFlags.DESUBROUTINIZE | SubsetFlags.PASSTHROUGH_UNRECOGNIZED
    return uharfbuzz.subset(face, wanted)
