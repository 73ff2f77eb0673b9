"""``python -m bench.preflight_files FOLDER SOURCE SIZE …``: press files for bench.preflight, of a file's pages.

``text-N.pdf`` has the pages of SOURCE N times over, each with content of its own; in ``pictures-N.pdf`` every third of
them has a picture of half a page in CMYK at 300 dpi, which keeps the ink limit.
"""

import sys
from functools import cache
from io import BytesIO
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name
from PIL import Image

_PIXELS = (1240, 1240)  # 105 mm at 300 dpi
_EVERY = 3
_INKS = (90, 110, 120, 60)  # of 255; noise of ± 60 stays below 300 % together


def write(target: Path, source: Path, times: int, *, has_pictures: bool) -> None:
    """Write the pages of *source*, *times* over, to *target*."""
    pdf = pikepdf.open(source)
    first = list(pdf.pages)
    for number in range(times):
        for at, page in enumerate(first):
            copy = page if number == 0 else _copied(pdf, page)
            if number:
                pdf.pages.append(copy)
            if has_pictures and at % _EVERY == 0:
                _add_picture(pdf, copy, seed=number * len(first) + at)
    pdf.remove_unreferenced_resources()
    pdf.save(target, object_stream_mode=pikepdf.ObjectStreamMode.generate)


def _copied(pdf: pikepdf.Pdf, page: pikepdf.Page) -> pikepdf.Page:
    """A page like *page* whose content is an object of its own, with a remark so that it isn't taken for the same."""
    copy = Dictionary(page.obj)
    content = page.Contents.read_bytes() if not isinstance(page.Contents, Array) else b""
    if isinstance(page.Contents, Array):
        content = b"\n".join(each.read_bytes() for each in page.Contents)
    copy.Contents = pdf.make_stream(b"%%%d\n" % len(pdf.pages) + content)
    return pikepdf.Page(pdf.make_indirect(copy))


@cache
def _picture(number: int) -> bytes:
    """A JPEG file in CMYK, one of some that differ."""
    buffer = BytesIO()
    noise = [Image.effect_noise((_PIXELS[0] // 8, _PIXELS[1] // 8), 20 + number).resize(_PIXELS) for _ink in _INKS]
    plates = [each.point(lambda dot, ink=ink: ink + dot - 128) for each, ink in zip(noise, _INKS, strict=True)]
    Image.merge("CMYK", plates).save(buffer, "JPEG", quality=85)
    return buffer.getvalue()


def _add_picture(pdf: pikepdf.Pdf, page: pikepdf.Page, seed: int) -> None:
    image = pdf.make_stream(_picture(seed % 4))
    image.Type, image.Subtype, image.ColorSpace = Name.XObject, Name.Image, Name.DeviceCMYK
    image.Filter, image.BitsPerComponent = Name.DCTDecode, 8
    image.Width, image.Height = _PIXELS
    resources = Dictionary(page.obj.get("/Resources", Dictionary()))
    resources.XObject = Dictionary(resources.get("/XObject", Dictionary()))
    resources.XObject[f"/Picture{seed}"] = image
    page.obj.Resources = resources
    page.contents_add(b"q 297 0 0 297 100 200 cm /Picture%d Do Q" % seed)


if __name__ == "__main__":
    folder, origin = Path(sys.argv[1]), Path(sys.argv[2])
    for size in map(int, sys.argv[3:]):
        write(folder / f"text-{size}.pdf", origin, size, has_pictures=False)
        write(folder / f"pictures-{size}.pdf", origin, size, has_pictures=True)
