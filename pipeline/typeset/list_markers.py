"""Numbers and bullets of lists are drawn before the text of their items, so that programs extract them in order.

WeasyPrint 70.0 (formatting_structure/build.py ``marker_to_box``) makes of a marker outside the text an absolutely
positioned box; such boxes are drawn after everything else on the page (stacking.py ``_dispatch``). Once it has its
place, nothing is lost by drawing it as the block before the item's text that it is in the tree.
"""

from typing import Any

from weasyprint import stacking
from weasyprint.layout.absolute import AbsolutePlaceholder


def draw_markers_in_order() -> None:
    """Replace the function that sorts boxes for drawing; to be called once in a process."""
    dispatch = stacking._dispatch

    def dispatch_markers_as_blocks(box: Any, *arguments: Any) -> Any:
        marker = box._box if isinstance(box, AbsolutePlaceholder) else box
        if marker.is_outside_marker:
            marker.style["position"] = "static"
        return dispatch(box, *arguments)

    stacking._dispatch = dispatch_markers_as_blocks
