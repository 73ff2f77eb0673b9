"""Files that are embedded in the parts, in one tree of names (ISO 32000-2, 7.11.4)."""

from pipeline.binding.document.destinations import name_bytes
from pipeline.binding.document.object_copier import ObjectCopier
from pipeline.pdf.objects import IndirectObject, catalogue_of, resolve, write_object
from pipeline.pdf.raw_pdf import RawPdf


def copy_files(pdf: RawPdf, copier: ObjectCopier, part: int) -> dict[bytes, bytes]:
    """The embedded files of *pdf*, the 0-based *part* of a volume: a name for each → what is written for it."""
    names = resolve(pdf, catalogue_of(pdf), "/Names")
    tree = resolve(pdf, names, "/EmbeddedFiles") if names else None
    rows = resolve(pdf, tree, "/Names") if tree else None
    files = [each for each in rows[1::2] if isinstance(each, IndirectObject)] if rows else []
    return {name_bytes(f"{part:03}-{index:05}"): copier.carry(write_object(file)) for index, file in enumerate(files)}
