"""Pictures of the content as they stand on laid-out pages: how large they are printed, and the words in them.

Checked against WeasyPrint 70.0: ``ReplacedBox.replacement`` (formatting_structure/boxes.py), ``RasterImage`` and
``SVGImage._svg`` (images.py), ``SVG.tree`` and ``Node`` (svg/__init__.py).
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple
from urllib.parse import unquote

from pipeline.engine.laid_out_part import Origin, PlacedLabels, PlacedPicture
from pipeline.engine.page_text import Origins

_INCH = 96.0  # CSS px
_POINT = 0.75  # of a CSS px
_ROOM = "workspace:"
_WORDS = ("text", "tspan", "textPath")
_NUMBER = re.compile(r"[0-9]{1,6}(?:\.[0-9]{1,6})?(?:px)?")


class Placed(NamedTuple):
    """A *box* with a picture on a page; *name*: its path in the workspace."""

    box: Any
    page: int
    name: str
    origin: Origin


def find_placed_pictures(placed: Iterable[Placed]) -> Iterator[PlacedPicture]:
    """The pictures of pixels among those *placed*; drawings (SVG) have no resolution."""
    for box, page, name, origin in placed:
        image = box.replacement
        if hasattr(image, "image_data"):
            resolution = min(image.width / box.width, image.height / box.height) * _INCH
            yield PlacedPicture(page, name, resolution, *origin)


def find_placed_labels(placed: Iterable[Placed]) -> Iterator[PlacedLabels]:
    """The drawings among the pictures *placed* which have words of a size that can be told."""
    for box, page, name, origin in placed:
        drawing: Any = getattr(box.replacement, "_svg", None)
        shown: Any = drawing.get_viewbox() if drawing is not None else None
        sizes = list(_sizes(drawing.tree._etree_node)) if shown and shown[2] > 0 else []
        if sizes:
            yield PlacedLabels(page, name, min(sizes) * box.width / shown[2] * _POINT, *origin)


def find_placed(page: Any, number: int, origins: Origins) -> list[Placed]:
    """All pictures that the content brings, on a laid-out *page*, the 0-based *number* of its part, in order."""
    found: list[Placed] = []
    _add_pictures(page._page_box, number, origins, (None, None), found)
    return found


def _add_pictures(box: Any, page: int, origins: Origins, origin: Origin, found: list[Placed]) -> None:
    box = getattr(box, "_box", box)  # an absolutely placed box stands behind a placeholder
    origin = origins.get(id(box.element), origin)
    if getattr(box, "replacement", None) is not None and box.element is not None:
        address = box.element.get("src", "")
        if address.startswith(_ROOM) and box.width > 0 and box.height > 0:
            name, _mark, _digest = address.removeprefix(_ROOM).partition("?")
            found.append(Placed(box, page, unquote(name), origin))
    for child in box.children:
        _add_pictures(child, page, origins, origin, found)


def _sizes(element: Any, inherited: str = "") -> Iterator[float]:
    """The sizes of words in *element* of a drawing, in its units; those that something transforms can't be told.

    The elements as they were read are looked at: WeasyPrint changes its nodes when it goes through them.
    """
    tag, transform = element.tag.rpartition("}")[2], element.get("transform") or ""
    if "scale" in transform or "matrix" in transform or tag == "defs":
        return
    size = element.get("font-size") or inherited
    if tag in _WORDS and (element.text or "").strip() and _NUMBER.fullmatch(size):
        yield float(size.removesuffix("px"))
    for child in element:
        if isinstance(child.tag, str):  # no comment
            yield from _sizes(child, size)
