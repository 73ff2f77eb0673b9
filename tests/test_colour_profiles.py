"""ICC profiles that say more of themselves than they hold are not handed on."""

import struct
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import ImageCms

from pipeline.colour_profiles import is_whole
from pipeline.resources import find_shipped

SCREEN = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
PRESS = (Path(find_shipped("layouts")) / "press" / "ISOcoated_v2_300_bas.icc").read_bytes()


def profile(*tags: tuple[bytes, bytes], size: int | None = None, count: int | None = None) -> bytes:
    """A profile of *tags* (signature, content), which says that it has *size* bytes and *count* tags."""
    start = 132 + 12 * len(tags)
    table, content = b"", b""
    for signature, data in tags:
        table += signature + struct.pack(">II", start + len(content), len(data))
        content += data
    body = struct.pack(">I", len(tags) if count is None else count) + table + content
    whole = 128 + len(body)
    header = struct.pack(">I", whole if size is None else size).ljust(36, b"\0") + b"acsp"
    return header.ljust(128, b"\0") + body


def words(records: int, written: int) -> bytes:
    """A tag of words that says it has so many records, and has so many."""
    return b"mluc\0\0\0\0" + struct.pack(">II", records, 12) + bytes(12 * written)


@pytest.mark.parametrize("data", [SCREEN, PRESS, profile(), profile((b"desc", words(3, 3)))])
def test_good_profiles(data: bytes) -> None:
    assert is_whole(data)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        SCREEN[:200],
        PRESS[:-1],
        profile((b"desc", words(0x024C0001, 3))),  # Little CMS makes room for 440 MB
        profile((b"desc", words(4, 3))),
        profile(count=2**31),
        profile(count=5),
        profile(size=2**32 - 1),
        profile((b"desc", b"text" + bytes(20))).replace(struct.pack(">I", 24), struct.pack(">I", 2**31)),
        profile().replace(b"acsp", b"none"),
    ],
)
def test_profiles_that_promise_more_than_they_hold(data: bytes) -> None:
    assert not is_whole(data)


@given(st.binary(max_size=300), st.integers(0, len(SCREEN)))
def test_any_bytes(data: bytes, place: int) -> None:
    spoilt = SCREEN[:place] + data + SCREEN[place + len(data) :]
    assert is_whole(spoilt) in (True, False)
