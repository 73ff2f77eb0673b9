"""An article as it is to be written: its head, and its blocks by what they are."""

from dataclasses import dataclass
from typing import Literal

from pipeline.manuscript.word.citing import Cited
from pipeline.manuscript.word.facts import Facts
from pipeline.manuscript.word.head import Head
from pipeline.manuscript.word.headings import FoundHeading
from pipeline.manuscript.word.manuscript import ChartCall, Look, PictureCall, Place, Table

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
    """A poem of one paragraph, with None between its stanzas."""

    lines: tuple[Facts | None, ...]
    place: Place


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
    """Pictures that a table holds in rows, each with the caption in its cell or in the cell below it."""

    pictures: tuple[tuple[PictureCall, Facts | None], ...]
    place: Place


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


DraftBlock = Heading | Text | Verses | Signoff | Items | CaptionedTable | Figures | ChartBlock | Gallery | Names | Boxed


@dataclass(frozen=True, slots=True)
class Draft:
    """An article as it is to be written; *body* is the look of most of its text, *cited* has the works it cites."""

    head: Head
    blocks: tuple[DraftBlock, ...]
    body: Look
    cited: Cited
