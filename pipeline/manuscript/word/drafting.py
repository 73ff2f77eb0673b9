"""A manuscript into the draft of an article: its head, and its blocks by what they are, each with the reason why."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise, takewhile

from pipeline.manuscript.printed_text.headings import numbering_of
from pipeline.manuscript.word.citing import Cited, cite_works
from pipeline.manuscript.word.draft import (
    Boxed,
    CaptionedTable,
    ChartBlock,
    Draft,
    DraftBlock,
    Figures,
    Gallery,
    Heading,
    Items,
    Signoff,
    Text,
    Verses,
)
from pipeline.manuscript.word.facts import Facts, body_look_of, facts_of, has_words
from pipeline.manuscript.word.galleries import read_gallery
from pipeline.manuscript.word.head_fields import Head, read_head
from pipeline.manuscript.word.headings import FoundHeading, find_headings
from pipeline.manuscript.word.manuscript import (
    Block,
    ChartCall,
    Equation,
    Manuscript,
    NoteCall,
    Paragraph,
    PictureCall,
    Place,
    Table,
    TextBox,
    Words,
    walk_paragraphs,
)
from pipeline.manuscript.word.paragraph_shapes import (
    is_rule,
    part_paragraph,
    read_verses,
    unwrap,
    with_displayed,
    with_start,
    without_start,
)

_TABLE_CAPTION = re.compile(r"^(?:表[:：]|(?:续|附)?表\s*[\d一二三四五六七八九十IVX]+(?:[-—.．–]\d+)*)")
_FIGURE_CAPTION = re.compile(
    r"^(?:附?图\s*[\d一二三四五六七八九十]|[▲△▼●]?\s*(?:图为|图：|[左右上下中][图起]|以?上图)|[▲△▼])"
)
_ENGLISH_CAPTION = re.compile(r"(?:Table|Tab\.|Fig\.|Figure)\s*\d")
_UNIT = re.compile(r"^[（(]?\s*(?:计量)?单位\s*[:：]")
_TABLE_NOTE, _TABLE_SOURCE = re.compile(r"^(?:注|说明|备注)\s*[:：]"), re.compile(r"^资料来源\s*[:：]\s*")
_ADDRESSEES = (
    "同志|朋友|先生|女士|小姐|老师|工会|单位|部门|局|公司|委员会|政府|们|代表|领导|读者|编辑部|友|家属|办公室|办|处|委|院|"
    "社|会|厅|党组|[）)]"
)
_SALUTATION = re.compile(
    rf"(?:^(?:各|尊敬的|亲爱的|敬爱的|全体|全市|全省|全国|致|本).{{0,60}}|.{{0,40}}(?:{_ADDRESSEES}))[:：]$"
)
_HAN_YEAR, _HAN_DAY = r"[12〇一二][\d〇○零一二三四五六七八九]{3}", r"[\d一二三四五六七八九十]{1,3}"
_DATE = re.compile(rf"[（(]?{_HAN_YEAR}\s*年\s*{_HAN_DAY}\s*月(?:\s*{_HAN_DAY}\s*日)?[）)]?")
_EDITORIAL = re.compile(r"^[【\[［]?(编者按|编者的话|按语|编\s?者)[】\]］]?\s*[:：]\s*")
_LONGEST_LINE, _LONGEST_CAPTION, _MOST_IN_GROUP = 40, 120, 6


def make_draft(manuscript: Manuscript, *, has_head: bool = True, lists_works: bool = True) -> Draft:
    """The draft of *manuscript*, all of it body where it has no head. *lists_works*: its references become works."""
    blocks = unwrap(manuscript.blocks)
    body = body_look_of(blocks)
    items = [facts_of(each) if isinstance(each, Paragraph) else each for each in blocks]
    paragraphs = [each for each in items if isinstance(each, Facts) and each.text]
    notes = {
        key: " ".join(each.shown.strip() for each in walk_paragraphs(note)) for key, note in manuscript.notes.items()
    }
    head = read_head(paragraphs, body, notes) if has_head else Head()
    rest = [kept for each in items if (kept := _what_is_left(each, head)) is not None]
    cited = cite_works(rest, manuscript) if lists_works else Cited(items=tuple(rest))
    rest = list(cited.items)
    texts = [each for each in rest if isinstance(each, Facts) and each.text]
    headings = find_headings(_without_captions(rest, texts), body)
    return Draft(head, tuple(_Drafter(rest, headings, is_article=True).blocks()), body, cited)


def _what_is_left(item: "Facts | Block", head: Head) -> "Facts | Block | None":
    """What of *item* is left for the article when the *head* has taken its own."""
    if not isinstance(item, Facts) or item.paragraph.place not in head.used:
        return item
    count = head.kept_to.get(item.paragraph.place)
    if count is not None:
        return with_start(item, count)
    pictures = tuple(each for each in item.paragraph.pieces if isinstance(each, PictureCall | ChartCall))
    return facts_of(replace(item.paragraph, pieces=pictures, label="")) if pictures else None


def _without_captions(items: Sequence["Facts | Block"], texts: Sequence[Facts]) -> list[Facts]:
    """*texts* but captions, and the lines at the end that may be a sign-off."""
    captions = {
        each.paragraph.place
        for each in texts
        if _TABLE_CAPTION.match(each.text) or _FIGURE_CAPTION.match(each.text) or _UNIT.match(each.text)
    }
    ending = {each.paragraph.place for each in _last_lines(texts)}
    below_pictures = {
        below.paragraph.place
        for above, below in pairwise(items)
        if isinstance(above, Facts) and isinstance(below, Facts) and _is_small_line(below) and _holds_pictures(above)
    }
    return [each for each in texts if each.paragraph.place not in captions | ending | below_pictures]


def _holds_pictures(facts: Facts) -> bool:
    """Whether *facts* hold pictures or charts and no words."""
    return not facts.text and any(isinstance(each, PictureCall | ChartCall) for each in facts.paragraph.pieces)


def _is_small_line(facts: Facts) -> bool:
    """Whether *facts* look like a caption: a short centred line in kai or without any stress, and without a number."""
    text = facts.text
    is_short = facts.is_centred and 0 < len(text) <= _LONGEST_LINE and text[-1] not in "。："
    return is_short and not facts.is_emphatic and not facts.paragraph.label and numbering_of(text) is None


def _last_lines(texts: Sequence[Facts]) -> list[Facts]:
    """The lines at the end of *texts* that are a sign-off: at the right, or a date below a short line."""
    lines: list[Facts] = []
    for facts in reversed(texts[-6:]):
        is_date = _is_date(facts)
        below_is_date = bool(lines) and _is_date(lines[-1])
        is_name = below_is_date and len(facts.text) <= 30 and facts.text[-1] not in "。！？；：，" and facts.lead > 2
        if not (_stands_right(facts) or is_date or is_name):
            break
        lines.append(facts)
    return lines[::-1]


def _signed_lines(texts: Sequence[Facts]) -> Iterator[Facts]:
    """The lines among *texts* that are sign-offs, of documents within them: one or two at the right, and a date."""
    for index, facts in enumerate(texts):
        if not (_stands_right(facts) and _is_date(facts)):
            continue
        above = list(takewhile(_stands_right, reversed(texts[max(0, index - 2) : index])))
        if above:
            yield from (*reversed(above), facts)


def _is_date(facts: Facts) -> bool:
    return _DATE.fullmatch(unicodedata.normalize("NFKC", facts.text)) is not None


def _stands_right(facts: Facts) -> bool:
    return facts.is_right and len(facts.text) <= _LONGEST_LINE


class _Drafter:
    """Goes through *items* once, from the first to the last."""

    def __init__(
        self, items: Sequence["Facts | Block"], headings: dict[Place, FoundHeading], *, is_article: bool
    ) -> None:
        self._items, self._headings, self._is_article = list(items), headings, is_article
        texts = [each for each in items if isinstance(each, Facts) and each.text]
        signed = [*_last_lines(texts), *_signed_lines(texts)] if is_article else []
        self._signoff = {each.paragraph.place for each in signed}
        self._index = 0
        self._has_text = self._has_sentence = False

    def blocks(self) -> Iterator[DraftBlock]:
        while self._index < len(self._items):
            item = self._items[self._index]
            self._index += 1
            if isinstance(item, Facts):
                yield from self._paragraph(item)
            elif isinstance(item, TextBox):
                yield from self._box(item.blocks, item.place)
            elif isinstance(item, Table):
                yield from self._table(item, ())

    def _peek(self, ahead: int = 0) -> "Facts | Block | None":
        index = self._index + ahead
        return self._items[index] if index < len(self._items) else None

    def _take_while(self, fits: "re.Pattern[str]") -> tuple[Facts, ...]:
        taken: list[Facts] = []
        while isinstance(item := self._peek(), Facts) and fits.match(item.text) and len(item.text) <= 300:
            taken.append(item)
            self._index += 1
        return tuple(taken)

    def _paragraph(self, facts: Facts) -> Iterator[DraftBlock]:
        pictures = tuple(each for each in facts.paragraph.pieces if isinstance(each, PictureCall))
        charts = tuple(each for each in facts.paragraph.pieces if isinstance(each, ChartCall))
        if pictures or charts:
            yield from self._pictures(facts, pictures, charts)
            return
        if not facts.paragraph.pieces:
            return
        if (table := self._table_below(facts)) is not None:
            yield from table
        elif facts.paragraph.item is not None:
            yield self._items_from(facts)
        elif facts.paragraph.place in self._headings:
            self._has_text = True
            yield Heading(facts, self._headings[facts.paragraph.place])
        elif is_rule(facts.text):
            yield Text(facts, "pause" if self._has_text else "rule")
        elif verses := read_verses(facts):
            self._has_text = True
            yield Verses(verses, facts.paragraph.place)
        else:
            yield from map(self._text, part_paragraph(with_displayed(facts)))

    def _table_below(self, facts: Facts) -> list[DraftBlock] | None:
        """The table that *facts* is the caption of, perhaps with a line of units between them; None if it is none."""
        if not (_TABLE_CAPTION.match(facts.text) and len(facts.text) <= _LONGEST_CAPTION) or not _is_plain(facts):
            return None
        following, below = self._peek(), self._peek(1)
        if isinstance(following, Facts) and isinstance(below, Table) and _ENGLISH_CAPTION.match(following.text):
            self._index += 2
            return list(self._table(below, (facts, following)))
        if isinstance(following, Table):
            self._index += 1
            return list(self._table(following, (facts,)))
        if isinstance(following, Facts) and isinstance(below, Table) and _UNIT.match(following.text):
            self._index += 2
            return list(self._table(below, (facts, following)))
        return None

    def _table(self, table: Table, caption: tuple[Facts, ...]) -> Iterator[DraftBlock]:
        only = table.rows[0][0] if len(table.rows) == 1 and len(table.rows[0]) == 1 else None
        if only is not None and table.columns == only.columns:
            yield from (Text(each, "centered") for each in caption)
            yield from self._box(only.blocks, table.place)
            return
        if (gallery := read_gallery(table)) is not None:
            yield from (Text(each, "centered") for each in caption)
            starts = range(0, len(gallery), _MOST_IN_GROUP)
            yield from (Gallery(gallery[at : at + _MOST_IN_GROUP], table.place) for at in starts)
            return
        notes = self._take_while(_TABLE_NOTE)
        source = self._take_while(_TABLE_SOURCE)
        self._has_text = True
        is_good = len(notes) <= 1 and len(source) <= 1 and all(map(_is_plain, (*notes, *source)))
        yield CaptionedTable(
            table=table,
            caption=caption,
            notes=notes if is_good else (),
            source=source[0] if source and is_good else None,
        )
        if not is_good:
            yield from (Text(each) for each in (*notes, *source))

    def _box(self, blocks: tuple[Block, ...], place: Place) -> Iterator[DraftBlock]:
        """What stands in a box; pictures alone need none."""
        items = [facts_of(each) if isinstance(each, Paragraph) else each for each in blocks]
        inner = tuple(_Drafter(items, {}, is_article=False).blocks())
        if inner and all(isinstance(each, Figures) for each in inner):
            yield from inner
        elif len(inner) == 1 and isinstance(inner[0], Boxed):
            yield inner[0]
        elif inner:
            yield Boxed("box", "", inner, place)

    def _items_from(self, first: Facts) -> Items:
        items = [first]
        while isinstance(item := self._peek(), Facts) and item.paragraph.item is not None and _is_plain_item(item):
            items.append(item)
            self._index += 1
        return Items(tuple(items))

    def _text(self, facts: Facts) -> DraftBlock:
        self._has_text = True
        has_sentence, self._has_sentence = self._has_sentence, self._has_sentence or "。" in facts.text
        if facts.paragraph.place in self._signoff:
            lines = [facts]
            while isinstance(item := self._peek(), Facts) and item.paragraph.place in self._signoff:
                lines.append(item)
                self._index += 1
            return Signoff(tuple(lines))
        if self._is_article and not has_sentence and _SALUTATION.fullmatch(facts.text) and "。" not in facts.text:
            return Text(facts, "salutation")
        if (found := _EDITORIAL.match(facts.text)) is not None and facts.paragraph.text.strip() != found[0].strip():
            return Boxed("note", found[1], (Text(without_start(facts, found.end())),), facts.paragraph.place)
        if facts.paragraph.is_drop_cap and facts.text[:1].isalpha():
            return Text(facts, "drop-cap")
        if len(facts.text) <= _LONGEST_LINE and facts.is_right and not self._is_displayed(facts):
            return Text(facts, "right")
        is_centred = facts.paragraph.align == "center" and len(facts.text) <= _LONGEST_LINE
        return Text(facts, "centered" if is_centred and not self._is_displayed(facts) else "body")

    @staticmethod
    def _is_displayed(facts: Facts) -> bool:
        """Whether a formula stands for itself in the paragraph."""
        return any(isinstance(each, Equation) for each in facts.paragraph.pieces)

    def _pictures(
        self, facts: Facts, pictures: tuple[PictureCall, ...], charts: tuple[ChartCall, ...]
    ) -> Iterator[DraftBlock]:
        kept = tuple(each for each in facts.paragraph.pieces if not isinstance(each, PictureCall | ChartCall))
        if has_words(kept) or any(isinstance(each, NoteCall) for each in kept):
            yield from self._paragraph(facts_of(facts.paragraph.with_pieces(kept)))
        caption = self._caption_below(facts)
        for start in range(0, len(pictures), _MOST_IN_GROUP):
            group = pictures[start : start + _MOST_IN_GROUP]
            is_last = start + _MOST_IN_GROUP >= len(pictures) and not charts
            yield Figures(group, caption if is_last else None, facts.paragraph.place)
        for chart in charts:
            yield ChartBlock(chart, caption if chart is charts[-1] else None, facts.paragraph.place)

    def _caption_below(self, facts: Facts) -> Facts | None:
        """The paragraph below that is the caption of the pictures in *facts*."""
        following = self._peek()
        is_boxed = isinstance(following, TextBox) and len(following.blocks) == 1
        if isinstance(following, TextBox) and is_boxed and isinstance(following.blocks[0], Paragraph):
            following = facts_of(following.blocks[0])
        if not isinstance(following, Facts) or not following.text or len(following.text) > _LONGEST_CAPTION:
            return None
        is_small = following.is_centred and following.text[-1] not in "。：" and len(following.text) <= _LONGEST_LINE
        is_credit = following.text.endswith(("摄", "摄）", "摄)", "供图", "供图）", "图）"))
        is_heading = following.paragraph.place in self._headings
        is_caption = (
            _FIGURE_CAPTION.match(following.text) or is_credit or (is_small and not is_heading and not is_boxed)
        )
        if not is_caption or not _is_plain(following):
            return None
        self._index += 1
        english = self._peek()
        if isinstance(english, Facts) and _ENGLISH_CAPTION.match(english.text) and _is_plain(english):
            self._index += 1
            pieces = (*following.paragraph.pieces, Words("　", following.look), *english.paragraph.pieces)
            return facts_of(following.paragraph.with_pieces(pieces))
        return following


def _is_plain(facts: Facts) -> bool:
    """Whether a caption can hold all of *facts*: text without notes, formulas and pictures."""
    return not any(isinstance(each, NoteCall | Equation | PictureCall | ChartCall) for each in facts.paragraph.pieces)


def _is_plain_item(facts: Facts) -> bool:
    return not any(isinstance(each, PictureCall | ChartCall) for each in facts.paragraph.pieces)
