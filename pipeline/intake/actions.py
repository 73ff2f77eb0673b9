"""Actions that follow one on another (ISO 32000-1, 12.6.2)."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from pipeline.intake.kept_objects import is_reference


def follow_actions(value_of: Callable[[Any], Any], items: Iterable[Any]) -> Iterator[dict[str, Any]]:
    """The actions among *items* (actions, and arrays of them) and all that follow on them, each object once.

    *value_of* gives what a reference leads to. How many are too many is for the caller to say: a hostile file can have
    any number.
    """
    waiting, seen = list(items), set[int]()
    while waiting:
        item = waiting.pop()
        if is_reference(item):
            if item.idnum in seen:
                continue
            seen.add(item.idnum)
        value = value_of(item)
        if isinstance(value, list):
            waiting += value
        elif isinstance(value, dict) and ("/S" in value or "/JS" in value):  # else a place, as of /OpenAction
            yield value
            waiting.append(value.get("/Next"))
