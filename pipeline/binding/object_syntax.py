"""Objects of a PDF that may be damaged or hostile, read from bytes without recursion (ISO 32000-1, 7.3).

pypdf's own parser calls itself for every bracket, reads a byte at a time, and takes a name for UTF-8, GBK or Latin-1 as
it fits: written again, a face that an old Chinese program has named in GBK is no longer what the page calls it. Here a
name keeps its bytes (as surrogates, which ``pdf_objects.written`` writes as they were), numbers are finite and of a size
that readers take, and nesting and length are bounded.
"""

import math
import re
from collections.abc import Callable
from dataclasses import dataclass
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

_SPACE = rb"[\x00\t\n\x0c\r ]"
_GAP = re.compile(rb"(?:[\x00\t\n\x0c\r ]+|%[^\r\n]*)*")
_REFERENCE = re.compile(rb"(\d{1,10})" + _SPACE + rb"+(\d{1,5})" + _SPACE + rb"+R(?![^\x00\t\n\x0c\r ()<>\[\]{}/%])")
_REGULAR = re.compile(rb"[^\x00\t\n\x0c\r ()<>\[\]{}/%]*")
_HEXADECIMAL = re.compile(rb"<([^<>]*)>")
_STRING_MARK = re.compile(rb"[()\\]")
_ESCAPE = re.compile(rb"\\(?:([0-7]{1,3})|(\r\n|\r|\n)|(.))|(\r\n?)", re.DOTALL)
_NAME_ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")
_NOT_HEXADECIMAL = re.compile(rb"[^0-9A-Fa-f]+")
_INTEGER = re.compile(rb"[+-]?\d+")
_REAL = re.compile(rb"[+-]*(?:\d+\.?\d*|\.\d+)")
_NAMED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
_WORDS: dict[bytes, Any] = {b"true": True, b"false": False, b"null": None}


class UnreadableError(ValueError):
    """What stands there is no object that could be read."""

    def __init__(self, reason: str, end: int) -> None:
        super().__init__(reason)
        self.end = end  # how far was read


@dataclass(frozen=True, slots=True)
class _Open:
    """An array or dictionary that is not closed yet."""

    is_dictionary: bool
    items: list[Any]


def gap_end(data: bytes, at: int) -> int:
    """Where white space and comments that begin at *at* end."""
    return _GAP.match(data, at).end()  # type: ignore[union-attr]


def read_value(data: bytes, at: int, refer: Callable[[int, int], Any], unveil: Callable[[bytes], bytes]) -> Any:
    """The object at *at* and the offset of its end.

    *refer* gives what stands for a reference to a number and generation; *unveil* decrypts a string. Dictionaries are
    dict with NameObject keys, arrays list, strings ByteStringObject. Raises UnreadableError.
    """
    stack: list[_Open] = []
    while True:
        at = gap_end(data, at)
        head = data[at : at + 1]
        if head == b"[" or data[at : at + 2] == b"<<":
            at += 1 if head == b"[" else 2
            stack.append(_Open(head != b"[", []))
            if len(stack) > MAX_DEPTH:
                raise UnreadableError(_("nested too deeply"), at)
            continue
        if head == b"]" or data[at : at + 2] == b">>":
            at += 1 if head == b"]" else 2
            if not stack or stack[-1].is_dictionary == (head == b"]"):
                raise UnreadableError(_("brackets that don't match"), at)
            value = _closed(stack.pop(), at)
        else:
            value, at = _read_simple(data, at, refer, unveil)
        if not stack:
            return value, at
        stack[-1].items.append(value)


def _closed(opened: _Open, at: int) -> Any:
    if not opened.is_dictionary:
        return opened.items
    keys, values = opened.items[::2], opened.items[1::2]
    if len(keys) != len(values) or not all(isinstance(key, NameObject) for key in keys):
        raise UnreadableError(_("a dictionary that is not made of pairs"), at)
    return {key: value for key, value in zip(keys, values, strict=True) if value is not None}


def _read_simple(data: bytes, at: int, refer: Callable[[int, int], Any], unveil: Callable[[bytes], bytes]) -> Any:
    head = data[at : at + 1]
    if head == b"/":
        end = _REGULAR.match(data, at + 1).end()  # type: ignore[union-attr]
        return name_of(data[at + 1 : end]), end
    if head == b"(":
        return _read_string(data, at, unveil)
    if head == b"<":
        match = _HEXADECIMAL.match(data, at)
        if match is None:
            raise UnreadableError(_("a string without an end"), at)
        digits = _NOT_HEXADECIMAL.sub(b"", match[1])
        text = bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode("ascii"))
        return ByteStringObject(unveil(text)), match.end()
    if reference := _REFERENCE.match(data, at):
        return refer(int(reference[1]), int(reference[2])), reference.end()
    end = _REGULAR.match(data, at).end()  # type: ignore[union-attr]
    word = data[at:end]
    if word in _WORDS:
        return _WORDS[word], end
    if not word:
        raise UnreadableError(_("the file ends, or a bracket stands where none may"), at)
    return _number(word, end), end


def name_of(raw: bytes) -> NameObject:
    """The name that is written as *raw*, without the solidus."""
    text = _NAME_ESCAPE.sub(lambda match: bytes.fromhex(match[1].decode("ascii")), raw)
    return NameObject("/" + text.replace(b"\0", b"").decode("utf-8", "surrogateescape"))


def _number(word: bytes, end: int) -> int | FloatObject:
    if len(word) <= _LONGEST_NUMBER and _INTEGER.fullmatch(word):
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


def _read_string(data: bytes, at: int, unveil: Callable[[bytes], bytes]) -> Any:
    depth, here = 0, at
    while match := _STRING_MARK.search(data, here):
        here = match.end()
        if match[0] == b"\\":
            here += 1
            continue
        depth += 1 if match[0] == b"(" else -1
        if depth == 0:
            text = _ESCAPE.sub(_unescaped, data[at + 1 : match.start()])
            return ByteStringObject(unveil(text)), here
    raise UnreadableError(_("a string without an end"), len(data))


def _unescaped(match: re.Match[bytes]) -> bytes:
    if match[1]:
        return bytes([int(match[1], 8) & 0xFF])
    if match[2]:
        return b""
    return b"\n" if match[4] else _NAMED.get(match[3], match[3])
