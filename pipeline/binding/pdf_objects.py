"""Everywhere we touch pypdf's own objects and its reader's insides.

Pinned to pypdf 7.1: ``PdfReader.xref`` (generation → number → offset), ``xref_objStm`` (number → (stream, index)), and
``read_object`` with any reader for the references it makes; of hostile files also ``trailer``, ``_encryption`` with
``_make_crypt_filter``, and its way to complain, the logger ``pypdf``. ``PdfWriter`` is not used: it drops tags, named
destinations of the same name and output intents, and cannot write object streams.
"""

import logging
import re
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from pypdf import Configuration, PdfReader, apply_configuration
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    ByteStringObject,
    ContentStream,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    IndirectObject,
    NameObject,
    NullObject,
    NumberObject,
    StreamObject,
    TextStringObject,
    read_object,
)

from pipeline.binding.object_syntax import read_value
from pipeline.binding.raw_pdf import RawPdf
from pipeline.errors import BindingError, Problem
from pipeline.i18n import _

__all__ = [
    "ArrayObject",
    "ByteStringObject",
    "CrossReference",
    "DictionaryObject",
    "FloatObject",
    "IndirectObject",
    "NameObject",
    "NumberObject",
    "StreamObject",
    "Written",
    "catalogue_of",
    "content_operations",
    "decoded_by_pypdf",
    "object_of",
    "page_numbers",
    "parsed",
    "read_cross_reference",
    "read_finished_pdf",
    "reference",
    "resolved",
    "written",
]

_OBJECT_HEAD = re.compile(rb"\s*(\d+)\s+\d+\s+obj\b\s*")
_STREAM = re.compile(rb"\s*stream\r?\n")
_LENGTH = re.compile(rb"/Length (\d+)")
_DELIMITED = re.compile(rb"[()\\]|[\r\n]")
_FOREIGN_NAME = re.compile(rb"/[^\s()<>\[\]{}/%]*(?:#[89A-Fa-f]|[\x80-\xff])")
_PLAIN_NAME = re.compile(r"/[!-~]*", re.ASCII)
_SPECIAL_IN_NAME = frozenset("#()<>[]{}/%")
_MOST_COMPLAINTS = 100  # a damaged file has one for every object


@dataclass(frozen=True, slots=True)
class Written:
    """A value that is bytes of a PDF already, inside of what ``written`` is given."""

    data: bytes


class _NoFile:
    """Stands for the file in references of objects that are read on their own; they are never followed by pypdf."""

    strict = False

    def get_object(self, reference: Any) -> Any:
        raise NotImplementedError(reference)


_NOWHERE = _NoFile()


def parsed(body: bytes) -> Any:
    """The pypdf object that *body* is written as. Its references know their numbers and can't be followed.

    A name that is not ASCII, which only legacy PDFs have, keeps its bytes: pypdf would take it for UTF-8 or GBK.
    """
    if _FOREIGN_NAME.search(body):
        return _as_pypdf(read_value(body, 0, lambda number, _generation: reference(number), bytes)[0])
    return read_object(BytesIO(body), _NOWHERE)  # type: ignore[arg-type]


def _as_pypdf(value: Any) -> Any:
    if isinstance(value, dict):
        result = DictionaryObject()
        result.update({key: _as_pypdf(each) for key, each in value.items()})
        return result
    if isinstance(value, list):
        return ArrayObject(map(_as_pypdf, value))
    if isinstance(value, bool):
        return BooleanObject(value)
    return NumberObject(value) if type(value) is int else NullObject() if value is None else value


def catalogue_of(pdf: RawPdf) -> DictionaryObject:
    """The catalogue of *pdf*."""
    found = object_of(pdf, pdf.root)
    assert isinstance(found, DictionaryObject)
    return found


def object_of(pdf: RawPdf, number: int) -> Any:
    """The object *number* of *pdf*, taken apart once. Raises KeyError when there is none."""
    if number not in pdf.parsed:
        pdf.parsed[number] = parsed(pdf.bodies[number])
    return pdf.parsed[number]


def resolved(pdf: RawPdf, dictionary: DictionaryObject, key: str) -> Any:
    """The value of *key* in *dictionary*, followed if it is a reference; None where there is none."""
    item = dictionary.raw_get(key) if key in dictionary else None
    if isinstance(item, IndirectObject):
        return object_of(pdf, item.idnum) if item.idnum in pdf.bodies else None
    return item


def page_numbers(pdf: RawPdf) -> list[int]:
    """The numbers of the page objects in order; all that is read here has them below one node."""
    pages = resolved(pdf, catalogue_of(pdf), "/Pages")
    return [kid.idnum for kid in pages["/Kids"]]


def content_operations(content: bytes) -> list[tuple[Any, bytes]]:
    """Operands and operator of each operation of a content stream, which must be one of ours: it is not guarded."""
    stream = DecodedStreamObject()
    stream.set_data(content)
    return list(ContentStream(stream, None).operations)


def reference(number: int) -> IndirectObject:
    """A reference to the object *number*."""
    return IndirectObject(number, 0, _NOWHERE)


def written(item: Any) -> bytes:
    """The object *item* as bytes; of a stream, its dictionary. References keep their numbers.

    pypdf writes a line for each key; this writes no more than is needed, which halves the size of object streams.
    Plain values of Python (str for a text, bytes for a byte string, dict, list, int, float, bool, None) do as well;
    a str that begins with ``/`` is written as a text too: names must be NameObject.
    """
    for kind in type(item).__mro__:
        if kind in _WRITERS:
            return _WRITERS[kind](item)
    raise TypeError(type(item))


