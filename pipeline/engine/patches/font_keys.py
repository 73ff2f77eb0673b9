"""The key of a style's face, and line height and base line of a style, are found once for each style.

Replaces: WeasyPrint 70.0, text/line_break.py ``_font_style_cache_key`` and ``strut``, wherever they are imported.
Why: both are asked for every piece of text, and put together a dozen properties to know a face again.
Upstream: remember both with the computed style.
Effect: speed only.

What is remembered is kept on the computed style that it was found from. A style is changed by WeasyPrint while boxes
are made of it, before any of this is asked, or as a copy, which remembers nothing.
"""

from typing import Any

from weasyprint.text import line_break

from pipeline.engine.patches.patch import Effect, Patch, replace_everywhere


def apply() -> None:
    """Put functions around WeasyPrint's."""
    replace_everywhere(line_break._font_style_cache_key, _FontKeys(line_break._font_style_cache_key).key)
    replace_everywhere(line_break.strut, _Struts(line_break.strut).strut)


class _FontKeys:
    """The text that stands for the face, its features and its language."""

    def __init__(self, key: Any) -> None:
        self._key = key

    def key(self, style: Any, include_size: bool = False) -> Any:
        """As ``_font_style_cache_key``."""
        name = "kanben_sized_key" if include_size else "kanben_key"
        known = style.__dict__.get(name)
        if known is None:
            known = style.__dict__[name] = self._key(style, include_size)
        return known


class _Struts:
    """Line height and base line of a style."""

    def __init__(self, strut: Any) -> None:
        self._strut = strut

    def strut(self, style: Any) -> Any:
        """As ``strut``."""
        known = style.__dict__.get("kanben_strut")
        if known is None:
            known = style.__dict__["kanben_strut"] = self._strut(style)
        return known


PATCH = Patch("keys of faces are remembered", "weasyprint", Effect.SPEED, apply)
