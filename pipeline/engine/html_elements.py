"""The elements of an HTML tree, known by their places in the document: the same in two trees that differ in words."""

import hashlib
from collections.abc import Iterator
from functools import cached_property
from typing import Any

from pipeline.engine.laid_out_part import Origin

_LINE = "data-line"
"""An attribute that changes nothing on a page."""
TAG = "data-tag"
"""Attribute that names the tag of an element in a PDF, where that is not what its name says."""
ARTIFACT = "Artifact"
"""Stands for a tag where an element, with all in it, is for the eye only."""
SIDES = ("recto", "verso")
"""Classes of the root: the side that the first page is on."""


class Elements:
    """The elements of an HTML tree in document order, by their 0-based numbers."""

    def __init__(self, root: Any) -> None:
        self.root = root
        self.list = list(root.iter())
        self.numbers = {id(element): number for number, element in enumerate(self.list)}

    @cached_property
    def shape(self) -> int:
        """A number that two trees share if they have the same elements with the same attributes, and other words.

        The side that the first page is on, and the lines of the manuscript, may differ, too.
        """
        return hash(tuple((self._list_attributes(each), *_describe(each)) for each in self.list))

    @cached_property
    def digest(self) -> str:
        """What two trees share, in whichever process, of which not even the side, the lines and the styles differ."""
        rows = [(tuple(each.items()), *_describe(each), each.text if each.tag == "style" else "") for each in self.list]
        return hashlib.sha256(repr(rows).encode("utf-8", "surrogatepass")).hexdigest()

    @property
    def words(self) -> list[tuple[str, str]]:
        """Text and tail of each element, as they are now."""
        return [(each.text or "", each.tail or "") for each in self.list]

    @property
    def lines(self) -> list[str | None]:
        """The line of the manuscript that each element tells."""
        return [each.get(_LINE) for each in self.list]

    @cached_property
    def artifacts(self) -> frozenset[int]:
        """The id() of each element that is for the eye only."""
        marked = (each for each in self.list if each.get(TAG) == ARTIFACT)
        return frozenset(id(inside) for each in marked for inside in each.iter())

    @property
    def side(self) -> str:
        """The side that the first page is on, if the root tells it."""
        side: str = self.root.get("class", "")
        return side if side in SIDES else ""

    def _list_attributes(self, element: Any) -> tuple[tuple[str, str], ...]:
        left_out = {_LINE, "class"} if element is self.root and self.side else {_LINE}
        return tuple(sorted(pair for pair in element.attrib.items() if pair[0] not in left_out))

    def ancestors(self, number: int) -> Iterator[int]:
        """The numbers of the elements around the element *number*, the innermost first."""
        element = self._parents.get(self.list[number])
        while element is not None:
            yield self.numbers[id(element)]
            element = self._parents.get(element)

    @cached_property
    def _parents(self) -> dict[Any, Any]:
        return {child: parent for parent in self.list for child in parent}


def _describe(element: Any) -> tuple[Any, ...]:
    return str(element.tag), len(element), _has_words(element.text), _has_words(element.tail)


def _has_words(text: str | None) -> bool:
    return bool(text and not text.isspace())


def list_origins(root: Any) -> list[Origin]:
    """Article and line of every element below *root*, in document order."""
    found: list[Origin] = []
    _add_origins(root, None, None, found)
    return found


def _add_origins(element: Any, slug: str | None, line: int | None, found: list[Origin]) -> None:
    """Article and line of every element. Boxes can't tell: a footnote's box lies outside that of its article."""
    attributes = element.attrib
    slug = attributes.get("data-slug", slug) or None
    if _LINE in attributes:
        line = int(attributes[_LINE]) or None
    found.append((slug, line))
    for child in element:
        _add_origins(child, slug, line, found)
