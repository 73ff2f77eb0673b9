"""Pictures of pixels from anyone: what keeps a decoder busy is refused before one sees it."""

import struct
import zlib
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from pipeline.blocks import Picture
from pipeline.errors import Problem
from pipeline.manuscript import pictures as content_pictures
from pipeline.pictures import raster_pieces

PIECES = "The picture is in more than {} pieces."
EXIF = "The Exif data of the picture are larger than 1 MB."


def look_into(path: Path) -> Picture | Problem:
    """The picture of *path*, whose folder stands for the workspace."""
    return content_pictures.look_into(path, path.parent)


def chunk(kind: bytes, data: bytes = b"") -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(before: bytes = b"", after: bytes = b"", interlaced: bool = False) -> bytes:
    pixels = zlib.compress(b"\0\1\2\3" * (9 if interlaced else 1))
    header = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, interlaced)
    start = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header)
    return start + before + chunk(b"IDAT", pixels) + after + chunk(b"IEND")


def jpeg(size: int = 64, progressive: bool = False) -> bytes:
    file = BytesIO()
    Image.effect_noise((size, size), 50).convert("RGB").save(file, "JPEG", progressive=progressive)
    return file.getvalue()


def segment(marker: int, data: bytes) -> bytes:
    return bytes([0xFF, marker]) + struct.pack(">H", len(data) + 2) + data


def with_segments(segments: bytes) -> bytes:
    data = jpeg()
    return data[:20] + segments + data[20:]  # behind JFIF


def refusal(folder: Path, name: str, data: bytes) -> str:
    path = folder / name
    path.write_bytes(data)
    problem = look_into(path)
    if isinstance(problem, Picture):
        return ""
    assert isinstance(problem, Problem)
    assert problem.path == path
    assert problem.hint
    return problem.message


@pytest.mark.parametrize("kind", [b"tEXt", b"abCd", b"IDAT"])
def test_chunks_are_few(tmp_path: Path, kind: bytes) -> None:
    limit = raster_pieces.MAX_PIECES
    text = chunk(kind, b"a\0b" if kind == b"tEXt" else b"")
    assert refusal(tmp_path, "a.png", png(after=text * (limit - 10))) == ""
    assert refusal(tmp_path, "a.png", png(after=text * limit)) == PIECES.format(limit)
    if kind != b"IDAT":
        assert refusal(tmp_path, "a.png", png(before=text * limit)) == PIECES.format(limit)


@pytest.mark.parametrize("kind", [b"zTXt", b"iCCP", b"iTXt"])
def test_compressed_chunks_that_swell(tmp_path: Path, kind: bytes) -> None:
    head = {b"zTXt": b"k\0\0", b"iCCP": b"k\0\0", b"iTXt": b"k\0\1\0\0\0"}[kind]
    small, large = (chunk(kind, head + zlib.compress(b"x" * size)) for size in (900_000, 50_000_000))
    assert refusal(tmp_path, "a.png", png(before=small)) == ""
    assert refusal(tmp_path, "a.png", png(before=large)) in ("The picture is damaged, or no PNG.", "")


def test_pixels_that_swell_past_their_picture(tmp_path: Path) -> None:
    """A decoder stops at the last pixel."""
    data = png().replace(chunk(b"IDAT", zlib.compress(b"\0\1\2\3")), chunk(b"IDAT", zlib.compress(bytes(50_000_000))))
    assert refusal(tmp_path, "a.png", data) == ""
    assert refusal(tmp_path, "a.png", png(interlaced=True)) == ""


def test_exif_of_a_png(tmp_path: Path) -> None:
    limit = raster_pieces.MAX_EXIF_BYTES
    assert refusal(tmp_path, "a.png", png(before=chunk(b"eXIf", b"MM\0*" + bytes(limit - 4)))) == ""
    assert refusal(tmp_path, "a.png", png(before=chunk(b"eXIf", b"MM\0*" + bytes(limit - 3)))) == EXIF


@pytest.mark.parametrize("piece", [segment(0xFE, b"x"), segment(0xE1, b"Exif\0\0x"), b"\xff\xd0", b"\xff\x00"])
def test_segments_are_few(tmp_path: Path, piece: bytes) -> None:
    limit = raster_pieces.MAX_SEGMENTS
    assert refusal(tmp_path, "a.jpg", with_segments(piece * (limit - 50))) == ""
    assert refusal(tmp_path, "a.jpg", with_segments(piece * limit)) == PIECES.format(limit)


@pytest.mark.parametrize("junk", [b"x", b"\xff"])
def test_what_stands_between_segments_is_short(tmp_path: Path, junk: bytes) -> None:
    assert refusal(tmp_path, "a.jpg", with_segments(junk * 10)) == ""
    assert refusal(tmp_path, "a.jpg", with_segments(junk * 2000)) == "The picture is damaged, or no JPEG."


def test_exif_of_a_jpeg(tmp_path: Path) -> None:
    part = segment(0xE1, b"Exif\0\0MM\0*\0\0\0\x08\0\0" + bytes(60_000))
    assert refusal(tmp_path, "a.jpg", with_segments(part * 17)) == ""
    assert refusal(tmp_path, "a.jpg", with_segments(part * 18)) == EXIF


def test_a_profile_in_many_segments(tmp_path: Path) -> None:
    parts = b"".join(segment(0xE2, b"ICC_PROFILE\0" + bytes([i, 255]) + bytes(65_000)) for i in range(1, 256))
    assert refusal(tmp_path, "a.jpg", with_segments(parts)) == ""


def test_scans_are_few_for_the_size(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = jpeg(progressive=True)
    last = data[data.rindex(b"\xff\xda") : -2]
    scans = data.count(b"\xff\xda")
    many = data[:-2] + last * 10 + data[-2:]
    monkeypatch.setattr(raster_pieces, "MAX_SCANNED_PIXELS", (scans + 10) * 64 * 64)
    assert refusal(tmp_path, "a.jpg", many) == ""
    monkeypatch.setattr(raster_pieces, "MAX_SCANNED_PIXELS", (scans + 10) * 64 * 64 - 1)
    assert refusal(tmp_path, "a.jpg", many) == "The picture is in too many scans for its size."
    assert refusal(tmp_path, "a.jpg", data) == ""


def test_the_data_of_a_scan_are_passed_over_quickly(tmp_path: Path) -> None:
    data = jpeg()
    for filling in (b"\xff\x00", b"\xff", b"\xff\xff\x00", b"\xff\xd0"):
        assert refusal(tmp_path, "a.jpg", data[:-2] + filling * 1_000_000 + data[-2:]) == ""
