"""What stands around and behind what is filled in in a form: background, border, and the mark of a ticked box.

Operators of content streams, for a place of *width* × *height* pt whose origin is its lower left corner.
"""

from collections.abc import Sequence
from dataclasses import dataclass

_ROUND = 0.5523  # of a radius, how far the handles of a quarter of a circle are from its ends


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """*background* and *border* are operators that set a colour, empty where there is none; *width* of the border, pt.

    *style* as a name of ISO 32000-1, table 166. A frame that *is_round* is that of a radio button.
    """

    background: str = ""
    border: str = ""
    width: float = 1.0
    style: str = "/S"
    is_round: bool = False

    @property
    def is_drawn(self) -> bool:
        """Whether there is anything to see."""
        return bool(self.background or self.border)

    def draw(self, width: float, height: float) -> str:
        """The background, and the border within the edges of the place."""
        rows = []
        if self.background:
            rows.append(f"{self.background} {self._way(width, height, 0.0)} f")
        if self.border and 0 < 2 * self.width < min(width, height):
            inset = self.width / 2
            is_line = self.style == "/U"
            way = (
                f"0 {figure(inset)} m {figure(width)} {figure(inset)} l" if is_line else self._way(width, height, inset)
            )
            dashes = "[3] 0 d " if self.style == "/D" else ""
            rows.append(f"{self.border} {figure(self.width)} w {dashes}{way} S")
        return "q " + " ".join(rows) + " Q" if rows else ""

    def _way(self, width: float, height: float, inset: float) -> str:
        if self.is_round:
            return circle(width / 2, height / 2, min(width, height) / 2 - inset)
        x, w, h = (figure(each) for each in (inset, width - 2 * inset, height - 2 * inset))
        return f"{x} {x} {w} {h} re"


def colour_operator(figures: Sequence[float], operators: str = "g rg k") -> str:
    """The operator that sets the colour of one, three or four *figures*, 0 to 1; empty for any other number.

    *operators* are those for grey, RGB and CMYK.
    """
    operator = dict(zip((1, 3, 4), operators.split(), strict=True)).get(len(figures))
    if operator is None:
        return ""
    return " ".join(f"{min(1.0, max(0.0, each)):.4g}" for each in figures) + f" {operator}"


def draw_mark(width: float, height: float, *, is_round: bool) -> str:
    """The mark of a ticked box; of a radio button (*is_round*) a dot."""
    side = min(width, height)
    if is_round:
        return f"q 0 g {circle(width / 2, height / 2, side * 0.25)} f Q"
    x, y = (width - side) / 2, (height - side) / 2
    points = [(x + side * across, y + side * up) for across, up in ((0.2, 0.5), (0.42, 0.25), (0.8, 0.78))]
    way = " ".join(f"{figure(a)} {figure(b)} {'l' if at else 'm'}" for at, (a, b) in enumerate(points))
    return f"q {figure(side * 0.1)} w 0 G {way} S Q"


def circle(x: float, y: float, radius: float) -> str:
    """The way around the point *x*, *y*."""
    far = radius * _ROUND
    rows = [
        (x + radius, y + far, x + far, y + radius, x, y + radius),
        (x - far, y + radius, x - radius, y + far, x - radius, y),
        (x - radius, y - far, x - far, y - radius, x, y - radius),
        (x + far, y - radius, x + radius, y - far, x + radius, y),
    ]
    return f"{figure(x + radius)} {figure(y)} m " + " ".join(" ".join(map(figure, row)) + " c" for row in rows)


def figure(number: float) -> str:
    """*number* as content streams have it."""
    return f"{round(number, 3):g}"
