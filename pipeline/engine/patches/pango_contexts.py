"""Pango's context and the description of a face are made once for all text in one face, size and language.

Replaces: WeasyPrint 70.0, text/line_break.py ``Layout.setup``.
Why: it makes both for every piece of text, through two dozen calls into C.
Upstream: share contexts among layouts that ask for the same.
Effect: speed only.
"""

from typing import Any

from weasyprint.text import line_break
from weasyprint.text.constants import PANGO_DIRECTION
from weasyprint.text.ffi import ffi, gobject, pango, unicode_to_char_p

from pipeline.engine.patches.patch import Effect, Patch

_FEATURES = ("font_kerning", *(f"font_variant_{name}" for name in ("ligatures", "position", "caps", "numeric")))
_FEATURES += ("font_variant_alternates", "font_variant_east_asian", "font_feature_settings")


def apply() -> None:
    """Put a method around WeasyPrint's."""
    line_break.Layout.setup = _Layouts(line_break.Layout.setup).setting_up()


class _Layouts:
    """Pango's context and the description of a face, made once for all text in one face, size and language."""

    def __init__(self, setup: Any) -> None:
        self._setup = setup

    def setting_up(self) -> Any:
        """A method as ``Layout.setup``."""

        def setup(layout: Any, style: Any) -> None:
            known = self._find_context(style)
            if known is None:
                self._setup(layout, style)
                return
            context, description, layout.language = known
            layout.style, layout.first_line_direction = style, 0
            layout.ascent = layout.underline_position = layout.strikethrough_position = None
            layout.layout = ffi.gc(pango.pango_layout_new(context), gobject.g_object_unref)
            pango.pango_layout_set_auto_dir(layout.layout, False)
            pango.pango_layout_set_font_description(layout.layout, description)

        return setup

    def _find_context(self, style: Any) -> Any:
        """Context, description and language for a style; None where it asks for more than that."""
        key = line_break._font_style_cache_key(style, True), style["direction"], style["font_kerning"]
        known = style.font_config.__dict__.setdefault("kanben_contexts", {})
        if key not in known:
            known[key] = self._make(style)
        return None if style["text_decoration_line"] != "none" else known[key]

    @staticmethod
    def _make(style: Any) -> Any:
        features = line_break.font_features(*(style[name] for name in _FEATURES))
        if features or style["font_language_override"] != "normal" or not style["lang"]:
            return None
        create = pango.pango_font_map_create_context(style.font_config.font_map)
        context = ffi.gc(create, gobject.g_object_unref)
        pango.pango_context_set_round_glyph_positions(context, False)
        pango.pango_context_set_base_dir(context, PANGO_DIRECTION[style["direction"]])
        name, _bytes = unicode_to_char_p(style["lang"])
        language = pango.pango_language_from_string(name)
        pango.pango_context_set_language(context, language)
        return context, line_break.get_font_description(style), language


PATCH = Patch("contexts are shared", "weasyprint", Effect.SPEED, apply)
