"""The tag tree of a PDF as values: elements with what is in them, in the order of reading (ISO 32000-1, 14.7)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


@dataclass(frozen=True, slots=True)
class Content:
    """Marked content *mcid* on the 0-based *page*: in its own stream (0), or in the form with the number *stream*."""

    page: int
    stream: int
    mcid: int


@dataclass(frozen=True, slots=True)
class Annotation:
    """The annotation with the object *number* on the 0-based *page*, which is None where the file does not say."""

    page: int | None
    number: int


@dataclass(eq=False, slots=True, kw_only=True)
class Element:
    """A structure element. *kind* is its standard type without the slash, *role* what the file calls it.

    *has_namespace*: the kind is one of a namespace that the element names, such as MathML (ISO 32000-2, 14.7.4).

    *number* is that of its object, 0 where it has none. *page* is the 0-based page of the first content in it,
    or that which the file names where there is none.
    *alternative*, *actual* and *expansion* are texts that stand for what is in it: None where there is none.
    *attributes* have names without the slash: numbers, names, texts, or tuples of them.
    """

    kind: str
    role: str = ""
    has_namespace: bool = False
    number: int = 0
    parent: "Element | None" = None
    page: int | None = None
    language: str = ""
    title: str = ""
    identity: bytes = b""
    alternative: str | None = None
    actual: str | None = None
    expansion: str | None = None
    attributes: Mapping[str, Any] = field(default_factory=dict)
    kids: "list[Element | Content | Annotation]" = field(default_factory=list)

    @property
    def elements(self) -> "list[Element]":
        """The elements right in it."""
        return [kid for kid in self.kids if isinstance(kid, Element)]

    @property
    def words(self) -> str | None:
        """The text that stands for what is in it; None where what is in it is read itself."""
        return self.actual if self.actual is not None else self.alternative

    def is_in(self, *kinds: str) -> bool:
        """Whether it stands, however deep, in an element of one of the *kinds*."""
        around = self.parent
        while around is not None and around.kind not in kinds:
            around = around.parent
        return around is not None


def walk(*tops: Element) -> Iterator[Element]:
    """*tops* and all elements below, in the order of reading."""
    waiting = list(reversed(tops))
    while waiting:
        element = waiting.pop()
        yield element
        waiting += reversed(element.elements)


def contents_in(element: Element) -> Iterator[Content]:
    """The marked content below *element*, in the order of reading."""
    waiting: list[Element | Content | Annotation] = [element]
    while waiting:
        item = waiting.pop()
        if isinstance(item, Content):
            yield item
        elif isinstance(item, Element):
            waiting += reversed(item.kids)


class Fault(StrEnum):
    """What may be wrong with how a tree is made."""

    TWO_PLACES = "stands in two places"
    OTHER_PARENT = "names another parent than the one it is in"
    NO_KIND = "has no kind"
    NO_ELEMENT = "is no element"
    TOO_DEEP = "is nested too deeply"
    CONTENT_TWICE = "has content that is another's"


@dataclass(frozen=True, slots=True)
class FaultyElement:
    """A *fault* of *element*, or of something right in it that could not be made one."""

    fault: Fault
    element: Element


@dataclass(frozen=True, slots=True, kw_only=True)
class TagTree:
    """The tree of a file: the *tops*, in *language*, that of the whole file.

    *owners*: in which element marked content and annotations are. *is_cut*: there are more elements than are looked at.
    *roles*: for kinds, without their slash, the kinds that the file maps them to.
    """

    tops: tuple[Element, ...]
    language: str
    owners: Mapping[Content | Annotation, Element]
    faults: tuple[FaultyElement, ...]
    is_cut: bool = False
    roles: Mapping[str, str] = field(default_factory=dict)
