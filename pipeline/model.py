"""What a periodical consists of: publication, issue, section, article, and the blocks of its text.

Everything here is frozen: it is parsed once from the content folder and read by all later stages. ``line`` is the
1-based line of the article's Markdown file that a thing was written on, so that later stages can say where.
"""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from pipeline.colours import ColourChange
from pipeline.errors import Problem
from pipeline.inlines import Drawing, Inline
from pipeline.units import Size

# --- blocks: what stands below one another ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside an article. *level* is 1 for the first below the title, 2 below that, at most 4."""

    level: int
    children: tuple[Inline, ...]
    line: int
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph: of the body, the rest of one that a formula stands in, or a part of a letter (称呼, 落款)."""

    children: tuple[Inline, ...]
    line: int
    style: Literal["body", "continued", "salutation", "signoff"] = "body"


@dataclass(frozen=True, slots=True)
class ItemList:
    """A list; *start* is the number of the first item when *ordered*."""

    items: tuple[tuple["Block", ...], ...]
    line: int
    ordered: bool = False
    start: int = 1


Alignment = Literal["start", "center", "end"]


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table over so many *columns* and *rows* of it; *column* is the first of its columns, from 0."""

    children: tuple[Inline, ...]
    column: int
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table whose first rows are its *head*; a row has its cells in order, but none where one stands over the place.

    *alignments* has an entry for each column, *widths* as well if the author wishes for shares of the measure, else it
    is empty. *notes* stand under the table, one paragraph each. A table *is_turned* that stands by 90° on a page of its
    own, one *is_wide* that goes across all columns, and one *is_small* that is set in smaller type than others.
    """

    head: tuple[tuple[Cell, ...], ...]
    rows: tuple[tuple[Cell, ...], ...]
    alignments: tuple[Alignment, ...]
    line: int
    caption: tuple[Inline, ...] = ()
    notes: tuple[tuple[Inline, ...], ...] = ()
    widths: tuple[float, ...] = ()
    id: str | None = None
    is_turned: bool = False
    is_small: bool = False
    is_wide: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """An image file inside the workspace that has been looked into; *size* in px (or SVG user units)."""

    path: Path = field(repr=False)
    size: Size
    text: str = ""  # the words drawn in an SVG, which need glyphs as all others do


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A picture with a caption; *width* is a share of the measure, 0 < width <= 1, or of all columns (*is_wide*)."""

    picture: Picture
    alt: str
    line: int
    caption: tuple[Inline, ...] = ()
    width: float = 1.0
    id: str | None = None
    is_wide: bool = False


@dataclass(frozen=True, slots=True)
class Quotation:
    """Quoted blocks."""

    blocks: tuple["Block", ...]
    line: int


@dataclass(frozen=True, slots=True)
class Box:
    """Side material in a box, with a title."""

    title: str
    blocks: tuple["Block", ...]
    line: int


@dataclass(frozen=True, slots=True)
class Separator:
    """A pause between paragraphs (a thematic break)."""

    line: int


@dataclass(frozen=True, slots=True)
class Listing:
    """Lines to be shown letter by letter."""

    text: str
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DisplayedFormula:
    """A formula that stands for itself: its TeX source and how it is drawn; *number* counts within the article."""

    tex: str
    drawing: Drawing
    line: int
    number: int | None = None
    id: str | None = None


Block = Heading | Paragraph | ItemList | Table | Figure | Quotation | Box | Separator | Listing | DisplayedFormula


def displayed_formulas(blocks: Iterable[Block]) -> Iterator[DisplayedFormula]:
    """The formulas that stand for themselves among *blocks*, and within them."""
    for block in blocks:
        if isinstance(block, DisplayedFormula):
            yield block
        elif isinstance(block, Box | Quotation):
            yield from displayed_formulas(block.blocks)


# --- article, issue, publication ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Author:
    """A named author or office, with an affiliation when there is one."""

    name: str
    affiliation: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One article. *slug* (the file's stem) is unique in the issue; a newline in a title is a preferred break."""

    slug: str
    path: Path = field(repr=False)
    title: str
    body: tuple[Block, ...]
    title_line: int = 1
    subtitle: str = ""
    authors: tuple[Author, ...] = ()
    source: str = ""
    date: datetime.date | None = None
    kicker: str = ""
    summary: str = ""
    title_note: str = ""
    language: str = ""
    """A BCP 47 tag of Chinese; empty: the publication's."""
    languages: tuple[tuple[str, int], ...] = field(default=(), repr=False, compare=False)
    """That of the article and those of passages in it, as they are told, each with its 1-based line."""
    notes: tuple[Problem, ...] = field(default=(), repr=False, compare=False)
    """What was found in the text and is no fault, for its editor."""
    editor_notes: tuple[Problem, ...] = field(default=(), repr=False, compare=False)
    """Notes of editors that still stand in the text, which may not go to press with them."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An article's place in the issue: how the contents name it and, if known, the folio it had in print."""

    article: Article
    contents_title: str
    printed_folio: int | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A section 栏目. *contents_name* differs from *name* only where the contents name it otherwise."""

    name: str
    contents_name: str
    entries: tuple[Entry, ...]
    line: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """A periodical: *id* is its folder's name, *language* a BCP 47 tag, *colophon* rows of label and value."""

    id: str
    path: Path = field(repr=False)
    name: str
    latin_name: str
    organisers: tuple[str, ...]
    layout: str
    language: str
    layout_line: int = 1  # of the publication's file, to say where a layout that isn't there is named
    colophon: tuple[tuple[str, str], ...] = ()
    printer: str = ""  # the file in layouts/press; empty: the one that is shipped for everyone
    printer_line: int = 1
    colours: tuple[ColourChange, ...] = ()


@dataclass(frozen=True, slots=True)
class Cover:
    """What the cover carries besides the nameplate: a picture with its alt text, lines of text."""

    picture: Picture | None = None
    alt: str = ""
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """One issue of a publication. *number* counts in the year, *total_number* (总第 N 期) since the first issue.

    *notes* are for its editor: what was found in the issue file and is no fault. Each article has its own.
    """

    publication: Publication
    path: Path = field(repr=False)
    year: int
    number: int
    total_number: int
    date: datetime.date
    sections: tuple[Section, ...]
    cover: Cover = field(default_factory=Cover)
    notes: tuple[Problem, ...] = field(default=(), repr=False, compare=False)

    @property
    def id(self) -> str:
        """``<publication>-<year>-<number>``, the stem of the issue's files and the prefix of all its anchors."""
        return f"{self.publication.id}-{self.year}-{self.number:02d}"

    @property
    def entries(self) -> Iterator[Entry]:
        """All entries in the order of the issue."""
        for section in self.sections:
            yield from section.entries


def plain_title(title: str) -> str:
    """Return *title* on one line (outline, metadata, listings).

    A preferred break stands for nothing there; where a space should stand, it is written before the break.
    """
    return "".join(title.splitlines()).strip()
