"""Whether a content stream closes what it opens: graphics states, text, marked content (ISO 32000-1, 8.4.2, 9.4, 14.6).

Stamps are drawn after the content of a page: what it leaves open would move, colour or swallow them, and a state that
it closes without having opened it would undo the one that is opened around it. Nor would a state that is opened for it
do: readers pass over what closes nothing, and go on in the colours and at the place where they are.

Only words and brackets are looked for. To take the operands apart as well, as ``pdf.content_tokens`` does, would take
twice as long, and would refuse content that viewers show in spite of a broken operand; tables are shared.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pipeline.pdf.content_tokens import OPERATORS, BrokenContentError, find_image_end
from pipeline.pdf.object_syntax import CONSTANTS, WHITE_SPACE

_DELIMITER = WHITE_SPACE + rb"()<>\[\]{}%"  # all but the solidus: what follows it is a name, and no word
_MARK = re.compile(
    rb"\(|%[^\r\n]*|<<|>>|[\[\]]|<[0-9A-Fa-f\s]*>"
    rb"|(?<![^" + _DELIMITER + rb"])[^0-9+\-./" + _DELIMITER + rb"][^/" + _DELIMITER + rb"]*"
)
_WORDS = OPERATORS.union(CONSTANTS)
_MAX_NESTING = 100  # arrays and dictionaries within one another; qpdf gives up at 500
_STRING_MARK = re.compile(rb"[()\\]")
_DATA = re.compile(rb"(?<![^" + _DELIMITER + rb"])ID[" + WHITE_SPACE + rb"]")
# What each operator does to the depth of which kind.
_STATE, _TEXT, _MARKED = range(3)
_STEPS = {
    b"q": (_STATE, 1),
    b"Q": (_STATE, -1),
    b"BT": (_TEXT, 1),
    b"ET": (_TEXT, -1),
    b"BMC": (_MARKED, 1),
    b"BDC": (_MARKED, 1),
    b"EMC": (_MARKED, -1),
}
_OPENERS, _CLOSERS = (b"q ", b"BT ", b"/Artifact BMC "), (b" Q", b" ET", b" EMC")
_IN_ORDER_OF_CLOSING = (_TEXT, _MARKED, _STATE)
_BRACKETS = {b"[": 1, b"<<": 1, b"]": -1, b">>": -1}


@dataclass(frozen=True, slots=True)
class State:
    """How the depths change, each by kind: *lowest* below the start (0 or less) and *end*, from the start."""

    lowest: tuple[int, int, int] = (0, 0, 0)
    end: tuple[int, int, int] = (0, 0, 0)
    strange: int = 0  # words that are no operators

    @property
    def depth(self) -> int:
        """How much must be opened before, or closed after."""
        return max(*(end - low for end, low in zip(self.end, self.lowest, strict=True)), *(-low for low in self.lowest))

    @property
    def before(self) -> bytes:
        """What must be written before the content so that nothing is closed that was not opened."""
        return b"".join(_OPENERS[kind] * -self.lowest[kind] for kind in reversed(_IN_ORDER_OF_CLOSING))

    @property
    def after(self) -> bytes:
        """What must be written after the content, and what stands before it, so that nothing is left open."""
        return b"".join(_CLOSERS[kind] * (self.end[kind] - self.lowest[kind]) for kind in _IN_ORDER_OF_CLOSING)


def state_of(content: bytes) -> State:
    """What *content* does to the depths, in one pass over it. Raises BrokenContentError."""
    lowest, depth = [0, 0, 0], [0, 0, 0]
    at = brackets = known = strange = 0
    while match := _MARK.search(content, at):
        at, word = match.end(), match[0]
        if word in _WORDS:
            known += 1
        if step := _STEPS.get(word):
            kind, change = step
            depth[kind] += change
            lowest[kind] = min(lowest[kind], depth[kind])
        elif word == b"(":
            at = _string_end(content, at)
        elif word == b"BI":
            at = _image_end(content, at)
        elif word in _BRACKETS:
            brackets += _BRACKETS[word]
            if brackets < 0:
                brackets, strange = 0, strange + 1
            if brackets > _MAX_NESTING:
                raise BrokenContentError
        elif word not in _WORDS and word[:1] not in b"%<":
            strange += 1
    if brackets or strange > known:
        raise BrokenContentError
    return State((lowest[0], lowest[1], lowest[2]), (depth[0], depth[1], depth[2]), strange)


def without_surplus(content: bytes) -> bytes:
    """*content* without the operators that close what was not opened: readers pass over them.

    Raises BrokenContentError.
    """
    depth, at, kept = [0, 0, 0], 0, bytearray()
    for start, end, kind, change in _find_steps(content):
        if depth[kind] + change < 0:
            kept += content[at:start]
            at = end
        else:
            depth[kind] += change
    return bytes(kept + content[at:])


def _find_steps(content: bytes) -> Iterator[tuple[int, int, int, int]]:
    """Where each operator that changes a depth begins and ends, which kind of depth, and by how much."""
    at = 0
    while match := _MARK.search(content, at):
        at, word = match.end(), match[0]
        if step := _STEPS.get(word):
            yield match.start(), at, *step
        elif word == b"(":
            at = _string_end(content, at)
        elif word == b"BI":
            at = _image_end(content, at)


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
    raise BrokenContentError


def _image_end(content: bytes, at: int) -> int:
    """Where an inline image ends (ISO 32000-1, 8.9.7)."""
    data = _DATA.search(content, at)
    if data is None:
        raise BrokenContentError
    return find_image_end(content, data.end() - 1)


def join_states(states: Iterable[State]) -> State:
    """The state after several streams, one after the other."""
    lowest, depth, strange = [0, 0, 0], [0, 0, 0], 0
    for state in states:
        strange += state.strange
        for kind in range(3):
            lowest[kind] = min(lowest[kind], depth[kind] + state.lowest[kind])
            depth[kind] += state.end[kind]
    return State((lowest[0], lowest[1], lowest[2]), (depth[0], depth[1], depth[2]), strange)
