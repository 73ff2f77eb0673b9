"""ICC profiles of strangers, looked over before any library reads them (ICC.1:2022, 7 and 10).

What is told in the head and in the tables of a profile is how much there is to be read and taken as memory: none of it
may be more than the profile has.
"""

from math import prod

MAX_PROFILE = 32 << 20  # bytes; those of presses have ten million at most
_HEAD = 128
_MOST_TAGS = 100  # as many as Little CMS reads
_MOST_CHANNELS = 16
_TABLE_HEADS = {b"mft1": (1, 48), b"mft2": (2, 52)}  # bytes of a value; where the tables begin


def is_whole(profile: bytes) -> bool:
    """Whether *profile* has all that it says it has: tags, curves and tables of colours. Its colours are not judged."""
    if not _HEAD + 4 <= len(profile) <= MAX_PROFILE or profile[36:40] != b"acsp":
        return False
    count = _number(profile, _HEAD)
    if _number(profile, 0) > len(profile) or count > _MOST_TAGS or _HEAD + 4 + 12 * count > len(profile):
        return False
    for row in range(_HEAD + 4, _HEAD + 4 + 12 * count, 12):
        start, size = _number(profile, row + 4), _number(profile, row + 8)
        if start < _HEAD or size < 8 or start + size > len(profile) or not _is_whole_tag(profile[start : start + size]):
            return False
    return True


def _number(data: bytes, at: int, size: int = 4) -> int:
    return int.from_bytes(data[at : at + size], "big")


def _is_whole_tag(tag: bytes) -> bool:
    kind = tag[:4]
    if kind == b"curv":
        return len(tag) >= 12 + 2 * _number(tag, 8)
    if kind == b"mluc":  # Little CMS makes room for as many records as it says it has
        return len(tag) >= 16 + 12 * _number(tag, 8)
    if kind in (b"mft1", b"mft2"):
        return _is_whole_table(tag, kind)
    if kind in (b"mAB ", b"mBA "):
        place = _number(tag, 24)
        return not place or _is_whole_grid(tag, place, channels=(tag[8:9] + tag[9:10]))
    return kind != b"mpet"  # elements of any kind, in any number, which no profile of a press or a camera has


def _is_whole_table(tag: bytes, kind: bytes) -> bool:
    width, head = _TABLE_HEADS[kind]
    if len(tag) < head:
        return False
    inputs, outputs, points = tag[8:11]
    entries = (_number(tag, 48, 2), _number(tag, 50, 2)) if kind == b"mft2" else (256, 256)
    if not (0 < inputs <= _MOST_CHANNELS and 0 < outputs <= _MOST_CHANNELS):
        return False
    values: int = inputs * entries[0] + outputs * entries[1] + points**inputs * outputs
    return len(tag) >= head + width * values


def _is_whole_grid(tag: bytes, place: int, channels: bytes) -> bool:
    if len(channels) < 2 or len(tag) < place + 20:
        return False
    inputs, outputs = channels
    if not (0 < inputs <= _MOST_CHANNELS and 0 < outputs <= _MOST_CHANNELS):
        return False
    points, width = tag[place : place + inputs], tag[place + 16]
    return width in (1, 2) and len(tag) >= place + 20 + int(prod(points)) * outputs * width
