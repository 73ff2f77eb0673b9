"""A number that has no decimals but noise is written as a whole one.

Replaces: pydyf 0.13, ``_to_bytes``.
Why: it writes 504 for 504.0 and ``504.`` for 504.0000000001, so that a box which has come to its place in another way
  is drawn in other bytes: pages that are put on their other side (`engine.renumbering`).
Upstream: take away the point with the zeros.
Effect: changes output, by no more than that point.
"""

from typing import Any

import pydyf

from pipeline.engine.patches.patch import Effect, Patch


def apply() -> None:
    """Put a function around pydyf's."""
    to_bytes = pydyf._to_bytes

    def bytes_of(item: Any) -> Any:
        return write_number(item) if isinstance(item, float) else to_bytes(item)

    pydyf._to_bytes = bytes_of


def write_number(number: float) -> bytes:
    """*number* with six decimals at most, and none where it is whole."""
    text = (b"%.6f" % number).rstrip(b"0").rstrip(b".")
    return b"0" if text == b"-0" else text


PATCH = Patch("whole numbers without a point", "pydyf", Effect.OUTPUT, apply)
