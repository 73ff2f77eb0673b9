"""Lines of a manuscript that are captions of pictures and tables, by their words and by how they stand."""

import re
from collections.abc import Sequence
from itertools import pairwise

from pipeline.manuscript.printed_text.headings import numbering_of
from pipeline.manuscript.word.facts import Facts, facts_of
from pipeline.manuscript.word.manuscript import (
    Block,
    ChartCall,
    Equation,
    Look,
    NoteCall,
    Paragraph,
    PictureCall,
    Place,
    Table,
    TextBox,
    Words,
)
from pipeline.manuscript.word.paragraph_shapes import is_rule, without_start
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
_TITLES = re.compile(r"(?:[表册]|名单|一览|清单|目录|明细|分工|安排|统计|台账)[\s　]*(?:[（(][^（()）]{1,20}[）)])?$")
_LONGEST_TITLE, _LONGEST_CREDIT = 40, 16
_OF_HEADINGS = re.compile(r"(?:heading|标题)\s*\d", re.IGNORECASE)
_NUMBERED_FIGURE = re.compile(r"附?图\s*[\d一二三四五六七八九十]+")
_CREDITS = ("摄", "摄）", "摄)", "供图", "供图）", "图）")


def without_captions(items: Sequence[Facts | Block]) -> list[Facts]:
    """The lines of text among *items* but captions, and those at the end that may be a sign-off."""
    texts = [each for each in items if isinstance(each, Facts) and each.text]
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


def find_table_titles(items: Sequence[Facts | Block], body: Look) -> frozenset[Place]:
    """The places of lines right above tables that are their captions, though without a number: in the middle, and no
    larger than text of the *body*, or named 某某表. What is larger, or has a style of headings, is a heading."""
    return frozenset(
        above.paragraph.place
        for above, below in pairwise(items)
        if isinstance(above, Facts) and isinstance(below, Table) and _is_table_title(above, below, body)
    )


def _is_table_title(facts: Facts, table: Table, body: Look) -> bool:
    text, paragraph = facts.text, facts.paragraph
    is_line = facts.is_centred and not facts.is_right and 1 < len(text) <= _LONGEST_TITLE and "\n" not in text
    is_title = _TITLES.search(text) is not None or facts.look.size <= body.size + 0.9
    is_numbered = bool(paragraph.label) or numbering_of(text) is not None
    is_named = paragraph.outline is not None or _OF_HEADINGS.search(paragraph.style) is not None
    is_data = table.is_ruled and sum(map(len, table.rows)) > 1
    return is_line and is_title and is_data and text[-1] not in "。：；，" and not (is_numbered or is_named)


def is_figure_caption(
    facts: Facts, headings: frozenset[Place], *, is_boxed: bool = False, is_beside: bool = False
) -> bool:
    """Whether *facts*, below a picture, are its caption. *is_boxed*: they stand in a box of their own; *is_beside*: it
    is anchored in the paragraph that the picture is in."""
    if not 0 < len(facts.text) <= LONGEST_CAPTION or not is_plain(facts) or TABLE_CAPTION.match(facts.text):
        return False
    is_sentence = facts.text.find("。") in (-1, len(facts.text) - 1)
    is_small = facts.is_centred and is_sentence and facts.text[-1] != "：" and len(facts.text) <= LONGEST_LINE
    if is_boxed and is_beside and is_sentence and "\n" not in facts.text and len(facts.text) <= LONGEST_LINE:
        return True
    is_told = _FIGURE_CAPTION.match(facts.text) is not None or facts.text.endswith(_CREDITS)
    return is_told or (is_small and not is_boxed and facts.paragraph.place not in headings)


def stands_above(facts: Facts, below: Facts, behind: "Facts | Block | None") -> bool:
    """Whether *facts* are the caption of the pictures right *below*: ▼…, or 图1… where what stands *behind* is none."""
    is_title = _NUMBERED_FIGURE.match(facts.text) is not None and len(facts.text) <= _LONGEST_TITLE
    has_own = isinstance(behind, Facts) and _FIGURE_CAPTION.match(behind.text) is not None
    is_named = is_title and is_plain(facts) and facts.text[-1] not in "。：" and not has_own
    return holds_pictures(below) and (is_named or _points_down(facts))


def _points_down(facts: Facts) -> bool:
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


def is_nothing(facts: Facts) -> bool:
    """Whether *facts* are a rule, or hold nothing."""
    return is_rule(facts.text) if facts.text else not facts.paragraph.pieces


def is_plain_item(facts: Facts) -> bool:
    """Whether *facts* hold no picture and no chart."""
    return not any(isinstance(each, PictureCall | ChartCall) for each in facts.paragraph.pieces)


def is_credit(facts: Facts) -> bool:
    """Whether *facts* say who took a picture, and nothing else: 某某　摄."""
    return facts.text.endswith(_CREDITS) and len(facts.text) <= _LONGEST_CREDIT


def _is_small_line(facts: Facts) -> bool:
    """Whether *facts* look like a caption: a short centred line in kai or without any stress, and without a number."""
    text = facts.text
    is_short = facts.is_centred and 0 < len(text) <= LONGEST_LINE and text[-1] not in "。："
    return is_short and not facts.is_emphatic and not facts.paragraph.label and numbering_of(text) is None


def line_of_box(item: "Facts | Block | None", place: Place) -> tuple[Facts | None, bool]:
    """The line that *item* is, perhaps the only one in a box, and whether that is anchored in the paragraph at
    *place*."""
    if isinstance(item, TextBox) and len(item.blocks) == 1 and isinstance(item.blocks[0], Paragraph):
        return facts_of(item.blocks[0]), item.place == place
    return (item, False) if isinstance(item, Facts) else (None, False)
