"""Pictures for the press: what is lost of them, and what is left as it is."""

from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import ExifTags, Image

from pipeline.pdf.objects import DictionaryObject, NameObject, NumberObject, object_of
from pipeline.press.separation.conversion import Separation
from pipeline.press.separation.pictures import separate_picture
from tests.press.separated_pages import PROFILE, separated

WHOLE, BLACK = Separation(PROFILE), Separation(PROFILE, ("black",))
COARSEST = 12  # of the steps that JPEG rounds to at the quality of 95: 121 of its table × (200 - 2 × 95) / 100


def noisy(mode: str = "RGB", size: tuple[int, int] = (64, 48)) -> Image.Image:
    """A picture with fine detail in every channel, which a coarse JPEG loses."""
    bands = len(Image.new(mode, (1, 1)).getbands())
    pixels = np.random.default_rng(1).integers(0, 256, (size[1], size[0], bands), dtype=np.uint8)
    return Image.frombytes(mode, size, pixels.tobytes())


def jpeg(image: Image.Image) -> bytes:
    file = BytesIO()
    image.save(file, "JPEG", quality=100, subsampling=0)
    return file.getvalue()


def entries_of(image: Image.Image, space: str) -> DictionaryObject:
    """The dictionary of *image* as a JPEG in a PDF."""
    names = {"/Subtype": "/Image", "/ColorSpace": space, "/Filter": "/DCTDecode"}
    numbers = {"/Width": image.width, "/Height": image.height, "/BitsPerComponent": 8}
    held: dict[Any, Any] = {NameObject(key): NameObject(value) for key, value in names.items()}
    return DictionaryObject(held | {NameObject(key): NumberObject(value) for key, value in numbers.items()})


def test_a_jpeg_loses_next_to_nothing() -> None:
    before = noisy()
    data = jpeg(before)
    entries, made = separate_picture(entries_of(before, "/DeviceRGB"), data, WHOLE)
    assert entries["/ColorSpace"] == "/DeviceCMYK"
    with Image.open(BytesIO(made)) as found, Image.open(BytesIO(data)) as source:
        assert max(step for table in found.quantization.values() for step in table) <= COARSEST  # type: ignore[attr-defined]
        assert {layer[1:3] for layer in found.layer} == {(1, 1)}  # type: ignore[attr-defined]  # no channel is coarser
        wanted = WHOLE.picture(source.convert("RGB"))
        differences = np.abs(np.asarray(found, dtype=int) - np.asarray(wanted, dtype=int))
    assert differences.mean() < 3


def test_a_jpeg_of_one_ink_is_grey_and_not_upside_down() -> None:
    before = Image.new("RGB", (16, 16), (250, 250, 250))
    entries, made = separate_picture(entries_of(before, "/DeviceRGB"), jpeg(before), BLACK)
    assert entries["/ColorSpace"] == "/DeviceGray"
    assert "/Decode" not in entries
    with Image.open(BytesIO(made)) as found:
        assert (found.mode, found.getpixel((8, 8))) == ("L", 250)


@pytest.mark.parametrize(("mode", "space"), [("L", "/DeviceGray"), ("CMYK", "/DeviceCMYK")])
def test_what_is_in_inks_already_is_left_as_it_is(mode: str, space: str) -> None:
    image = noisy(mode)
    entries, data = entries_of(image, space), jpeg(image)
    assert separate_picture(entries, data, WHOLE) == (dict(entries), data)
    for_black = separate_picture(entries, data, BLACK)
    assert (for_black[1] == data) == (mode == "L")


@pytest.mark.parametrize("turn", range(1, 9))
def test_a_photograph_lies_as_its_camera_was_held(tmp_path: Path, turn: int) -> None:
    """Exif's orientation (CIPA DC-008, 4.6.4), with a dark corner where row 0 meets column 0."""
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = turn
    image = Image.new("RGB", (32, 16), (255, 255, 255))
    image.paste((200, 30, 40), (0, 0, 8, 8))
    image.save(tmp_path / "a.jpg", exif=exif, quality=95)
    result = separated('<img alt="图" src="workspace:a.jpg">', tmp_path)
    (number,) = (each for each in result.pdf.streams if b"/Subtype/Image" in result.pdf.bodies[each].replace(b" ", b""))
    entries = object_of(result.pdf, number)
    with Image.open(BytesIO(result.pdf.streams[number])) as found:
        picture = np.asarray(found.convert("CMYK"))
    assert picture.shape[:2] == (int(entries["/Height"]), int(entries["/Width"]))  # type: ignore[call-overload]
    height, width = (16, 32) if turn < 5 else (32, 16)
    assert picture.shape[:2] == (height, width)
    magenta = picture[:, :, 1] > 120
    rows, columns = magenta.any(axis=1).nonzero()[0], magenta.any(axis=0).nonzero()[0]
    corner = ("top" if rows.mean() < height / 2 else "bottom", "left" if columns.mean() < width / 2 else "right")
    # value → where row 0 is shown, where column 0 is
    wanted = [
        "top left",
        "top right",
        "bottom right",
        "bottom left",
        "top left",
        "top right",
        "bottom right",
        "bottom left",
    ]
    assert " ".join(corner) == wanted[turn - 1]
