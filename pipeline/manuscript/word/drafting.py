"""A manuscript into the draft of an article: its head, and its blocks by what they are, each with the reason why."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.manuscript.word.address_lines import EDITORIAL, is_salutation
from pipeline.manuscript.word.caption_lines import (
    ENGLISH_CAPTION,
    LONGEST_CAPTION,
    TABLE_CAPTION,
    UNIT,
    find_table_titles,
    is_credit,
    is_figure_caption,
    is_nothing,
    is_plain,
    is_plain_item,
    line_of_box,
    stands_above,
    with_english,
    without_captions,
)
from pipeline.manuscript.word.citing import Cited, cite_works
from pipeline.manuscript.word.continued_tables import join_continued
from pipeline.manuscript.word.dialogues import find_turns, goes_on
from pipeline.manuscript.word.double_numbers import find_double_numbers
from pipeline.manuscript.word.draft import (
    Boxed,
    CaptionedTable,
    ChartBlock,
    Dialogue,
    Draft,
    DraftBlock,
    Figures,
    Gallery,
    Heading,
    Items,
    Names,
    Signoff,
    Text,
    Verses,
)
from pipeline.manuscript.word.facts import Facts, body_look_of, facts_of, has_words
from pipeline.manuscript.word.galleries import read_gallery
from pipeline.manuscript.word.head import Head
from pipeline.manuscript.word.head_fields import read_head
from pipeline.manuscript.word.headings import FoundHeading, find_headings
from pipeline.manuscript.word.layout_tables import lay_out, names_in
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
    walk_paragraphs,
)
from pipeline.manuscript.word.paragraph_shapes import (
    is_rule,
    join_titles,
    part_paragraph,
    read_bullets,
    unwrap,
    with_displayed,
    without_middle,
    without_start,
)
from pipeline.manuscript.word.signoffs import LONGEST_LINE, last_lines, signed_lines, stands_right
from pipeline.manuscript.word.verses import find_verses, is_poetry, read_verses

_TABLE_NOTE, _TABLE_SOURCE = re.compile(r"^(?:注|说明|备注)\s*[:：]"), re.compile(r"^资料来源\s*[:：]\s*")
_MOST_IN_GROUP = 6
_LARGER = 3.0  # points that a title is larger than text


def make_draft(manuscript: Manuscript, *, has_head: bool = True, lists_works: bool = True) -> Draft:
    """The draft of *manuscript*, all of it body where it has no head. *lists_works*: its references become works."""
    blocks, bullets = read_bullets(lay_out(unwrap(manuscript.blocks)))
    body = body_look_of(blocks)
    items = [facts_of(each) if isinstance(each, Paragraph) else each for each in blocks]
    paragraphs = [each for each in items if isinstance(each, Facts) and each.text]
    notes = {
        key: " ".join(each.shown.strip() for each in walk_paragraphs(note)) for key, note in manuscript.notes.items()
    }
    head = read_head(paragraphs, body, notes) if has_head else Head()
    rest = [kept for each in items if (kept := _find_left(each, head)) is not None]
    cited = cite_works(rest, manuscript) if lists_works else Cited(items=tuple(rest))
    joined = join_continued(join_titles(cited.items, body.size + _LARGER))
    titles = find_table_titles(joined.items, body)
    own = [each for each in without_captions(joined.items) if each.paragraph.place not in titles]
    drafter = _Drafter(joined.items, find_headings(own, body), titles, is_article=True, is_poetry=is_poetry(head.title))
    return Draft(
        head=head,
        blocks=tuple(drafter.blocks()),
        body=body,
        cited=cited,
        replaced=bullets + joined.left_out,
        notices=(*joined.notices, *find_double_numbers(joined.items)),
    )


def _find_left(item: "Facts | Block", head: Head) -> "Facts | Block | None":
    """What of *item* is left for the article when the *head* has taken its own."""
    if not isinstance(item, Facts) or item.paragraph.place not in head.used:
        return item
    span = head.taken.get(item.paragraph.place)
    if span is not None:
        return without_middle(item, *span)
    pictures = tuple(each for each in item.paragraph.pieces if isinstance(each, PictureCall | ChartCall))
    return facts_of(replace(item.paragraph, pieces=pictures, label="")) if pictures else None


class _Drafter:
    """Goes through *items* once, from the first to the last."""

    def __init__(
        self,
        items: Sequence["Facts | Block"],
        headings: dict[Place, FoundHeading],
        titles: frozenset[Place] = frozenset(),
        *,
        is_article: bool,
        is_poetry: bool = False,
    ) -> None:
        self._items, self._headings, self._titles, self._is_article = list(items), headings, titles, is_article
        texts = [each for each in items if isinstance(each, Facts) and each.text]
        self._verses = find_verses(items, frozenset(headings), is_poetry=is_poetry)
        self._turns = find_turns(items) if is_article else {}
        signed = [*last_lines(texts), *signed_lines(texts)] if is_article else []
        self._signoff = {each.paragraph.place for each in signed}
        self._is_signed = bool(signed)
        self._index = 0
        content = (at for at, each in enumerate(items, 1) if not isinstance(each, Facts) or not is_nothing(each))
        self._end = max(content, default=0)  # behind the last that is more than a rule
        self._has_text = self._has_sentence = self._has_line = False

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
        if any(isinstance(each, PictureCall | ChartCall) for each in facts.paragraph.pieces):
            yield from self._pictures(facts)
            return
        if not facts.paragraph.pieces:
            return
        if isinstance(below := self._peek(), Facts) and stands_above(facts, below, self._peek(1)):
            self._index += 1
            yield from self._pictures(below, facts)
        elif (table := self._table_below(facts)) is not None:
            yield from table
        elif facts.paragraph.item is not None:
            yield self._items_from(facts)
        elif facts.paragraph.place in self._headings:
            self._has_text = True
            yield Heading(facts, self._headings[facts.paragraph.place])
        elif is_rule(facts.text):
            yield Text(facts, "pause" if self._has_text and self._index < self._end else "rule")
        elif facts.paragraph.place in self._verses:
            self._has_text = True
            yield self._poem(facts)
        elif facts.paragraph.place in self._turns:
            self._has_text = True
            yield self._dialogue(facts)
        else:
            yield from map(self._text, part_paragraph(with_displayed(facts)))

    def _table_below(self, facts: Facts) -> list[DraftBlock] | None:
        """The table that *facts* is the caption of, perhaps with a line of units between them; None if it is none."""
        is_numbered = TABLE_CAPTION.match(facts.text) is not None and len(facts.text) <= LONGEST_CAPTION
        if not (is_numbered or facts.paragraph.place in self._titles) or not is_plain(facts):
            return None
        following, below = self._peek(), self._peek(1)
        if isinstance(following, Facts) and isinstance(below, Table) and ENGLISH_CAPTION.match(following.text):
            self._index += 2
            return list(self._table(below, (facts, following)))
        if isinstance(following, Table):
            self._index += 1
            return list(self._table(following, (facts,)))
        if isinstance(following, Facts) and isinstance(below, Table) and UNIT.match(following.text):
            self._index += 2
            return list(self._table(below, (facts, following)))
        return None

    def _table(self, table: Table, caption: tuple[Facts, ...]) -> Iterator[DraftBlock]:
        only = table.rows[0][0] if len(table.rows) == 1 and len(table.rows[0]) == 1 else None
        if only is not None and table.columns == only.columns:
            yield from (Text(each, "centered") for each in caption)
            yield from self._box(only.blocks, table.place)
            return
        if names := names_in(table):
            yield from (Text(each, "centered") for each in caption)
            yield Names(names, table.place)
            return
        if (gallery := read_gallery(table)) is not None:
            yield from (Text(each, "centered") for each in caption)
            below = self._caption_below(table.place)
            starts = range(0, len(gallery), _MOST_IN_GROUP)
            yield from (
                Gallery(gallery[at : at + _MOST_IN_GROUP], table.place, below if at == starts[-1] else None)
                for at in starts
            )
            return
        notes = self._take_while(_TABLE_NOTE)
        source = self._take_while(_TABLE_SOURCE)
        self._has_text = True
        is_good = len(notes) <= 1 and len(source) <= 1 and all(map(is_plain, (*notes, *source)))
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
        while isinstance(item := self._peek(), Facts) and item.paragraph.item is not None and is_plain_item(item):
            items.append(item)
            self._index += 1
        return Items(tuple(items))

    def _poem(self, first: Facts) -> Verses:
        """The poem that *first* begins, with the stanzas below it and a line at the right."""
        lines, above = list(read_verses(first)), first
        while isinstance(item := self._peek(), Facts) and item.paragraph.place in self._verses:
            own = read_verses(item)
            is_stanza = len(own) > 1 or item.paragraph.place.number > above.paragraph.place.number + 1
            lines += [None, *own] if is_stanza else own
            above = item
            self._index += 1
        signed = isinstance(item, Facts) and bool(item.text) and stands_right(item) and is_plain(item)
        self._index += signed
        return Verses(tuple(lines), first.paragraph.place, item if signed and isinstance(item, Facts) else None)

    def _dialogue(self, first: Facts) -> Dialogue:
        """The turns from *first* on, up to what is none."""
        who, end = self._turns[first.paragraph.place]
        turns = [(who, without_start(first, end))]
        while isinstance(item := self._peek(), Facts) and is_plain_item(item):
            place = item.paragraph.place
            if place in self._turns:
                who, end = self._turns[place]
                turns.append((who, without_start(item, end)))
            elif (
                goes_on(item)
                and place not in self._headings
                and place not in self._signoff
                and item.paragraph.item is None
            ):
                turns.append(("", item))
            else:
                break
            self._index += 1
        return Dialogue(tuple(turns))

    def _text(self, facts: Facts) -> DraftBlock:
        self._has_text = True
        has_sentence, self._has_sentence = self._has_sentence, self._has_sentence or "。" in facts.text
        if facts.paragraph.place in self._signoff:
            lines = [facts]
            while isinstance(item := self._peek(), Facts) and item.paragraph.place in self._signoff:
                lines.append(item)
                self._index += 1
            return Signoff(tuple(lines))
        is_first, self._has_line = not self._has_line, True
        if self._is_article and not has_sentence and is_salutation(facts, is_first=is_first, is_signed=self._is_signed):
            return Text(facts, "salutation")
        if (found := EDITORIAL.match(facts.text)) is not None and facts.paragraph.text.strip() != found[0].strip():
            return Boxed("note", found[1], (Text(without_start(facts, found.end())),), facts.paragraph.place)
        if facts.paragraph.is_drop_cap and facts.text[:1].isalpha():
            return Text(facts, "drop-cap")
        if len(facts.text) <= LONGEST_LINE and facts.is_right and not self._is_displayed(facts):
            return Text(facts, "right")
        is_centred = facts.paragraph.align == "center" and len(facts.text) <= LONGEST_LINE
        return Text(facts, "centered" if is_centred and not self._is_displayed(facts) else "body")

    @staticmethod
    def _is_displayed(facts: Facts) -> bool:
        """Whether a formula stands for itself in the paragraph."""
        return any(isinstance(each, Equation) for each in facts.paragraph.pieces)

    def _pictures(self, facts: Facts, caption: Facts | None = None) -> Iterator[DraftBlock]:
        """The pictures and charts in *facts*, with the *caption* that stands above them, or the one below."""
        pictures = tuple(each for each in facts.paragraph.pieces if isinstance(each, PictureCall))
        charts = tuple(each for each in facts.paragraph.pieces if isinstance(each, ChartCall))
        kept = tuple(each for each in facts.paragraph.pieces if not isinstance(each, PictureCall | ChartCall))
        if has_words(kept) or any(isinstance(each, NoteCall) for each in kept):
            yield from self._paragraph(facts_of(facts.paragraph.with_pieces(kept)))
        caption = caption or self._caption_below(facts.paragraph.place)
        for start in range(0, len(pictures), _MOST_IN_GROUP):
            group = pictures[start : start + _MOST_IN_GROUP]
            is_last = start + _MOST_IN_GROUP >= len(pictures) and not charts
            yield Figures(group, caption if is_last else None, facts.paragraph.place)
        for chart in charts:
            yield ChartBlock(chart, caption if chart is charts[-1] else None, facts.paragraph.place)

    def _caption_below(self, place: Place) -> Facts | None:
        """The paragraph below that is the caption of the pictures above it, which stand in the paragraph at *place*."""
        following, is_beside = line_of_box(self._peek(), place)
        is_boxed = isinstance(self._peek(), TextBox)
        if following is None or not is_figure_caption(
            following, frozenset(self._headings), is_boxed=is_boxed, is_beside=is_beside
        ):
            return None
        self._index += 1
        english = self._peek()
        if isinstance(english, Facts) and ENGLISH_CAPTION.match(english.text) and is_plain(english):
            self._index += 1
            return with_english(following, english)
        credit, is_beside = line_of_box(english, place)
        if credit is not None and is_boxed and is_beside and is_credit(credit):
            self._index += 1
            return with_english(following, credit)
        return following
