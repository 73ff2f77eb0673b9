"""The keys of ``layout.yaml`` (docs/layouts.md)."""

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from pipeline.colours import MAX_SPOT, RGB_PATTERN, SPOT_PATTERN, Percentages
from pipeline.strict_yaml import StrictRows
from pipeline.units import parse_length

_MAX_PARTS = 100  # of a layout, each with pages of its own
MAX_LENGTH = 14400.0  # pt; the longest side of a PDF page (ISO 32000-1, Annex C)
MAX_COLOURS = 100
MAX_CELLS = 1000  # characters in a line, lines on a page


def _is_length(text: str) -> str:
    if parse_length(text) > MAX_LENGTH:
        raise ValueError(text)
    return text


def _is_some_length(text: str) -> str:
    if not 0 < parse_length(text) <= MAX_LENGTH:
        raise ValueError(text)
    return text


def _is_option_value(value: str | int) -> str:
    text = str(value)
    if not re.fullmatch(r"[^\s\"'<>{};\\]{1,40}", text):
        raise ValueError(text)
    return text


LengthText = Annotated[str, AfterValidator(_is_length)]
SomeLengthText = Annotated[str, AfterValidator(_is_some_length)]
Starts = Literal["any", "recto", "verso"]
Blanks = Literal["end", "before_last"]  # where empty pages go that fill the last sheet
Kind = Literal["issue", "volume", "shelf"]  # what the layout is for
Binding = Literal["saddle", "perfect"]  # stitched through the fold, or glued at a spine
SHARED_TEMPLATE = r"^(common/)?[a-z][a-z-]*$"
TemplateName = Annotated[str, Field(pattern=r"^[a-z][a-z-]*$")]


class TrimRows(StrictRows):
    """``trim``: the finished page."""

    width: SomeLengthText
    height: SomeLengthText


class TypeAreaRows(StrictRows):
    """``type_area``: the grid of characters and where it stands."""

    characters: int = Field(ge=1, le=MAX_CELLS)
    lines: int = Field(ge=1, le=MAX_CELLS)
    size: SomeLengthText
    pitch: SomeLengthText
    columns: int = Field(default=1, ge=1, le=12)
    gutter: LengthText = "0pt"
    head: LengthText
    inside: LengthText


class CompositionRows(StrictRows):
    """``composition``: how lines are set, for the typesetter's composer."""

    line_edges: Literal["strict", "gb", "basic"] = "strict"
    punctuation: Literal["full", "open"] = "full"
    traditional_chinese: bool = False


class ColourRows(StrictRows):
    """One of ``colors``: a colour on the screen, in process inks, and perhaps as an ink of its own."""

    rgb: str = Field(pattern=RGB_PATTERN)
    cmyk: Percentages
    spot: str = Field(default="", max_length=MAX_SPOT, pattern=SPOT_PATTERN)


class PressRows(StrictRows):
    """``press``: what the press edition wants of a layout."""

    blanks: Blanks = "end"


class ReadingRows(StrictRows):
    """``reading``: what the reading edition wants of a layout.

    *picture_resolution*: pixels per inch, as printed, that pictures are scaled down to; 0: they keep all.
    """

    picture_resolution: Annotated[int, Field(ge=72, le=2400)] | Literal[0] = 300


class MaskRows(StrictRows):
    """One of ``proof.masks``: what is not looked at when two versions are compared.

    *region*: above the type area, below it, or left, top, width and height from the upper left corner of the trim.
    """

    pages: Literal["all", "first", "last"] | Annotated[int, Field(ge=1)] = "all"
    region: Literal["head", "foot"] | Annotated[list[LengthText], Field(min_length=4, max_length=4)]


class ProofRows(StrictRows):
    """``proof``: what is let pass when two versions in this layout are compared."""

    allow: list[str] = Field(default=[], max_length=MAX_COLOURS)
    masks: list[MaskRows] = Field(default=[], max_length=MAX_COLOURS)


class CoverSheetRows(StrictRows):
    """``cover``: templates of the printer's sheet of back, spine and front; *front* empty: that of the first part.

    *lines*: how many of an issue the cover has room for at most; 0: nobody knows.
    """

    binding: Binding = "perfect"
    front: str = Field(default="", pattern=rf"{SHARED_TEMPLATE}|^$")
    back: str = Field(default="common/back-cover", pattern=SHARED_TEMPLATE)
    spine: str = Field(default="common/spine", pattern=SHARED_TEMPLATE)
    lines: int = Field(default=0, ge=0, le=100)


class NotesRows(StrictRows):
    """``notes``: by what they are counted; whether they stand at the foot of their page or the end of the article."""

    numbering: Literal["article", "page"] = "article"
    place: Literal["foot", "end"] = "foot"


class StylesRows(StrictRows):
    """``styles``: templates that sections and articles may ask for by their names."""

    sections: list[TemplateName] = Field(default=[], max_length=_MAX_PARTS)
    articles: list[TemplateName] = Field(default=[], max_length=_MAX_PARTS)


MAX_OPTIONS, _MAX_CHOICES = 40, 20
OptionName = Annotated[str, Field(pattern=r"^[a-z][a-z_]*$", max_length=40)]
OptionValue = Annotated[str | int, AfterValidator(_is_option_value)]


class PartRows(StrictRows):
    """One of ``parts``, in page order: *optional* ones make no page of nothing, some have just one of *pages*."""

    template: str = Field(pattern=r"^[a-z][a-z-]*$")
    each: Literal["issue", "articles"] = "issue"
    starts: Starts = "any"
    label: str = ""
    optional: bool = False
    pages: Literal[1] | None = None


class LayoutFile(StrictRows):
    """``layout.yaml``."""

    guide = "docs/layouts.md"

    name: str = Field(min_length=1)
    kind: Kind = "issue"
    trim: TrimRows
    type_area: TypeAreaRows
    composition: CompositionRows = CompositionRows()
    notes: NotesRows = NotesRows()
    colors: dict[str, ColourRows] = Field(default={}, max_length=MAX_COLOURS)
    options: dict[OptionName, Annotated[list[OptionValue], Field(min_length=1, max_length=_MAX_CHOICES)]] = Field(
        default_factory=dict, max_length=MAX_OPTIONS
    )
    press: PressRows = PressRows()
    reading: ReadingRows = ReadingRows()
    cover: CoverSheetRows = CoverSheetRows()
    proof: ProofRows = ProofRows()
    articles: Literal["run_on", "new_page"] = "run_on"
    sections: Starts = "any"
    styles: StylesRows = StylesRows()
    parts: list[PartRows] = Field(min_length=1, max_length=_MAX_PARTS)
    style_sheets: list[str] = Field(min_length=1)
