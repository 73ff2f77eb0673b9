"""How wide characters are: Han and marks by arithmetic or from a table, Latin words shaped once and remembered.

Checked against WeasyPrint 70.0: ``Layout`` and ``_font_style_cache_key`` (text/line_break.py).
"""

from collections.abc import Collection
from functools import cache
from typing import Any

from weasyprint.text import line_break
from weasyprint.text.ffi import FROM_UNITS, ffi, pango
from weasyprint.text.line_break import Layout, line_size

from pipeline.composer.characters import VARIATION_SELECTORS, Kind, kind_of

_SIZE = 1000  # px, the size that is measured in
LATIN_MARKS = "pwid"
"""OpenType feature that gives quotation marks, dashes and ellipses the widths they have in Latin text."""


def with_features(style: Any, feature: str) -> Any:
    """A copy of a computed style with one more OpenType feature."""
    style = style.copy()
    settings = style["font_feature_settings"]
    style["font_feature_settings"] = (*(() if settings == "normal" else settings), (feature, 1))
    return style


class Ruler:
    """Widths of characters in one face list, in em."""

    def __init__(self, style: Any) -> None:
        style = style.copy()
        style["font_size"] = _SIZE
        style["text_decoration_line"] = "none"
        self._layout = Layout(style)
        self._latin_layout = Layout(with_features(style, LATIN_MARKS))
        self._known: dict[str, list[float]] = {}
        self._latin: dict[str, list[float]] = {}

    def advances(self, text: str, latin: Collection[int] = ()) -> list[float]:
        """Width of each character of *text* in em; 0 for one that belongs to the character before it.

        *latin* are the offsets of marks that are set as Latin sets them.
        """
        latin = frozenset(latin)
        result: list[float] = []
        word = ""
        for index, character in enumerate(text):
            if index in latin:
                if word:
                    result += self._advances_of(word)
                    word = ""
                result += self._latin_mark(character)
            elif character in VARIATION_SELECTORS and not word:
                result.append(0.0)
            elif "\u3400" <= character <= "\u9fff" or kind_of(character) is not Kind.LATIN:
                if word:
                    result += self._advances_of(word)
                    word = ""
                if "\u3400" <= character <= "\u9fff":
                    result.append(1.0)
                else:
                    result += self._advances_of(character)
            else:
                word += character
        return result + self._advances_of(word) if word else result

    def _advances_of(self, word: str) -> list[float]:
        known = self._known.get(word)
        if known is None:
            known = self._known[word] = (
                self._shape(word, self._layout) if kind_of(word[0]) is not Kind.NEWLINE else [0.0]
            )
        return known

    def _latin_mark(self, mark: str) -> list[float]:
        known = self._latin.get(mark)
        if known is None:
            known = self._latin[mark] = self._shape(mark, self._latin_layout)
        return known

    def _shape(self, word: str, layout: Layout) -> list[float]:
        layout.set_text(word)
        line, _resume = layout.get_first_line()
        starts: dict[int, int] = {}
        offset = 0
        for index, character in enumerate(word):
            starts[offset] = index
            offset += len(character.encode())
        result = [0.0] * len(word)
        run = line.runs[0]
        while run != ffi.NULL:
            glyphs = run.data.glyphs
            for index in range(glyphs.num_glyphs):
                start = starts.get(run.data.item.offset + glyphs.log_clusters[index], 0)
                result[start] += glyphs.glyphs[index].geometry.width * FROM_UNITS / _SIZE
            run = run.next
        return result


_Key = tuple[str, tuple[str, ...]]


def _key(style: Any, include_size: bool = False) -> _Key:
    """The key of the faces of a computed style: their list, and the second faces that are open."""
    return line_break._font_style_cache_key(style, include_size), getattr(style.font_config, "second", ())


class Rulers:
    """A ruler for each face list, and the height of its lines."""

    def __init__(self) -> None:
        self._rulers: dict[_Key, Ruler] = {}
        self._heights: dict[_Key, tuple[float, float]] = {}

    def ruler(self, style: Any) -> Ruler:
        """The ruler for a computed style, whatever its size."""
        key = _key(style)
        ruler = self._rulers.get(key)
        if ruler is None:
            ruler = self._rulers[key] = Ruler(style)
        return ruler

    def height(self, style: Any) -> tuple[float, float]:
        """Height and base line (from the top) of text in a computed style, in px.

        Those of the first face, whatever the text: a fallback face doesn't move the base line.
        """
        key = _key(style, include_size=True)
        known = self._heights.get(key)
        if known is None:
            layout = Layout(style)
            layout.set_text(" ")
            line, _resume = layout.get_first_line()
            _width, height = line_size(line, style)
            baseline = pango.pango_layout_get_baseline(layout.layout) * FROM_UNITS
            known = self._heights[key] = (height, baseline)
        return known


@cache
def shared_rulers() -> Rulers:
    """The rulers that all patches of a process share, as their caches depend on which faces are open."""
    return Rulers()
