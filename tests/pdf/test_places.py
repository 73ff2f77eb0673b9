"""Matrices of content streams, one after the other."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.pdf.places import box_of, multiply_matrices

FIGURES = st.integers(-(10**6), 10**6).map(lambda number: number / 100)


@given(st.tuples(*[FIGURES] * 6), st.tuples(*[FIGURES] * 6), FIGURES, FIGURES)
def test_matrices_one_after_the_other(first: tuple[float, ...], second: tuple[float, ...], x: float, y: float) -> None:
    """Applying two matrices is applying their product."""
    a, b, c, d, e, f = first
    once = a * x + c * y + e, b * x + d * y + f
    p, q, r, s, t, u = second
    twice = p * once[0] + r * once[1] + t, q * once[0] + s * once[1] + u
    product = multiply_matrices((a, b, c, d, e, f), (p, q, r, s, t, u))
    assert box_of(product, x, y, x, y)[:2] == pytest.approx(twice, rel=1e-6, abs=1e-2)
