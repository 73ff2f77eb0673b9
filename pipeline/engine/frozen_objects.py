"""What a content stream names, as bytes: objects of pydyf, frozen and thawed, anew for each file they are written to.

A value is told as JSON tells it, an object as a list that begins with its kind. Streams have rows of their own, each
behind those that it names: one that is named twice, by a page and by a mask, is one stream again.
"""

import zlib
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pydyf

from pipeline.engine.packed_values import UnreadableError, pack, require_list, unpack

LEVEL = 7
"""Of zlib. It takes a third of the time of level 9, and a quarter of a per cent more room."""
_ARRAY, _BYTES, _STREAM, _STRING = "array", "bytes", "stream", "string"


def freeze(value: Any) -> bytes:
    """An object of pydyf as bytes; streams of any kind become plain ones, deflated. Raises TypeError for others."""
    rows = _Rows()
    told = rows.tell(value)
    return pack([told, rows.extras], rows.pieces)


def thaw(data: bytes) -> Any:
    """What was frozen. Raises UnreadableError for anything else."""
    try:
        (told, extras), pieces = unpack(data)
        streams: list[Any] = []
        for extra, piece in zip(require_list(extras, dict), pieces, strict=True):
            streams.append(pydyf.Stream([piece], dict(make_object(extra, streams))))
        return make_object(told, streams)
    except (ValueError, TypeError, LookupError, RecursionError) as error:
        raise UnreadableError from error


def change_contents(data: bytes, change: Callable[[bytes], bytes]) -> bytes:
    """What was frozen, with the deflated contents of its forms and patterns as *change* has them."""
    (told, extras), pieces = unpack(data)
    rows = zip(require_list(extras, dict), pieces, strict=True)
    changed = [change(piece) if _is_content(extra) else piece for extra, piece in rows]
    return pack([told, extras], changed) if changed != pieces else data


def _is_content(extra: Mapping[str, Any]) -> bool:
    is_painted = extra.get("Subtype") == "/Form" or extra.get("PatternType") == 1
    return is_painted and extra.get("Filter") == "/FlateDecode"


def tell_object(value: Any) -> Any:
    """An object of pydyf that names no stream, as values of JSON. Raises TypeError for others."""
    return _Rows(has_streams=False).tell(value)


def make_object(told: Any, streams: Sequence[Any] = ()) -> Any:
    """The object that was *told*, which names *streams* by their numbers. Raises ValueError, TypeError, LookupError."""
    if isinstance(told, dict):
        return pydyf.Dictionary({_require_ascii(key): make_object(value, streams) for key, value in told.items()})
    if not isinstance(told, list):
        return _require_ascii(told)
    kind, *values = told
    if kind == _ARRAY:
        return pydyf.Array([make_object(value, streams) for value in values])
    (value,) = values
    if kind == _BYTES and isinstance(value, str):
        return value.encode("latin-1")
    if kind == _STRING and isinstance(value, str):
        return pydyf.String(value)
    if kind == _STREAM and isinstance(value, int) and value >= 0:
        return streams[value]
    raise UnreadableError(kind)


def _require_ascii(told: Any) -> Any:
    """*told*, which is written as it stands."""
    if isinstance(told, str) and not told.isascii():
        raise UnreadableError(told)
    return told


def join_stream(stream: Any) -> bytes:
    """The bytes of a stream of pydyf, as it is written."""
    to_bytes = pydyf._to_bytes
    return b"\n".join([item if type(item) is bytes else to_bytes(item) for item in stream.stream])


class _Rows:
    """The streams that have been told: what is said of each (*extras*) and its data (*pieces*)."""

    def __init__(self, has_streams: bool = True) -> None:
        self.extras: list[Mapping[str, Any]] = []
        self.pieces: list[bytes] = []
        self._numbers: dict[int, int] = {}
        self._has_streams = has_streams

    def tell(self, value: Any) -> Any:
        """*value* as JSON has it."""
        if value is None or isinstance(value, str | int | float):
            return value
        if isinstance(value, bytes):
            return [_BYTES, value.decode("latin-1")]
        if isinstance(value, pydyf.Dictionary):
            return self._tell_entries(value)
        if isinstance(value, pydyf.Array):
            return [_ARRAY, *map(self.tell, value)]
        if isinstance(value, pydyf.String) and isinstance(value.string, str):
            return [_STRING, value.string]
        if isinstance(value, pydyf.Stream) and self._has_streams:
            return [_STREAM, self._number(value)]
        raise TypeError(type(value))

    def _tell_entries(self, entries: Mapping[str, Any]) -> dict[str, Any]:
        if not all(isinstance(key, str) for key in entries):
            raise TypeError(entries)
        return {key: self.tell(value) for key, value in entries.items()}

    def _number(self, stream: Any) -> int:
        number = self._numbers.get(id(stream))
        if number is None:
            data, extra = join_stream(stream), dict(stream.extra)
            if stream.compress:
                data, extra["Filter"] = zlib.compress(data, LEVEL), "/FlateDecode"
            told = self._tell_entries(extra)
            number = self._numbers[id(stream)] = len(self.extras)
            self.extras.append(told)
            self.pieces.append(data)
        return number
