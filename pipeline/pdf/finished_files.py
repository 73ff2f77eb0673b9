"""Files that Kanben has finished, sliced into their objects by their cross-reference.

Pinned to pypdf 7.1: ``PdfReader.xref`` (generation → number → offset), ``xref_objStm`` (number → (stream, index)).
"""

import re
import zlib
from io import BytesIO

from pypdf import PdfReader

from pipeline.errors import BindingError, Problem
from pipeline.i18n import _
from pipeline.pdf.raw_pdf import RawPdf

_OBJECT_HEAD = re.compile(rb"\s*(\d+)\s+\d+\s+obj\b\s*")
_STREAM = re.compile(rb"(?<=>>)\s*stream\r?\n")  # no name or string of what a placed PDF brings has brackets
_LENGTH = re.compile(rb"/Length (\d+)")


def read_finished_pdf(data: bytes, name: str = "") -> RawPdf:
    """Read a PDF that Kanben itself has finished, every object as it stands in the file.

    Raises BindingError when it is anything else: *name* is then told.
    """
    try:
        return _objects_as_they_stand(PdfReader(BytesIO(data), strict=True), data)
    except Exception as error:
        message = _("“{name}” is no PDF as Kanben writes it: {reason}.").format(name=name, reason=error)
        raise BindingError(Problem(message, hint=_("Build the issue again with --force."))) from error


def _objects_as_they_stand(reader: PdfReader, data: bytes) -> RawPdf:
    pdf = RawPdf(reader.trailer.raw_get("/Root").idnum)
    held: set[int] = {stream for stream, _index in reader.xref_objStm.values()}
    for number, offset in reader.xref.get(0, {}).items():
        body, stream = _object_at(data, offset, number)
        if number in held:
            _unpack(pdf, body, stream or b"")
        elif stream is None:
            pdf.bodies[number] = body
        elif b"/XRef" not in body:
            pdf.bodies[number], pdf.streams[number] = body, stream
    return pdf


def _object_at(data: bytes, offset: int, number: int) -> tuple[bytes, bytes | None]:
    """The body of the object at *offset*, and the data of its stream if it is one."""
    head = _OBJECT_HEAD.match(data, offset)
    if head is None or int(head[1]) != number:
        raise ValueError(f"object {number} is not at {offset}")
    end = data.index(b"endobj", head.end())
    start = _STREAM.search(data, head.end(), end)
    if start is None:
        return data[head.end() : end].rstrip(), None
    body = data[head.end() : start.start()].rstrip()
    length = _LENGTH.search(body)
    if length is None:
        raise ValueError(f"the stream of object {number} has no length of its own")
    stream = data[start.end() : start.end() + int(length[1])]
    return body[: length.start()] + body[length.end() :], stream


def _unpack(pdf: RawPdf, body: bytes, stream: bytes) -> None:
    """Take the objects out of an object stream (ISO 32000-1, 7.5.7)."""
    text = zlib.decompress(stream) if b"/FlateDecode" in body else stream
    first = int(re.search(rb"/First (\d+)", body)[1])  # type: ignore[index]
    numbers = list(map(int, text[:first].split()))
    offsets = [first + offset for offset in numbers[1::2]]
    for number, start, end in zip(numbers[::2], offsets, [*offsets[1:], len(text)], strict=True):
        pdf.bodies[number] = text[start:end].strip()
