"""The text of one box as a run for the composer: how wide each character is, and where its words may be cut.

Checked against WeasyPrint 70.0: the computed values of ``hyphens`` and ``hyphenate-limit-chars``.
"""

import re
from collections.abc import Sequence
from typing import Any

from pipeline.composer.hyphenation import HYPHEN, SOFT_HYPHEN, HyphenPlaces, hyphen_places
from pipeline.composer.runs import Run
from pipeline.engine.composable import is_chinese
from pipeline.engine.measuring import Ruler
from pipeline.engine.traditional import has_centred_marks

_WORD = re.compile("[!-~\u00c0-\u1fff]{2,}")  # of letters that faces kern


def text_run(
    text: str, style: Any, ruler: Ruler, em: float, latin: Sequence[int], *, note_mark: bool, whole: bool
) -> Run:
    """The run of a *text* in a computed *style*, in em of its paragraph, which is *em* px.

    *latin*: offsets of marks that are set as Latin sets them.
    """
    advances = ruler.advances(text, latin)
    size = style["font_size"] / em
    places = _hyphen_places(text, style)
    hyphens = {place: width * size for place, width in _hyphens(text, places, ruler, advances).items()}
    unkerned = {end: width * size for end, width in _find_unkerned(text, ruler, advances).items()}
    if size != 1:
        advances = [advance * size for advance in advances]
    return Run(
        text=text,
        advances=advances,
        size=size,
        note_mark=note_mark,
        whole=whole,
        latin=latin,
        centred=has_centred_marks(style),
        hyphens=hyphens,
        rare_hyphens=places.rare,
        unkerned=unkerned,
    )


def _hyphen_places(text: str, style: Any) -> HyphenPlaces:
    if style["hyphens"] == "none":
        return HyphenPlaces()
    language = "" if is_chinese(style) else style["lang"] or ""
    return hyphen_places(text, language, style["hyphenate_limit_chars"], automatic=style["hyphens"] == "auto")


def _hyphens(text: str, places: HyphenPlaces, ruler: Ruler, advances: list[float]) -> dict[int, float]:
    """For each place where *text* may be cut in a word, what the line gets wider by for the hyphen; em of the run."""
    widths = {}
    for place in (*places.usual, *places.rare):
        last = place - 1 - (text[place - 1] == SOFT_HYPHEN)
        widths[place] = sum(ruler.advances(text[last] + HYPHEN)) - advances[last]
    return widths


def _find_unkerned(text: str, ruler: Ruler, advances: list[float]) -> dict[int, float]:
    """For the characters after which a word may be cut: what the face draws them and the next together by, if it does.

    Text is shaped anew where a line ends. Em of the run.
    """
    ends = (end for word in _WORD.finditer(text) for end in range(word.start(), word.end() - 1))
    widths = ((end, ruler.advances(text[end])[0] - advances[end]) for end in ends)
    return {end: width for end, width in widths if width and advances[end]}


def byte_stretches(text: str, indices: Sequence[int]) -> list[tuple[int, int]]:
    """The first byte of each of the characters *indices* of *text*, and the one after its last."""
    starts = [len(text[:index].encode()) for index in indices]
    return [(start, start + len(text[index].encode())) for start, index in zip(starts, indices, strict=True)]
