"""What pypdf's reader knows of files that anyone may have made: where objects are, how they are decrypted and decoded.

Pinned to pypdf 7.1: ``PdfReader.xref``, ``xref_objStm``, ``trailer``, ``_encryption`` with ``_make_crypt_filter``, and
its way to complain, the logger ``pypdf``.
"""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from pypdf import Configuration, PdfReader, apply_configuration
from pypdf.generic import ArrayObject, NameObject, NullObject, StreamObject

from pipeline.pdf.objects import parse_object, write_object

_MOST_COMPLAINTS = 100  # a damaged file has one for every object


@dataclass(frozen=True, slots=True, kw_only=True)
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

    # Where attached files alone are encrypted (ISO 32000-1, 7.6.5), the rest needs no password.
    if encryption is not None and {encryption.StmF, encryption.StrF} == {"/Identity"}:
        encryption = None

    def unveil(number: int, generation: int) -> tuple[Callable[[bytes], bytes], Callable[[bytes], bytes]]:
        assert encryption is not None
        with _complaints():
            crypt = encryption._make_crypt_filter(number, generation)
        return crypt.str_crypt.decrypt, crypt.stm_crypt.decrypt

    return CrossReference(
        offsets=offsets,
        packed=dict(reader.xref_objStm),
        trailer=dict(reader.trailer),
        unveil=unveil if encryption is not None else None,
        needs_password=encryption is not None and not encryption.is_decrypted(),
        complaints=tuple(complaints),
    )


def decode_by_pypdf(filters: list[str], parameters: list[dict[str, Any]], data: bytes, limits: Configuration) -> bytes:
    """*data* decoded by *filters* of pypdf in their order. Raises whatever pypdf raises."""
    rows = [parse_object(write_object(each)) for each in parameters]
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
    before = logger.propagate, logger.level
    logger.addHandler(handler)
    logger.propagate = False
    logger.setLevel(logging.WARNING)  # whatever the program that we are part of wants to hear
    try:
        yield found
    finally:
        logger.removeHandler(handler)
        logger.propagate = before[0]
        logger.setLevel(before[1])
