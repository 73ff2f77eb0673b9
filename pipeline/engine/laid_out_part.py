"""One part as it was laid out and drawn: values that can be kept, sent to another process, and written many times."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import NamedTuple

from pipeline.engine.structure_elements import Element

_POINTS_PER_PIXEL = 0.75  # CSS 2.2, 4.3.2
Origin = tuple[str | None, int | None]  # slug and line


class Drawing(Enum):
    """How pages are drawn: with TAGS, for editions of all kinds, or PLAIN, to be laid over others."""

    TAGS = "tags"
    PLAIN = "plain"


class TextRun(NamedTuple):
    """A piece of text on a page; for a formula its TeX.

    *page* is 0-based in its part, *family* the face asked for first; *slug* and *line* tell the article and the
    1-based line of its file, as far as the layout's templates mark them (``data-slug``, ``data-line``).
    """

    page: int
    text: str
    family: str
    slug: str | None
    line: int | None
    overhanging: bool  # by more than 4 px past an edge of the page, or a side of its column or cell
    short: bool = False  # in a line that is left short of the measure, since it would have a hole


class PlacedPicture(NamedTuple):
    """A picture on the 0-based *page* of its part. *resolution*: pixels per inch, the lower of both directions.

    *name* is its path in the workspace; *slug* and *line* tell the article, as far as the layout marks them.
    """

    page: int
    name: str
    resolution: float
    slug: str | None
    line: int | None


Area = tuple[float, float, float, float]
"""Left, top, right, bottom in px from the upper left corner of the page."""


class PlacedLabels(NamedTuple):
    """The words in a drawing on the 0-based *page* of its part; *size*: pt that the smallest are printed in.

    *name*, *slug* and *line* are those of a `PlacedPicture`.
    """

    page: int
    name: str
    size: float
    slug: str | None
    line: int | None


class PlacedBlock(NamedTuple):
    """Lines of text of one block that stand below one another, or a picture; *is_head*: in a heading or a title.

    *slug* and *line* tell the article, as far as the layout marks them.
    """

    slug: str | None
    line: int | None
    is_head: bool
    area: Area


class PageFilling(NamedTuple):
    """What fills the 0-based *page* of a part. *area*: its type area without that of its notes.

    *columns*: those that stand side by side, from above.
    """

    page: int
    area: Area
    columns: tuple[tuple[Area, ...], ...]
    blocks: tuple[PlacedBlock, ...]


class DrawnLink(NamedTuple):
    """A link: *kind* is ``internal`` (*target*: the name of an anchor) or ``external`` (an address)."""

    kind: str
    target: str
    area: Area


Bookmark = tuple[int, str, tuple[float, float], str]  # level, label, place (px from the upper left corner), state


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnPage:
    """A page: *width* and *height* as it is cut, px, and its content stream, deflated. It may paint beyond the cut.

    *anchors*: places by names, px from the upper left corner. *glyphs*: those on the page, by the names of their faces.
    *resources*: what else the content stream names, frozen (`frozen_objects`); empty where that is nothing.
    *has_drawings*: drawings of the content are marked in it (`marked_content`).
    """

    width: float
    height: float
    content: bytes
    glyphs: Mapping[str, tuple[int, ...]]
    resources: bytes
    links: tuple[DrawnLink, ...]
    anchors: Mapping[str, Area]
    bookmarks: tuple[Bookmark, ...]
    has_drawings: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class UsedFace:
    """A face as one part uses it. *name*: in content streams; *is_cff*: its outlines are in a CFF table.

    *meanings*: for each glyph that is drawn the text it stands for, in the order of their first use; *widths*: how wide
    it is, in thousandths of an em. *ascent* and *descent* likewise.
    """

    name: str
    file: Path
    index: int
    base_font: bytes
    family: str
    flags: int
    ascent: int
    descent: int
    is_cff: bool
    meanings: Mapping[int, str]
    widths: Mapping[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class LaidOutPart:
    """The drawn pages of one part, with all that is known of them.

    *images*: the pictures of pixels that resources name, by these names, frozen. *elements*: the root of its structure
    tree, None where it has none; *texts*: the texts of HTML elements, by their ids. *warnings* are what the layout
    engine warned of; *faults*, what it could not draw: a part that has any is not written. *loaded*: the digests
    (SHA-256) of the files that the part and its style sheets loaded, by their addresses (`loaded_files`).
    """

    pages: tuple[DrawnPage, ...]
    faces: tuple[UsedFace, ...]
    drawing: Drawing = Drawing.TAGS
    images: Mapping[str, bytes] = field(default_factory=dict)
    elements: Element | None = None
    texts: Mapping[str, str] = field(default_factory=dict)
    runs: tuple[TextRun, ...] = ()
    pictures: tuple[PlacedPicture, ...] = ()
    labels: tuple[PlacedLabels, ...] = ()
    fillings: tuple[PageFilling, ...] = ()
    warnings: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()
    loaded: Mapping[str, str] = field(default_factory=dict)

    @property
    def page_count(self) -> int:
        """Number of pages."""
        return len(self.pages)

    @property
    def sizes(self) -> list[tuple[float, float]]:
        """Width and height of each page, as it is cut, pt."""
        return [(page.width * _POINTS_PER_PIXEL, page.height * _POINTS_PER_PIXEL) for page in self.pages]

    @property
    def anchors(self) -> dict[str, int]:
        """The 0-based page of the part that each anchor is on, the first of its name."""
        return self.extent.anchors

    @property
    def extent(self) -> "Extent":
        """Its pages and its anchors."""
        return Extent.of([page.anchors for page in self.pages])


@dataclass(frozen=True, slots=True)
class Extent:
    """How many pages a part has, and the 0-based page that each of its anchors is on first.

    *loaded*: as that of a `LaidOutPart`.
    """

    page_count: int
    anchors: dict[str, int]
    loaded: Mapping[str, str] = field(default_factory=dict, compare=False)

    @classmethod
    def of(cls, anchors: Sequence[Iterable[str]], loaded: Mapping[str, str] | None = None) -> "Extent":
        """That of a part whose pages have *anchors*."""
        first: dict[str, int] = {}
        for index, names in enumerate(anchors):
            for name in names:
                first.setdefault(name, index)
        return cls(len(anchors), first, loaded or {})
