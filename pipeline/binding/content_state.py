"""Whether a content stream closes the graphics states that it opens (ISO 32000-1, 8.4.2).

Stamps are drawn after the content of a page: what it leaves open would move and colour them, and a state that it closes
without having opened it would undo the one that is opened around it.
"""

import re
from collections.abc import Iterable
from typing import NamedTuple

_DELIMITER = rb"\x00\t\n\x0c\r ()<>\[\]{}%"
_MARK = re.compile(
    rb"\(|%[^\r\n]*|<[0-9A-Fa-f\s]*>"
    rb"|(?<![^" + _DELIMITER + rb"])(q|Q|BI)(?![^" + _DELIMITER + rb"/])"
)
_STRING_MARK = re.compile(rb"[()\\]")
_DATA = re.compile(rb"(?<![^" + _DELIMITER + rb"])ID[\x00\t\n\x0c\r ]")
_DATA_END = re.compile(rb"(?<=[\x00\t\n\x0c\r ])EI(?![^" + _DELIMITER + rb"/])")


class State(NamedTuple):
    """How the depth of graphics states changes: *lowest* below the start (0 or less) and *end*, from the start."""

    lowest: int
    end: int


def state_of(content: bytes) -> State:
    """What *content* does to the depth of graphics states, in one pass over it."""
    lowest = depth = at = 0
    while match := _MARK.search(content, at):
        at = match.end()
        if match[0] == b"(":
            at = _string_end(content, at)
        elif match[1] == b"q":
            depth += 1
        elif match[1] == b"Q":
            depth -= 1
            lowest = min(lowest, depth)
        elif match[1] == b"BI":
            at = _image_end(content, at)
    return State(lowest, depth)


def _string_end(content: bytes, at: int) -> int:
    depth = 1
    while match := _STRING_MARK.search(content, at):
        at = match.end()
        if match[0] == b"\\":
            at += 1
            continue
        depth += 1 if match[0] == b"(" else -1
        if not depth:
            return at
    return len(content)


def _image_end(content: bytes, at: int) -> int:
    """Where an inline image ends (ISO 32000-1, 8.9.7)."""
    data = _DATA.search(content, at)
    end = _DATA_END.search(content, data.end()) if data else None
    return end.end() if end else len(content)


def joined(states: Iterable[State]) -> State:
    """The state after several streams, one after the other."""
    lowest = depth = 0
    for state in states:
        lowest = min(lowest, depth + state.lowest)
        depth += state.end
    return State(lowest, depth)
