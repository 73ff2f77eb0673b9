"""Objects of a PDF that may be damaged or hostile, read from bytes without recursion (ISO 32000-1, 7.3).

pypdf's own parser calls itself for every bracket, reads a byte at a time, and takes a name for UTF-8, GBK or Latin-1 as
it fits: written again, a face that an old Chinese program has named in GBK is no longer what the page calls it. Here a
name keeps its bytes (as surrogates, which ``objects.written`` writes as they were), numbers are finite and of a
size that readers take, and nesting and length are bounded.
"""

import math
import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from pypdf.generic import ByteStringObject, FloatObject, NameObject

from pipeline.i18n import _

# qpdf refuses objects nested deeper than 500, MuPDF than 100; a real one is seldom nested ten deep.
MAX_DEPTH = 100
# ISO 32000-1, annex C: what a reader must take at least; what is beyond is cut to it.
MAX_INTEGER = 2**31 - 1
MAX_REAL = 3.403e38
# A real that is smaller than the smallest of ISO 32000-1, annex C, is 0.
MIN_REAL = 1.175e-38
# Of numbers nothing is printed beyond these: pypdf writes every digit before the point.
_LONGEST_NUMBER = 60
_MOST_DIGITS_BEFORE_POINT = 1e15

# For patterns: insides of classes, and the class of all other characters (ISO 32000-1, 7.2.2).
WHITE_SPACE = rb"\x00\t\n\x0c\r "
DELIMITERS = rb"()<>\[\]{}/%"
REGULAR = rb"[^" + WHITE_SPACE + DELIMITERS + rb"]"
_GAP = re.compile(rb"(?:[" + WHITE_SPACE + rb"]+|%[^\r\n]*)*")
# One token after white space. What it is is told by the last group: the order of _KINDS is that of the groups.
_TOKEN = re.compile(
    rb"[" + WHITE_SPACE + rb"]*(?:"
    rb"/(" + REGULAR + rb"*)"
    rb"|(\d{1,10})[" + WHITE_SPACE + rb"]+(\d{1,5})[" + WHITE_SPACE + rb"]+R(?!" + REGULAR + rb")"
    rb"|([+-]?\d{1,9})(?!" + REGULAR + rb")"
    rb"|(<<|\[)|(>>|\])|<([^<>]*)>|(\()|(" + REGULAR + rb"+)|(%[^\r\n]*))"
)
_NAME, _FIRST_OF_REFERENCE, _REFERENCE, _INTEGER, _OPENING, _CLOSING, _HEXADECIMAL, _STRING, _WORD, _COMMENT = range(
    1, 11
)
_STRING_MARK = re.compile(rb"[()\\]")
_ESCAPE = re.compile(rb"\\(?:([0-7]{1,3})|(\r\n|\r|\n)|(.))|(\r\n?)", re.DOTALL)
_NAME_ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")
_NOT_HEXADECIMAL = re.compile(rb"[^0-9A-Fa-f]+")
_LONG_INTEGER = re.compile(rb"[+-]?\d+")
_REAL = re.compile(rb"[+-]*(?:\d+\.?\d*|\.\d+)")
_ENDS = frozenset({b"endobj", b"stream", b"endstream", b"obj", b"xref", b"trailer"})
_NAMED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
CONSTANTS: dict[bytes, Any] = {b"true": True, b"false": False, b"null": None}
_MOST_NAMES = 4096


class UnreadableError(ValueError):
    """What stands there is no object that could be read."""

    def __init__(self, reason: str, end: int) -> None:
        super().__init__(reason)
        self.end = end  # how far was read


def gap_end(data: bytes, at: int) -> int:
    """Where white space and comments that begin at *at* end."""
    return _GAP.match(data, at).end()  # type: ignore[union-attr]


def read_value(
    data: bytes, at: int, refer: Callable[[int, int], Any], unveil: Callable[[bytes], bytes]
) -> tuple[Any, int]:
    """The object at *at* and the offset of its end.

    *refer* gives what stands for a reference to a number and generation; *unveil* decrypts a string. Dictionaries are
    dict with NameObject keys, arrays list, strings ByteStringObject. Raises UnreadableError.
    """
    stack: list[tuple[bytes, list[Any]]] = []
    items: list[Any] = []
    while True:
        match = _TOKEN.match(data, at)
        if match is None:
            raise UnreadableError(_("the file ends, or a bracket stands where none may"), at)
        at, kind = match.end(), match.lastindex
        if kind == _NAME:
            value: Any = name_of(match[_NAME])
        elif kind == _REFERENCE:
            value = refer(int(match[_FIRST_OF_REFERENCE]), int(match[_REFERENCE]))
        elif kind == _INTEGER:
            value = int(match[_INTEGER])
        elif kind == _OPENING:
            stack.append((match[_OPENING], items))
            items = []
            if len(stack) > MAX_DEPTH:
                raise UnreadableError(_("nested too deeply"), at)
            continue
        elif kind == _CLOSING:
            value, items = _close(match[_CLOSING], stack, items, at)
        elif kind == _COMMENT:
            continue
        else:
            value, at = _read_seldom(data, match, unveil)
        if not stack:
            return value, at
        items.append(value)


