"""Numbers, addresses, colours and styles of drawings (SVG) are read once for each text.

Replaces: WeasyPrint 70.0, svg/utils.py ``size``, ``normalize``, ``parse_url`` and ``color``, wherever they are
  imported; svg/__init__.py ``parse_declarations`` (of svg/css.py).
Why: drawing programs write the same numbers, colours and styles at thousands of elements. Nobody changes the answer of
  ``parse_declarations``.
Upstream: caches of the same functions.
Effect: speed only.
"""

import copy
from collections.abc import Callable
from typing import Any

from weasyprint import svg
from weasyprint.svg import utils

from pipeline.engine.patches.patch import Effect, Patch, replace_everywhere

_MOST = 2_000  # answers remembered at once
_PACKAGE = "weasyprint.svg"


def apply() -> None:
    """Put functions around WeasyPrint's."""
    for function, around in (
        (utils.size, _remember_sizes),
        (utils.normalize, _skip_empty_text),
        (utils.parse_url, _skip_empty_address),
        (utils.color, _remember_colours),
    ):
        replace_everywhere(function, around(function), _PACKAGE)
    svg.parse_declarations = _remember_styles(svg.parse_declarations)


def _remember_sizes(size: Callable[..., Any]) -> Callable[..., Any]:
    """``size`` that looks for units once for each text."""
    known: dict[tuple[Any, ...], Any] = {}

    def find(string: Any, font_size: Any = None, percentage_reference: Any = None) -> Any:
        if not string:
            return 0
        try:
            return float(string)
        except ValueError:
            key = string, font_size, percentage_reference
        if key not in known:
            if len(known) >= _MOST:
                known.clear()
            known[key] = size(*key)
        return known[key]

    return find


def _skip_empty_text(normalize: Callable[..., Any]) -> Callable[..., Any]:
    """``normalize`` that knows what nothing is."""

    def find(string: Any) -> Any:
        return normalize(string) if string else ""

    return find


def _skip_empty_address(parse_url: Callable[..., Any]) -> Callable[..., Any]:
    """``parse_url`` that knows what nothing is: most elements refer to nothing, in three ways."""
    nothing = parse_url("")

    def find(url: Any) -> Any:
        return parse_url(url) if url else nothing

    return find


def _remember_colours(color: Callable[..., Any]) -> Callable[..., Any]:
    """``color`` that reads each text once; the colour is changed by who asks, so a copy is given."""
    known: dict[Any, Any] = {}

    def find(string: Any) -> Any:
        if string not in known:
            if len(known) >= _MOST:
                known.clear()
            known[string] = color(string)
        return copy.copy(known[string])

    return find


def _remember_styles(parse_declarations: Callable[..., Any]) -> Callable[..., Any]:
    """``parse_declarations`` that takes each style apart once: drawing programs write the same at many elements."""
    known: dict[str, Any] = {}

    def find(text: str) -> Any:
        if text not in known:
            if len(known) >= _MOST:
                known.clear()
            known[text] = parse_declarations(text)
        return known[text]

    return find


PATCH = Patch("values of drawings are remembered", "weasyprint", Effect.SPEED, apply)
