"""The faces of formulas: STIX Two Math, and song for the Chinese words in them.

Leans on ziamath 0.13 and ziafont 0.11: ``MathFont.findglyph`` is asked for each sign; what it returns is drawn by its
``operators`` and set by its ``advance``, and features are found by its ``index``.
"""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import uharfbuzz
from fontTools.pens.recordingPen import RecordingPen
from ziafont.fonttypes import BBox
from ziafont.glyph import SimpleGlyph
from ziafont.svgpath import Cubic, Lineto, Moveto, Point, Quad
from ziamath.mathfont import MathFont
from ziamath.styles import MathVariant

from pipeline.formulas.tex import WrongFormulaError
from pipeline.i18n import _

_NO_GLYPH = 0
_OPERATORS: dict[str, Any] = {"moveTo": Moveto, "lineTo": Lineto, "qCurveTo": Quad, "curveTo": Cubic}


class FormulaFace(MathFont):
    """The face of mathematics in the file *path*, which takes from *words* what it has no glyph for."""

    def __init__(self, path: Path, words: Path) -> None:
        super().__init__(path)
        self._words = _Words(words)

    def findglyph(self, char: str, variant: MathVariant) -> SimpleGlyph:
        """The glyph of *char*. Raises WrongFormulaError when there is none."""
        glyph = super().findglyph(char, variant)
        return self._words.glyph(char) if glyph.index == _NO_GLYPH else glyph

    def advance(self, glyph: int, glyph2: int | None) -> int:
        """The width of a glyph, without kerning: the next may be of the other face."""
        return super().advance(glyph, None)


class _Words:
    """A face of text, opened when the first of its glyphs is asked for."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._font: Any = None
        self._glyphs: dict[str, SimpleGlyph] = {}

    def glyph(self, char: str) -> SimpleGlyph:
        if char not in self._glyphs:
            self._font = self._font or uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(self._path)))
            number = self._font.get_nominal_glyph(ord(char))
            if not number:
                message = _("No face has the character {character} ({code}).")
                raise WrongFormulaError(message.format(character=char, code=f"U+{ord(char):04X}"))
            self._glyphs[char] = _WordGlyph(self._font, number)
        return self._glyphs[char]


class _WordGlyph(SimpleGlyph):
    """The glyph *number* of *font*. Its index is that of no glyph, lest features of the other face be sought for it."""

    def __init__(self, font: Any, number: int) -> None:
        x, y, width, height = font.get_glyph_extents(number)
        metrics = SimpleNamespace(unitsperem=font.face.upem, ymin=y + height, ymax=y)
        face: Any = SimpleNamespace(info=SimpleNamespace(filename="words", layout=metrics), cmap=None)
        super().__init__(_NO_GLYPH, _operators(font, number), BBox(x, x + width, y + height, y), face)
        self._advance: int = font.get_glyph_h_advance(number)

    def advance(self, nextchr: SimpleGlyph | None = None) -> int:
        return self._advance


def _operators(font: Any, number: int) -> list[Moveto | Lineto | Quad | Cubic]:
    """The outline of a glyph as ziafont has it; it closes each part itself."""
    pen = RecordingPen()
    font.draw_glyph_with_pen(number, pen)
    point: Any = Point  # has no types
    return [_OPERATORS[name](*(point(*place) for place in places)) for name, places in pen.value if places]
