"""A PDF as numbered objects in bytes, and the few things that can be done to an object without taking it apart.

Most objects of an issue go into the volume as they are, but for the numbers they refer by. To parse and write each of
them takes pypdf half the time of a whole volume; a pattern that knows what a reference looks like takes a fiftieth.
"""

import re
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import BinaryIO

# Strings are tokens of their own, so that nothing inside of them is taken for a reference; no other token, a name or a
# number, can look like one. Strings may hold brackets in pairs (ISO 32000-1, 7.3.4.2); three deep is more than any
# writer nests them, and what is written by ``objects.written`` has them escaped.
_TOKEN = re.compile(
    rb"\((?:[^()\\]|\\.|\((?:[^()\\]|\\.|\((?:[^()\\]|\\.)*\))*\))*\)"
    rb"|(?<!<)<(?!<)[^<>]*>"
    rb"|(/StructParents?)\s+(\d+)"
    rb"|(\d+)\s+\d+\s+R(?![^\s()<>\[\]{}/%])",
    re.DOTALL,
)
_REFERENCE_GROUP = 3
_DEFLATED = re.compile(rb"/Filter\s*\[?\s*/FlateDecode\s*[]/>]")


@dataclass(slots=True)
class RawPdf:
    """The objects of one PDF by number. *bodies* hold what stands between ``obj`` and ``endobj``; of a stream, its
    dictionary without /Length, its encoded data being in *streams*. *root* is the number of the catalogue; *parsed*
    keeps objects that were taken apart (``objects.object_of``), which nobody changes.
    """

    root: int
    bodies: dict[int, bytes] = field(default_factory=dict)
    streams: dict[int, bytes] = field(default_factory=dict)
    parsed: dict[int, object] = field(default_factory=dict, repr=False, compare=False)


class EncodingError(ValueError):
    """A stream is encoded in a way that is not expected here."""


def write_plain(pdf: RawPdf, file: BinaryIO) -> None:
    """Write *pdf* as a file that pdfium can open (ISO 32000-1, 7.5), object by object."""
    offsets, length = {}, file.write(b"%PDF-1.7\n")
    for number, body in pdf.bodies.items():
        offsets[number] = length
        data = pdf.streams.get(number)
        head = body if data is None else body.rstrip()[:-2] + b"/Length %d>>\nstream\n" % len(data)
        length += file.write(b"%d 0 obj\n%s" % (number, head))
        if data is not None:
            length += file.write(data) + file.write(b"\nendstream")
        length += file.write(b"\nendobj\n")
    file.write(b"xref\n0 1\n0000000000 65535 f \n")
    for number, offset in offsets.items():
        file.write(b"%d 1\n%010d 00000 n \n" % (number, offset))
    size = max(offsets, default=0) + 1
    file.write(b"trailer\n<</Size %d/Root %d 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (size, pdf.root, length))


def decode_stream(pdf: RawPdf, number: int) -> bytes:
    """The data of a stream that is plain or deflated without a predictor, as all of ours are.

    Raises EncodingError for any other, KeyError when there is no such stream.
    """
    body, data = pdf.bodies[number], pdf.streams[number]
    if b"/Filter" not in body:
        return data
    if not _DEFLATED.search(body) or b"/DecodeParms" in body:
        raise EncodingError(number)
    try:
        return zlib.decompress(data)
    except zlib.error as error:
        raise EncodingError(number) from error


def references(body: bytes) -> list[int]:
    """The numbers of the objects that *body* refers to, in order, doubles included."""
    return [int(match[_REFERENCE_GROUP]) for match in _TOKEN.finditer(body) if match[_REFERENCE_GROUP]]


class Renumbering(dict[bytes, bytes]):
    """What references become: their first digits → what is written for them, found once for each by *number_of*."""

    def __init__(self, number_of: Callable[[int], int | None]) -> None:
        super().__init__()
        self._number_of = number_of

    def __missing__(self, digits: bytes) -> bytes:
        number = self._number_of(int(digits))
        self[digits] = b"null" if number is None else b"%d 0 R" % number
        return self[digits]


def renumber(body: bytes, renumbering: Mapping[bytes, bytes], first_parent_key: int = 0) -> bytes:
    """*body* with every reference changed as *renumbering* says.

    *first_parent_key* is added to the keys into the parent tree (/StructParent, /StructParents).
    """

    def change(match: re.Match[bytes]) -> bytes:
        group = match.lastindex
        if group == _REFERENCE_GROUP:
            return renumbering[match[_REFERENCE_GROUP]]
        if group is None:
            return match[0]
        return b"%s %d" % (match[1], int(match[2]) + first_parent_key)

    return _TOKEN.sub(change, body)
