"""Pictures in PDFs that are damaged, cut off or noise, whatever they are encoded by; their masks; sound ones."""

import io
import random
import struct
import subprocess
import sys
import zlib
from pathlib import Path

import pytest
from PIL import Image

from pipeline.intake.picture_faults import PictureFaults, _look_into_pages, find_picture_faults
from tests.intake.hostile_files import by_hand

SIDE = 64


def encoded(form: str) -> bytes:
    file = io.BytesIO()
    picture = Image.frombytes("L", (SIDE, SIDE), random.Random(1).randbytes(SIDE * SIDE))
    (picture.convert("1") if form == "TIFF" else picture).save(file, form, compression="group4")
    if form != "TIFF":
        return file.getvalue()
    with Image.open(file) as tiff:
        offsets, counts = tiff.tag_v2[273], tiff.tag_v2[279]
    return b"".join(file.getvalue()[at : at + count] for at, count in zip(offsets, counts, strict=True))


def coloured(mode: str, **options: bool) -> bytes:
    file = io.BytesIO()
    Image.frombytes("L", (SIDE, SIDE), random.Random(1).randbytes(SIDE * SIDE)).convert(mode).save(
        file, "JPEG", **options
    )
    return file.getvalue()


def noise_in(data: bytes) -> bytes:
    return data[:100] + bytes(each ^ 0x5A for each in data[100:140]) + data[140:]


def document(pictures: list[tuple[bytes, bytes]]) -> bytes:
    """A page for each picture: what its dictionary says, and its data."""
    size = b"/Type/XObject/Subtype/Image/Width %d/Height %d" % (SIDE, SIDE)
    kids = b" ".join(b"%d 0 R" % (10 + at) for at in range(len(pictures)))
    bodies = {
        1: b"<</Type/Catalog/Pages 2 0 R>>",
        2: b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, len(pictures)),
        3: b"<<>>",
    }
    streams = {3: b"q 100 0 0 100 0 0 cm /Im Do Q"}
    for at, (said, data) in enumerate(pictures):
        page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 400]/Contents 3 0 R/Resources<</XObject<</Im %d 0 R>>>>>>"
        bodies |= {10 + at: page % (50 + at), 50 + at: b"<<%s%s>>" % (size, said)}
        streams[50 + at] = data
    return by_hand(bodies, streams=streams)


def found(tmp_path: Path, pictures: list[tuple[bytes, bytes]]) -> PictureFaults:
    path = tmp_path / "pictures.pdf"
    path.write_bytes(document(pictures))
    return find_picture_faults(path, len(pictures))


GREY = b"/ColorSpace/DeviceGray/BitsPerComponent 8"
FAX = b"/ColorSpace/DeviceGray/BitsPerComponent 1/Filter/CCITTFaxDecode/DecodeParms<</K -1/Columns 64/Rows 64>>"


