"""One picture of a PDF, given to the decoder of its format: the judge of whether it is whole.

To be called in a process that is held to limits: the decoders are libraries of native code, the data anybody's.
"""

import io
from dataclasses import dataclass, field
from typing import Any, Literal

from pipeline.pdf.fax_codes import judge_fax
from pipeline.pdf.jpeg_data import judge_jpeg
from pipeline.pdf.objects import NameObject, reference, write_object
from pipeline.pdf.raw_pdf import RawPdf, write_plain

Fault = Literal["", "damaged", "cut off", "spoilt", "surplus"]
"""Nothing; it can't be decoded, and is not shown; it ends before its last row; something else than it was is shown; it
has more data than are shown, which may come of noise, or of a writer that left them there.
"""
_CATALOGUE, _PAGES, _PAGE, _CONTENT, _PICTURE, _GLOBALS = range(1, 7)
_FAX = ("CCITTFaxDecode", "CCF")
_JPEG = ("DCTDecode", "DCT")
_JPEG_2000, _JBIG2 = "JPXDecode", "JBIG2Decode"
_START_OF_PART = b"\xff\x90\x00\x0a"  # of a tile, with the length of what it says (ISO 15444-1, A.4.2)


@dataclass(frozen=True, slots=True, kw_only=True)
class EncodedPicture:
    """A picture of *width* × *height* pixels, or a mask of one, as the file has it.

    *row_bits* are those of a row, decoded; None where that is not known. *filters* are names with parameters, without
    references; *segments* the JBIG2 segments that it shares with others.
    """

    width: int
    height: int
    row_bits: int | None
    filters: list[tuple[str, dict[str, Any]]]
    data: bytes = field(repr=False)
    segments: bytes = field(default=b"", repr=False)


def judge_picture(picture: EncodedPicture) -> Fault:
    """What is wrong with *picture*. May raise MemoryError."""
    import pypdfium2
    import pypdfium2.raw as pdfium_c

    document = pypdfium2.PdfDocument(_as_file(picture))
    try:
        page = document[0]
        image = next(iter(page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_IMAGE])), None)
        return "damaged" if image is None else _judge_data(image, picture)
    finally:
        document.close()


def _judge_data(image: Any, picture: EncodedPicture) -> Fault:
    filters = image.get_filters(skip_simple=True)
    data = bytes(image.get_data(decode_simple=True))
    if not filters:
        wanted = None if picture.row_bits is None else (picture.row_bits + 7) // 8 * picture.height
        return "cut off" if wanted is not None and len(data) < wanted else ""
    match filters[-1]:
        case name if name in _JPEG:
            return judge_jpeg(data)
        case name if name in _FAX:
            return judge_fax(data, picture.filters[-1][1], picture.height)
        case name if name == _JPEG_2000:
            return _judge_jpeg_2000(data, image)
        case name if name == _JBIG2:
            return "" if _is_decoded(image) else "damaged"
    return ""


def _is_decoded(image: Any) -> bool:
    """Whether pdfium decodes it."""
    import pypdfium2

    try:
        image.get_bitmap(render=False).close()
    except (pypdfium2.PdfiumError, ValueError):
        return False
    return True


def _judge_jpeg_2000(data: bytes, image: Any) -> Fault:
    """Pillow decodes a picture to its end or not at all, but not all kinds of them; pdfium what there is of it."""
    from PIL import Image

    Image.MAX_IMAGE_PIXELS = None
    try:
        picture = Image.open(io.BytesIO(_without_counts(data)), formats=("JPEG2000",))
    except Exception:  # noqa: BLE001 (Pillow raises anything on a damaged file)
        return "" if _is_decoded(image) else "damaged"
    try:
        picture.load()
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001
        return "cut off" if _is_decoded(image) else "damaged"
    return ""


def _without_counts(data: bytes) -> bytes:
    """*data* that does not say in how many parts its tiles are.

    Some writers say one too few. pdfium mends that, Pillow doesn't; where nothing is said both count them.
    """
    mended = bytearray(data)
    start = data.find(_START_OF_PART)
    while start >= 0 and data.startswith(_START_OF_PART, start) and start + 12 <= len(data):
        mended[start + 11] = 0
        size = int.from_bytes(data[start + 6 : start + 10])
        start = start + size if size else -1
    return bytes(mended)


def _as_file(picture: EncodedPicture) -> bytes:
    """A PDF of one page with *picture* and nothing else. Its colours are not judged: grey serves for all."""
    parameters = [_parameters(row, picture) for _name, row in picture.filters]
    entries: dict[str, Any] = {
        "/Type": NameObject("/XObject"),
        "/Subtype": NameObject("/Image"),
        "/Width": picture.width,
        "/Height": picture.height,
        "/Filter": [NameObject(name) for name, _row in picture.filters],
        "/DecodeParms": parameters,
    }
    if not any(name == f"/{_JPEG_2000}" for name, _row in picture.filters):
        is_bitonal = picture.row_bits == picture.width
        entries |= {"/ColorSpace": NameObject("/DeviceGray"), "/BitsPerComponent": 1 if is_bitonal else 8}
    pdf = RawPdf(_CATALOGUE)
    pdf.bodies = {
        _CATALOGUE: b"<</Type/Catalog/Pages %d 0 R>>" % _PAGES,
        _PAGES: b"<</Type/Pages/Kids[%d 0 R]/Count 1>>" % _PAGE,
        _PAGE: b"<</Type/Page/Parent %d 0 R/MediaBox[0 0 9 9]/Contents %d 0 R/Resources<</XObject<</I %d 0 R>>>>>>"
        % (_PAGES, _CONTENT, _PICTURE),
        _CONTENT: b"<<>>",
        _PICTURE: write_object({NameObject(key): value for key, value in entries.items()}),
        _GLOBALS: b"<<>>",
    }
    pdf.streams = {_CONTENT: b"/I Do", _PICTURE: picture.data, _GLOBALS: picture.segments}
    file = io.BytesIO()
    write_plain(pdf, file)
    return file.getvalue()


def _parameters(row: dict[str, Any], picture: EncodedPicture) -> dict[str, Any]:
    shared = {"/JBIG2Globals": reference(_GLOBALS)} if picture.segments else {}
    plain = {key: value for key, value in row.items() if isinstance(value, bool | int | float)}
    return {NameObject(key): value for key, value in (plain | shared).items()}
