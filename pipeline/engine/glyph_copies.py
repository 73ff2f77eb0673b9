"""Copies of glyphs that have the white around them in their width, or stand where an accent belongs, and the numbers
by which text is written in them.

White in a line is a gap, or what a mark loses of its em. Drawn by moving the next glyph it is taken for a space, or for
the end of a word, by programs that extract text. A copy of the glyph before it has another width instead, so that
nothing is moved, and each program finds the characters where they stand. An accent is put over its letter likewise:
its copy has no width, and its outline lies to the left of where the letter ends, as high or low as it has to.

A copy has the same number in each part and each issue, whatever else they print: it follows from the glyph and from
what is changed. Numbers have 16 bits (Identity-H, ISO 32000-1, 9.7.5.2); those that the face leaves free are for its
marks, counted from the last one down, for copies of any glyph that are wider, in blocks that are as long as the face,
and, with what is left between the two, for its accents. A large face has room for few of these.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import chain
from math import ceil
from pathlib import Path
from typing import Any, NamedTuple

import uharfbuzz

from pipeline.composer.characters import MARKS

STEP = 125
"""What copies differ by, in thousandths of an em; what remains is moved, and too little to be seen."""
RISE_STEP = 35
"""What copies of accents differ by in height; what remains is left out, as it is beside them (`ACCENT_STEP`)."""
_SHIFTS = range(5)
_GROWTHS = range(-4, 6)
_KINDS = len(_SHIFTS) * len(_GROWTHS)
_WIDER = (2, 1, 3, 4, 5)  # for glyphs that are no marks, by how often they are wanted
_NUMBERS = 0x10000
ACCENT_STEP = 30
_PLACES = 30  # of an accent beside one another
_LAST_PLACE = 140  # where its middle is then, behind the end of the letter
_MOST_RISES = 32
_FEWEST_RISES = 8  # where a face has no room for so many, accents have no copies
_MIDDLE_HEIGHT = 250  # what lies above it stands above small letters
_COMBINING = (  # what stands with letters; a face has no numbers for rarer ones
    (0x0300, 0x036F),
    (0x0483, 0x0489),
    (0x20D0, 0x20FF),
)
_ACCENT = re.compile("[" + "".join(f"{chr(first)}-{chr(last)}" for first, last in _COMBINING) + "]")
_EM = 1000  # units of the faces that copies are made in
_ROS = b"\x0c\x1e"
_LONGEST_ROS = 13  # bytes: two string numbers, a supplement, the operator


class Copy(NamedTuple):
    """A *glyph* with its outline so far to the left of where it was (*shift*), wider (*growth*) and higher (*rise*).

    All in thousandths of an em.
    """

    glyph: int
    shift: int = 0
    growth: int = 0
    rise: int = 0


class Accent(NamedTuple):
    """An accent of a face: how *wide* it is, where the *middle* of its ink is, and whether that is *above* letters."""

    wide: int
    middle: float
    above: bool


class GlyphCopies:
    """The copies of the glyphs of a face, of which there are *count*; *marks* and *accents* are those of its marks.

    *space* is that of its space, which needs none: white beside a space is no other space.
    """

    def __init__(
        self, count: int, marks: Iterable[int], space: int | None, accents: Mapping[int, Accent] | None = None
    ) -> None:
        self.count, self.space, self.accents = count, space, dict(sorted((accents or {}).items()))
        self._marks = sorted(set(marks))
        self._ranks = {glyph: rank for rank, glyph in enumerate(self._marks)}
        self._first_of_marks = _NUMBERS - _KINDS * len(self._marks)
        self._blocks = min(len(_WIDER), max(0, self._first_of_marks // count - 1)) if count else 0
        self.point = count * (1 + self._blocks)
        """The number of a glyph that is a point within the height of letters (`truetype_copies`)."""
        self._first_of_accents = self.point + 1
        self._accents = list(self.accents)
        self._places = {glyph: place for place, glyph in enumerate(self._accents)}
        rises = (self._first_of_marks - self._first_of_accents) // (_PLACES * max(1, len(self._accents)))
        self._rises = min(rises, _MOST_RISES) if rises >= _FEWEST_RISES else 0
        self._end_of_accents = self._first_of_accents + len(self._accents) * _PLACES * self._rises

    def number(self, glyph: int, shift: float, growth: float) -> int | None:
        """The number of that copy of *glyph* which comes next to *shift* and *growth* (thousandths of an em).

        None where that is the glyph itself, or where no number is left for it.
        """
        if not self.count or glyph == self.space:
            return None
        steps, wider = round(shift / STEP), round(growth / STEP)
        if glyph in self._ranks:
            steps, wider = _find_nearest(steps, _SHIFTS), _find_nearest(wider, _GROWTHS)
            kind = steps * len(_GROWTHS) + wider - _GROWTHS.start
            return _NUMBERS - 1 - self._ranks[glyph] * _KINDS - kind if steps or wider else None
        if steps or wider not in _WIDER[: self._blocks]:
            return None
        return self.count * (1 + _WIDER.index(wider)) + glyph

    def accent_number(self, glyph: int, shift: float, rise: float) -> int | None:
        """The number of that copy of the accent *glyph*, of no width, which comes next to *shift* and *rise*.

        That may be the glyph itself. None where no number is left for it.
        """
        accent = self.accents.get(glyph)
        if accent is None or not self._rises:
            return None
        steps = _find_nearest(round(shift / ACCENT_STEP), _shifts(accent))
        up = _find_nearest(round((rise if accent.above else -rise) / RISE_STEP), range(self._rises))
        if not (steps or up or accent.wide):
            return glyph
        kind = (steps - _shifts(accent).start) * self._rises + up
        return self._first_of_accents + self._places[glyph] * _PLACES * self._rises + kind

    def is_accent(self, number: int) -> bool:
        """Whether the glyph *number* is a copy of an accent."""
        return self._first_of_accents <= number < self._end_of_accents

    def find(self, number: int) -> Copy:
        """What the glyph *number* is a copy of; a glyph of the face is one of itself."""
        if number < self.count or not self.count:
            return Copy(number)
        if number < self.point:
            block, glyph = divmod(number, self.count)
            return Copy(glyph, 0, STEP * _WIDER[block - 1])
        if self.is_accent(number):
            return self._find_accent(number - self._first_of_accents)
        rank, kind = divmod(_NUMBERS - 1 - number, _KINDS)
        shift, growth = divmod(kind, len(_GROWTHS))
        return Copy(self._marks[rank], STEP * shift, STEP * (growth + _GROWTHS.start))

    def _find_accent(self, number: int) -> Copy:
        rank, kind = divmod(number, _PLACES * self._rises)
        glyph = self._accents[rank]
        accent = self.accents[glyph]
        place, up = divmod(kind, self._rises)
        rise = RISE_STEP * up
        return Copy(glyph, ACCENT_STEP * _shifts(accent)[place], -accent.wide, rise if accent.above else -rise)


def _shifts(accent: Accent) -> range:
    """The steps by which copies of an accent lie to the left of it."""
    least = ceil((accent.middle - _LAST_PLACE) / ACCENT_STEP)
    return range(least, least + _PLACES)


def _find_nearest(steps: int, allowed: range) -> int:
    return min(max(steps, allowed.start), allowed.stop - 1)


def copies_of(face: Any) -> GlyphCopies:
    """The copies of the glyphs of *face* (uharfbuzz); none where text is not written in the numbers of its glyphs."""
    if face.upem != _EM or not ("glyf" in face.table_tags or has_cids(bytes(face.reference_table("CFF ").data))):
        return GlyphCopies(0, (), None)
    font = uharfbuzz.Font(face)
    marks = (font.get_nominal_glyph(ord(mark)) for mark in MARKS)
    return GlyphCopies(
        face.glyph_count, filter(None, marks), font.get_nominal_glyph(ord(" ")), dict(_find_accents(font))
    )


def has_accents(text: str) -> bool:
    """Whether there are accents in *text* that are characters of their own."""
    return _ACCENT.search(text) is not None


def _find_accents(font: Any) -> Iterator[tuple[int, Accent]]:
    for character in chain.from_iterable(range(first, last + 1) for first, last in _COMBINING):
        glyph = font.get_nominal_glyph(character)
        ink = glyph and font.get_glyph_extents(glyph)
        if ink:
            middle, height = ink.x_bearing + ink.width / 2, ink.y_bearing + ink.height / 2
            yield glyph, Accent(font.get_glyph_h_advance(glyph), middle, height > _MIDDLE_HEIGHT)


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
