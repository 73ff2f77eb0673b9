"""Where boxes end to the eye.

Checked against WeasyPrint 70.0: ``LineBox``, ``ReplacedBox``, ``TableBox`` (formatting_structure/boxes.py).
"""

from typing import Any

from weasyprint.formatting_structure import boxes


def foot(box: Any) -> float:
    """Where *box* ends, px: with its last line, picture or table, or with the frame and the white around them.

    A block that goes on on the next page is as high as this one, and so tells nothing by itself.
    """
    if isinstance(box, boxes.LineBox):
        return float(box.position_y + box.height)
    if isinstance(box, boxes.ReplacedBox | boxes.TableBox) or getattr(box, "padding_bottom", None) or is_ruled(box):
        return float(box.border_box_y() + box.border_height())
    inner = [child for child in getattr(box, "children", ()) if is_in_flow(child)]
    return max(map(foot, inner), default=float(box.position_y))


def is_ruled(box: Any) -> bool:
    """Whether *box* is a line to write on: a block of some height that holds nothing."""
    return isinstance(box, boxes.BlockBox) and not box.children and bool(box.height)


def is_in_flow(box: Any) -> bool:
    """Whether *box* takes part in the flow of the text."""
    return isinstance(box, boxes.Box) and bool(box.is_in_normal_flow())
