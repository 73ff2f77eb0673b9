"""The inks that marks are painted in: all plates of the job together, or one plate alone.

Registration is Separation /All, which paints every plate that is made. In a job without all four inks of the process
that would put marks on plates which stay empty otherwise, and they would be made and paid for; there, marks are painted
in each ink of the job in turn, one over the other (overprint: ISO 32000-1, 8.6.7).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from pipeline.pdf.objects import NameObject, Written
from pipeline.press.marks.mark_drawing import REGISTRATION, number
from pipeline.press.separation.inks import PROCESS_INKS, Spot

OVERPRINTING = {NameObject("/Type"): NameObject("/ExtGState")} | {
    NameObject(key): value for key, value in {"/OP": True, "/op": True, "/OPM": 1}.items()
}
_HALF = 0.5
_CHROMATIC = PROCESS_INKS[:3]


@dataclass(frozen=True, slots=True)
class MarkInks:
    """The *inks* of the process that a job has, and its *spots*. Names of resources begin with *prefix*."""

    inks: tuple[str, ...]
    spots: tuple[Spot, ...]
    prefix: str = "Kanben"

    @property
    def plates(self) -> tuple[str, ...]:
        """The names of all plates, as separations have them."""
        return (*(ink.capitalize() for ink in self.inks), *(spot.name for spot in self.spots))

    @property
    def font(self) -> str:
        """The resource that sets the slug line."""
        return f"/{self.prefix}Slug"

    @property
    def _is_full(self) -> bool:
        return set(self.inks) == set(PROCESS_INKS)

    def colour_spaces(self) -> dict[str, Written]:
        """What marks need of a page's /ColorSpace."""
        spaces = {self._spot(index): Written(spot.colour_space()) for index, spot in enumerate(self.spots)}
        return spaces | ({self._registration: Written(REGISTRATION)} if self._is_full else {})

    def graphics_states(self) -> dict[str, Written | dict[NameObject, object]]:
        """What marks need of a page's /ExtGState."""
        return {} if self._is_full else {self._overprint: dict(OVERPRINTING)}

    def on_every_plate(self, operators: bytes) -> bytes:
        """*operators*, which stroke and fill, painted on each plate of the job and on no other."""
        if self._is_full:
            name = self._registration.encode("ascii")
            return b"%s CS %s cs 1 SCN 1 scn\n%s" % (name, name, operators)
        # Screens that don't show overprint show what comes last: the process.
        order = [*range(len(self.inks), len(self.plates)), *range(len(self.inks))]
        layers = (b"%s\n%s" % (self.on_plate(plate), operators) for plate in order)
        return b"%s gs\n%s" % (self._overprint.encode("ascii"), b"\n".join(layers))

    def on_plate(self, plate: int, tint: float = 1.0) -> bytes:
        """The operators that choose *plate* (an index of ``plates``) for what follows, *tint* from 0 to 1."""
        if plate < len(self.inks):
            return self._process(self.inks[plate : plate + 1], tint)
        name, share = self._spot(plate - len(self.inks)).encode("ascii"), number(tint)
        return b"%s CS %s cs %s SCN %s scn" % (name, name, share, share)

    def patches(self) -> list[bytes]:
        """The operators that choose the colour of each patch of a colour bar: of every ink of the job the solid and the
        middle tone, then each two of cyan, magenta and yellow over one another as far as the job has them.
        """
        single = [self.on_plate(plate, tint) for plate in range(len(self.plates)) for tint in (1.0, _HALF)]
        pairs = combinations([ink for ink in _CHROMATIC if ink in self.inks], 2)
        return single + [self._process(pair) for pair in pairs]

    def _process(self, inks: Sequence[str], tint: float = 1.0) -> bytes:
        shares = b" ".join(number(tint if ink in inks else 0) for ink in PROCESS_INKS)
        return b"%s K %s k" % (shares, shares)

    def _spot(self, index: int) -> str:
        return f"/{self.prefix}Spot{index + 1}"

    @property
    def _registration(self) -> str:
        return f"/{self.prefix}All"

    @property
    def _overprint(self) -> str:
        return f"/{self.prefix}Over"
