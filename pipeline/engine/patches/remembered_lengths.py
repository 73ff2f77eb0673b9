"""Margins, padding, borders and sizes that depend on nothing around a box are found once for each style.

Replaces: WeasyPrint 70.0, layout/percent.py ``resolve_percentages``, wherever it is imported.
Why: it is called for every box again whenever that is laid out, and most styles have lengths that are no percentages.
Upstream: resolve lengths that are no percentages with the computed style.
Effect: speed only.

What is remembered is kept on the computed style that it was found from. A style is changed by WeasyPrint while boxes
are made of it, before any of this is asked, or as a copy, which remembers nothing.
"""

from typing import Any

from weasyprint.css.computed_values import PHYSICAL_FUNCTIONS
from weasyprint.css.properties import INITIAL_VALUES
from weasyprint.layout import percent

from pipeline.engine.patches.patch import Effect, Patch, replace_everywhere
from pipeline.engine.patches.unset_properties import logical_names

_LENGTHS = tuple(
    [f"{name}_{side}" for name in ("margin", "padding") for side in ("left", "right", "top", "bottom")]
    + [f"{prefix}{name}" for name in ("width", "height") for prefix in ("", "min_", "max_")]
)
_BORDERS = tuple(f"border_{side}_width" for side in ("top", "right", "bottom", "left"))


def apply() -> None:
    """Put a function around WeasyPrint's."""
    replace_everywhere(percent.resolve_percentages, _Lengths(percent.resolve_percentages).resolve)


class _Lengths:
    """Used values of a box's margins, padding, borders and size, where none of them depends on the box around it."""

    def __init__(self, resolve: Any) -> None:
        self._resolve = resolve
        initial = {name: INITIAL_VALUES[name] for name in (*_LENGTHS, "box_sizing", "border_collapse")}
        self._initial = initial | dict.fromkeys(_BORDERS, 0)
        self._none = self._probe(self._initial)
        set_by = {*initial, *_BORDERS, *(name.replace("width", "style") for name in _BORDERS)}
        self._set_by = set_by.union(*(logical_names(name) for name in set_by if name in PHYSICAL_FUNCTIONS))

    def resolve(self, box: Any, containing_block: Any) -> None:
        """As ``resolve_percentages``."""
        style = box.style
        try:
            known = style.kanben_lengths
        except AttributeError:
            known = style.kanben_lengths = self._find(style)
        if known is None:
            self._resolve(box, containing_block)
        else:
            box.__dict__.update(known)

    def _find(self, style: Any) -> dict[str, Any] | None:
        if self._is_bare(style):
            return self._none
        if style["border_collapse"] == "collapse":
            return None  # borders may be the table's
        for name in _LENGTHS:
            value = style[name]
            if value is not None and value != "auto" and getattr(value, "unit", "%") == "%":
                return None
        known = self._probe(style)
        same: dict[str, Any] = style.cache.setdefault("kanben_lengths", {}).setdefault(tuple(known.values()), known)
        return same

    def _is_bare(self, style: Any) -> bool:
        """Whether nothing gives a box a size, margins, padding or borders."""
        if style["border_collapse"] == "collapse" or not self._set_by.isdisjoint(getattr(style, "cascaded", ())):
            return False
        initial = self._initial
        return all(style[name] == initial[name] for name in initial.keys() & style.keys())

    def _probe(self, style: Any) -> dict[str, Any]:
        probe = _Probe()
        probe.style = style
        self._resolve(probe, (0, 0))
        found = probe.__dict__
        del found["style"]
        return found


class _Probe:
    """Stands for a box while its lengths are found."""

    style: Any


PATCH = Patch("lengths are remembered", "weasyprint", Effect.SPEED, apply)
