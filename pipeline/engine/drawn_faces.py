"""The faces that pages are drawn in: which file each is of, and which of its glyphs a part uses.

WeasyPrint 70.0 (pdf/stream.py ``Stream.add_font``, pdf/fonts.py ``Font``) keeps what has been used of a face with the
face. A part must be drawn the same whatever was drawn before it: what it uses is counted for each part from the start,
and a glyph is as wide as its face says, in whichever size it was drawn first.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

import uharfbuzz
from weasyprint.text.ffi import ffi, fontconfig, pangoft2

from pipeline.engine.glyph_copies import GlyphCopies, copies_in, copies_of
from pipeline.engine.laid_out_part import DrawnPage, LaidOutPart, UsedFace

WRITTEN = "kanben_written"
"""Attribute of a face: its glyphs as they were written, by their sizes (`patches.quick_drawing`)."""


class DrawnFaces(dict[int, Any]):
    """The faces that WeasyPrint draws in, by its keys."""

    def __setitem__(self, key: int, face: Any) -> None:
        """Keep a face that is drawn in for the first time."""
        font = uharfbuzz.Font(uharfbuzz.Face(face.file_content, face.index))
        face.file_content = b""  # whoever embeds the face reads its file
        face.copies = copies_of(font.face)
        face.widths = _Widths(font, face.copies)
        super().__setitem__(key, face)

    def forget_uses(self) -> None:
        """Begin a part: no glyph of any face is used."""
        for face in self.values():
            face.to_unicode = Meanings()
            face.__dict__.pop(WRITTEN, None)

    def take_glyphs(self) -> dict[str, tuple[int, ...]]:
        """The glyphs that have been drawn since this was asked for the last time, by the names of their faces."""
        glyphs = {}
        for face in self.values():
            if drawn := face.to_unicode.drawn:
                glyphs[face.hash] = tuple(sorted(drawn))
                face.to_unicode.drawn = set()
        return glyphs

    def list_used(self) -> tuple[UsedFace, ...]:
        """What has been used of the faces since then, by their names."""
        return tuple(sorted((_describe(face) for face in self.values() if face.to_unicode), key=lambda face: face.name))


class Meanings(dict[int, str]):
    """What glyphs stand for, and which have been *drawn*: WeasyPrint asks for each whether it is known."""

    def __init__(self) -> None:
        super().__init__()
        self.drawn: set[int] = set()

    def __contains__(self, glyph: object) -> bool:
        self.drawn.add(glyph)  # type: ignore[arg-type]  # whoever asks draws it
        return super().__contains__(glyph)


class _Widths(dict[int, int]):
    """The widths of the glyphs of a face in thousandths of an em, found when they are asked for."""

    def __init__(self, font: Any, copies: GlyphCopies) -> None:
        super().__init__()
        self._font, self._em, self._copies = font, font.face.upem, copies

    def __contains__(self, glyph: object) -> bool:
        return True

    def __missing__(self, glyph: int) -> int:
        copy = self._copies.find(glyph)
        width: int = round(self._font.get_glyph_h_advance(copy.glyph) * 1000 / self._em) + copy.growth
        self[glyph] = width
        return width

    def measure_height(self) -> tuple[int, int]:
        """How far the face reaches above and below (negative) the base line, in thousandths of an em."""
        extents = self._font.get_font_extents("ltr")
        return round(extents.ascender * 1000 / self._em), round(extents.descender * 1000 / self._em)


def _describe(face: Any) -> UsedFace:
    ascent, descent = face.widths.measure_height()
    return UsedFace(
        name=face.hash,
        file=face.file,
        index=face.index,
        base_font=face.name,
        family=face.family,
        flags=face.flags,
        ascent=ascent,
        descent=descent,
        is_cff="CFF " in face.tables,
        meanings=dict(sorted(face.to_unicode.items())),
        widths={glyph: face.widths[glyph] for glyph in sorted(face.to_unicode)},
    )


def join_faces(
    before: LaidOutPart, pages: Sequence[DrawnPage], used: Sequence[UsedFace]
) -> tuple[UsedFace, ...] | None:
    """The faces that *pages* use: as *used* on those of them that are new, else as *before*.

    None where it can't be told which of several texts a glyph stands for first.
    """
    earlier, now_there = ({id(page) for page in each} for each in (before.pages, pages))
    new = [page for page in pages if id(page) not in earlier]
    old = [page for page in before.pages if id(page) not in now_there]
    stay = [page for page in pages if id(page) in earlier]
    known, found = {face.name: face for face in before.faces}, {face.name: face for face in used}
    result = []
    for name in sorted({name for page in pages for name in page.glyphs}):
        was, now = known.get(name), found.get(name)
        face = now or was
        assert face is not None  # what is drawn is used
        glyphs = sorted({glyph for page in pages for glyph in page.glyphs.get(name, ())})
        meanings = {**(was.meanings if was else {}), **(now.meanings if now else {})}
        changed = {glyph for page in (*new, *old) for glyph in page.glyphs.get(name, ())}
        kept = {glyph for page in stay for glyph in page.glyphs.get(name, ())}
        shared = changed & kept
        if was is not None and now is not None:
            shared = {glyph for glyph in shared if was.meanings.get(glyph) != now.meanings.get(glyph)}
        if not all(map(partial(_is_plain, face), shared)):
            return None
        widths = {**(was.widths if was else {}), **(now.widths if now else {})}
        result.append(
            replace(
                face,
                meanings={glyph: meanings[glyph] for glyph in glyphs},
                widths={glyph: widths[glyph] for glyph in glyphs},
            )
        )
    return tuple(result)


def _is_plain(face: UsedFace, glyph: int) -> bool:
    """Whether *glyph* of *face*, or the one that it is a copy of, stands for one character always."""
    return copies_in(face.file, face.index).find(glyph).glyph in _plain_glyphs(face.file, face.index)


@lru_cache(maxsize=32)
def _plain_glyphs(file: Path, index: int) -> frozenset[int]:
    """The glyphs of a face that stand for one character each."""
    face = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(file)), index)
    font = uharfbuzz.Font(face)
    counts = Counter(map(font.get_nominal_glyph, face.unicodes))
    return frozenset(glyph for glyph, count in counts.items() if count == 1)


def find_file(pango_font: Any) -> Path:
    """The file of a font of Pango."""
    pattern = pangoft2.pango_fc_font_get_pattern(ffi.cast("PangoFcFont *", pango_font))
    found = ffi.new("FcChar8 **")
    fontconfig.FcPatternGetString(pattern, b"file", 0, found)
    return Path(ffi.string(found[0]).decode()).resolve()
