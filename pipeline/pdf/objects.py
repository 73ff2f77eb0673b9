"""Objects of PDFs taken apart and written, as pypdf's own objects.

Pinned to pypdf 7.1: ``read_object`` with any reader for the references it makes. ``PdfWriter`` is not used: it drops
tags, named destinations of the same name and output intents, and cannot write object streams.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from pypdf.errors import LimitReachedError
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

from pipeline.pdf.object_syntax import read_value
from pipeline.pdf.raw_pdf import RawPdf

__all__ = [
    "ArrayObject",
    "ByteStringObject",
    "DictionaryObject",
    "FloatObject",
    "IndirectObject",
    "NameObject",
    "NumberObject",
    "StreamObject",
    "Written",
    "catalogue_of",
    "content_operations",
    "object_of",
    "page_numbers",
    "parse_object",
    "reference",
    "resolve",
    "write_object",
]

_DELIMITED = re.compile(rb"[()\\]|[\r\n]")
_FOREIGN_NAME = re.compile(rb"/[^\s()<>\[\]{}/%]*(?:#[89A-Fa-f]|[\x80-\xff])")
_PLAIN_NAME = re.compile(r"/[!-~]*", re.ASCII)
_SPECIAL_IN_NAME = frozenset("#()<>[]{}/%")


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


def parse_object(body: bytes) -> Any:
    """The pypdf object that *body* is written as. Its references know their numbers and can't be followed.

    A name that is not ASCII, which only legacy PDFs have, keeps its bytes: pypdf would take it for UTF-8 or GBK.
    """
    if _FOREIGN_NAME.search(body):
        return _as_pypdf(read_value(body, 0, lambda number, _generation: reference(number), bytes)[0])
    try:
        return read_object(BytesIO(body), _NOWHERE)  # type: ignore[arg-type]
    except LimitReachedError:  # a node of very many names: what it holds is bounded by the file itself
        return _as_pypdf(read_value(body, 0, lambda number, _generation: reference(number), bytes)[0])


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
        pdf.parsed[number] = parse_object(pdf.bodies[number])
    return pdf.parsed[number]


def resolve(pdf: RawPdf, dictionary: DictionaryObject, key: str) -> Any:
    """The value of *key* in *dictionary*, followed if it is a reference; None where there is none."""
    item = dictionary.raw_get(key) if key in dictionary else None
    if isinstance(item, IndirectObject):
        return object_of(pdf, item.idnum) if item.idnum in pdf.bodies else None
    return item


def page_numbers(pdf: RawPdf) -> list[int]:
    """The numbers of the page objects in order. The tree must be one of ours: it is not guarded."""
    found: list[int] = []
    waiting = [resolve(pdf, catalogue_of(pdf), "/Pages")]
    while waiting:
        node = waiting.pop()
        kids = [kid.idnum for kid in node["/Kids"]]
        nodes = [object_of(pdf, kid) for kid in kids]
        if nodes and "/Kids" in nodes[0]:  # nodes hold nodes or pages, never both
            waiting += reversed(nodes)
        else:
            found += kids
    return found


def content_operations(content: bytes) -> list[tuple[Any, bytes]]:
    """Operands and operator of each operation of a content stream, which must be one of ours: it is not guarded."""
    stream = DecodedStreamObject()
    stream.set_data(content)
    return list(ContentStream(stream, None).operations)


def reference(number: int) -> IndirectObject:
    """A reference to the object *number*."""
    return IndirectObject(number, 0, _NOWHERE)


def write_object(item: Any) -> bytes:
    """The object *item* as bytes; of a stream, its dictionary. References keep their numbers.

    pypdf writes a line for each key; this writes no more than is needed, which halves the size of object streams.
    Plain values of Python (str for a text, bytes for a byte string, dict, list, int, float, bool, None) do as well;
    a str that begins with ``/`` is written as a text too: names must be NameObject.
    """
    for kind in type(item).__mro__:
        if kind in _WRITERS:
            return _WRITERS[kind](item)
    raise TypeError(type(item))


def _write_name(name: str) -> bytes:
    if _PLAIN_NAME.fullmatch(name) and not _SPECIAL_IN_NAME.intersection(name[1:]):
        return name.encode("ascii")
    data = name[1:].encode("utf-8", "surrogateescape")
    return b"/" + b"".join(
        b"%c" % byte if 33 <= byte <= 126 and chr(byte) not in _SPECIAL_IN_NAME else b"#%02X" % byte for byte in data
    )


def _write_string(data: bytes) -> bytes:
    if data.isascii() and not _DELIMITED.search(data):
        return b"(%s)" % data
    return b"<%s>" % data.hex().upper().encode("ascii")


def _text_bytes(text: str) -> bytes:
    return text.encode("ascii") if text.isascii() else b"\xfe\xff" + text.encode("utf-16-be")


def _write_number(number: float) -> bytes:
    return f"{number:.6f}".rstrip("0").rstrip(".").encode("ascii")


def _write_dictionary(items: dict[str, Any]) -> bytes:
    pairs = ((_write_name(key), write_object(value)) for key, value in items.items())
    return b"<<%s>>" % b"".join(key + value if value[:1] in b"/<[(" else key + b" " + value for key, value in pairs)


_WRITERS: dict[type, Callable[[Any], bytes]] = {
    Written: lambda item: item.data,
    IndirectObject: lambda item: b"%d %d R" % (item.idnum, item.generation),
    NameObject: _write_name,
    ByteStringObject: lambda item: _write_string(bytes(item)),
    TextStringObject: lambda item: _write_string(item.original_bytes),
    str: lambda item: _write_string(_text_bytes(item)),
    bytes: _write_string,
    BooleanObject: lambda item: b"true" if item.value else b"false",
    bool: lambda item: b"true" if item else b"false",
    FloatObject: lambda item: item.myrepr().encode("ascii"),
    int: lambda item: b"%d" % item,
    float: _write_number,
    dict: _write_dictionary,
    list: lambda item: b"[%s]" % b" ".join(map(write_object, item)),
    NullObject: lambda _item: b"null",
    type(None): lambda _item: b"null",
}
