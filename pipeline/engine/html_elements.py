"""The elements of an HTML tree, known by their places in the document: the same in two trees that differ in words."""

from collections.abc import Iterator
from functools import cached_property
from typing import Any

_LINE = "data-line"
"""An attribute that changes nothing on a page."""


class Elements:
    """The elements of an HTML tree in document order, by their 0-based numbers."""

    def __init__(self, root: Any) -> None:
        self.root = root
        self.list = list(root.iter())
        self.numbers = {id(element): number for number, element in enumerate(self.list)}

    @cached_property
    def shape(self) -> int:
        """A number that two trees share if they have the same elements with the same attributes, and other words."""
        rows = (
            (
                str(each.tag),
                tuple(sorted(pair for pair in each.attrib.items() if pair[0] != _LINE)),
                len(each),
                _has_words(each.text),
                _has_words(each.tail),
            )
            for each in self.list
        )
        return hash(tuple(rows))

    def ancestors(self, number: int) -> Iterator[int]:
        """The numbers of the elements around the element *number*, the innermost first."""
        element = self._parents.get(self.list[number])
        while element is not None:
            yield self.numbers[id(element)]
            element = self._parents.get(element)

    @cached_property
    def _parents(self) -> dict[Any, Any]:
        return {child: parent for parent in self.list for child in parent}


def _has_words(text: str | None) -> bool:
    return bool(text and not text.isspace())
