"""JPEG data of a picture: whether it is whole, cut off, noise, or none (ITU-T T.81).

libjpeg goes on after most damage and says so in warnings. Pillow hides them; simplejpeg, which has the same library in
it, stops at the first. To be called in a process that is held to limits, and only there: numpy comes with it.
"""

import io
import re
from typing import Literal

_START, _END = b"\xff\xd8", b"\xff\xd9"
_SCAN = 0xDA
_REMARKS = frozenset({*range(0xE0, 0xF0), 0xFE})  # APP0 to APP15, COM
_NOT_SEGMENTS = frozenset({0x01, *range(0xD0, 0xDA)})  # they have no length
_FOUR_INKS = ("CMYK", "YCCK")
_CUT_OFF = ("truncated", "broken data stream")  # what Pillow says
# What libjpeg says of data that are not what they were; other words are of what it can't decode.
_SPOILT = ("Corrupt JPEG data:", "Inconsistent progression sequence")
_SURPLUS = re.compile(r"Corrupt JPEG data: (\d+) extraneous bytes before marker 0xd9")


def judge_jpeg(data: bytes) -> Literal["", "damaged", "cut off", "spoilt", "surplus"]:
    """What is wrong with the JPEG *data*, as `picture_decoding.Fault` has it. May raise MemoryError.

    What no libjpeg knows (12 bits, lossless) counts as damaged.
    """
    begin = data.find(_START)
    if begin < 0:
        return "damaged"
    data = data[begin:]  # what stands before it viewers pass over
    warning = _find_warning(data)
    surplus = _SURPLUS.match(warning)
    if not warning or (surplus and _is_padding(data, int(surplus[1]))):
        return ""
    return _judge_by_pillow(data) or ("surplus" if surplus else "spoilt" if warning.startswith(_SPOILT) else "")


def _find_warning(data: bytes) -> str:
    """The first of which libjpeg warns, in its words; empty where there is nothing.

    The mark of the end may be missing, as no part of the picture.
    """
    import simplejpeg

    data = _without_remarks(data) + _END
    try:
        colours = "CMYK" if simplejpeg.decode_jpeg_header(data)[2] in _FOUR_INKS else "GRAY"
        simplejpeg.decode_jpeg(data, colours, min_factor=8)  # an eighth of its size is enough to come to its end
    except ValueError as error:
        return str(error)
    return ""


def _without_remarks(data: bytes) -> bytes:
    """*data* without the segments that hold no part of the picture: a wrong version of JFIF is no damage."""
    kept, at = [_START], len(_START)
    while at + 4 <= len(data) and data[at] == 0xFF and data[at + 1] != _SCAN:
        kind = data[at + 1]
        length = 0 if kind in _NOT_SEGMENTS else 1 if kind == 0xFF else 2 + int.from_bytes(data[at + 2 : at + 4])
        end = at + (length or 2)
        if kind not in _REMARKS:
            kept.append(data[at:end])
        at = end
    return b"".join([*kept, data[at:]])


def _is_padding(data: bytes, length: int) -> bool:
    """Whether the last *length* bytes of the scan are all the same, as writers do that fill up a buffer."""
    end = data.rfind(_END)
    tail = data[: end if end >= 0 else len(data)][-length:]
    return len(set(tail)) <= 1


def _judge_by_pillow(data: bytes) -> Literal["", "damaged", "cut off"]:
    from PIL import Image

    Image.MAX_IMAGE_PIXELS = None  # the process has limits of its own
    try:
        with Image.open(io.BytesIO(data), formats=("JPEG",)) as picture:
            picture.draft("L", (1, 1))
            picture.load()
    except MemoryError:
        raise
    except OSError as error:
        return "cut off" if any(word in str(error) for word in _CUT_OFF) else "damaged"
    except Exception:  # noqa: BLE001 (Pillow raises anything on a damaged file)
        return "damaged"
    return ""
