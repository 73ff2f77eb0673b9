"""Computed values of properties that no rule sets are found in a table: the parent's, or the initial ones.

Replaces: WeasyPrint 70.0, css/__init__.py ``ComputedStyle.__missing__``.
Why: it goes through all cases for each of some 200 properties of each style, and few are set by any rule.
Upstream: sort the properties once by what their unset values come from.
Effect: speed only.
"""

from typing import Any

from weasyprint.css import ComputedStyle, check_math
from weasyprint.css.computed_values import COMPUTER_FUNCTIONS, PHYSICAL_FUNCTIONS, border_width
from weasyprint.css.properties import INHERITED, INITIAL_NOT_COMPUTED, INITIAL_VALUES

from pipeline.engine.patches.patch import Effect, Patch

_DEPENDS_ON_OTHERS = {"float", "display", "position", "page"}


def apply() -> None:
    """Put a method around WeasyPrint's."""
    ComputedStyle.__missing__ = _Values(ComputedStyle.__missing__).missing()


class _Values:
    """Computed values of properties that no rule sets: the parent's, or the initial ones."""

    def __init__(self, missing: Any) -> None:
        self._missing = missing
        plain = {
            name
            for name in INITIAL_VALUES
            if name not in _DEPENDS_ON_OTHERS and not name.startswith("text_decoration_")
        }
        self._inherited = {name for name in plain if name in INHERITED and name not in PHYSICAL_FUNCTIONS}
        self._initial = {
            name: INITIAL_VALUES[name]
            for name in plain
            if name not in INHERITED and name not in INITIAL_NOT_COMPUTED and not check_math(INITIAL_VALUES[name])
        }
        self._lines = {
            name: name.replace("width", "style")
            for name, compute in COMPUTER_FUNCTIONS.items()
            if compute is border_width
        }
        """For the width of each border and outline the property that tells whether there is one."""
        names = (*self._initial, *self._lines)
        self._logical = {name: logical_names(name) for name in names if name in PHYSICAL_FUNCTIONS}

    def missing(self) -> Any:
        """A function as ``ComputedStyle.__missing__``."""
        find, inherited, initial, logical = self._missing, self._inherited, self._initial, self._logical
        lines = self._lines

        def missing(style: Any, key: str) -> Any:
            cascaded = style.cascaded
            if key not in cascaded:
                if key in initial:
                    names = logical.get(key)
                    if names is None or names.isdisjoint(cascaded):
                        value = style[key] = initial[key]
                        return value
                elif key in inherited and style.parent_style is not None:
                    value = style[key] = style.parent_style[key]
                    return value
                elif key in lines:
                    names = logical.get(key)
                    if (names is None or names.isdisjoint(cascaded)) and style[lines[key]] in ("none", "hidden"):
                        value = style[key] = 0
                        return value
                elif key[:2] == "__" and style.parent_style is not None and not style.parent_style[key]:
                    value = style[key] = style.parent_style[key]  # of their own, none of whose values are set
                    return value
            return find(style, key)

        return missing


def logical_names(name: str) -> frozenset[str]:
    """The flow-relative properties that may set the physical one *name*, in any direction of text."""
    find = PHYSICAL_FUNCTIONS[name]
    return frozenset(find(block="ttb", inline=direction) for direction in ("ltr", "rtl"))


PATCH = Patch("unset properties from a table", "weasyprint", Effect.SPEED, apply)
