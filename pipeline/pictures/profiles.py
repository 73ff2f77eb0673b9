"""ICC profiles that come from anyone, looked into before a library of native code trusts what they say of themselves.

ICC.1:2022: the header is 7.2, the table of tags 7.3, multiLocalizedUnicodeType 10.15. Little CMS makes room for as many
records as such a tag says it has, whatever its size.
"""

MAX_PROFILE_BYTES = 32 << 20  # those of presses have 2 MB, or 8 with fine tables
_HEADER, _ENTRY = 128, 12
_MOST_TAGS = 100  # Little CMS knows as many
_RECORD, _BEFORE_RECORDS = 12, 16


def is_sound_profile(data: bytes) -> bool:
    """Whether *data* has the size it says, and each tag lies in it and holds the records it says it has."""
    size = int.from_bytes(data[:4])
    if not _HEADER + 4 <= size <= len(data) <= MAX_PROFILE_BYTES or data[36:40] != b"acsp":
        return False
    count = int.from_bytes(data[_HEADER : _HEADER + 4])
    if count > _MOST_TAGS or _HEADER + 4 + count * _ENTRY > size:
        return False
    for place in range(_HEADER + 4, _HEADER + 4 + count * _ENTRY, _ENTRY):
        start, length = (int.from_bytes(data[place + at : place + at + 4]) for at in (4, 8))
        if start + length > size:
            return False
        if data[start : start + 4] == b"mluc":
            records = int.from_bytes(data[start + 8 : start + 12])
            if _BEFORE_RECORDS + records * _RECORD > length:
                return False
    return True
