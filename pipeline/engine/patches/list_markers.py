"""Numbers and bullets of lists are drawn before the text of their items.

Replaces: WeasyPrint 70.0, stacking.py ``_dispatch``, which sorts boxes for drawing.
Why: formatting_structure/build.py ``marker_to_box`` makes of a marker outside the text an absolutely positioned box;
  such boxes are drawn after everything else on the page, and programs extract them there. Once it has its place,
  nothing is lost by drawing it as the block before the item's text that it is in the tree.
Upstream: keep outside markers among the blocks of their stacking context.
Effect: changes output.
"""

from typing import Any

from weasyprint import stacking
from weasyprint.layout.absolute import AbsolutePlaceholder

from pipeline.engine.patches.patch import Effect, Patch


def apply() -> None:
    """Put a function around WeasyPrint's."""
    dispatch = stacking._dispatch

    def dispatch_markers_as_blocks(box: Any, *arguments: Any) -> Any:
        marker = box._box if isinstance(box, AbsolutePlaceholder) else box
        if marker.is_outside_marker:
            marker.style["position"] = "static"
        return dispatch(box, *arguments)

    stacking._dispatch = dispatch_markers_as_blocks


PATCH = Patch("markers before their items", "weasyprint", Effect.OUTPUT, apply)
