"""What a layout's options may be: names with values, the first of which is what the layout has without being asked.

`size`, `pitch` and `columns` change the type area; the values of options that end in `_face` are names of faces. All
others mean what the layout's style sheets and templates make of them.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from pipeline.i18n import _
from pipeline.units import PageGeometry, parse_length


@dataclass(frozen=True, slots=True)
class Face:
    """A face as style sheets name it: its *family*, and the weight of its *bold*."""

    family: str
    bold: int = 700


FACES: Mapping[str, Face] = MappingProxyType(
    {
        "song": Face("Kanben Song"),
        "hei": Face("Kanben Hei"),
        "kai": Face("Kanben Kai", 400),
        "fang": Face("Kanben Fang", 400),
    }
)
"""The faces by the names that options have for them."""
_FACE = "_face"
_MOST_COLUMNS, _LARGEST = 12, 144.0  # pt


def find_option_faults(options: Mapping[str, Sequence[str]], geometry: PageGeometry) -> Iterator[tuple[str, str]]:
    """What is wrong with the *options* that a layout of *geometry* declares: name and message of each fault."""
    area = geometry.type_area
    own: dict[str, float] = {"size": area.size, "pitch": area.pitch, "columns": area.columns}
    for name, values in options.items():
        if len(set(values)) < len(values):
            yield name, _("A value stands twice.")
        if name.endswith(_FACE) and (unknown := [value for value in values if value not in FACES]):
            message = _("“{value}” is no face: there are {names}.")
            yield name, message.format(value=unknown[0], names=", ".join(FACES))
        if name not in own:
            continue
        numbers = [_number(name, value) for value in values]
        if name == "columns":
            numbers = [each if each and area.in_columns(round(each)) else None for each in numbers]
        if None in numbers:
            yield name, _("“{value}” does not fit here.").format(value=values[numbers.index(None)])
        elif abs((numbers[0] or 0) - own[name]) > 1e-6:
            yield name, _("The first value is what “type_area” says.")


def choose_type_area(geometry: PageGeometry, chosen: Mapping[str, str]) -> PageGeometry:
    """*geometry* with the type that is *chosen*: the margins stay, and what is left of a cell goes to both sides."""
    area = geometry.type_area
    size, pitch, columns = (
        _number(name, chosen[name]) if name in chosen else own
        for name, own in (("size", area.size), ("pitch", area.pitch), ("columns", area.columns))
    )
    return geometry.reset(size=size or area.size, pitch=pitch or area.pitch, columns=round(columns or area.columns))


def _number(name: str, value: str) -> float | None:
    """What *value* is for one of the options of the type area; None where it is nothing."""
    if name == "columns":
        return float(value) if value.isdecimal() and 0 < int(value) <= _MOST_COLUMNS else None
    try:
        length = parse_length(value)
    except ValueError:
        return None
    return length if 0 < length <= _LARGEST else None
