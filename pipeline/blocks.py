"""What stands below one another in an article: headings, paragraphs, lists, tables, figures, boxes, formulas.

Everything here is frozen. ``line`` is the 1-based line of the article's Markdown file that a block was written on.
What ``is_kept`` is not to be parted over pages or columns.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, get_args

from pipeline.inlines import Drawing, Inline
from pipeline.questions import Question
from pipeline.units import Focus, Size


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside an article. *level* is 1 for the first below the title, 2 below that, at most 4."""

    level: int
    children: tuple[Inline, ...]
    line: int
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Picture:
    """An image file inside the workspace that has been looked into; *size* in px (or SVG user units)."""

    path: Path = field(repr=False)
    size: Size
    text: str = ""  # the words drawn in an SVG, which need glyphs as all others do

    @property
    def is_drawing(self) -> bool:
        """Whether it is an SVG, which no layout crops: what is drawn is all meant to be seen."""
        return self.path.suffix.lower() == ".svg"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph: of the body, the rest of one that a formula stands in, a part of a letter (称呼, 落款), or one that
    stands otherwise in its column. *colour* is one of the layout's by name; empty: that of the text."""

    children: tuple[Inline, ...]
    line: int
    style: Literal["body", "continued", "salutation", "signoff", "centered", "right", "drop-cap"] = "body"
    colour: str = ""
    is_kept: bool = field(default=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class SealedSignoff:
    """A sign-off 落款 with a *seal* 印章 over it."""

    signoff: Paragraph
    seal: Picture
    line: int


@dataclass(frozen=True, slots=True)
class ItemList:
    """A list; *start* is the first item's number if *ordered*, *ticks* whether each task is done (None: no task)."""

    items: tuple[tuple["Block", ...], ...]
    line: int
    ordered: bool = False
    start: int = 1
    is_kept: bool = field(default=False, kw_only=True)
    ticks: tuple[bool | None, ...] = field(default=(), kw_only=True)


Alignment = Literal["start", "center", "end"]

BlockPlace = Literal["auto", "here", "top", "bottom", "page"]
"""Where a figure, table or box stands: where it is written, at the head or foot of that page or the next, or on a page
of its own; ``auto``: where it is written if it fits there, else on the next page."""


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
    is_kept: bool = False
    place: BlockPlace = "here"
    number: int | None = None


FigureExtent = Literal["measure", "bleed", "spread"]
"""How far a picture reaches: as wide as what it stands in, to the edges of a page of its own, of two that face."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A picture with a caption; *width* is a share of the measure, 0 < width <= 1, or of all columns (*is_wide*).

    *number* counts within the article, if the caption asks for it; *credit*: who made the picture. Text runs beside one
    that stands at a *side*. *crop*: the shape (width by height) of what is shown, if that isn't all; its *focus* stays
    in view. *gutter*: what of each page of a spread the binding hides, pt.
    """

    picture: Picture
    alt: str
    line: int
    caption: tuple[Inline, ...] = ()
    width: float = 1.0
    id: str | None = None
    is_wide: bool = False
    place: BlockPlace = "auto"
    crop: float | None = None
    focus: Focus = field(default_factory=Focus)
    extent: FigureExtent = "measure"
    gutter: float = 0.0
    number: int | None = None
    credit: str = ""
    side: Literal["left", "right"] | None = None

    @property
    def has_words(self) -> bool:
        """Whether words stand below the picture."""
        return bool(self.caption or self.credit)

    @property
    def ratio(self) -> float:
        """Width by height, of what is shown."""
        return self.crop or self.picture.size.width / self.picture.size.height


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureGroup:
    """Figures that stand together, in *rows* of so many as their author says, with a caption for all of them."""

    figures: tuple[Figure, ...]
    line: int
    caption: tuple[Inline, ...] = ()
    rows: tuple[int, ...] = ()
    id: str | None = None
    is_wide: bool = False
    place: BlockPlace = "auto"
    number: int | None = None
    credit: str = ""


ChartKind = Literal["column", "bar", "line", "stacked", "pie"]
CHART_KINDS: tuple[ChartKind, ...] = get_args(ChartKind)


@dataclass(frozen=True, slots=True)
class Series:
    """Numbers of a chart that are shown alike, as they are written: one for each of its categories."""

    name: str
    written: tuple[str, ...]

    @property
    def values(self) -> tuple[float, ...]:
        """The numbers."""
        return tuple(float(text.replace("−", "-")) for text in self.written)


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """Numbers drawn as a picture, with a caption; *number* counts with the figures, if the caption asks for it.

    *axis*: what the categories are.
    """

    kind: ChartKind
    axis: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    line: int
    unit: str = ""
    caption: tuple[Inline, ...] = ()
    number: int | None = None
    id: str | None = None
    is_wide: bool = False
    place: BlockPlace = "auto"


@dataclass(frozen=True, slots=True)
class Quotation:
    """Quoted blocks."""

    blocks: tuple["Block", ...]
    line: int
    is_kept: bool = field(default=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Verse:
    """A line of a poem, *indent* em from where its poem begins."""

    children: tuple[Inline, ...]
    indent: float = 0.0


@dataclass(frozen=True, slots=True)
class Stanza:
    """Verses of a poem that stand together."""

    verses: tuple[Verse, ...]
    line: int


@dataclass(frozen=True, slots=True)
class LabelledItem:
    """Paragraphs behind a label: who speaks, a day, a term, the number of an article of law."""

    label: tuple[Inline, ...]
    paragraphs: tuple[Paragraph, ...]
    line: int


@dataclass(frozen=True, slots=True)
class NameGroup:
    """Names of people that stand in columns, under the *label* of what they have in common if there is one."""

    label: str
    names: tuple[str, ...]
    line: int


BoxKind = Literal[
    "box", "sidebar", "note", "pull-quote", "document", "poem", "dialogue", "names", "timeline", "glossary", "law",
    "questionnaire",
]  # fmt: skip
BOX_KINDS: tuple[str, ...] = get_args(BoxKind)


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """What stands between fences: side material, or text in a form of its own, by *kind*; *title* may be empty.

    A poem holds stanzas, a list of names groups of them; dialogues, timelines, glossaries and laws hold labelled items,
    questionnaires questions.
    *number* is that of an official document 文号. One that *is_wide* goes across all columns.
    """

    title: str = ""
    blocks: tuple["Block", ...]
    line: int
    kind: BoxKind = "box"
    is_tinted: bool = False
    is_kept: bool = False
    number: str = ""
    place: BlockPlace = "here"
    id: str | None = None
    is_wide: bool = False


@dataclass(frozen=True, slots=True)
class Separator:
    """A pause between paragraphs (a thematic break)."""

    line: int


@dataclass(frozen=True, slots=True)
class Break:
    """What follows begins a new page or a new column, or is the *rest* of its article, which stands elsewhere."""

    kind: Literal["page", "column", "rest"]
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


Block = (
    Heading
    | Paragraph
    | SealedSignoff
    | ItemList
    | Table
    | Figure
    | FigureGroup
    | Chart
    | Quotation
    | Box
    | Stanza
    | LabelledItem
    | NameGroup
    | Question
    | Separator
    | Break
    | Listing
    | DisplayedFormula
)


def walk(blocks: Iterable[Block]) -> Iterator[Block]:
    """*blocks* in order, and those within them; the pictures of a group before the group."""
    for block in blocks:
        if isinstance(block, FigureGroup):
            yield from block.figures
        yield block
        if isinstance(block, Box | Quotation):
            yield from walk(block.blocks)


def numbers_by_id(blocks: Iterable[Block]) -> dict[str, int]:
    """The number of each formula, figure and table among *blocks*, and within them, that has one and an id."""
    numbered = (
        each for each in walk(blocks) if isinstance(each, DisplayedFormula | Figure | FigureGroup | Chart | Table)
    )
    return {each.id: each.number for each in numbered if each.id and each.number}
