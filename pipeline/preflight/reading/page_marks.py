"""What is marked on a page, as far as checks ask for it: each kind of mark once, with the place of the first."""

from dataclasses import dataclass, field

from pipeline.intake.glyph_widths import Widths
from pipeline.intake.pdf_objects import Page
from pipeline.pdf.places import Box

_MOST_OPEN = 1_000
_MOST_CONTENTS = 200_000  # of a page


@dataclass(frozen=True, slots=True)
class Frame:
    """Where a page is cut, and up to where it is printed: *trim* and *bleed* in pt from the corner of the MediaBox."""

    trim: Box
    bleed: Box


def frame_of(page: Page) -> Frame:
    """Where *page* is cut and printed; the MediaBox where the file does not say."""
    trim = page.trim if page.trim is not None else page.media
    return Frame(trim, page.bleed if page.bleed is not None else trim)


@dataclass(frozen=True, slots=True, kw_only=True)
class PaintedColour:
    """A colour as it is asked for. *space* is the family; of ICCBased with the number of its components.

    *base* is the space that the colour comes to where that is another one (of Indexed, and of a pattern's paint).
    *names* are the inks of Separation and DeviceN, without the slash; *alternate* tells one look of a Separation from
    another. Without *values* it may be any colour of the space.
    """

    space: str
    values: tuple[float, ...] = ()
    base: str = ""
    names: tuple[str, ...] = ()
    alternate: str = ""


BLACK = PaintedColour(space="DeviceGray", values=(0.0,))


@dataclass(frozen=True, slots=True, kw_only=True)
class FontFacts:
    """A font that text is set in. *name* is as in the file; *is_identity*: two bytes of text are a glyph's number."""

    name: str
    kind: str
    is_embedded: bool
    has_subset_tag: bool
    is_identity: bool
    widths: Widths | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Text:
    """Text of one *font* painted in one *colour*; *is_hidden* when it is not painted at all (rendering mode 3)."""

    font: FontFacts | None
    colour: PaintedColour
    is_hidden: bool


@dataclass(frozen=True, slots=True)
class Image:
    """An image as placed: *pixels* wide and high, *resolution* the lower of both directions in dpi."""

    pixels: tuple[int, int]
    resolution: float
    is_bilevel: bool
    box: Box | None


@dataclass(frozen=True, slots=True)
class Near:
    """What ends closest to the trim: *distance* from it in pt, on one side."""

    distance: float
    box: Box


@dataclass(slots=True)
class MarkedPlaces:
    """What of a page is in marked content (ISO 32000-1, 14.6), with places. *contents*: by the number of the form that
    it is in (0: the page itself) and its own; *unmarked*: the first of each kind (``text``, ``image``, ``line``,
    ``area``) that is neither in such content nor an artifact; *crossed*: the first artifact in content, and the first
    content in an artifact.
    """

    contents: dict[tuple[int, int], Box | None] = field(default_factory=dict)
    unmarked: dict[str, Box | None] = field(default_factory=dict)
    crossed: dict[str, Box | None] = field(default_factory=dict)
    _open: list[tuple[tuple[int, int] | None, bool]] = field(default_factory=list)

    @property
    def depth(self) -> int:
        """How much marked content is open."""
        return len(self._open)

    def begin(self, key: tuple[int, int] | None, *, is_artifact: bool) -> None:
        """Begin marked content. Raises OverflowError when there is too much of it."""
        if len(self._open) >= _MOST_OPEN or len(self.contents) >= _MOST_CONTENTS:
            raise OverflowError
        around, is_in_artifact = self._open[-1] if self._open else (None, False)
        if key is not None:
            self.contents.setdefault(key, None)
        if is_artifact and around is not None:
            self.crossed.setdefault("artifact", self.contents[around])
        if key is not None and is_in_artifact:
            self.crossed.setdefault("content", None)
        self._open.append((key or around, is_artifact or is_in_artifact))

    def end(self, depth: int | None = None) -> None:
        """End the innermost marked content, or all that is open beyond *depth*."""
        del self._open[max(0, self.depth - 1) if depth is None else depth :]

    def note(self, kind: str, box: Box | None) -> None:
        """Note that something of *kind* is painted at *box*."""
        key, is_artifact = self._open[-1] if self._open else (None, False)
        if is_artifact:
            return
        if key is None:
            self.unmarked.setdefault(kind, box)
            return
        before = self.contents[key]
        if before is None or box is None:
            self.contents[key] = before or box
        else:
            self.contents[key] = (
                min(before[0], box[0]), min(before[1], box[1]), max(before[2], box[2]), max(before[3], box[3])
            )  # fmt: skip


@dataclass(slots=True, kw_only=True)
class PageMarks:
    """Marks of one page. The value of each entry is the place of the first such mark, None where it isn't known.

    *lines* by width in pt; *effects* are kinds of transparency: ``opacity``, ``blend``, ``mask``. *missing* has the
    fonts whose glyph 0 is shown. *printed* are the colours within the bleed, *registered* those of All within the
    trim, *vanishing* those that have no ink and overprint, *sizes* the least size in pt of text of a colour within the
    bleed. By kinds (``text``, ``image``, ``line``, ``area``) *near* is what ends next to the trim inside of it,
    *beyond* what reaches it and ends next to it. *blends* are colour spaces that forms are blended in, "" that of what
    is around them. The page *is_strange* when its content, or a form, has operators that there are none of.
    """

    frame: Frame
    texts: dict[Text, Box | None] = field(default_factory=dict)
    colours: dict[PaintedColour, Box | None] = field(default_factory=dict)
    lines: dict[float, Box | None] = field(default_factory=dict)
    images: dict[Image, None] = field(default_factory=dict)
    effects: dict[str, Box | None] = field(default_factory=dict)
    missing: dict[FontFacts, Box | None] = field(default_factory=dict)
    printed: dict[PaintedColour, Box | None] = field(default_factory=dict)
    registered: dict[PaintedColour, Box | None] = field(default_factory=dict)
    vanishing: dict[PaintedColour, Box | None] = field(default_factory=dict)
    sizes: dict[PaintedColour, tuple[float, Box | None]] = field(default_factory=dict)
    near: dict[str, Near] = field(default_factory=dict)
    beyond: dict[str, Near] = field(default_factory=dict)
    blends: dict[str, Box | None] = field(default_factory=dict)
    marked: MarkedPlaces = field(default_factory=MarkedPlaces)
    is_strange: bool = False

    @property
    def size(self) -> int:
        """How many kinds of marks there are."""
        return len(self.texts) + len(self.colours) + len(self.lines) + len(self.images)
