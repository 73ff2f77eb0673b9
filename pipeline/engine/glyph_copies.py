"""Copies of glyphs that have the white around them in their width, and the numbers by which text is written in them.

White in a line is a gap, or what a mark loses of its em. Drawn by moving the next glyph it is taken for a space, or for
the end of a word, by programs that extract text. A copy of the glyph before it has another width instead, so that
nothing is moved, and each program finds the characters where they stand.

A copy has the same number in each part and each issue, whatever else they print: it follows from the glyph and from
what is changed. Numbers have 16 bits (Identity-H, ISO 32000-1, 9.7.5.2); those that the face leaves free are for its
marks, counted from the last one down, and for copies of any glyph that are wider, in blocks that are as long as the
face. A large face has room for few of these.
"""

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import uharfbuzz

from pipeline.composer.characters import MARKS

STEP = 125
"""What copies differ by, in thousandths of an em; what remains is moved, and too little to be seen."""
_SHIFTS = range(5)
_GROWTHS = range(-4, 6)
_KINDS = len(_SHIFTS) * len(_GROWTHS)
_WIDER = (2, 1, 3, 4, 5)  # for glyphs that are no marks, by how often they are wanted
_NUMBERS = 0x10000
_EM = 1000  # units of the faces that copies are made in
_ROS = b"\x0c\x1e"
_LONGEST_ROS = 13  # bytes: two string numbers, a supplement, the operator


class Copy(NamedTuple):
    """A *glyph* with its outline *shift* steps to the left of where it was, and *growth* steps wider."""

    glyph: int
    shift: int
    growth: int


class GlyphCopies:
    """The copies of the glyphs of a face, of which there are *count*; *marks* are those of its marks.

    *space* is that of its space, which needs none: white beside a space is no other space.
    """

    def __init__(self, count: int, marks: Iterable[int], space: int | None) -> None:
        self.count, self.space = count, space
        self._marks = sorted(set(marks))
        self._ranks = {glyph: rank for rank, glyph in enumerate(self._marks)}
        self._first_of_marks = _NUMBERS - _KINDS * len(self._marks)
        self._blocks = min(len(_WIDER), max(0, self._first_of_marks // count - 1)) if count else 0

    def number(self, glyph: int, shift: float, growth: float) -> int | None:
        """The number of that copy of *glyph* which comes next to *shift* and *growth* (thousandths of an em).

        None where that is the glyph itself, or where no number is left for it.
        """
        if not self.count or glyph == self.space:
            return None
        steps, wider = round(shift / STEP), round(growth / STEP)
        if glyph in self._ranks:
            steps, wider = _nearest(steps, _SHIFTS), _nearest(wider, _GROWTHS)
            kind = steps * len(_GROWTHS) + wider - _GROWTHS.start
            return _NUMBERS - 1 - self._ranks[glyph] * _KINDS - kind if steps or wider else None
        if steps or wider not in _WIDER[: self._blocks]:
            return None
        return self.count * (1 + _WIDER.index(wider)) + glyph

    def find(self, number: int) -> Copy:
        """What the glyph *number* is a copy of; a glyph of the face is one of itself."""
        if number < self.count or not self.count:
            return Copy(number, 0, 0)
        if number < self._first_of_marks:
            block, glyph = divmod(number, self.count)
            return Copy(glyph, 0, _WIDER[block - 1])
        rank, kind = divmod(_NUMBERS - 1 - number, _KINDS)
        shift, growth = divmod(kind, len(_GROWTHS))
        return Copy(self._marks[rank], shift, growth + _GROWTHS.start)


def _nearest(steps: int, allowed: range) -> int:
    return min(max(steps, allowed.start), allowed.stop - 1)


def copies_of(face: Any) -> GlyphCopies:
    """The copies of the glyphs of *face* (uharfbuzz); none where text is not written in the numbers of its glyphs."""
    if face.upem != _EM or not ("glyf" in face.table_tags or has_cids(bytes(face.reference_table("CFF ").data))):
        return GlyphCopies(0, (), None)
    font = uharfbuzz.Font(face)
    marks = (font.get_nominal_glyph(ord(mark)) for mark in MARKS)
    return GlyphCopies(face.glyph_count, filter(None, marks), font.get_nominal_glyph(ord(" ")))


@lru_cache(maxsize=32)
def copies_in(file: Path, index: int) -> GlyphCopies:
    """The copies of the glyphs of the face *file*, number *index* in it."""
    return copies_of(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(file)), index))


def has_cids(cff: bytes) -> bool:
    """Whether the top DICT of a CFF table begins with ROS, as that of a CID-keyed face must (Adobe TN 5176, 9)."""
    start = _end_of_index(cff, cff[2])  # the name INDEX stands behind the header, and before that of the top DICT
    size = cff[start + 2]
    first = start + 3 + 2 * size
    return _ROS in cff[first : first + _LONGEST_ROS]


def _end_of_index(cff: bytes, start: int) -> int:
    """The first byte behind the INDEX at *start* (Adobe TN 5176, 5)."""
    count = int.from_bytes(cff[start : start + 2])
    if count == 0:
        return start + 2
    size = cff[start + 2]
    offsets = start + 3
    last = offsets + size * count
    return last + size - 1 + int.from_bytes(cff[last : last + size])
