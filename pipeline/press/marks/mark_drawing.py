"""What marks on pages and printer's sheets are drawn with: hairlines, circles and text, as artifacts.

Lengths are points; the origin is the lower left corner of the page or sheet.
"""

HAIRLINE = 0.25  # pt
DASHED, UNDASHED = b"[4 3] 0 d", b"[] 0 d"  # folds, which cuts are not
# Registration (Separation /All: ISO 32000-1, 8.6.6.4): on all plates; in all four inks where plates are not made.
REGISTRATION = b"[/Separation/All/DeviceCMYK<</FunctionType 2/Domain[0 1]/C0[0 0 0 0]/C1[1 1 1 1]/N 1>>]"
_CIRCLE = 0.5523  # control points of a quarter of a circle, in radii

Line = tuple[float, float, float, float]


def as_artifact(operators: bytes) -> bytes:
    """*operators* as what is no content of the page (ISO 32000-1, 14.8.2.2), leaving the graphics state as it was."""
    return b"/Artifact BMC q %s\nQ EMC" % operators


def stroke_lines(line: Line) -> bytes:
    """The operators that draw *line* (x₀, y₀, x₁, y₁)."""
    return b"%s %s m %s %s l S" % tuple(map(number, line))


def circle(x: float, y: float, radius: float) -> bytes:
    """The operators that draw a circle around *x*, *y*."""
    near, far = radius * _CIRCLE, radius
    quarters = [
        (far, near, near, far, 0.0, far),
        (-near, far, -far, near, -far, 0.0),
        (-far, -near, -near, -far, 0.0, -far),
        (near, -far, far, -near, far, 0.0),
    ]
    parts = [b"%s %s m" % (number(x + far), number(y))]
    for quarter in quarters:
        moved = (each + (y if index % 2 else x) for index, each in enumerate(quarter))
        parts.append(b"%s %s %s %s %s %s c" % tuple(map(number, moved)))
    return b" ".join([*parts, b"s"])


def letter_text(font: str, size: float, x: float, y: float, shown: bytes) -> bytes:
    """The operators that set a text, *shown* being its string, with its base line at *y*."""
    place = tuple(map(number, (size, x, y)))
    return b"BT %s %s Tf %s %s Td %s Tj ET" % (font.encode("ascii"), *place, shown)


def number(value: float) -> bytes:
    """*value* as it is written in a content stream."""
    return f"{value:.4f}".rstrip("0").rstrip(".").encode("ascii") or b"0"
