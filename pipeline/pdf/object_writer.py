"""A PDF written as it comes: objects in compressed object streams, a cross-reference stream, an identifier.

pypdf's writer keeps all objects and writes each on its own; a tagged volume is four times as large that way, and a
long one does not fit into memory. Here an object is on its way to the file as soon as it is put.

What must be read by programs that know PDF 1.4 only has each object on its own and a cross-reference table.
"""

import hashlib
import zlib
from array import array
from collections.abc import Sequence
from typing import BinaryIO

_HEADER = b"%%PDF-%s\n%%\xe4\xbb\xb6\xe6\x9c\xac\n"
_OBJECTS_PER_STREAM = 400
_LEVEL = 9
_IN_FILE, _IN_STREAM = 1, 2


class ObjectWriter:
    """Writes objects with numbers from 1 to *file*, which must be empty. Each number is put once.

    *version* of PDF is told in the header. Without *packed* there are neither object streams nor a cross-reference
    stream, which PDF has since 1.5.
    """

    def __init__(self, file: BinaryIO, version: str = "1.7", *, packed: bool = True) -> None:
        self._file = file
        self._packed = packed
        self._digest = hashlib.sha256()
        self._length = 0
        # Of each number: its kind, and its offset in the file or the object stream that it is in with its index there.
        self._kinds, self._places, self._indices = array("B", [0]), array("Q", [0]), array("H", [0xFFFF])
        self._waiting: list[tuple[int, bytes]] = []
        self._write(_HEADER % version.encode("ascii"))

    @property
    def digest(self) -> bytes:
        """SHA-256 of what is in the file so far; what waits for its object stream (``flush``) is not in it yet."""
        return self._digest.digest()

    def _write(self, data: bytes) -> None:
        self._file.write(data)
        self._digest.update(data)
        self._length += len(data)

    def reserve(self) -> int:
        """A new number, to be put later."""
        self._kinds.append(0)
        self._places.append(0)
        self._indices.append(0)
        return len(self._kinds) - 1

    def put(self, number: int, body: bytes) -> None:
        """Write the object *number*, which is no stream."""
        if not self._packed:
            self._kinds[number], self._places[number] = _IN_FILE, self._length
            self._write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
            return
        self._waiting.append((number, body))
        if len(self._waiting) == _OBJECTS_PER_STREAM:
            self.flush()

    def put_stream(self, number: int, dictionary: bytes, data: bytes) -> None:
        """Write the stream *number*; *dictionary* has no /Length and tells how *data* is encoded."""
        self._kinds[number], self._places[number] = _IN_FILE, self._length
        head = dictionary.rstrip()[:-2] + b"/Length %d>>" % len(data)
        self._write(b"%d 0 obj\n%s\nstream\n%s\nendstream\nendobj\n" % (number, head, data))

    def put_text_stream(self, number: int, dictionary: bytes, text: bytes) -> None:
        """Compress *text* and write it as the stream *number*."""
        self.put_stream(number, dictionary.rstrip()[:-2] + b"/Filter/FlateDecode>>", zlib.compress(text, _LEVEL))

    def flush(self) -> None:
        """Write what is waiting for its object stream."""
        if not self._waiting:
            return
        stream, heads, offset = self.reserve(), [], 0
        for index, (number, body) in enumerate(self._waiting):
            self._kinds[number], self._places[number], self._indices[number] = _IN_STREAM, stream, index
            heads.append(b"%d %d" % (number, offset))
            offset += len(body) + 1
        head = b" ".join(heads) + b"\n"
        text = head + b"\n".join(body for _number, body in self._waiting)
        dictionary = b"<</Type/ObjStm/N %d/First %d>>" % (len(self._waiting), len(head))
        self._waiting = []
        self.put_text_stream(stream, dictionary, text)

    def finish(self, root: int, info: int = 0) -> None:
        """Write what is still waiting, the cross-reference and the end; the identifier is the content's.

        *info*: the document information, 0 where there is none.
        """
        self.flush()
        start = self._length
        identifier = self._digest.hexdigest()[:32].encode("ascii")
        information = b"/Info %d 0 R" % info if info else b""
        entries = b"/Root %d 0 R%s/ID[<%s><%s>]" % (root, information, identifier, identifier)
        if self._packed:
            self._write_cross_reference_stream(entries)
        else:
            self._write_cross_reference_table(entries)
        self._write(b"startxref\n%d\n%%%%EOF\n" % start)

    def _write_cross_reference_table(self, entries: bytes) -> None:
        """Numbers that were never put are free, and never to be used (ISO 32000-1, 7.5.4)."""
        rows = (
            b"%010d 00000 n \n" % place if kind == _IN_FILE else b"0000000000 65535 f \n"
            for kind, place in zip(self._kinds, self._places, strict=True)
        )
        table = b"xref\n0 %d\n%s" % (len(self._kinds), b"".join(rows))
        self._write(table + b"trailer\n<</Size %d%s>>\n" % (len(self._kinds), entries))

    def _write_cross_reference_stream(self, entries: bytes) -> None:
        number = self.reserve()
        self._kinds[number], self._places[number] = _IN_FILE, self._length
        width = max(1, (self._length.bit_length() + 7) // 8)
        rows = [
            b"%c%s%s" % (kind, place.to_bytes(width, "big"), index.to_bytes(2, "big"))
            for kind, place, index in zip(self._kinds, self._places, self._indices, strict=True)
        ]
        columns = width + 3
        dictionary = b"<</Type/XRef/Size %d/W[1 %d 2]%s" % (number + 1, width, entries)
        dictionary += b"/DecodeParms<</Predictor 12/Columns %d>>>>" % columns
        self.put_text_stream(number, dictionary, _differences(rows, columns))


def _differences(rows: Sequence[bytes], columns: int) -> bytes:
    """Each row less the one above, after the tag of PNG's filter Up: rows that count compress to little."""
    above = bytes(columns)
    result = bytearray()
    for row in rows:
        result.append(2)
        result += bytes((here - up) & 0xFF for here, up in zip(row, above, strict=True))
        above = row
    return bytes(result)
