"""Whether a box has a background, rounded corners or a picture for its border is found once for each style.

Replaces: WeasyPrint 70.0, layout/background.py ``layout_box_backgrounds``, wherever it is imported.
Why: it is called for every box of every page, and asks thirteen properties of a style that mostly has none of them.
Upstream: ask the style once.
Effect: speed only.

What is found is kept on the computed style, as by `remembered_lengths`.
"""

from typing import Any

from weasyprint.draw.color import get_color
from weasyprint.formatting_structure.boxes import Box
from weasyprint.layout.background import layout_box_backgrounds

from pipeline.engine.patches.patch import Effect, Patch, replace_everywhere

_RADII = tuple(f"border_{corner}_radius" for corner in ("top_left", "top_right", "bottom_right", "bottom_left"))
_SQUARE = dict.fromkeys(_RADII, (0, 0))
_NOTHING = (0, "px")


def apply() -> None:
    """Put a function around WeasyPrint's."""
    replace_everywhere(layout_box_backgrounds, _Backgrounds(layout_box_backgrounds).lay_out)


class _Backgrounds:
    """Backgrounds of boxes, where there may be any."""

    def __init__(self, lay_out: Any) -> None:
        self._lay_out = lay_out

    def lay_out(self, page: Any, box: Any, find_image: Any, layout_children: bool = True, style: Any = None) -> None:
        """As ``layout_box_backgrounds``."""
        own = box.style
        try:
            is_bare = own.kanben_is_bare
        except AttributeError:
            is_bare = own.kanben_is_bare = _is_bare(own)
        if not is_bare or style is not None or box is page or not isinstance(box, Box):  # what stands for one
            self._lay_out(page, box, find_image, layout_children, style)
            return
        box.__dict__.update(_SQUARE)
        if layout_children:
            for child in box.all_children():
                self.lay_out(page, child, find_image)
        box.background = None


def _is_bare(style: Any) -> bool:
    """Whether nothing of a box with *style* is found here: its corners are square, and it has no picture or colour."""
    if any(_NOTHING not in style[name] for name in _RADII):
        return False
    if style["border_image_source"][0] != "none" or style["mask_border_source"][0] != "none" or style["box_shadow"]:
        return False
    if style["visibility"] == "hidden":
        return True
    has_pictures = any(kind != "none" for kind, _value in style["background_image"])
    return not has_pictures and get_color(style, "background_color").alpha == 0


PATCH = Patch("bare boxes have no background", "weasyprint", Effect.SPEED, apply)
