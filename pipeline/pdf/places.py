"""Where something is on a page."""

Box = tuple[float, float, float, float]
"""x₀, y₀, x₁, y₁ in pt from the lower left corner of a page's MediaBox, before the page is rotated."""

Matrix = tuple[float, float, float, float, float, float]

IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def multiply_matrices(first: Matrix, second: Matrix) -> Matrix:
    """The matrix that does *first*, then *second* (ISO 32000-1, 8.3.4)."""
    a, b, c, d, e, f = first
    p, q, r, s, t, u = second
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def box_of(matrix: Matrix, x0: float, y0: float, x1: float, y1: float) -> Box:
    """The box around a rectangle that *matrix* is applied to."""
    a, b, c, d, e, f = matrix
    xs = [a * x + c * y + e for x in (x0, x1) for y in (y0, y1)]
    ys = [b * x + d * y + f for x in (x0, x1) for y in (y0, y1)]
    return min(xs), min(ys), max(xs), max(ys)


def intersect_boxes(one: Box, other: Box | None) -> Box | None:
    """What two boxes have in common, if only a line; None when there is nothing. Without *other* it is *one*."""
    if other is None:
        return one
    box = max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3])
    return box if box[0] <= box[2] and box[1] <= box[3] else None
