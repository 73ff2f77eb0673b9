"""Colours of a layout by name: what they are on a screen, in process inks, and as an ink of their own."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from pipeline.i18n import _

Rgb = tuple[int, int, int]  # each from 0 to 255, sRGB
Cmyk = tuple[float, float, float, float]  # cyan, magenta, yellow, black, each from 0 to 1

RGB_PATTERN = r"^#[0-9A-Fa-f]{6}$"
SPOT_PATTERN = r"^([!-~]([ -~]*[!-~])?)?$"  # names of plates: ASCII, as all machines show it
MAX_SPOT = 60
Percentages = Annotated[list[Annotated[float, Field(ge=0, le=100)]], Field(min_length=4, max_length=4)]


@dataclass(frozen=True, slots=True)
class Colour:
    """A colour called *name*: *rgb* in the reading edition; *cmyk* in the press edition, unless it asks for an ink of
    its own, *spot* (``PANTONE 485 C``), which *cmyk* then stands for in proofs.
    """

    name: str
    rgb: Rgb
    cmyk: Cmyk
    spot: str = ""

    def __str__(self) -> str:
        """The colour as style sheets have it: ``#c8102e``."""
        return "#{:02x}{:02x}{:02x}".format(*self.rgb)


_TEXT = Colour("", (0, 0, 0), (0.0, 0.0, 0.0, 1.0))


@dataclass(frozen=True, slots=True, kw_only=True)
class ColourChange:
    """What a publication wants otherwise of its layout's colour *name*; None: as the layout has it. *line*: of file."""

    name: str
    rgb: Rgb | None = None
    cmyk: Cmyk | None = None
    spot: str | None = None
    line: int = 1


def rgb_of(text: str) -> Rgb:
    """The colour that ``#c8102e`` stands for. Raises ValueError for any other text."""
    if not re.fullmatch(RGB_PATTERN, text):
        raise ValueError(text)
    red, green, blue = bytes.fromhex(text[1:])
    return red, green, blue


def cmyk_of(percentages: Sequence[float]) -> Cmyk:
    """Four percentages as shares of 1."""
    cyan, magenta, yellow, black = (each / 100 for each in percentages)
    return cyan, magenta, yellow, black


def change_colour(colour: Colour, change: ColourChange) -> Colour:
    """*colour* as *change* wants it."""
    return Colour(
        colour.name,
        colour.rgb if change.rgb is None else change.rgb,
        colour.cmyk if change.cmyk is None else change.cmyk,
        colour.spot if change.spot is None else change.spot,
    )


def find_colour_faults(colours: Iterable[Colour]) -> Iterator[tuple[str, str]]:
    """The name of each of *colours* that can't be told from another one on the page, and what is wrong with it.

    Pages know colours by their rgb alone: two of the same rgb must have the same inks, and that of text, #000000, which
    no table names, must be black alone.
    """
    seen: dict[Rgb, Colour] = {_TEXT.rgb: _TEXT}
    for colour in colours:
        first = seen.setdefault(colour.rgb, colour)
        if (first.cmyk, first.spot) == (colour.cmyk, colour.spot):
            continue
        if first is _TEXT:
            message = _("“{name}” is #000000, the colour of all text, and asks for other inks than black.")
        else:
            message = _("“{name}” has the same rgb as “{other}”, and other inks: they can't be told apart on the page.")
        yield colour.name, message.format(name=colour.name, other=first.name)


def tell_apart() -> str:
    """What to do with a colour that `find_colour_faults` finds."""
    return _("Change its rgb a little, such as by one step of one part.")
