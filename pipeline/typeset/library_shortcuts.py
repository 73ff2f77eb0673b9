"""The libraries below WeasyPrint asked less: pydyf writes and compresses with less work, tinyhtml5 keeps its patterns.

Checked against pydyf 0.13 (``_to_bytes``; ``Stream.data`` compresses at level 9) and tinyhtml5 2.1 (inputstream.py
``chars_until``, which keeps each pattern under a key that is never asked for).
"""

import re
import zlib
from typing import Any

import pydyf
from tinyhtml5 import inputstream

_LEVEL = 7  # takes a third of the time of level 9, and a quarter of a per cent more room


def install() -> None:
    """Replace the functions; to be called once in a process."""
    pydyf._to_bytes = _Bytes(pydyf._to_bytes).bytes_of
    pydyf.zlib = _Compression
    inputstream.characters_until_regex = _Patterns(inputstream.characters_until_regex)


class _Bytes:
    """Numbers and names as PDF has them."""

    def __init__(self, to_bytes: Any) -> None:
        self._to_bytes = to_bytes

    def bytes_of(self, item: Any) -> Any:
        """As ``_to_bytes``; most items are text, numbers or bytes, and of no subclass of them."""
        kind = type(item)
        if kind is str:
            return item.encode("ascii")
        if kind is bytes:
            return item
        return b"%d" % item if kind is int else self._to_bytes(item)


class _Compression:
    """Stands for the module zlib in pydyf."""

    compress = staticmethod(zlib.compress)

    @staticmethod
    def compressobj(level: int) -> Any:
        """As that of zlib, at our level for the highest."""
        return zlib.compressobj(min(level, _LEVEL))


class _Patterns(dict[tuple[Any, bool], re.Pattern[str]]):
    """Patterns by the characters they are made of, and whether they match these or all others."""

    def __missing__(self, key: tuple[Any, bool]) -> re.Pattern[str]:
        characters, these = key
        among = "".join(f"\\x{ord(character):02x}" for character in characters)
        pattern = self[key] = re.compile(f"[{'' if these else '^'}{among}]+")
        return pattern
