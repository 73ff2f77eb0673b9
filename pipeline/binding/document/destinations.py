"""Named destinations and embedded files of all parts in trees of names (ISO 32000-1, 12.3.2.3 and 7.9.6)."""

import re
from collections.abc import Mapping

from pipeline.binding.document.object_copier import ObjectCopier
from pipeline.pdf.object_writer import ObjectWriter
from pipeline.pdf.objects import IndirectObject, Written, catalogue_of, parse_object, reference, resolve, write_object
from pipeline.pdf.raw_pdf import RawPdf

_NAMES_PER_LEAF = 64
_ELEMENT_PLACE = re.compile(rb"/SD\s*(\[[^\[\]]*\])")


def copy_destinations(pdf: RawPdf, copier: ObjectCopier) -> dict[bytes, bytes]:
    """The named destinations of *pdf*, which stand in one node: name as it is in the file → what is written for it."""
    names = resolve(pdf, catalogue_of(pdf), "/Names")
    tree = resolve(pdf, names, "/Dests") if names else None
    rows = resolve(pdf, tree, "/Names") if tree else None
    found: dict[bytes, bytes] = {}
    for name, place in zip(rows[::2], rows[1::2], strict=True) if rows else ():
        target = parse_object(pdf.bodies[place.idnum]) if isinstance(place, IndirectObject) else place
        found[_bytes_of(name)] = copier.carry(write_object(target))
    return found


def element_place(destination: bytes) -> bytes:
    """The structure destination that a named *destination*, as it is written, has beside its place; or nothing."""
    found = _ELEMENT_PLACE.search(destination)
    return found[1] if found else b""


def _bytes_of(name: object) -> bytes:
    return name if isinstance(name, bytes) else bytes(getattr(name, "original_bytes", b""))


def name_bytes(name: str) -> bytes:
    """*name* as the layout engine writes names of destinations: ASCII as it is, else UTF-16 with its mark."""
    return name.encode("ascii") if name.isascii() else b"\xfe\xff" + name.encode("utf-16-be")


def write_destinations(writer: ObjectWriter, destinations: Mapping[bytes, bytes]) -> int:
    """Write the tree of *destinations*, or of other things by their names; returns the number of its root."""
    rows = sorted(destinations.items())
    root, leaves = writer.reserve(), []
    for start in range(0, len(rows), _NAMES_PER_LEAF):
        leaf, some = writer.reserve(), rows[start : start + _NAMES_PER_LEAF]
        pairs = [value for name, place in some for value in (name, Written(place))]
        writer.put(leaf, write_object({"/Limits": [some[0][0], some[-1][0]], "/Names": pairs}))
        leaves.append(reference(leaf))
    writer.put(root, write_object({"/Kids": leaves} if leaves else {"/Names": []}))
    return root


def copy_files(pdf: RawPdf, copier: ObjectCopier, part: int) -> dict[bytes, bytes]:
    """The embedded files of *pdf*, the 0-based *part* of a volume: a name for each → what is written for it.

    ISO 32000-2, 7.11.4.
    """
    names = resolve(pdf, catalogue_of(pdf), "/Names")
    tree = resolve(pdf, names, "/EmbeddedFiles") if names else None
    rows = resolve(pdf, tree, "/Names") if tree else None
    files = [each for each in rows[1::2] if isinstance(each, IndirectObject)] if rows else []
    return {name_bytes(f"{part:03}-{index:05}"): copier.carry(write_object(file)) for index, file in enumerate(files)}