def _written_name(name: str) -> bytes:
    if _PLAIN_NAME.fullmatch(name) and not _SPECIAL_IN_NAME.intersection(name[1:]):
        return name.encode("ascii")
    data = name[1:].encode("utf-8", "surrogateescape")
    return b"/" + b"".join(
        b"%c" % byte if 33 <= byte <= 126 and chr(byte) not in _SPECIAL_IN_NAME else b"#%02X" % byte for byte in data
    )


def _written_string(data: bytes) -> bytes:
    if data.isascii() and not _DELIMITED.search(data):
        return b"(%s)" % data
    return b"<%s>" % data.hex().upper().encode("ascii")


def _text_bytes(text: str) -> bytes:
    return text.encode("ascii") if text.isascii() else b"\xfe\xff" + text.encode("utf-16-be")


def _written_number(number: float) -> bytes:
    return f"{number:.6f}".rstrip("0").rstrip(".").encode("ascii")


def _written_dictionary(items: dict[str, Any]) -> bytes:
    pairs = ((_written_name(key), written(value)) for key, value in items.items())
    return b"<<%s>>" % b"".join(key + value if value[:1] in b"/<[(" else key + b" " + value for key, value in pairs)


_WRITERS: dict[type, Callable[[Any], bytes]] = {
    Written: lambda item: item.data,
    IndirectObject: lambda item: b"%d %d R" % (item.idnum, item.generation),
    NameObject: _written_name,
    ByteStringObject: lambda item: _written_string(bytes(item)),
    TextStringObject: lambda item: _written_string(item.original_bytes),
    str: lambda item: _written_string(_text_bytes(item)),
    bytes: _written_string,
    BooleanObject: lambda item: b"true" if item.value else b"false",
    bool: lambda item: b"true" if item else b"false",
    FloatObject: lambda item: item.myrepr().encode("ascii"),
    int: lambda item: b"%d" % item,
    float: _written_number,
    dict: _written_dictionary,
    list: lambda item: b"[%s]" % b" ".join(map(written, item)),
    NullObject: lambda _item: b"null",
    type(None): lambda _item: b"null",
}


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
    stream_at = data.find(b"stream", head.end(), end)
    if stream_at < 0:
        return data[head.end() : end].rstrip(), None
    body = data[head.end() : stream_at].rstrip()
    length = _LENGTH.search(body)
    start = _STREAM.match(data, stream_at)
    if length is None or start is None:
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


@dataclass(frozen=True, slots=True)
class CrossReference:
    """Where pypdf says that objects are. *offsets* by number and generation, *packed* by number: stream and index.

    *trailer* has what the last trailer says, references as IndirectObject. *unveil* gives for number and generation of
    an object how its strings and how its streams are decrypted; None when nothing is encrypted. *complaints*: what
    pypdf has mended, in its words.
    """

    offsets: dict[tuple[int, int], int]
    packed: dict[int, tuple[int, int]]
    trailer: dict[str, Any]
    unveil: Callable[[int, int], tuple[Callable[[bytes], bytes], Callable[[bytes], bytes]]] | None
    needs_password: bool
    complaints: tuple[str, ...]


def read_cross_reference(data: bytes, limits: Configuration) -> CrossReference:
    """What pypdf makes of the cross-reference and the encryption of *data*. Raises whatever pypdf raises."""
    with _complaints() as complaints, apply_configuration(limits):
        reader = PdfReader(BytesIO(data))
        encryption = reader._encryption
    free = {
        (number, generation) for generation, rows in reader.xref_free_entry.items() for number in rows if rows[number]
    }
    offsets = {
        (number, generation): offset
        for generation, rows in reader.xref.items()
        for number, offset in rows.items()
        if (number, generation) not in free
    }

    def unveil(number: int, generation: int) -> tuple[Callable[[bytes], bytes], Callable[[bytes], bytes]]:
        assert encryption is not None
        with _complaints():
            crypt = encryption._make_crypt_filter(number, generation)
        return crypt.str_crypt.decrypt, crypt.stm_crypt.decrypt

    return CrossReference(
        offsets,
        dict(reader.xref_objStm),
        dict(reader.trailer),
        unveil if encryption is not None else None,
        encryption is not None and not encryption.is_decrypted(),
        tuple(complaints),
    )


def decoded_by_pypdf(filters: list[str], parameters: list[dict[str, Any]], data: bytes, limits: Configuration) -> bytes:
    """*data* decoded by *filters* of pypdf in their order. Raises whatever pypdf raises."""
    rows = [parsed(written(each)) for each in parameters]
    stream = {
        "/Filter": ArrayObject(map(NameObject, filters)),
        "/DecodeParms": ArrayObject(rows),
        "/Length": NullObject(),
    }
    with _complaints(), apply_configuration(limits):
        found = StreamObject.initialize_from_dictionary(stream | {"__streamdata__": data})
        return found.get_data()


@contextmanager
def _complaints() -> Iterator[list[str]]:
    """What pypdf says in its log while this lasts; it reaches nobody else."""
    found: list[str] = []
    logger = logging.getLogger("pypdf")
    handler = logging.Handler()
    handler.emit = lambda record: found.append(record.getMessage()) if len(found) < _MOST_COMPLAINTS else None  # type: ignore[method-assign]
    before = logger.propagate
    logger.addHandler(handler)
    logger.propagate = False
    try:
        yield found
    finally:
        logger.removeHandler(handler)
        logger.propagate = before
