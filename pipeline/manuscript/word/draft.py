"""An article as it is to be written: its head, and its blocks by what they are."""

from dataclasses import dataclass
from typing import Literal

from pipeline.manuscript.word.citing import Cited
from pipeline.manuscript.word.facts import Facts
from pipeline.manuscript.word.head import Head
from pipeline.manuscript.word.headings import FoundHeading
from pipeline.manuscript.word.manuscript import (
    ChartCall,
    Look,
    Notice,
    Paragraph,
    PictureCall,
    Place,
    Table,
    walk_paragraphs,
)

ParagraphKind = Literal["body", "salutation", "centered", "right", "drop-cap", "pause", "rule"]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the article."""

    facts: Facts
    found: FoundHeading


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph of a *kind*."""

    facts: Facts
    kind: ParagraphKind = "body"


@dataclass(frozen=True, slots=True)
class Verses:
    """A poem, with None between its stanzas, and who signed it where and when."""

    lines: tuple[Facts | None, ...]
    place: Place
    signoff: Facts | None = None


@dataclass(frozen=True, slots=True)
class Dialogue:
    """Turns of an interview, with who speaks; empty: he goes on."""

    turns: tuple[tuple[str, Facts], ...]


@dataclass(frozen=True, slots=True)
class Signoff:
    """The lines of a sign-off 落款."""

    lines: tuple[Facts, ...]


@dataclass(frozen=True, slots=True)
class Items:
    """Paragraphs with bullets."""

    items: tuple[Facts, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CaptionedTable:
    """A table with the paragraphs that stand as its caption, its notes and its source."""

    table: Table
    caption: tuple[Facts, ...] = ()
    notes: tuple[Facts, ...] = ()
    source: Facts | None = None


@dataclass(frozen=True, slots=True)
class Figures:
    """Pictures of one paragraph, with their caption."""

    pictures: tuple[PictureCall, ...]
    caption: Facts | None
    place: Place


@dataclass(frozen=True, slots=True)
class ChartBlock:
    """A chart with its caption."""

    chart: ChartCall
    caption: Facts | None
    place: Place


@dataclass(frozen=True, slots=True)
class Gallery:
    """Pictures that a table holds in rows, each with the caption in its cell or below it; *caption*: that of all."""

    pictures: tuple[tuple[PictureCall, Facts | None], ...]
    place: Place
    caption: Facts | None = None


@dataclass(frozen=True, slots=True)
class Names:
    """Names of people 名单."""

    names: tuple[str, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Boxed:
    """What stands in a box: a text box, a frame made of a table of one cell, an editor's note with its *title*."""

    kind: Literal["box", "note"]
    title: str
    blocks: tuple["DraftBlock", ...]
    place: Place


DraftBlock = (
    Heading
    | Text
    | Verses
    | Dialogue
    | Signoff
    | Items
    | CaptionedTable
    | Figures
    | ChartBlock
    | Gallery
    | Names
    | Boxed
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An article as it is to be written; *body* is the look of most of its text, *cited* has the works it cites.

    *replaced* are marks that were typed, and that the layout makes itself."""

    head: Head
    blocks: tuple[DraftBlock, ...]
    body: Look
    cited: Cited
    replaced: str = ""
    notices: tuple[Notice, ...] = ()


def paragraphs_in(block: DraftBlock) -> tuple[Paragraph, ...]:
    """The paragraphs that *block* is made of; those in a box belong to what stands in it."""
    match block:
        case Heading() | Text():
            return (block.facts.paragraph,)
        case Signoff() | Verses():
            return tuple(each.paragraph for each in block.lines if each is not None)
        case Dialogue():
            return tuple(facts.paragraph for _who, facts in block.turns)
        case Items():
            return tuple(each.paragraph for each in block.items)
        case CaptionedTable():
            cells = (cell for row in block.table.rows for cell in row)
            inside = (each for cell in cells for each in walk_paragraphs(cell.blocks))
            return (*(each.paragraph for each in (*block.caption, *block.notes)), *inside)
        case Figures() | ChartBlock():
            return (block.caption.paragraph,) if block.caption is not None else ()
        case Gallery():
            captions = (*(facts for _picture, facts in block.pictures), block.caption)
            return tuple(each.paragraph for each in captions if each is not None)
        case Boxed() | Names():
            return ()
