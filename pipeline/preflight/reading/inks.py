"""Inks that a colour is printed with, and how much of each (ISO 32000-1, 8.6)."""

from pipeline.preflight.reading.page_marks import PaintedColour

CYAN, MAGENTA, YELLOW, BLACK_INK = PROCESS = ("Cyan", "Magenta", "Yellow", "Black")
ALL, NONE = "All", "None"
_CMYK = frozenset({"DeviceCMYK", "ICCBased4"})
_GREY = frozenset({"DeviceGray", "CalGray", "ICCBased1"})
_NAMED = frozenset({"Separation", "DeviceN"})


def inks_of(colour: PaintedColour) -> dict[str, float]:
    """The amount of each ink of *colour*, from 0 to 1: all of it where the values are not known.

    Process inks have the names that separations have. Colours of screens have no inks until someone converts them.
    ``All`` stands for every ink; ``None`` for nothing, and it isn't there.
    """
    space = colour.base or colour.space
    values = () if colour.space == "Indexed" else colour.values
    if space in _CMYK:
        return _amounts(PROCESS, values)
    if space in _GREY:
        return {BLACK_INK: 1.0 - min(max(values[0], 0.0), 1.0) if values else 1.0}
    if space in _NAMED:
        return {name: amount for name, amount in _amounts(colour.names, values).items() if name != NONE}
    return {}


def _amounts(names: tuple[str, ...], values: tuple[float, ...]) -> dict[str, float]:
    if len(values) != len(names):
        return dict.fromkeys(names, 1.0)
    return {name: min(max(value, 0.0), 1.0) for name, value in zip(names, values, strict=True)}


def find_used_inks(colour: PaintedColour) -> list[str]:
    """The inks that *colour* is printed with, tints too."""
    return [name for name, amount in inks_of(colour).items() if amount > 0]


def is_white(colour: PaintedColour) -> bool:
    """Whether *colour* is the bare paper: of inks, and none of them used."""
    amounts = inks_of(colour)
    return bool(amounts) and bool(colour.values) and not any(amounts.values())
