"""Questions that WeasyPrint asks over and over, answered from what is known already; the answers are its own.

Checked against WeasyPrint 70.0: css/__init__.py ``ComputedStyle``, layout/percent.py ``resolve_percentages``,
layout/float.py ``avoid_collisions``, text/line_break.py ``_font_style_cache_key`` and ``strut``. What is remembered is
kept on the computed style that it was found from. A style is changed by WeasyPrint while boxes are made of it, before
any of this is asked, or as a copy, which remembers nothing.
"""

import sys
from typing import Any

from weasyprint.css import ComputedStyle, check_math
from weasyprint.css.computed_values import PHYSICAL_FUNCTIONS
from weasyprint.css.properties import INHERITED, INITIAL_NOT_COMPUTED, INITIAL_VALUES
from weasyprint.formatting_structure import boxes
from weasyprint.layout import percent
from weasyprint.layout.float import avoid_collisions
from weasyprint.text import line_break
from weasyprint.text.constants import PANGO_DIRECTION
from weasyprint.text.ffi import ffi, gobject, pango, unicode_to_char_p

_LENGTHS = tuple(
    [f"{name}_{side}" for name in ("margin", "padding") for side in ("left", "right", "top", "bottom")]
    + [f"{prefix}{name}" for name in ("width", "height") for prefix in ("", "min_", "max_")]
)
_BORDERS = tuple(f"border_{side}_width" for side in ("top", "right", "bottom", "left"))
_FEATURES = ("font_kerning", *(f"font_variant_{name}" for name in ("ligatures", "position", "caps", "numeric")))
_FEATURES += ("font_variant_alternates", "font_variant_east_asian", "font_feature_settings")
_DEPENDS_ON_OTHERS = {"float", "display", "position", "page"}


def install() -> None:
    """Replace the functions wherever WeasyPrint has imported them; to be called once in a process."""
    _replace(percent.resolve_percentages, _Lengths(percent.resolve_percentages).resolve)
    _replace(avoid_collisions, _Collisions(avoid_collisions).avoid)
    _replace(line_break._font_style_cache_key, _FontKeys(line_break._font_style_cache_key).key)
    _replace(line_break.strut, _Struts(line_break.strut).strut)
    boxes.Box.is_in_normal_flow = _in_normal_flow(boxes.Box.is_in_normal_flow)
    line_break.Layout.setup = _Layouts(line_break.Layout.setup).setting_up()
    ComputedStyle.__missing__ = _Values(ComputedStyle.__missing__).missing()


def _replace(old: Any, new: Any) -> None:
    attribute: str = old.__name__
    for name, module in list(sys.modules.items()):
        if name.startswith("weasyprint.") and getattr(module, attribute, None) is old:
            setattr(module, attribute, new)


class _Lengths:
    """Used values of a box's margins, padding, borders and size, where none of them depends on the box around it."""

    def __init__(self, resolve: Any) -> None:
        self._resolve = resolve
        initial = {name: INITIAL_VALUES[name] for name in (*_LENGTHS, "box_sizing", "border_collapse")}
        self._initial = initial | dict.fromkeys(_BORDERS, 0)
        self._none = self._probe(self._initial)
        set_by = {*initial, *_BORDERS, *(name.replace("width", "style") for name in _BORDERS)}
        self._set_by = set_by.union(*(_logical_names(name) for name in set_by if name in PHYSICAL_FUNCTIONS))

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
        return all(style.get(name, value) == value for name, value in self._initial.items())

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


class _Collisions:
    """Where a box stands while there is no float about."""

    def __init__(self, avoid: Any) -> None:
        self._avoid = avoid

    def avoid(self, context: Any, box: Any, containing_block: Any, outer: bool = True) -> Any:
        """As ``avoid_collisions``."""
        if outer or context.excluded_shapes or containing_block.style["direction"] != "ltr" or box.is_floated():
            return self._avoid(context, box, containing_block, outer)
        left = containing_block.content_box_x()
        right = left + containing_block.width
        left += box.margin_left
        right -= box.margin_right
        return left - box.margin_left, box.border_box_y() - box.margin_top, right - left


def _in_normal_flow(is_in_normal_flow: Any) -> Any:
    """The method of ``Box``, that takes the usual case for itself."""

    def in_normal_flow(box: Any) -> Any:
        style = box.style
        usual = style["float"] == "none" and style["position"] in ("static", "relative")
        return usual or is_in_normal_flow(box)

    return in_normal_flow


class _Layouts:
    """Pango's context and the description of a face, made once for all text in one face, size and language."""

    def __init__(self, setup: Any) -> None:
        self._setup = setup

    def setting_up(self) -> Any:
        """A method as ``Layout.setup``."""

        def setup(layout: Any, style: Any) -> None:
            known = self._known(style)
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

    def _known(self, style: Any) -> Any:
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
        self._logical = {name: _logical_names(name) for name in self._initial if name in PHYSICAL_FUNCTIONS}

    def missing(self) -> Any:
        """A function as ``ComputedStyle.__missing__``."""
        find, inherited, initial, logical = self._missing, self._inherited, self._initial, self._logical

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
            return find(style, key)

        return missing


def _logical_names(name: str) -> frozenset[str]:
    """The flow-relative properties that may set the physical one *name*, in any direction of text."""
    find = PHYSICAL_FUNCTIONS[name]
    return frozenset(find(block="ttb", inline=direction) for direction in ("ltr", "rtl"))
