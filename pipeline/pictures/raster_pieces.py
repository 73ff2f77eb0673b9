"""The pieces that a PNG or JPEG is made of, counted before a decoder goes through them.

Pillow 13 reads chunks and segments one by one in Python, and joins those of Exif; libjpeg goes over all pixels for
each scan. A picture of some pixels may so take minutes. PNG (third edition) 5.3; JPEG (ITU-T T.81) B.1.
"""

import re

from pipeline.i18n import _

MAX_PIECES = 50_000  # chunks of a PNG: an encoder that writes 8 kB a piece gets to 400 MB
MAX_SEGMENTS = 2_000  # of a JPEG; a profile has 255 at most, the metadata of image editors a few hundred
MAX_EXIF_BYTES = 2**20  # a segment holds 64 kB, and cameras write one
MAX_SCANNED_PIXELS = 1_200_000_000  # pixels times scans: ten scans, as is usual, of the largest picture
_PNG_HEADER = 8
_MARKER = re.compile(rb"(?<!\xff)\xff++[^\x00\xd0-\xd7\xff]")  # what ends the data of a scan
_NEXT = re.compile(rb"[^\xff]{0,1000}+\xff{1,16}+(?!\xff)")  # Pillow passes over what is no marker byte by byte
_STANDALONE = {0x00, 0x01, 0xC8, *range(0xD0, 0xD9), *range(0xF0, 0xFE)}  # those that Pillow reads no length of
_SIZES = set(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}  # start of frame
_END, _SCAN, _APP1 = 0xD9, 0xDA, 0xE1


def wrong_png(data: bytes) -> str:
    """What is wrong with the chunks of a PNG, as a sentence; empty if nothing is, or if it is none."""
    place = _PNG_HEADER
    for _piece in range(MAX_PIECES):
        head = data[place : place + 8]
        if len(head) < 8 or head[4:] == b"IEND":
            return ""
        length = int.from_bytes(head[:4])
        if head[4:] == b"eXIf" and length > MAX_EXIF_BYTES:
            return _("The Exif data of the picture are larger than {limit} MB.").format(limit=MAX_EXIF_BYTES >> 20)
        place += length + 12
    return _("The picture is in more than {limit} pieces.").format(limit=MAX_PIECES)


def wrong_jpeg(data: bytes) -> str:
    """What is wrong with the segments and scans of a JPEG, as a sentence; empty if nothing is."""
    place, exif, pixels, scans = 2, 0, 0, 0
    for _piece in range(MAX_SEGMENTS):
        found = _NEXT.match(data, place)
        if found is None or found.end() >= len(data):
            return "" if scans else _("The picture is damaged, or no {format}.").format(format="JPEG")
        marker, place = data[found.end()], found.end() + 1
        if marker == _END:
            return ""
        if marker in _STANDALONE:
            continue
        if marker in _SIZES:
            pixels = int.from_bytes(data[place + 3 : place + 5]) * int.from_bytes(data[place + 5 : place + 7])
        length = int.from_bytes(data[place : place + 2])
        exif += length if marker == _APP1 and data[place + 2 : place + 6] == b"Exif" else 0
        if exif > MAX_EXIF_BYTES:
            return _("The Exif data of the picture are larger than {limit} MB.").format(limit=MAX_EXIF_BYTES >> 20)
        place += length
        if marker == _SCAN:
            scans += 1
            if scans * pixels > MAX_SCANNED_PIXELS:
                return _("The picture is in too many scans for its size.")
            after = _MARKER.search(data, place)
            place = after.start() if after else len(data)
    return _("The picture is in more than {limit} pieces.").format(limit=MAX_SEGMENTS)