def read_damaged_value(
    data: bytes, at: int, refer: Callable[[int, int], Any], unveil: Callable[[bytes], bytes]
) -> tuple[Any, int]:
    """As `read_value`, but as viewers read an object that is damaged.

    A word that is none counts as null, a key that is no name is passed over, what is open at the end is closed. Raises
    UnreadableError where there is no object at all.
    """
    stack: list[tuple[bytes, list[Any]]] = []
    items: list[Any] = []
    while at < len(data) and not (items and not stack):
        match = _TOKEN.match(data, at)
        if match is None:
            at = gap_end(data, at) + 1
            continue
        if match[_WORD] in _ENDS:
            break
        at, kind = match.end(), match.lastindex
        if kind == _OPENING:
            stack.append((match[_OPENING], items))
            items = []
            if len(stack) > MAX_DEPTH:
                break
        elif kind == _CLOSING:
            items = _close_to(b"[" if match[_CLOSING] == b"]" else b"<<", stack, items)
        elif kind != _COMMENT:
            try:
                value, at = read_value(data, match.start(), refer, unveil)
            except UnreadableError as error:  # a string without an end has read the rest
                value, at = None, max(at, error.end)
            items.append(value)
    while stack:
        items = _close_damaged(stack, items)
    if not items:
        raise UnreadableError(_("the file ends, or a bracket stands where none may"), at)
    return items[0], at


def _close_to(opening: bytes, stack: list[tuple[bytes, list[Any]]], items: list[Any]) -> list[Any]:
    """The items after the innermost bracket *opening* is closed with what is open in it; *items* if there is none."""
    if all(opening != each for each, _items in stack):
        return items
    while stack[-1][0] != opening:
        items = _close_damaged(stack, items)
    return _close_damaged(stack, items)


def _close_damaged(stack: list[tuple[bytes, list[Any]]], items: list[Any]) -> list[Any]:
    """The items before the array or dictionary of *items*, which ends, and it."""
    opening, before = stack.pop()
    if opening == b"[":
        before.append(items)
        return before
    found, rest = {}, iter(items)
    for key in rest:
        if type(key) is NameObject and (value := next(rest, None)) is not None:
            found[key] = value
        elif isinstance(key, dict):
            found |= key
    before.append(found)
    return before


def _close(closing: bytes, stack: list[tuple[bytes, list[Any]]], items: list[Any], at: int) -> tuple[Any, list[Any]]:
    """The array or dictionary of *items* that ends, and the items before it."""
    opening, before = stack.pop() if stack else (b"", items)
    if (opening, closing) == (b"[", b"]"):
        return items, before
    if (opening, closing) != (b"<<", b">>"):
        raise UnreadableError(_("brackets that don't match"), at)
    keys, values = items[::2], items[1::2]
    if len(keys) != len(values) or any(type(key) is not NameObject for key in keys):
        raise UnreadableError(_("a dictionary that is not made of pairs"), at)
    found = dict(zip(keys, values, strict=True))
    if None in values:  # the same as no value, but for content that is named and missing, which is a page lost
        found = {key: each for key, each in found.items() if each is not None or key == "/Contents"}
    return found, before


def _read_seldom(data: bytes, match: re.Match[bytes], unveil: Callable[[bytes], bytes]) -> tuple[Any, int]:
    if match.lastindex == _HEXADECIMAL:
        digits = _NOT_HEXADECIMAL.sub(b"", match[_HEXADECIMAL])
        text = bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode("ascii"))
        return ByteStringObject(unveil(text)), match.end()
    if match.lastindex == _STRING:
        return _read_string(data, match.end() - 1, unveil)
    word = match[_WORD]
    return CONSTANTS[word] if word in CONSTANTS else _number(word, match.end()), match.end()


@lru_cache(_MOST_NAMES)
def name_of(raw: bytes) -> NameObject:
    """The name that is written as *raw*, without the solidus."""
    text = _NAME_ESCAPE.sub(lambda match: bytes.fromhex(match[1].decode("ascii")), raw)
    return NameObject("/" + text.replace(b"\0", b"").decode("utf-8", "surrogateescape"))


def _number(word: bytes, end: int) -> int | FloatObject:
    if len(word) <= _LONGEST_NUMBER and _LONG_INTEGER.fullmatch(word):
        return max(-MAX_INTEGER, min(MAX_INTEGER, int(word)))
    match = _REAL.match(word[:_LONGEST_NUMBER])
    if match is None:
        raise UnreadableError(_("a word that is none of PDF"), end)
    return real(float(match[0].lstrip(b"+-")) * (-1 if match[0].startswith(b"-") else 1))


def real(number: float) -> FloatObject:
    """*number* as it can be written; what is beyond all measure is cut, what is none becomes 0."""
    if not math.isfinite(number) or abs(number) < MIN_REAL:
        return FloatObject(0.0)
    return FloatObject(max(-_MOST_DIGITS_BEFORE_POINT, min(_MOST_DIGITS_BEFORE_POINT, number)))


def _read_string(data: bytes, at: int, unveil: Callable[[bytes], bytes]) -> tuple[Any, int]:
    depth, here = 0, at
    while match := _STRING_MARK.search(data, here):
        here = match.end()
        if match[0] == b"\\":
            here += 1
            continue
        depth += 1 if match[0] == b"(" else -1
        if depth == 0:
            text = _ESCAPE.sub(_unescape, data[at + 1 : match.start()])
            return ByteStringObject(unveil(text)), here
    raise UnreadableError(_("a string without an end"), len(data))


def _unescape(match: re.Match[bytes]) -> bytes:
    if match[1]:
        return bytes([int(match[1], 8) & 0xFF])
    if match[2]:
        return b""
    return b"\n" if match[4] else _NAMED.get(match[3], match[3])
