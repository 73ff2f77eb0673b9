"""ICC profiles made to do harm are refused before a library reads them."""

import resource
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import ImageCms

from pipeline.colour_profiles import MAX_PROFILE, is_whole
from pipeline.press.printer import profile_fault

PRESS = Path(__file__).parents[2] / "layouts/press/ISOcoated_v2_300_bas.icc"


@pytest.fixture(scope="module")
def press() -> bytes:
    return PRESS.read_bytes()


def made(tag: bytes, *, count: int = 1, start: int = 144, size: int | None = None, length: int | None = None) -> bytes:
    """An output profile for CMYK with one *tag*, of which its table may say something else."""
    whole = 144 + len(tag)
    head = bytearray(128)
    head[0:4] = (whole if length is None else length).to_bytes(4, "big")
    head[8:12], head[12:24], head[36:40] = b"\2\x40\0\0", b"prtrCMYKLab ", b"acsp"
    row = b"A2B0" + start.to_bytes(4, "big") + (len(tag) if size is None else size).to_bytes(4, "big")
    return bytes(head) + count.to_bytes(4, "big") + row + tag


def lut(inputs: int, outputs: int, points: int, entries: int = 2, room: int = 0) -> bytes:
    """A table of colours in 16 bits, with *room* for its values."""
    head = b"mft2\0\0\0\0" + bytes((inputs, outputs, points, 0)) + bytes(36)
    return head + entries.to_bytes(2, "big") * 2 + bytes(room)


def lut_a_to_b(points: bytes, outputs: int, room: int) -> bytes:
    head = b"mAB \0\0\0\0" + bytes((len(points), outputs, 0, 0)) + bytes(12) + (32).to_bytes(4, "big") + bytes(4)
    return head + points.ljust(16, b"\0") + b"\2\0\0\0" + bytes(room)


GOOD: dict[str, Callable[[], bytes]] = {
    "of a press": PRESS.read_bytes,
    "of screens": lambda: ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes(),
    "a curve": lambda: made(b"curv\0\0\0\0\0\0\0\4" + bytes(8)),
    "a table": lambda: made(lut(4, 3, 3, room=2 * (4 * 2 + 3 * 2 + 81 * 3))),
    "a table of another kind": lambda: made(lut_a_to_b(b"\3\3\3\3", 3, 2 * 81 * 3)),
    "a text": lambda: made(b"text\0\0\0\0" + b"a" * 50),
}
HOSTILE: dict[str, Callable[[], bytes]] = {
    "nothing": lambda: b"",
    "a head only": lambda: made(b"")[:128],
    "very many tags": lambda: made(bytes(8), count=2**32 - 1),
    "more tags than there is room": lambda: made(bytes(8), count=90),
    "a tag outside": lambda: made(bytes(8), start=2**31),
    "a tag that is too long": lambda: made(bytes(8), size=2**32 - 1),
    "a tag that wraps": lambda: made(bytes(8), start=2**32 - 4, size=8),
    "a tag in the head": lambda: made(bytes(8), start=0),
    "a profile that is longer": lambda: made(bytes(8), length=2**32 - 1),
    "a curve of 2^31 points": lambda: made(b"curv\0\0\0\0\x80\0\0\0" + bytes(8)),
    "a curve that is one point short": lambda: made(b"curv\0\0\0\0\0\0\0\5" + bytes(8)),
    "a table of 255^16": lambda: made(lut(16, 16, 255)),
    "a table of 100^4": lambda: made(lut(4, 4, 100, room=10_000)),
    "a table of no channels": lambda: made(lut(0, 3, 3, room=10_000)),
    "a table of very many entries": lambda: made(lut(4, 3, 3, entries=65_535, room=10_000)),
    "a table that is one value short": lambda: made(lut(4, 3, 3, room=2 * (4 * 2 + 3 * 2 + 81 * 3) - 1)),
    "a large table of another kind": lambda: made(lut_a_to_b(b"\xff" * 8, 3, 1_000)),
    "elements": lambda: made(b"mpet" + bytes(4) + b"\0\4\0\3\xff\xff\xff\xff" + bytes(200)),
    "too large": lambda: made(b"text" + bytes(MAX_PROFILE)),
}


@pytest.mark.parametrize("name", GOOD)
def test_good_profiles_are_whole(name: str) -> None:
    assert is_whole(GOOD[name]())


@pytest.mark.parametrize("name", HOSTILE)
def test_others_are_refused_at_once(name: str) -> None:
    profile = HOSTILE[name]()
    begun = time.process_time(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert not is_whole(profile)
    assert profile_fault(profile)
    assert time.process_time() - begun[0] < 2
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - begun[1] < 100 << 10


def test_the_profile_of_a_press_has_no_fault(press: bytes) -> None:
    assert profile_fault(press) == ""


def test_a_profile_with_any_byte_of_its_tables_changed_is_judged(press: bytes) -> None:
    begun, refused = time.process_time(), 0
    for at in range(128, 132 + 12 * 20):
        changed = press[:at] + bytes([press[at] ^ 0x80]) + press[at + 1 :]
        refused += not is_whole(changed)
    assert refused > 50
    assert time.process_time() - begun < 10
