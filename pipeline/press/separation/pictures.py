"""Pictures of a PDF of ours in the colours of the press."""

import struct
import zlib
from io import BytesIO
from typing import Any

from PIL import Image

from pipeline.pdf.objects import ArrayObject, DictionaryObject, NameObject, NumberObject
from pipeline.press.separation.conversion import Separation

_QUALITY = 95
_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_PREDICTED = 15  # rows are filtered as those of PNG are (ISO 32000-1, table 10)
_CHANNELS = {"L": (1, "/DeviceGray"), "CMYK": (4, "/DeviceCMYK")}
_DEPTH = 8


def separate_picture(entries: DictionaryObject, data: bytes, separation: Separation) -> tuple[dict[str, Any], bytes]:
    """The picture with the dictionary *entries* (no /Length) and the encoded *data*, as one of the press.

    Grey pictures stay as they are, and so do those in CMYK where the job has all inks. A JPEG becomes a JPEG, what is
    compressed without loss stays without. As WeasyPrint 70.0 (images.py) writes them: DCTDecode, or FlateDecode with
    the filters of PNG, 8 bits.
    """
    before: Any = entries["/ColorSpace"]
    is_jpeg = str(entries["/Filter"]) == "/DCTDecode"
    if before == "/DeviceGray" or (before == "/DeviceCMYK" and separation.has_all_inks):
        return dict(entries), data
    with Image.open(BytesIO(data if is_jpeg else _as_png(entries, data))) as opened:
        image = separation.picture(opened if opened.mode == "CMYK" else opened.convert("RGB"))
    channels, space = _CHANNELS[image.mode]
    changed = {key: value for key, value in entries.items() if key not in ("/Decode", "/DecodeParms")}
    changed[NameObject("/ColorSpace")] = NameObject(space)
    if is_jpeg:
        if image.mode == "CMYK":  # Pillow writes it as Adobe does, upside down
            changed[NameObject("/Decode")] = ArrayObject(map(NumberObject, (1, 0) * channels))
        file = BytesIO()
        image.save(file, "JPEG", quality=_QUALITY, subsampling=0)
        return changed, file.getvalue()
    filters = {"/Predictor": _PREDICTED, "/Colors": channels, "/Columns": image.width, "/BitsPerComponent": _DEPTH}
    changed[NameObject("/DecodeParms")] = DictionaryObject(
        {NameObject(key): NumberObject(value) for key, value in filters.items()}
    )
    return changed, _png_data(image)


def _as_png(entries: DictionaryObject, data: bytes) -> bytes:
    """The filtered rows *data* of an RGB picture put back into the file that they were taken from."""
    width: Any = entries["/Width"]
    height: Any = entries["/Height"]
    head = struct.pack(">IIBBBBB", width, height, _DEPTH, 2, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", data), (b"IEND", b""))
    return _SIGNATURE + b"".join(
        struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
        for kind, content in chunks
    )


def _png_data(image: Image.Image) -> bytes:
    """The rows of *image* filtered and compressed as PNG has them; four channels pass for colour with alpha."""
    if image.mode == "CMYK":
        image = Image.frombytes("RGBA", image.size, image.tobytes())
    file = BytesIO()
    image.save(file, "PNG")
    data, at, found = file.getvalue(), len(_SIGNATURE), b""
    while at < len(data):
        (length,) = struct.unpack_from(">I", data, at)
        if data[at + 4 : at + 8] == b"IDAT":
            found += data[at + 8 : at + 8 + length]
        at += length + 12
    return found
