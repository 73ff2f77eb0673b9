"""Snapshots: what is in them, the same bytes for the same pages, and files that are none."""

import gzip
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from pipeline.errors import BindingError, ContentError, FileAccessError
from pipeline.regression.compare import compare
from pipeline.regression.snapshot.pdf_reading import snapshot_of
from pipeline.regression.snapshot.snapshot import read_snapshot, write_number
from tests.regression.specimen import typeset


def kept(data: bytes, path: Path) -> Path:
    path.write_bytes(data)
    return path


def test_a_snapshot_tells_what_stands_on_the_pages(tmp_path: Path) -> None:
    found = snapshot_of(kept(typeset(), tmp_path / "file.pdf"))
    title = next(line for line in found.pages[0].lines if line.text == "江上灯火")
    assert found.styles[title.pieces[0][0]].font == "Kanben-Hei"
    assert found.styles[title.pieces[0][0]].size == 16
    assert found.styles[title.pieces[0][0]].colour == "#c8102e"
    assert abs(title.x + title.width / 2 - 150) < 1  # it stands in the middle
    assert [entry.title for entry in found.outline if entry.level == 0] == ["江上灯火", "齿轮之间", "山村邮路"]
    assert "https://example.org/one" in {link.target for page in found.pages for link in page.links}
    assert [len(page.images) for page in found.pages].count(1) == 1
    assert dict(found.pages[0].boxes)["media"] == (0, 0, 300, 420)


def test_it_is_small_and_read_again_as_it_was(tmp_path: Path) -> None:
    found = snapshot_of(kept(typeset(), tmp_path / "file.pdf"))
    data = write_number(found)
    assert len(data) <= 15_000 * len(found.pages)
    assert read_snapshot(kept(data, tmp_path / "snapshot")) == found
    assert write_number(snapshot_of(tmp_path / "file.pdf")) == data


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b"no pdf", "no PDF"),
        (b"%PDF-1.7\n%%EOF", "damaged"),
        (b"%PDF-1.7\n" + b"1 0 obj<<>>endobj\n" * 99, "damaged"),
    ],
)
def test_what_is_no_pdf_is_refused(data: bytes, reason: str, tmp_path: Path) -> None:
    with pytest.raises(BindingError, match=reason):
        snapshot_of(kept(data, tmp_path / "file.pdf"))


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(FileAccessError):
        snapshot_of(tmp_path / "none.pdf")


@pytest.mark.parametrize("part", [0.3, 0.6, 0.9, 0.99])
def test_a_damaged_file_is_read_as_far_as_it_goes_or_refused(part: float, tmp_path: Path) -> None:
    data = typeset()
    try:
        found = snapshot_of(kept(data[: int(len(data) * part)], tmp_path / "file.pdf"))
    except BindingError:
        return
    assert len(found.pages) <= 6


@pytest.mark.parametrize(
    "data",
    [
        b"\x1f\x8b",
        gzip.compress(b"{}", mtime=0),
        gzip.compress(b"[1]", mtime=0),
        gzip.compress(b'{"format":2}', mtime=0),
        gzip.compress(b'{"format":1,"pages":[{}],"styles":[],"outline":[],"tags":[]}', mtime=0),
    ],
)
def test_what_is_no_snapshot_is_refused(data: bytes, tmp_path: Path) -> None:
    with pytest.raises(ContentError, match="no snapshot"):
        read_snapshot(kept(data, tmp_path / "snapshot"))


def scanned(colour: int) -> bytes:
    held = BytesIO()
    picture = Image.new("L", (200, 300), 255)
    picture.paste(colour, (20, 20, 150, 100))
    picture.save(held, "PDF", resolution=72)
    return held.getvalue()


def test_pages_without_text_are_compared_by_their_picture_and_it_is_said(tmp_path: Path) -> None:
    one = snapshot_of(kept(scanned(0), tmp_path / "one.pdf"))
    other = snapshot_of(kept(scanned(128), tmp_path / "other.pdf"))
    found = compare(one, other)
    assert found.differs
    assert len(found.notes) == 2
    assert "have no text" in found.notes[0]
    assert not compare(one, one).differs


@pytest.mark.slow
def test_many_pages(tmp_path: Path) -> None:
    with pikepdf.new() as pdf:
        for _page in range(5_000):
            pdf.add_blank_page(page_size=(300, 420))
        pdf.save(tmp_path / "file.pdf")
    found = snapshot_of(tmp_path / "file.pdf")
    assert len(found.pages) == 5_000
    fewer = compare(found, snapshot_of(kept(typeset(), tmp_path / "other.pdf")))
    assert "pages.count" in {each.kind for each in fewer.findings}


def pictured(data: bytes, *, is_packed: bool) -> bytes:
    """A page with an image of 9 × 6 pixels, a JPEG or the values of its pixels."""
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(100, 100))
    image = pdf.make_stream(data, Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=9, Height=6)
    image.ColorSpace, image.BitsPerComponent = pikepdf.Name.DeviceRGB, 8
    if is_packed:
        image.Filter = pikepdf.Name.DCTDecode
    pdf.pages[0].Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Image=image))
    pdf.pages[0].Contents = pdf.make_stream(b"q 90 0 0 60 5 5 cm /Image Do Q")
    held = BytesIO()
    pdf.save(held)
    return held.getvalue()


def test_a_jpeg_is_known_by_its_pixels_however_they_are_packed(tmp_path: Path) -> None:
    held = BytesIO()
    Image.linear_gradient("L").resize((9, 6)).convert("RGB").save(held, "JPEG", quality=60)
    jpeg, pixels = held.getvalue(), Image.open(held).tobytes()
    written_anew = b"\xff\xd8\xff\xfe\x00\x04ab" + jpeg[2:]  # with a comment
    files = (jpeg, True), (written_anew, True), (pixels, False), (bytes(len(pixels)), False)
    first, *others = (
        snapshot_of(kept(pictured(data, is_packed=is_packed), tmp_path / f"{number}.pdf"))
        for number, (data, is_packed) in enumerate(files)
    )
    kinds = [[each.kind for each in compare(first, other).findings] for other in others]
    assert kinds == [[], [], ["images.changed"]]
