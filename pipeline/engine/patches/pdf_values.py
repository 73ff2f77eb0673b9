"""Texts, bytes and whole numbers become bytes of a PDF without detours.

Replaces: pydyf 0.13, ``_to_bytes``, ``Array.data``.
Why: it asks of every item what class it is of, and most are text, numbers or bytes, and of no subclass of them.
Upstream: take the usual classes first.
Effect: speed only.
"""

from typing import Any

import pydyf

from pipeline.engine.patches.patch import Effect, Patch
from pipeline.engine.patches.whole_numbers import write_number


def apply() -> None:
    """Put a function around pydyf's."""
    to_bytes = pydyf._to_bytes

    def bytes_of(item: Any) -> Any:
        kind = type(item)
        if kind is str:
            return item.encode("ascii")
        if kind is bytes:
            return item
        if kind is float:
            return write_number(item)
        return b"%d" % item if kind is int else to_bytes(item)

    def list_bytes(array: Any) -> bytes:
        items = [b"%d" % each if type(each) is int else bytes_of(each) for each in array]
        return b"[" + b" ".join(items) + b"]"

    pydyf._to_bytes = bytes_of
    pydyf.Array.data = property(list_bytes)


PATCH = Patch("values without detours", "pydyf", Effect.SPEED, apply)
