"""Lines of a manuscript that are captions of pictures and tables, by their words and by how they stand."""

import re
from collections.abc import Sequence
from itertools import pairwise

from pipeline.manuscript.printed_text.headings import numbering_of
from pipeline.manuscript.word.facts import Facts, facts_of
from pipeline.manuscript.word.manuscript import Block, ChartCall, Equation, NoteCall, PictureCall, Place, Words
from pipeline.manuscript.word.paragraph_shapes import without_start
from pipeline.manuscript.word.signoffs import LONGEST_LINE, last_lines

TABLE_CAPTION = re.compile(r"^(?:表[:：]|(?:续|附)?表\s*[\d一二三四五六七八九十IVX]+(?:[-—.．–]\d+)*)")
_FIGURE_CAPTION = re.compile(
    r"^(?:附?图\s*[\d一二三四五六七八九十]|[▲△▼●]?\s*(?:图为|图：|[左右上下中][图起]|以?上图)|[▲△▼])"
)
ENGLISH_CAPTION = re.compile(r"(?:Table|Tab\.|Fig\.|Figure)\s*\d")
UNIT = re.compile(r"^[（(]?\s*(?:计量)?单位\s*[:：]")
_ARROW = re.compile(r"[▲△▼▽]\s*")
_DOWN = "▼▽"
LONGEST_CAPTION = 120
_CREDITS = ("摄", "摄）", "摄)", "供图", "供图）", "图）")


def without_captions(items: Sequence[Facts | Block], texts: Sequence[Facts]) -> list[Facts]:
    """*texts* but captions, and the lines at the end that may be a sign-off."""
    captions = {
        each.paragraph.place
        for each in texts
        if TABLE_CAPTION.match(each.text) or _FIGURE_CAPTION.match(each.text) or UNIT.match(each.text)
    }
    ending = {each.paragraph.place for each in last_lines(texts)}
    below_pictures = {
        below.paragraph.place
        for above, below in pairwise(items)
        if isinstance(above, Facts) and isinstance(below, Facts) and _is_small_line(below) and holds_pictures(above)
    }
    return [each for each in texts if each.paragraph.place not in captions | ending | below_pictures]


def is_figure_caption(facts: Facts, headings: frozenset[Place], *, is_boxed: bool = False) -> bool:
    """Whether *facts*, below a picture, are its caption. *is_boxed*: they stand in a box of their own."""
    if not 0 < len(facts.text) <= LONGEST_CAPTION or not is_plain(facts) or TABLE_CAPTION.match(facts.text):
        return False
    is_small = facts.is_centred and facts.text[-1] not in "。：" and len(facts.text) <= LONGEST_LINE
    is_told = _FIGURE_CAPTION.match(facts.text) is not None or facts.text.endswith(_CREDITS)
    return is_told or (is_small and not is_boxed and facts.paragraph.place not in headings)


def points_down(facts: Facts) -> bool:
    """Whether *facts* are the caption of the picture below them, as an arrow says: ▼某某."""
    return facts.text[:1] in tuple(_DOWN) and 1 < len(facts.text) <= LONGEST_CAPTION and is_plain(facts)


def without_arrow(facts: Facts) -> tuple[Facts, str]:
    """A caption without the arrow to its picture, and that arrow: the layout puts them beside one another."""
    found = _ARROW.match(facts.text)
    return (facts, "") if found is None else (without_start(facts, found.end()), found[0])


def with_english(facts: Facts, english: Facts) -> Facts:
    """A caption with the same in English behind it."""
    pieces = (*facts.paragraph.pieces, Words("　", facts.look), *english.paragraph.pieces)
    return facts_of(facts.paragraph.with_pieces(pieces))


def is_plain(facts: Facts) -> bool:
    """Whether a caption can hold all of *facts*: text without notes, formulas and pictures."""
    return not any(isinstance(each, NoteCall | Equation | PictureCall | ChartCall) for each in facts.paragraph.pieces)


def holds_pictures(facts: Facts) -> bool:
    """Whether *facts* hold pictures or charts and no words."""
    return not facts.text and any(isinstance(each, PictureCall | ChartCall) for each in facts.paragraph.pieces)


def _is_small_line(facts: Facts) -> bool:
    """Whether *facts* look like a caption: a short centred line in kai or without any stress, and without a number."""
    text = facts.text
    is_short = facts.is_centred and 0 < len(text) <= LONGEST_LINE and text[-1] not in "。："
    return is_short and not facts.is_emphatic and not facts.paragraph.label and numbering_of(text) is None
