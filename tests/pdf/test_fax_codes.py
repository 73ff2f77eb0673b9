"""Codes of telefax as libtiff writes them, sound, damaged and cut off."""

import io
import random

import pytest
from PIL import Image, ImageDraw

from pipeline.pdf.fax_codes import judge_fax

KINDS = {
    "group 4": ("group4", 0, {"/K": -1}),
    "group 3": ("group3", 0, {"/K": 0}),
    "group 3, two dimensions": ("group3", 1, {"/K": 1}),
    "group 3, whole bytes": ("group3", 4, {"/K": 0}),
    "modified Huffman": ("tiff_ccitt", 0, {"/EncodedByteAlign": True}),
}


def drawing(width: int, height: int) -> Image.Image:
    """Lines, text and noise: runs of all lengths."""
    numbers = random.Random(width)
    picture = Image.new("1", (width, height), 1)
    noise = Image.frombytes("L", (width // 3, height), numbers.randbytes(width // 3 * height))
    picture.paste(noise.convert("1"))
    pen = ImageDraw.Draw(picture)
    for _line in range(12):
        ends = [numbers.randrange(limit) for limit in (width, height) * 2]
        pen.line(ends, fill=numbers.randrange(2), width=numbers.randrange(1, 9))
    return picture


def encoded(picture: Image.Image, compression: str, options: int) -> bytes:
    file = io.BytesIO()
    tags = {278: picture.height} | ({292: options} if options else {})
    picture.save(file, "TIFF", compression=compression, tiffinfo=tags)
    with Image.open(file) as tiff:
        (at,), (length,) = tiff.tag_v2[273], tiff.tag_v2[279]
    return file.getvalue()[at : at + length]


@pytest.mark.parametrize("name", KINDS)
@pytest.mark.parametrize(("width", "height"), [(7, 9), (65, 33), (2700, 40)])
def test_what_libtiff_writes_is_sound(name: str, width: int, height: int) -> None:
    compression, options, parameters = KINDS[name]
    data = encoded(drawing(width, height), compression, options)
    assert judge_fax(data, {**parameters, "/Columns": width}, height) == ""


@pytest.mark.parametrize("name", KINDS)
def test_noise_and_a_missing_end_are_found(name: str) -> None:
    compression, options, parameters = KINDS[name]
    parameters = {**parameters, "/Columns": 300}
    data = encoded(drawing(300, 60), compression, options)
    assert judge_fax(data[: len(data) // 2], parameters, 60) == "cut off"
    spoilt = data[:400] + bytes(each ^ 0xA5 for each in data[400:440]) + data[440:]
    assert judge_fax(spoilt, parameters, 60) == "spoilt"


def test_any_bytes_are_judged_without_a_fall() -> None:
    numbers = random.Random(4)
    for kind in (-1, 0, 1):
        for _each in range(60):
            data = numbers.randbytes(numbers.randrange(40)) * numbers.randrange(3)
            assert judge_fax(data, {"/K": kind, "/Columns": numbers.randrange(1, 40)}, 99) in ("spoilt", "cut off")
