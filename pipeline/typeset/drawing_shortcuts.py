"""Numbers, addresses, colours, styles and ids of drawings (SVG) found with less work; the answers are WeasyPrint's own.

Checked against WeasyPrint 70.0: svg/utils.py ``size``, ``normalize``, ``parse_url``, ``color``; svg/css.py
``parse_declarations``, whose answer nobody changes; svg/__init__.py
``Node.get_child``.
"""

import copy
import sys
from collections.abc import Callable
from typing import Any, NamedTuple

from weasyprint import svg
from weasyprint.svg import utils

_MOST = 2_000  # answers remembered at once


def install() -> None:
    """Replace the functions wherever WeasyPrint has imported them; to be called once in a process."""
    _replace(utils.size, _sizes(utils.size))
    _replace(utils.normalize, _normalizing(utils.normalize))
    _replace(utils.parse_url, _parsing(utils.parse_url))
    _replace(utils.color, _colours(utils.color))
    svg.parse_declarations = _styles(svg.parse_declarations)
    svg.Node.get_child = _finding(svg.Node.get_child)


def _replace(old: Any, new: Any) -> None:
    attribute: str = old.__name__
    for name, module in list(sys.modules.items()):
        if name.startswith("weasyprint.svg") and getattr(module, attribute, None) is old:
            setattr(module, attribute, new)


def _sizes(size: Callable[..., Any]) -> Callable[..., Any]:
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


def _normalizing(normalize: Callable[..., Any]) -> Callable[..., Any]:
    """``normalize`` that knows what nothing is."""

    def find(string: Any) -> Any:
        return normalize(string) if string else ""

    return find


def _parsing(parse_url: Callable[..., Any]) -> Callable[..., Any]:
    """``parse_url`` that knows what nothing is: most elements refer to nothing, in three ways."""
    nothing = parse_url("")

    def find(url: Any) -> Any:
        return parse_url(url) if url else nothing

    return find


def _colours(color: Callable[..., Any]) -> Callable[..., Any]:
    """``color`` that reads each text once; the colour is changed by who asks, so a copy is given."""
    known: dict[Any, Any] = {}

    def find(string: Any) -> Any:
        if string not in known:
            if len(known) >= _MOST:
                known.clear()
            known[string] = color(string)
        return copy.copy(known[string])

    return find


def _styles(parse_declarations: Callable[..., Any]) -> Callable[..., Any]:
    """``parse_declarations`` that takes each style apart once: drawing programs write the same at many elements."""
    known: dict[str, Any] = {}

    def find(text: str) -> Any:
        if text not in known:
            if len(known) >= _MOST:
                known.clear()
            known[text] = parse_declarations(text)
        return known[text]

    return find


def _finding(_get_child: Callable[..., Any]) -> Callable[..., Any]:
    """``Node.get_child`` that goes straight to the element, by the places of all ids below the node.

    WeasyPrint searches the whole tree at each level on the way, for each id, with an expression that the id is put
    into.
    """

    def find(node: Any, identifier: str) -> Any:
        places = node.__dict__.get("kanben_places")
        if places is None:
            places = node.kanben_places = _places(node._etree_node)
        place = places.get(identifier)
        way = []
        while place is not None:
            way.append(place)
            place = place.above
        if not way:
            return None
        found = node
        for element, number, _above in reversed(way):
            children = list(found) if found._children is None else found._children
            if number >= len(children) or children[number]._etree_node is not element:  # texts have others put in
                found = next((child for child in children if child._etree_node is element), None)
                if found is None:
                    return None
            else:
                found = children[number]
        return found

    return find


class _Place(NamedTuple):
    """An element, its 0-based number in the one around it, and the place of that; None for the node searched."""

    element: Any
    number: int
    above: "_Place | None"


def _places(root: Any) -> dict[str, _Place]:
    """The places of all ids below *root*, of the first in the file where several have the same."""
    places: dict[str, _Place] = {}
    pending: list[tuple[Any, _Place | None]] = [(root, None)]
    while pending:
        element, place = pending.pop()
        if place is not None and "id" in element.attrib:
            places.setdefault(element.attrib["id"], place)
        inside = [(child, _Place(child, index, place)) for index, child in enumerate(element)]
        pending += reversed(inside)
    return places
