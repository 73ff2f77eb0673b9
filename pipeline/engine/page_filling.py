"""What the type area of each page is filled with: heads, text and pictures with their places.

Checked against WeasyPrint 70.0: ``PageBox``, ``LineBox``, ``FootnoteAreaBox`` (formatting_structure/boxes.py),
``is_column`` (layout/column.py), ``AbsolutePlaceholder`` (layout/absolute.py).
"""

from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder

from pipeline.engine.feet import foot, is_ruled
from pipeline.engine.laid_out_part import Area, Origin, PageFilling, PlacedBlock
from pipeline.engine.page_text import Origins
from pipeline.engine.turned import is_turned

_HEADS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "header"})
_SHOWN = (boxes.InlineReplacedBox, boxes.InlineBlockBox)
_DIGITS = 3


def find_filling(page: Any, number: int, origins: Origins) -> PageFilling:
    """What fills a laid-out *page*, the 0-based *number* of its part."""
    return _Filling(origins).find(number, page._page_box)


class _Filling:
    """Gathers what stands on one page. *origins*: those of its elements."""

    def __init__(self, origins: Origins) -> None:
        self.origins = origins
        self.area: Area = (0.0, 0.0, 0.0, 0.0)
        self.blocks: list[PlacedBlock] = []
        self.columns: list[tuple[Area, ...]] = []

    def find(self, number: int, page: Any) -> PageFilling:
        notes = [child for child in page.children if isinstance(child, boxes.FootnoteAreaBox)]
        taken = sum(area.margin_height() for area in notes if area.children)
        left, top = page.content_box_x(), page.content_box_y()
        self.area = _round(left, top, left + page.width, top + page.height - taken)
        for child in page.children:
            if not isinstance(child, boxes.FootnoteAreaBox | boxes.MarginBox):
                self.walk(child, (None, None))
        return PageFilling(number, self.area, tuple(self.columns), tuple(self.blocks))

    def walk(self, box: Any, origin: Origin, is_head: bool = False, is_in_figure: bool = False) -> None:
        origin = self.origins.get(id(box.element), origin)
        is_head, is_in_figure = is_head or box.element_tag in _HEADS, is_in_figure or box.element_tag == "figure"
        if is_turned(box):
            if box.children:  # else this is its place in the text
                self.blocks.append(PlacedBlock(*origin, is_head=False, area=self.area))
            return
        lines = [child for child in getattr(box, "children", ()) if isinstance(child, boxes.LineBox)]
        filled = [line for line in lines if _is_filled(line)]
        if filled or isinstance(box, boxes.BlockReplacedBox) or is_ruled(box):
            top = filled[0].position_y if filled else box.position_y
            bottom = filled[-1].position_y + filled[-1].height if filled else top + box.margin_height()
            area = _round(box.position_x, top, box.position_x + box.margin_width(), bottom)
            self.blocks.append(PlacedBlock(*origin, is_head, area))
        if any(map(_is_placed_picture, getattr(box, "children", ()))):  # text beside it fills no more than it does
            left, top = box.border_box_x(), box.border_box_y()
            area = _round(left, top, left + box.border_width(), top + box.border_height())
            self.blocks.append(PlacedBlock(*origin, is_head, area))
        self.add_columns(box)
        for child in getattr(box, "children", ()):
            if isinstance(child, AbsolutePlaceholder) and is_in_figure:  # elsewhere what is placed so fills nothing
                self.walk(child._box, origin, is_head, is_in_figure)
            elif isinstance(child, boxes.Box) and not isinstance(child, boxes.LineBox):
                self.walk(child, origin, is_head, is_in_figure)

    def add_columns(self, box: Any) -> None:
        """Note the columns of *box* that stand side by side, each as far as it is filled."""
        group: list[Area] = []
        for child in (*getattr(box, "children", ()), None):
            if child is not None and getattr(child, "is_column", False):
                left, top = child.position_x, child.position_y
                group.append(_round(left, top, left + child.margin_width(), foot(child)))
            elif group:
                self.columns.append(tuple(group))
                group = []


def _is_placed_picture(box: Any) -> bool:
    """Whether *box* is placed absolutely, with a picture in it: a portrait, a seal."""
    if not isinstance(box, AbsolutePlaceholder):
        return False
    within = (box._box, *box._box.descendants()) if isinstance(box._box, boxes.ParentBox) else (box._box,)
    return any(isinstance(each, boxes.ReplacedBox) for each in within)


def _is_filled(line: Any) -> bool:
    """Whether *line* has text in it, or a picture."""
    return any(
        bool(box.text.strip()) if isinstance(box, boxes.TextBox) else isinstance(box, _SHOWN) or _is_filled(box)
        for box in line.children
        if isinstance(box, boxes.Box)
    )


def _round(*place: float) -> Area:
    left, top, right, bottom = (round(each, _DIGITS) for each in place)
    return left, top, right, bottom
