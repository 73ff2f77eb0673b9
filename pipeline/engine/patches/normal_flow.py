"""Whether a box is in normal flow, found from two properties in the usual case.

Replaces: WeasyPrint 70.0, formatting_structure/boxes.py ``Box.is_in_normal_flow``.
Why: it asks three other methods, and is asked very often.
Upstream: test the usual values first.
Effect: speed only.
"""

from typing import Any

from weasyprint.formatting_structure import boxes

from pipeline.engine.patches.patch import Effect, Patch


def apply() -> None:
    """Put a method around WeasyPrint's."""
    boxes.Box.is_in_normal_flow = _in_normal_flow(boxes.Box.is_in_normal_flow)


def _in_normal_flow(is_in_normal_flow: Any) -> Any:
    """The method of ``Box``, that takes the usual case for itself."""

    def in_normal_flow(box: Any) -> Any:
        style = box.style
        usual = style["float"] == "none" and style["position"] in ("static", "relative")
        return usual or is_in_normal_flow(box)

    return in_normal_flow


PATCH = Patch("normal flow at once", "weasyprint", Effect.SPEED, apply)
