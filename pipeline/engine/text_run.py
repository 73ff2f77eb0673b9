"""The text of one box as a run for the composer: how wide each character is, and where its words may be cut.

Checked against WeasyPrint 70.0: the computed values of ``hyphens`` and ``hyphenate-limit-chars``.
"""

import re
from collections.abc import Sequence
from typing import Any

from pipeline.composer.composition_rules import word_breaks
from pipeline.composer.hyphenation import DEFAULT_LANGUAGE, HYPHEN, SOFT_HYPHEN, hyphen_places
from pipeline.composer.paragraph import Run
from pipeline.engine.composable import is_chinese
from pipeline.engine.measuring import Ruler

_WORD = re.compile("[!-~]{4,}")  # long enough to be broken


def text_run(text: str, style: Any, ruler: Ruler, em: float, note_mark: bool, latin: Sequence[int]) -> Run:
    """The run of a *text* in a computed *style*, in em of its paragraph, which is *em* px.

    *latin*: offsets of marks that are set as Latin sets them.
    """
    advances = ruler.advances(text, latin)
    size = style["font_size"] / em
    hyphens = {place: width * size for place, width in _hyphens(text, style, ruler, advances).items()}
    unkerned = {end: width * size for end, width in _unkerned(text, ruler, advances).items()}
    if size != 1:
        advances = [advance * size for advance in advances]
    return Run(
        text=text, advances=advances, size=size, note_mark=note_mark, latin=latin, hyphens=hyphens, unkerned=unkerned
    )


def _hyphens(text: str, style: Any, ruler: Ruler, advances: list[float]) -> dict[int, float]:
    """For each place where *text* may be cut in a word, what the line gets wider by for the hyphen; em of the run."""
    if style["hyphens"] == "none":
        return {}
    language = DEFAULT_LANGUAGE if is_chinese(style) else style["lang"]
    places = hyphen_places(text, language, style["hyphenate_limit_chars"], automatic=style["hyphens"] == "auto")
    widths = {}
    for place in places:
        last = place - 1 - (text[place - 1] == SOFT_HYPHEN)
        widths[place] = sum(ruler.advances(text[last] + HYPHEN)) - advances[last]
    return widths


def _unkerned(text: str, ruler: Ruler, advances: list[float]) -> dict[int, float]:
    """For the places at which words may break without a hyphen: what the face draws the two sides together by.

    Text is shaped anew where a line ends. Em of the run.
    """
    ends = [word.start() + at - 1 for word in _WORD.finditer(text) for at in word_breaks(word[0])]
    return {end: ruler.advances(text[end])[0] - advances[end] for end in ends}


def byte_stretches(text: str, indices: Sequence[int]) -> list[tuple[int, int]]:
    """The first byte of each of the characters *indices* of *text*, and the one after its last."""
    starts = [len(text[:index].encode()) for index in indices]
    return [(start, start + len(text[index].encode())) for start, index in zip(starts, indices, strict=True)]
