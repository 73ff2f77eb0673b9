"""Values of JSON and pieces of bytes as one sequence of bytes, and back.

Whoever wrote them, reading calls nothing and takes room in proportion to their length.
"""

import json
from collections.abc import Sequence
from typing import Any

_SIZE = 4  # bytes that tell the length of the JSON
_MOST = 32 << 20  # bytes of JSON; a part of 50 pages has 0.3 million. A value of three bytes takes eighty in memory.


class UnreadableError(ValueError):
    """Bytes that are not what was packed or frozen."""


def pack(value: Any, pieces: Sequence[bytes]) -> bytes:
    """The JSON *value* and the *pieces*, as bytes. Raises ValueError where that is too much."""
    head = json.dumps([value, [len(piece) for piece in pieces]], separators=(",", ":")).encode("ascii")
    if len(head) > _MOST:
        raise ValueError(len(head))
    return b"".join((len(head).to_bytes(_SIZE), head, *pieces))


def unpack(data: bytes) -> tuple[Any, list[bytes]]:
    """What was packed. Raises UnreadableError for anything else."""
    start = _SIZE + int.from_bytes(data[:_SIZE])
    if not _SIZE < start <= min(len(data), _SIZE + _MOST):
        raise UnreadableError(start)
    try:
        value, sizes = json.loads(data[_SIZE:start].decode("ascii"))
    except (ValueError, TypeError, RecursionError) as error:
        raise UnreadableError from error
    pieces = []
    for size in require_list(sizes, int):
        if not 0 <= size <= len(data) - start:
            raise UnreadableError(size)
        pieces.append(data[start : start + size])
        start += size
    if start != len(data):
        raise UnreadableError(start)
    return value, pieces


def require_list(value: Any, *kinds: type) -> list[Any]:
    """*value*, which must be a list of values of just these *kinds*. Raises UnreadableError."""
    if type(value) is not list or not set(map(type, value)).issubset(kinds):
        raise UnreadableError(type(value))
    return value
