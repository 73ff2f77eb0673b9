"""Pictures of pixels that have more of them than anyone sees are scaled down to the size that they are shown in.

Replaces: WeasyPrint 70.0, images.py ``RasterImage.draw``.
Why: photographs of 24 million pixels, shown as wide as a column, make a file of hundreds of megabytes. WeasyPrint's own
  option ``dpi`` gives all uses of a picture the size of the largest that it knows of when it writes a file, so that a
  page would depend on others; it changes the picture for good, and knows none that is turned.
Upstream: a picture of its own for each size.
Effect: changes output.

Only pages that are drawn into a table of pictures with a ``resolution``; a press edition puts the originals in their
places (`engine.originals`).
"""

from io import BytesIO
from math import hypot
from typing import Any

from PIL import Image
from weasyprint import images

from pipeline.engine.patches.patch import Effect, Patch

_SPARED = 1.25  # as many pixels each way as are wanted, and picture isn't touched: it would gain little
_QUALITY = 90  # of JPEG
_POINTS_PER_INCH = 72.0


class Pictures(dict[str, Any]):
    """The pictures of pages that are drawn, by their names.

    *resolution*: pixels per inch that they are scaled down to; 0: they stay as they are. *scaled*: by number and size.
    *has_drawings*: drawings of the content have been marked beside them (`marked_drawings`).
    """

    def __init__(self, resolution: int) -> None:
        super().__init__()
        self.resolution, self.has_drawings = resolution, False
        self.scaled: dict[tuple[Any, int, int], Any] = {}


def apply() -> None:
    """Put a function around WeasyPrint's."""
    draw = images.RasterImage.draw

    def draw_scaled(image: Any, stream: Any, width: float, height: float, style: Any) -> None:
        pictures = stream._images
        resolution = pictures.resolution if isinstance(pictures, Pictures) else 0
        if resolution and width > 0 and height > 0 and image.width > 0 and image.height > 0:
            image = _scale(image, _pixels(stream, width, height, resolution), pictures)
        draw(image, stream, width, height, style)

    images.RasterImage.draw = draw_scaled


def _pixels(stream: Any, width: float, height: float, resolution: int) -> tuple[int, int]:
    """How many pixels a picture of *width* and *height*, in units of the *stream*, wants on the page."""
    (a, b, _c), (c, d, _f), _last = stream.ctm[0], stream.ctm[1], stream.ctm[2]
    across, down = width * hypot(a, b), height * hypot(c, d)
    return round(across / _POINTS_PER_INCH * resolution), round(down / _POINTS_PER_INCH * resolution)


def _scale(image: Any, wanted: tuple[int, int], pictures: Pictures) -> Any:
    """*image* with about as many pixels as are *wanted*; itself where it has few enough."""
    share = max(wanted[0] / image.width, wanted[1] / image.height)
    if share * _SPARED >= 1:
        return image
    size = max(1, round(image.width * share)), max(1, round(image.height * share))
    key = (image.id, *size)
    if key not in pictures.scaled:
        with Image.open(BytesIO(image.image_data.data)) as source:
            source.draft(source.mode, size)
            small = source.resize(size, Image.Resampling.LANCZOS)
            small.format = source.format
            if "transparency" in source.info:
                small.info["transparency"] = source.info["transparency"]
        options = {"jpeg_quality": _QUALITY, "dpi": None, "optimize_images": False}
        name = f"{image.id}-{size[0]}x{size[1]}"
        scaled = images.RasterImage(small, name, None, options=options)
        is_smaller = len(scaled.image_data.data) < len(image.image_data.data)  # a good JPEG is not improved
        pictures.scaled[key] = scaled if is_smaller else image
    return pictures.scaled[key]


PATCH = Patch("pictures of the size that they are shown in", "weasyprint", Effect.OUTPUT, apply)
