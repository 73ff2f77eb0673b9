"""Text as it stands on laid-out pages, and which article it is of.

Checked against WeasyPrint 70.0: ``Page._page_box``, ``Document._html`` (document.py), ``TextBox.text``, ``Box.style``
and ``Box.element`` (formatting_structure/boxes.py).
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

from pipeline.engine.composable import is_told
from pipeline.engine.laid_out_part import Origin, TextRun
from pipeline.engine.turned import is_turned

_CONTAINERS = ("td", "th", "article")  # HTML elements whose text stays within them
OVERHANG = 4.0  # CSS px: a mark at a line's end may hang out a little, text may not


class _TextArea(NamedTuple):
    """Where text may stand on the 0-based *page*: CSS px from its left edge, and down to *bottom* from its top."""

    page: int
    left: float
    right: float
    bottom: float

    def within(self, box: Any) -> "_TextArea":
        """The area of what stands in *box*: no wider than an article, a column or a cell."""
        if not (getattr(box, "is_column", False) or box.element_tag in _CONTAINERS or is_turned(box)):
            return self
        left, right = box.position_x, box.position_x + box.margin_width()
        if is_turned(box) and box.children:  # what stands in it is told from its corner as if it weren't turned
            begin = box.children[0].position_x
            return self._replace(left=begin, right=begin + box.height, bottom=box.position_y + right - begin)
        return self._replace(left=max(left, self.left), right=min(right, self.right))

    def is_left_by(self, box: Any) -> bool:
        """Whether *box* reaches out of the area by more than OVERHANG (px)."""
        left, top = box.position_x, box.position_y
        sides = left < self.left - OVERHANG or left + box.width > self.right + OVERHANG
        return bool(sides or top < -OVERHANG or top > self.bottom)


Origins = Mapping[int, Origin]
"""Article and line by the id() of an element."""


def find_runs(page: Any, number: int, origins: Origins) -> list[TextRun]:
    """All text on a laid-out *page*, the 0-based *number* of its part."""
    found: list[TextRun] = []
    _add_runs(page._page_box, _TextArea(number, 0.0, page.width, page.height), origins, (None, None), found)
    return found


def _add_runs(
    box: Any, area: _TextArea, origins: Origins, origin: Origin, found: list[TextRun], *, short: bool = False
) -> None:
    box = getattr(box, "_box", box)  # an absolutely placed box stands behind a placeholder
    origin = origins.get(id(box.element), origin)
    short = getattr(box, "is_short", short)
    text = box.element.get("alt", "") if box.element_tag == "img" and is_told(box) else getattr(box, "text", None)
    if isinstance(text, str):
        family = str(box.style["font_family"][0])
        found.append(TextRun(area.page, text, family, *origin, overhanging=area.is_left_by(box), short=short))
    inside = area.within(box) if box.children else area
    for child in box.children:
        _add_runs(child, inside, origins, origin, found, short=short)
