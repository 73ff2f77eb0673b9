"""What a file of Word holds, as Word shows it: paragraphs with their looks, tables, notes; and what was left out.

Everything here is frozen. Widths and indents are in characters of the body text, sizes of type in points.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Literal, NamedTuple

WORD_ART = "WordArt"
"""The style of words that are drawn 艺术字; no program has one of this name."""


class Place(NamedTuple):
    """A paragraph, counted from 1 in the *story* that it stands in (empty: the body), as Word counts them."""

    story: str
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How a run looks. *east_asian* is the font of its Han characters, *latin* that of its letters."""

    east_asian: str = ""
    latin: str = ""
    size: float = 10.5
    is_bold: bool = False
    is_italic: bool = False
    is_hidden: bool = False
    is_underlined: bool = False
    is_struck: bool = False
    has_dots: bool = False
    script: Literal["", "sub", "sup"] = ""


@dataclass(frozen=True, slots=True)
class Words:
    """A piece of text of one *look*; *href* is the address that it leads to."""

    text: str
    look: Look
    href: str = ""


@dataclass(frozen=True, slots=True)
class Break:
    """A new line within a paragraph."""


@dataclass(frozen=True, slots=True)
class NoteCall:
    """The call of the note *key*."""

    key: str


@dataclass(frozen=True, slots=True)
class Reading:
    """*base* with its reading above it."""

    base: str
    reading: str


@dataclass(frozen=True, slots=True)
class Equation:
    """A formula in TeX; *text* has the characters of it that the file has, *is_displayed*: it stands for itself."""

    tex: str
    text: str
    is_displayed: bool = False


@dataclass(frozen=True, slots=True)
class PictureCall:
    """The picture in the part *part* of the file; *alt* is what the author says that it shows."""

    part: str
    alt: str


ChartKind = Literal["column", "bar", "line", "stacked", "pie"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartCall:
    """A chart: its *rows*, of which the first names what is compared, as texts of cells; its own *title* and *unit*."""

    kind: ChartKind
    rows: tuple[tuple[str, ...], ...]
    title: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class WorkCall:
    """A call of works, (key, pages) each; *text* is what the file has."""

    works: tuple[tuple[str, str], ...]
    text: str

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of its works."""
        return tuple(key for key, _pages in self.works)


@dataclass(frozen=True, slots=True)
class CommentCall:
    """Where the comment *key* stands."""

    key: str


Piece = Words | Break | NoteCall | Reading | Equation | PictureCall | ChartCall | WorkCall | CommentCall


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph: its *pieces*, what its automatic number shows (*label*), and where it stands.

    *outline* is the level that Word has for it in the outline, from 0; *style* the name of its style. *item* is the
    level of a paragraph with a bullet, from 0. *indent*: the characters that all of its lines stand in.
    *is_on_new_page*: a break of the page or of the section stands right above it.
    """

    pieces: tuple[Piece, ...]
    place: Place
    label: str = ""
    item: int | None = None
    align: Literal["left", "center", "right"] = "left"
    indent: float = 0.0
    outline: int | None = None
    style: str = ""
    is_drop_cap: bool = False
    is_on_new_page: bool = False

    @property
    def text(self) -> str:
        """Its words without the label, notes and pictures."""
        return "".join(_read_plain(piece) for piece in self.pieces)

    @property
    def shown(self) -> str:
        """Its words with the label."""
        return self.label + self.text

    def with_pieces(self, pieces: tuple[Piece, ...]) -> "Paragraph":
        """The paragraph with other *pieces*."""
        return replace(self, pieces=pieces)


def _read_plain(piece: Piece) -> str:
    match piece:
        case Words():
            return piece.text
        case Reading():
            return piece.base
        case Equation():
            return piece.text
        case Break():
            return "\n"
    return ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell over so many *columns* and *rows*; *column* is the first of its columns, from 0."""

    blocks: tuple["Block", ...]
    column: int
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table; a row has its cells in order, but none where one from above stands. *head*: rows that are repeated.

    *is_ruled*: any line is drawn in it.
    """

    rows: tuple[tuple[Cell, ...], ...]
    columns: int
    head: int
    place: Place
    is_on_wide_page: bool = False
    is_ruled: bool = True


@dataclass(frozen=True, slots=True)
class TextBox:
    """A text box 文本框, which stands beside the text that it is anchored to."""

    blocks: tuple["Block", ...]
    place: Place


Block = Paragraph | Table | TextBox


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """A comment 批注 of a reader; *answers* is the key of the one that it answers; *is_done*: it was settled."""

    author: str
    text: str
    date: str
    answers: str = ""
    is_done: bool = False


OmissionKind = Literal[
    "deleted", "moved", "hidden", "alternative", "contents", "field", "placeholder", "uncalled", "margin", "covered",
    "object", "form", "unread", "cover", "distribution",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Omission:
    """Text that doesn't go into the article, and why; *by* is who deleted it."""

    kind: OmissionKind
    text: str
    place: Place
    by: str = ""


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to look at in the paragraph at *place*; None: in the file."""

    place: Place | None
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Manuscript:
    """All that was read of a file. *notes* are by their keys; *characters* counts all that the file has as text."""

    blocks: tuple[Block, ...]
    notes: dict[str, tuple[Block, ...]]
    comments: dict[str, Comment]
    omissions: tuple[Omission, ...]
    notices: tuple[Notice, ...]
    characters: int
    body_look: Look = field(default_factory=Look)


def walk_paragraphs(blocks: tuple[Block, ...]) -> Iterator[Paragraph]:
    """All paragraphs of *blocks*, and within them."""
    for block in blocks:
        match block:
            case Paragraph():
                yield block
            case TextBox():
                yield from walk_paragraphs(block.blocks)
            case Table():
                for row in block.rows:
                    for cell in row:
                        yield from walk_paragraphs(cell.blocks)
