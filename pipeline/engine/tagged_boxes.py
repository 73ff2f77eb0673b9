"""The boxes of a drawn page that have to do with the structure tree, as values.

Checked against WeasyPrint 70.0: formatting_structure/boxes.py, layout/absolute.py ``AbsolutePlaceholder``. What repeats
on pages has nothing to do with it, nor what is for the eye only.
"""

from collections.abc import Mapping
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder

from pipeline.engine.html_elements import Elements
from pipeline.engine.resumable_part import TaggedBox
from pipeline.engine.set_aside import CALLS

REPEATED = "is_repeated"
"""Attribute of boxes that show again what stands in the tree already: the head of a table where it goes on."""
_HOLDERS = (boxes.PageBox, boxes.FootnoteAreaBox, boxes.LineBox)
_ASCENT = 0.88  # of an em of the sign of a note
_POINTS = 0.75  # a CSS px


def find_tagged_boxes(
    page: Any, elements: Elements, tags: Mapping[Any, Any], links: Mapping[int, int]
) -> tuple[TaggedBox, ...]:
    """The boxes of a *page* that was drawn with tags, in their order.

    *elements*: those of its boxes; *tags*: the marked content of each box; *links*: link numbers by the box's id().
    """
    finder = _Finder(page, elements, tags, links)
    finder.walk(page._page_box, 0, None)
    return tuple(finder.found)


class _Finder:
    """Goes through the boxes of one page."""

    def __init__(self, page: Any, elements: Elements, tags: Mapping[Any, Any], links: Mapping[int, int]) -> None:
        self._numbers, self._artifacts = elements.numbers, elements.artifacts
        self._tags, self._links = tags, links
        self._width, self._height = page.width, page.height
        self.found: list[TaggedBox] = []

    def walk(self, box: Any, depth: int, matrix: Any) -> None:
        """Find *box* and what is in it, below *depth* others, turned by *matrix*, if any."""
        if isinstance(box, AbsolutePlaceholder):
            box = box._box
        if isinstance(box, boxes.MarginBox) or getattr(box, REPEATED, False) or id(box.element) in self._artifacts:
            return
        content = self._tags.get(box)
        mark = -1 if content is None else content["mcid"]
        number = self._numbers.get(id(box.element), -1)
        if isinstance(box, boxes.TextBox):
            if mark >= 0:
                is_white = not box.text.strip()
                self.found.append(TaggedBox(depth, number, box.element_tag, is_text=True, mark=mark, is_white=is_white))
            return
        made = self._describe(box, depth, number, mark, matrix)
        if made is not None:
            self.found.append(made)
            depth += 1
        matrix = box.transformation_matrix or matrix  # nothing that is turned stands in something turned
        for child in getattr(box, "children", ()):
            self.walk(child, depth, matrix)

    def _describe(self, box: Any, depth: int, number: int, mark: int, matrix: Any) -> TaggedBox | None:
        """*box*, which is no text; None where it makes no difference to the tree."""
        style, name = box.style, box.element_tag
        anchor = style["anchor"] or ""
        bookmark = box.bookmark_label if box.bookmark_label and style["bookmark_level"] != "none" else ""
        link = self._links.get(id(box), -1)
        is_holder, is_picture = isinstance(box, _HOLDERS), isinstance(box, boxes.ReplacedBox)
        makes_none = is_holder or number < 0 or name in ("html", "body")
        if makes_none and not (anchor or bookmark or is_picture) and link < 0:
            return None
        area: tuple[float, ...] = (0, 0, 0, 0)
        is_sign = not is_picture and isinstance(box, boxes.InlineBox) and "::footnote-" in name
        if is_picture:
            area = self._area_of_picture(box, matrix)
        elif is_sign:
            area = self._area_of_sign(box)
        left, bottom, right, top = area
        return TaggedBox(
            *(depth, number, name),
            is_holder=is_holder,
            is_picture=is_picture,
            mark=mark if is_picture else -1,
            link=link,
            is_stand_in=hasattr(box, CALLS),
            anchor=anchor,
            bookmark=bookmark,
            columns=box.colspan,
            rows=getattr(box, "rowspan", 1),
            is_sign=is_sign,
            left=left,
            bottom=bottom,
            right=right,
            top=top,
        )

    def _area_of_picture(self, box: Any, matrix: Any) -> tuple[float, ...]:
        """What is on the page of a picture."""
        left, top = box.content_box_x(), box.content_box_y()
        corners = [(x, y) for x in (left, left + box.width) for y in (top, top + box.height)]
        if matrix is not None:
            corners = [matrix.transform_point(x, y) for x, y in corners]
        across, down = zip(*corners, strict=True)
        least = max(0, min(across)), max(0, self._height - max(down))
        most = min(self._width, max(across)), min(self._height, self._height - min(down))
        return tuple(_POINTS * each for each in (*least, *most))

    def _area_of_sign(self, box: Any) -> tuple[float, ...]:
        """The area of the sign of a note."""
        size = box.style["font_size"]  # not the height of the box, whose lines have none
        base = self._height - box.position_y - box.baseline
        left, top = _POINTS * box.position_x, _POINTS * (base + _ASCENT * size)
        return left, top - _POINTS * size, left + _POINTS * box.width, top
