"""Which ink a colour is printed in: by the table of the layout, or by the profile."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from pipeline.colours import Cmyk, Colour, Rgb
from pipeline.press.separation.conversion import Separation
from pipeline.press.separation.inks import Spot

BLACK: Cmyk = (0.0, 0.0, 0.0, 1.0)


@dataclass(frozen=True, slots=True)
class Paint:
    """What an area is painted with: process inks, or the full tint of a *spot* ink."""

    cmyk: Cmyk = (0.0, 0.0, 0.0, 0.0)
    spot: Spot | None = None

    @property
    def overprints(self) -> bool:
        """Whether it is printed over what lies below: solid black is, so that no white thread shows around text."""
        return self.spot is None and self.cmyk == BLACK

    @property
    def has_several_inks(self) -> bool:
        """Whether more than one plate has a part of it."""
        return self.spot is None and sum(share > 0 for share in self.cmyk) > 1

    @property
    def lightness(self) -> float:
        """How light it is, from 0 to 1, roughly: as the usual table of process inks has them."""
        cyan, magenta, yellow, black = self.cmyk
        return (1 - black) * (1 - 0.3 * cyan - 0.59 * magenta - 0.11 * yellow)


@dataclass
class InkTable:
    """Gives each colour its inks. *table* are the colours of the layout; of the rest, greys become shades of black.

    What else a layout uses is *unmapped* (colour → what it was used in); what a drawing uses goes by the profile.
    """

    table: Iterable[Colour]
    separation: Separation
    spots: dict[str, Spot] = field(default_factory=dict, init=False)

    def __post_init__(self) -> None:
        self._paints = {each.rgb: self._of_table(each) for each in self.table}

    @staticmethod
    def _of_table(colour: Colour) -> Paint:
        return Paint(colour.cmyk, Spot(colour.spot, colour.cmyk) if colour.spot else None)

    def of_layout(self, rgb: Rgb) -> Paint | None:
        """The paint for a colour of the layout; None when its table doesn't have it."""
        paint = self._paints.get(rgb)
        if paint is None and rgb[0] == rgb[1] == rgb[2]:
            paint = self._paints[rgb] = Paint(self.separation.colour(rgb))
        return self._note_spot(paint)

    def of_drawing(self, rgb: Rgb) -> Paint:
        """The paint for a colour of a drawing: that of the table where it is the same, else by the profile."""
        paint = self._note_spot(self._paints.get(rgb) or Paint(self.separation.colour(rgb)))
        assert paint is not None
        return paint

    def _note_spot(self, paint: Paint | None) -> Paint | None:
        if paint is not None and paint.spot is not None:
            self.spots[paint.spot.name] = paint.spot
        return paint
