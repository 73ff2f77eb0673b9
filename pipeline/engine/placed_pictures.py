"""Pictures of pixels as they stand on laid-out pages: how large they are printed.

Checked against WeasyPrint 70.0: ``ReplacedBox.replacement`` (formatting_structure/boxes.py), ``RasterImage``
(images.py).
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from pipeline.engine.laid_out_part import Origin, PlacedPicture
from pipeline.engine.page_text import Origins, list_origins, pages_with_origins

if TYPE_CHECKING:
    from pipeline.engine.rendering import Rendering

_INCH = 96.0  # CSS px
_ROOM = "workspace:"


def find_placed_pictures(rendering: "Rendering") -> Iterator[PlacedPicture]:
    """All pictures of pixels that the content brings, page by page; drawings (SVG) have no resolution."""
    origins = list_origins(rendering.elements.root)
    for number, (page, known) in enumerate(pages_with_origins(rendering, origins)):
        yield from _pictures(page._page_box, number, known, (None, None))


def _pictures(box: Any, page: int, origins: Origins, origin: Origin) -> Iterator[PlacedPicture]:
    box = getattr(box, "_box", box)  # an absolutely placed box stands behind a placeholder
    origin = origins.get(id(box.element), origin)
    image: Any = getattr(box, "replacement", None)
    address = box.element.get("src", "") if image is not None and box.element is not None else ""
    if address.startswith(_ROOM) and hasattr(image, "image_data") and box.width > 0 and box.height > 0:
        name, _mark, _digest = address.removeprefix(_ROOM).partition("?")
        resolution = min(image.width / box.width, image.height / box.height) * _INCH
        yield PlacedPicture(page, unquote(name), resolution, *origin)
    for child in getattr(box, "children", ()):
        yield from _pictures(child, page, origins, origin)
