"""Finds objects, trailer and encryption of a PDF whose cross-reference can't be used.

Objects are where they say that they begin; of several of one number the last counts, as it does in a file that was
saved again and again (ISO 32000-1, 7.5.6).
"""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from pipeline.pdf.foreign_files import CrossReference, read_cross_reference
from pipeline.pdf.header import has_header
from pipeline.pdf.object_syntax import WHITE_SPACE, UnreadableError, read_value
from pipeline.pdf.objects import IndirectObject, write_object
from pipeline.pdf.stream_decoding import LIMITS

HEAD = re.compile(rb"(?<!\d)(\d{1,10})[" + WHITE_SPACE + rb"]+(\d{1,5})[" + WHITE_SPACE + rb"]+obj(?![A-Za-z])")
_TRAILER = re.compile(rb"trailer(?=[" + WHITE_SPACE + rb"]*<<)")
_TRAILER_KEYS = ("/Root", "/Encrypt", "/ID")
_BEGINNING = 1024  # bytes: in so many an object names its type
_BEGINNING_ENDS = re.compile(rb"stream|endobj")  # what follows is no more of its dictionary


def is_pdf(data: bytes) -> bool:
    """Whether *data* begin as a PDF does, or have lost no more than that: objects and a trailer are there."""
    return has_header(data) or (b" obj" in data and (b"trailer" in data or b"/XRef" in data) and b"/Pages" in data)


def find_objects(data: bytes) -> dict[tuple[int, int], int]:
    """Where in *data* objects begin, by number and generation."""
    return {(int(match[1]), int(match[2])): match.start() for match in HEAD.finditer(data)}


def begins_with(data: bytes, at: int, kind: bytes) -> bool:
    """Whether the object at *at* seems to be of *kind* (the name of a type with its solidus)."""
    end = _BEGINNING_ENDS.search(data, at, at + _BEGINNING)
    return data.find(kind, at, end.start() if end else at + _BEGINNING) >= 0


def find_trailer(data: bytes, objects: Iterable[int], spend: Callable[[int], None]) -> dict[str, Any]:
    """What trailers and cross-reference streams say of catalogue, encryption and identifier, the last counting.

    *spend* is told how much was read, and raises when that is too much.
    """
    found: dict[str, Any] = {}
    places = [match.end() for match in _TRAILER.finditer(data)]
    places += [match.end() for at in objects if begins_with(data, at, b"/XRef") and (match := HEAD.match(data, at))]
    for at in sorted(places):
        try:
            value, end = read_value(
                data, at, lambda number, generation: IndirectObject(number, generation, None), bytes
            )
        except UnreadableError as error:
            spend(error.end - at)
            continue
        spend(end - at)
        if isinstance(value, dict):
            found |= {key: value[key] for key in _TRAILER_KEYS if key in value}
    return found


def find_encryption_entries(
    data: bytes, objects: Mapping[tuple[int, int], int], trailer: dict[str, Any]
) -> dict[str, Any] | None:
    """The dictionary that the *trailer* of *data* names under /Encrypt; None where there is none.

    What is damaged so that it can't be read is an empty dictionary.
    """
    held = trailer.get("/Encrypt")
    if isinstance(held, IndirectObject):
        head = HEAD.match(data, objects.get((held.idnum, held.generation), len(data)))
        if head is None:
            return None
        try:
            held = read_value(data, head.end(), lambda _number, _generation: None, bytes)[0]
        except UnreadableError:
            held = {}
    return held if isinstance(held, dict) else None


def find_encryption(data: bytes, objects: Mapping[tuple[int, int], int], trailer: dict[str, Any]) -> CrossReference:
    """How *data* is encrypted, which pypdf is asked with a cross-reference that has no more than it needs.

    Raises whatever pypdf raises.
    """
    held = trailer["/Encrypt"]
    row = b""
    if isinstance(held, IndirectObject):
        place = objects.get((held.idnum, held.generation), 0)
        row = b"%d 1\n%010d %05d n \n" % (held.idnum, place, held.generation)
    table = b"\nxref\n0 1\n0000000000 65535 f \n%strailer\n%s\nstartxref\n%d\n%%%%EOF\n"
    return read_cross_reference(data + table % (row, write_object(trailer), len(data) + 1), LIMITS)
