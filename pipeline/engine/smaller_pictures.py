"""Pictures a little smaller than they are written, where a page would have nothing but them else.

Checked against WeasyPrint 70.0: formatting_structure/boxes.py.
"""

from collections.abc import Iterator
from typing import Any

from weasyprint.formatting_structure import boxes

LEAST_SHARE = 0.8
"""Of its height, that a picture has at least; its words stay readable then, and it looks as it was meant."""


def list_smaller(figure: Any, line: float) -> Iterator[Any]:
    """Copies of the box of a *figure*, one picture or rows of them, each by a *line* (px) lower than the one before."""
    rows = [child for child in getattr(figure, "children", ()) if _height_of(child)]
    height = sum(map(_height_of, rows))
    if figure.element_tag != "figure":
        return
    for lines in range(1, int((1 - LEAST_SHARE) * height / line + 1e-6) + 1):
        scale = 1 - lines * line / height
        children = [_scale(child, scale) if child in rows else child for child in figure.children]
        yield figure.copy_with_children(children)


def _height_of(row: Any) -> float:
    """How high the frames of the pictures are that stand in *row* or are it, px; 0 where there are none."""
    inside = row.descendants() if isinstance(row, boxes.ParentBox) else ()
    return max((each.style["height"].value for each in (row, *inside) if _is_frame(each)), default=0.0)


def _is_frame(box: Any) -> bool:
    """Whether *box* is as high as its style says, and holds a picture."""
    is_block = isinstance(box, boxes.BlockBox) and getattr(box.style["height"], "unit", "") == "px"
    return is_block and any(isinstance(each, boxes.ReplacedBox) for each in box.descendants())


def _scale(box: Any, scale: float) -> Any:
    copy = box.copy()
    copy.style = box.style.copy()
    for name in ("width", "height", "padding_top"):
        length = box.style[name]
        if getattr(length, "unit", "") == "px":
            copy.style[name] = length._replace(value=length.value * scale)
    if isinstance(box, boxes.ParentBox):
        copy.children = [_scale(child, scale) for child in box.children]
    return copy
