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

_DIGITS = 6


def apply() -> None:
    """Put a function around pydyf's."""
    to_bytes = pydyf._to_bytes

    def bytes_of(item: Any) -> Any:
        if not isinstance(item, float):
            return to_bytes(item)
        number = round(item, _DIGITS)
        return b"%d" % number if number.is_integer() else f"{number:f}".rstrip("0").encode("ascii")

    pydyf._to_bytes = bytes_of


PATCH = Patch("whole numbers without a point", "pydyf", Effect.OUTPUT, apply)
