"""Nodes of articles, blocks and inlines of one kind, wherever they stand."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any


def find_nodes(node: Any, *kinds: type, within: bool = False) -> Iterator[Any]:
    """Those of *kinds* in *node*, a block, an inline or a tuple of such, in order; *within*: also those in others."""
    if isinstance(node, kinds):
        yield node
        if not within:
            return
    if isinstance(node, tuple):
        for each in node:
            yield from find_nodes(each, *kinds, within=within)
        return
    own: Any = type(node)
    for name in _field_names(own):
        value = getattr(node, name)
        kind: Any = type(value)
        if isinstance(value, tuple) or _field_names(kind):
            yield from find_nodes(value, *kinds, within=within)


@cache
def _field_names(kind: Any) -> tuple[str, ...]:
    """Of a dataclass; none of another type."""
    return tuple(each.name for each in fields(kind)) if is_dataclass(kind) else ()
