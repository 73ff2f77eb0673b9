"""A mark on each page of a proof 校样: which round it is, and of what day. The file is one that Kanben has finished."""

from collections.abc import Sequence
from typing import Any, BinaryIO

from pipeline.pdf.object_writer import ObjectWriter
from pipeline.pdf.objects import (
    ArrayObject,
    DictionaryObject,
    NameObject,
    object_of,
    page_numbers,
    reference,
    resolve,
    write_object,
)
from pipeline.pdf.raw_pdf import RawPdf
from pipeline.pdf.text_face import TextFace

_FONT, _SIZE, _ROOM, _FROM_EDGE = "/KanbenProof", 9.0, 3.0, 8.0  # pt
_RED = b"0.75 0 0"


def write_marked_pages(file: BinaryIO, pdf: RawPdf, mark: str, face: bytes) -> None:
    """Write *pdf* to *file*, which must be empty, with *mark* at the head of each page, in the TrueType *face*.

    The mark stands on white in a frame, in the middle of the upper edge of what is seen. All else stays as it is.
    """
    writer = ObjectWriter(file)
    for _number in range(max(pdf.bodies)):
        writer.reserve()
    text = TextFace(face, [mark])
    font, before = text.write(writer), writer.reserve()
    writer.put_text_stream(before, b"<<>>", b"q")
    drawn: dict[tuple[float, ...], int] = {}
    pages = set(page_numbers(pdf))
    for number, body in pdf.bodies.items():
        if number in pages:
            entries = object_of(pdf, number)
            box = _find_seen_box(pdf, entries)
            if box not in drawn:
                drawn[box] = writer.reserve()
                writer.put_text_stream(drawn[box], b"<<>>", _draw(box, mark, text))
            writer.put(number, write_object(_mark_page(pdf, entries, font, (before, drawn[box]))))
        elif number in pdf.streams:
            writer.put_stream(number, body, pdf.streams[number])
        else:
            writer.put(number, body)
    info = writer.reserve()
    writer.put(info, write_object(DictionaryObject({NameObject("/Title"): mark})))
    writer.finish(pdf.root, info)


def _mark_page(pdf: RawPdf, entries: DictionaryObject, font: int, around: tuple[int, int]) -> DictionaryObject:
    """The page *entries* with the mark *around* its content, and the *font* of that."""
    page = DictionaryObject(entries)
    resources = DictionaryObject(_inherit(pdf, entries, "/Resources") or {})
    fonts = DictionaryObject(resolve(pdf, resources, "/Font") or {})
    fonts[NameObject(_FONT)] = reference(font)
    resources[NameObject("/Font")] = fonts
    page[NameObject("/Resources")] = resources
    streams = entries.raw_get("/Contents") if "/Contents" in entries else ArrayObject()
    rows = streams if isinstance(streams, list) else resolve(pdf, entries, "/Contents")
    kept = list(rows) if isinstance(rows, list) else [streams]
    page[NameObject("/Contents")] = ArrayObject([reference(around[0]), *kept, reference(around[1])])
    return page


def _inherit(pdf: RawPdf, entries: DictionaryObject, key: str) -> Any:
    """The value of *key* of a page, which may be that of a node above it (ISO 32000-1, 7.7.3.4)."""
    while key not in entries and "/Parent" in entries:
        entries = resolve(pdf, entries, "/Parent")
    return resolve(pdf, entries, key)


def _find_seen_box(pdf: RawPdf, entries: DictionaryObject) -> tuple[float, ...]:
    box = _inherit(pdf, entries, "/CropBox") or _inherit(pdf, entries, "/MediaBox")
    return tuple(float(each) for each in box)


def _draw(box: Sequence[float], mark: str, text: TextFace) -> bytes:
    """The operators of the *mark* in the middle of the upper edge of *box*: an artifact, for it is no content."""
    left, _bottom, right, top = box
    width = text.width(mark) * _SIZE
    x, y = (left + right - width) / 2, top - _FROM_EDGE - _SIZE
    frame = b"%.2f %.2f %.2f %.2f re" % (x - _ROOM, y - _ROOM, width + 2 * _ROOM, _SIZE + 1.6 * _ROOM)
    shown = b"BT %s 9 Tf %.2f %.2f Td %s Tj ET" % (_FONT.encode(), x, y, text.encode_text(mark))
    return b"Q /Artifact BMC q 0.6 w %s RG 1 g %s B %s rg %s Q EMC" % (_RED, frame, _RED, shown)
