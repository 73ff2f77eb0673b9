"""Pictures in PDFs that are damaged or cut off, whatever they are encoded by, and pictures that are neither."""

import io
import zlib
from pathlib import Path

from PIL import Image

from pipeline.pdf.picture_faults import PictureFaults, find_picture_faults
from tests.intake.hostile_files import by_hand

SIDE = 64


def encoded(form: str) -> bytes:
    file = io.BytesIO()
    picture = Image.effect_noise((SIDE, SIDE), 90)
    (picture.convert("1") if form == "TIFF" else picture).save(file, form, compression="group4")
    if form != "TIFF":
        return file.getvalue()
    with Image.open(file) as tiff:
        offsets, counts = tiff.tag_v2[273], tiff.tag_v2[279]
    return b"".join(file.getvalue()[at : at + count] for at, count in zip(offsets, counts, strict=True))


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
    ]
    faults = found(tmp_path, broken)
    assert (faults.damaged, faults.cut_off, faults.unseen) == ((0, 1, 5), (2, 3), ())
    assert faults.sentences == (
        "Pictures on pages 1, 2, 6 are damaged, and are not shown.",
        "Pictures on pages 3, 4 are cut off: their ends are not shown.",
    )


def test_a_file_of_deflated_pictures_alone_is_looked_into(tmp_path: Path) -> None:
    deflated = zlib.compress(bytes(SIDE * SIDE - 70))
    assert found(tmp_path, [(GREY + b"/Filter/FlateDecode", deflated)]).cut_off == (0,)


def test_a_file_without_pictures_or_that_is_none_has_no_faults(tmp_path: Path) -> None:
    path = tmp_path / "none.pdf"
    path.write_bytes(b"/Subtype/Image, and no PDF")
    assert find_picture_faults(path, 1) == PictureFaults()
    path.write_bytes(b"%PDF-1.4 without any")
    assert find_picture_faults(path, 1) == PictureFaults()
    path.write_bytes(b"")
    assert find_picture_faults(path, 1) == PictureFaults()


def test_many_pages_are_counted_not_listed() -> None:
    (sentence,) = PictureFaults(unseen=tuple(range(40))).sentences
    assert sentence == "The pictures on pages 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 … took too long to be looked into."


def test_a_picture_of_one_page_is_told_in_the_singular() -> None:
    assert PictureFaults(cut_off=(0,)).sentences == ("A picture on page 1 is cut off: its end is not shown.",)