def test_each_kind_sound_damaged_and_cut_off(tmp_path: Path) -> None:
    jpeg, jpeg_2000 = encoded("JPEG"), encoded("JPEG2000")
    plain, deflate = bytes(SIDE * SIDE), GREY + b"/Filter/FlateDecode"
    sound = [
        (GREY + b"/Filter/DCTDecode", jpeg),
        (GREY + b"/Filter/JPXDecode", jpeg_2000),
        (GREY, plain),
        (deflate, zlib.compress(plain)),
        (FAX, encoded("TIFF")),
        (GREY + b"/Filter/DCTDecode", jpeg),  # met before
    ]
    assert found(tmp_path, sound) == PictureFaults()
    broken = [
        (GREY + b"/Filter/DCTDecode", b"none at all"),
        (GREY + b"/Filter/JPXDecode", jpeg_2000[:60]),
        (GREY + b"/Filter/DCTDecode", jpeg[: len(jpeg) // 2]),
        (GREY, plain[:-70]),
        sound[0],
        (GREY + b"/Filter/DCTDecode", encoded("PNG")),  # a picture, but no JPEG
        (deflate, zlib.compress(plain[:-70])),
        (FAX, noise_in(encoded("TIFF"))),
        (FAX, encoded("TIFF")[:200]),
    ]
    faults = found(tmp_path, broken)
    assert faults.pages == {"damaged": (0, 1, 5), "cut off": (2, 3, 6, 8), "spoilt": (7,)}
    assert faults.sentences == (
        "Pictures on pages 1, 2, 6 are damaged, and are not shown.",
        "Pictures on pages 3, 4, 7, 9 are cut off: their ends are not shown.",
        "A picture on page 8 is damaged: what is shown from there on is not what it was.",
    )


def in_parts(jpeg_2000: bytes, said: int) -> bytes:
    """*jpeg_2000*, which has one tile in one part, with three of which it says that they are *said*."""
    start, box = jpeg_2000.index(b"\xff\x90"), jpeg_2000.index(b"jp2c") - 4
    body = jpeg_2000[start + 14 : -2]
    thirds = [body[at : at + len(body) // 3 + 1] for at in range(0, len(body), len(body) // 3 + 1)]
    parts = [struct.pack(">HHHIBBH", 0xFF90, 10, 0, 14 + len(p), n, said, 0xFF93) + p for n, p in enumerate(thirds)]
    stream = jpeg_2000[box + 8 : start] + b"".join(parts) + jpeg_2000[-2:]
    return jpeg_2000[:box] + struct.pack(">I4s", 8 + len(stream), b"jp2c") + stream


def test_parts_that_are_counted_wrongly_are_no_damage(tmp_path: Path) -> None:
    jpeg_2000 = encoded("JPEG2000")
    sound = [(GREY + b"/Filter/JPXDecode", in_parts(jpeg_2000, said)) for said in (0, 2, 3)]
    assert found(tmp_path, sound) == PictureFaults()
    assert found(tmp_path, [(GREY + b"/Filter/JPXDecode", in_parts(jpeg_2000, 2)[:-800])]).pages


def test_noise_in_jpeg_is_told_and_what_is_drawn_whole_is_not(tmp_path: Path) -> None:
    jpeg = encoded("JPEG")
    later_jfif = jpeg[:11] + b"\x05" + jpeg[12:]  # of which libjpeg warns
    sound = [
        jpeg[:-2],  # without the mark of the end
        b"\n" + jpeg,
        jpeg[:-2] + bytes(40) + jpeg[-2:],
        jpeg + b"behind its end",
        later_jfif,
        coloured("CMYK"),
        coloured("RGB", progressive=True),
    ]
    assert found(tmp_path, [(GREY + b"/Filter/DCTDecode", data) for data in sound]) == PictureFaults()
    progressive = coloured("L", progressive=True)
    middle = len(progressive) // 2
    noisy = progressive[:middle] + b"\x12" * 64 + progressive[middle + 64 :]
    broken = [noisy, noisy[:11] + b"\x05" + noisy[12:], jpeg[:-2] + bytes(range(40)) + jpeg[-2:]]
    faults = found(tmp_path, [(GREY + b"/Filter/DCTDecode", data) for data in broken])
    assert faults.pages == {"spoilt": (0, 1), "surplus": (2,)}
    assert "A picture on page 3 has more data than are shown" in faults.sentences[-1]


def shown(resources: bytes, content: bytes, streams: dict[int, tuple[bytes, bytes]]) -> bytes:
    """A page whose content is *content*; dictionaries and data of *streams* by number, from 10."""
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 400]/Contents 4 0 R/Resources<<%s>>>>" % resources
    bodies = {1: b"<</Type/Catalog/Pages 2 0 R>>", 2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>", 3: page, 4: b"<<>>"}
    bodies |= {number: b"<<%s>>" % said for number, (said, _data) in streams.items()}
    return by_hand(bodies, streams={4: content} | {number: data for number, (_said, data) in streams.items()})


SIZE = b"/Subtype/Image/Width %d/Height %d" % (SIDE, SIDE)
PLAIN = bytes(SIDE * SIDE)


@pytest.mark.parametrize(
    ("resources", "content", "streams", "fault"),
    [
        pytest.param(
            b"/XObject<</Im 10 0 R>>", b"/Im Do",
            {10: (SIZE + GREY + b"/SMask 11 0 R", PLAIN), 11: (SIZE + GREY, PLAIN[:-70])}, "mask", id="soft mask",
        ),
        pytest.param(
            b"/XObject<</F 10 0 R>>", b"/F Do",
            {10: (b"/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</Im 11 0 R>>>>", b"/Im Do"),
             11: (SIZE + GREY, PLAIN[:-70])}, "cut off", id="in a form",
        ),
        pytest.param(
            b"/Pattern<</P 10 0 R>>", b"/Pattern cs /P scn 0 0 9 9 re f",
            {10: (b"/PatternType 1/BBox[0 0 9 9]/XStep 9/YStep 9/Resources<</XObject<</Im 11 0 R>>>>", b"/Im Do"),
             11: (SIZE + GREY, PLAIN[:-70])}, "cut off", id="in a pattern",
        ),
        pytest.param(
            b"/Font<</T<</Subtype/Type3/CharProcs<</a 10 0 R>>/Resources<</XObject<</Im 11 0 R>>>>>>>>", b"/T 9 Tf",
            {10: (b"", b"9 0 d0 /Im Do"), 11: (SIZE + GREY, PLAIN[:-70])}, "cut off", id="in a glyph",
        ),
        pytest.param(
            b"", b"q BI /W 64 /H 64 /BPC 8 /CS /G ID " + PLAIN[:-70] + b" EI Q",
            {11: (SIZE + GREY, PLAIN)}, "cut off", id="in the content",
        ),
        pytest.param(
            b"/XObject<</Im 10 0 R>>/ColorSpace<</C[/ICCBased 11 0 R]>>", b"/Im Do",
            {10: (SIZE + GREY, PLAIN), 11: (b"/N 3", b"no profile")}, "profile", id="profile",
        ),
        pytest.param(
            b"/XObject<</Im 10 0 R>>", b"/Im Do",
            {10: (SIZE + GREY + b"/Filter/JBIG2Decode", b"noise" * 20)}, "damaged", id="JBIG2",
        ),
        pytest.param(
            b"/XObject<</Im 10 0 R>>", b"/Im Do",
            {10: (SIZE + GREY + b"/Filter/LZWDecode", bytes.fromhex("800B6050220C0C8501"))}, "cut off", id="LZW",
        ),
        pytest.param(
            b"/XObject<</Im 10 0 R/Other 11 0 R>>", b"/Im Do",
            {10: (SIZE + GREY, PLAIN), 11: (SIZE + GREY, PLAIN[:-70])}, None, id="not drawn",
        ),
    ],
)  # fmt: skip
def test_whatever_is_shown_is_looked_into(
    resources: bytes, content: bytes, streams: dict[int, tuple[bytes, bytes]], fault: str | None, tmp_path: Path
) -> None:
    path = tmp_path / "shown.pdf"
    path.write_bytes(shown(resources, content, streams))
    # In this process: the other one is begun for the tests above.
    (faults,) = _look_into_pages(None, 0, path)
    assert faults == ({fault} if fault else set())


def test_a_file_without_pictures_or_that_is_none_has_no_faults(tmp_path: Path) -> None:
    path = tmp_path / "none.pdf"
    path.write_bytes(b"/Subtype/Image, and no PDF")
    assert find_picture_faults(path, 1) == PictureFaults()
    path.write_bytes(b"%PDF-1.4 without any")
    assert find_picture_faults(path, 1) == PictureFaults()
    path.write_bytes(b"")
    assert find_picture_faults(path, 1) == PictureFaults()


def test_many_pages_are_counted_not_listed() -> None:
    (sentence,) = PictureFaults({"unseen": tuple(range(40))}).sentences
    assert sentence == "The pictures on pages 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 … took too long to be looked into."


def test_a_picture_of_one_page_is_told_in_the_singular() -> None:
    assert PictureFaults({"cut off": (0,)}).sentences == ("A picture on page 1 is cut off: its end is not shown.",)


def test_the_decoder_of_jpeg_is_loaded_where_pictures_are_decoded_only(tmp_path: Path) -> None:
    modules = (
        "pipeline.production.volume.bind_volume, pipeline.preflight.checks.readable, pipeline.production.press.imposing"
    )
    path = tmp_path / "pictures.pdf"
    path.write_bytes(document([(GREY + b"/Filter/DCTDecode", encoded("JPEG")[:-300])]))
    program = (
        f"import sys, pathlib, {modules}\n"
        f"from pipeline.intake.picture_faults import find_picture_faults\n"
        f"print(find_picture_faults(pathlib.Path({str(path)!r}), 1).pages)\n"
        "print({'numpy', 'simplejpeg'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "{'cut off': (0,)}\nset()\n"
