"""Typed values as JSON and pieces of bytes, and back: what is made again has just the types that are asked for.

The type says how a value is told: text, numbers and None by themselves, bytes as the number of a piece, a path as its
name, a member of an enumeration as its value, maps as a list of keys and one of values, tuples, named tuples and
dataclasses as lists.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, NamedTuple, get_args, get_origin, get_type_hints

from pipeline.engine.packed_values import UnreadableError, require_list

_PLAIN: Mapping[Any, tuple[type, ...]] = {int: (int,), float: (float, int), str: (str,), bool: (bool,)}


class Codec(NamedTuple):
    """How values of one type are told, with pieces to be added to, and made again of what was told and the pieces.

    *make* raises ValueError, TypeError or LookupError for anything else. *plain*: the types told by themselves.
    """

    tell: Callable[[Any, list[bytes]], Any]
    make: Callable[[Any, Sequence[bytes]], Any]
    plain: tuple[type, ...] = ()


@cache
def codec_of(kind: Any) -> Codec:
    """The codec of the type *kind*. Raises TypeError for one that is not told of above."""
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is UnionType or kind in _PLAIN:
        return _make_plain(tuple(each for one in arguments or (kind,) for each in _PLAIN.get(one, (one,))))
    if kind is bytes:
        return Codec(_add_piece, _take_piece)
    if origin is tuple:
        is_any_length = arguments[-1] is ...
        return (
            _sequence(codec_of(arguments[0])) if is_any_length else _row([codec_of(each) for each in arguments], None)
        )
    if origin is not None and issubclass(origin, Mapping):
        return _map(*(_sequence(codec_of(each)) for each in arguments))
    if issubclass(kind, Enum):
        return Codec(lambda value, _pieces: value.value, lambda told, _pieces: kind(told))
    if issubclass(kind, Path):
        return Codec(lambda value, _pieces: str(value), lambda told, _pieces: Path(*require_list([told], str)))
    names = [each.name for each in fields(kind)] if is_dataclass(kind) else kind._fields
    hints = get_type_hints(kind)
    return _row([codec_of(hints[name]) for name in names], kind, names)


def _make_plain(kinds: tuple[type, ...]) -> Codec:
    if not {NoneType, int, float, str, bool}.issuperset(kinds):
        raise TypeError(kinds)

    def make(told: Any, _pieces: Sequence[bytes]) -> Any:
        return require_list([told], *kinds)[0]

    return Codec(make, make, kinds)


def _add_piece(value: bytes, pieces: list[bytes]) -> int:
    pieces.append(value)
    return len(pieces) - 1


def _take_piece(told: Any, pieces: Sequence[bytes]) -> bytes:
    if type(told) is not int or told < 0:
        raise UnreadableError(told)
    return pieces[told]


def _sequence(item: Codec) -> Codec:
    if item.plain:
        return Codec(
            lambda value, _pieces: require_list(list(value), *item.plain),
            lambda told, _pieces: tuple(require_list(told, *item.plain)),
        )
    return Codec(
        lambda value, pieces: [item.tell(each, pieces) for each in value],
        lambda told, pieces: tuple([item.make(each, pieces) for each in require_list(told, list, int, str)]),
    )


def _map(keys: Codec, values: Codec) -> Codec:
    def make(told: Any, pieces: Sequence[bytes]) -> Any:
        names, items = told
        return dict(zip(keys.make(names, pieces), values.make(items, pieces), strict=True))

    return Codec(lambda value, pieces: [keys.tell(value, pieces), values.tell(value.values(), pieces)], make)


def _row(items: Sequence[Codec], kind: Any, names: Sequence[str] = ()) -> Codec:
    plain = [item.plain for item in items]
    is_plain = all(plain)  # as of a piece of text, of which a part has thousands
    build = _by_names(kind, names) if is_dataclass(kind) else getattr(kind, "_make", tuple)

    def tell(value: Any, pieces: list[bytes]) -> list[Any]:
        columns = value if isinstance(value, tuple) else [getattr(value, name) for name in names]
        if is_plain and len(columns) == len(plain):
            for each, kinds in zip(columns, plain, strict=True):
                if type(each) not in kinds:
                    raise UnreadableError(each)
            return list(columns)
        return [item.tell(each, pieces) for item, each in zip(items, columns, strict=True)]

    def make(told: Any, pieces: Sequence[bytes]) -> Any:
        if type(told) is not list:
            raise UnreadableError(told)
        if not is_plain:
            return build([item.make(each, pieces) for item, each in zip(items, told, strict=True)])
        for each, kinds in zip(told, plain, strict=True):
            if type(each) not in kinds:
                raise UnreadableError(each)
        return build(told)

    return Codec(tell, make)


def _by_names(kind: Any, names: Sequence[str]) -> Callable[[Sequence[Any]], Any]:
    return lambda values: kind(**dict(zip(names, values, strict=True)))
