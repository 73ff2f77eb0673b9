"""Streams are decoded whole, in little memory and in a time that grows with what comes out, or refused."""

import random
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf._codecs._codecs import LzwCodec

from pipeline.pdf.stream_decoding import MAX_KEPT, Decoder, UndecodableError


def inflated(data: bytes) -> bytes:
    return Decoder(len(data)).decode({"/Filter": "/FlateDecode"}, data)


@given(st.integers(0, 40), st.integers(0, 3_000_000), st.integers(1, 9), st.integers(0, 4))
def test_what_was_deflated_comes_out_whole(seed: int, size: int, level: int, missing: int) -> None:
    noise = random.Random(seed)
    data = noise.randbytes(min(size, seed * 10_000)) + bytes(size)
    packed = zlib.compress(data, level)
    assert inflated(packed[: len(packed) - missing]) == data  # of the checksum, some bytes may be missing


def test_what_is_cut_off_or_damaged_is_refused() -> None:
    packed = zlib.compress(random.Random(1).randbytes(500_000))
    for wrong in (packed[:-400], packed[: len(packed) // 2], b"no zlib", packed[:1000] + b"\0" * 500 + packed[1500:]):
        with pytest.raises(UndecodableError):
            inflated(wrong)


def test_damaged_lzw_is_read_up_to_the_damage_behind_another_filter_too() -> None:
    text = b"".join(b"line %d\n" % number for number in range(400))
    packed = LzwCodec().encode(text)
    for at in (300, 600):
        damaged = packed[:at] + b"\xff" * 40 + packed[at + 40 :]
        for names, data in ((["/LZWDecode"], damaged), (["/AHx", "/LZW"], damaged.hex().encode() + b">")):
            decoder = Decoder(len(data))
            with pytest.raises(UndecodableError):
                decoder.decode({"/Filter": names}, data)
            found = decoder.decode_beginning({"/Filter": names}, data)
            assert found.startswith(text[:at])
    with pytest.raises(UndecodableError):
        Decoder(9).decode_beginning({"/Filter": "/LZWDecode"}, b"\xff" * 9)


def test_bombs_are_refused() -> None:
    bomb = zlib.compress(bytes(MAX_KEPT + 1))
    with pytest.raises(UndecodableError, match="too large"):
        inflated(bomb)
