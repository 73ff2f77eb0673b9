"""An element of a drawing (SVG) that is referred to is found by the places of all ids.

Replaces: WeasyPrint 70.0, svg/__init__.py ``Node.get_child``.
Why: it searches the whole tree at each level on the way, for each id, with an expression that the id is put into.
Upstream: a table of ids for each tree.
Effect: speed only.
"""

from typing import Any, NamedTuple

from weasyprint import svg

from pipeline.engine.patches.patch import Effect, Patch


def apply() -> None:
    """Put a method in the place of WeasyPrint's."""
    svg.Node.get_child = _get_child


def _get_child(node: Any, identifier: str) -> Any:
    """The node below *node* with an id; None if there is none."""
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


PATCH = Patch("ids of drawings in a table", "weasyprint", Effect.SPEED, apply)
