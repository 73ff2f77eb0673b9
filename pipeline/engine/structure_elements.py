"""Elements of the structure tree of a tagged PDF, as values (ISO 32000-1, 14.7 and 14.8). Pages are 0-based."""

from collections.abc import Container
from dataclasses import dataclass, field
from typing import Any

_NEVER_EMPTY = frozenset({"TR", "TH", "TD", "Figure", "Formula"})  # there for the rows, or for what they show


@dataclass(frozen=True, slots=True)
class Content:
    """Marked content: the *page* and the number on it."""

    page: int
    mcid: int


@dataclass(frozen=True, slots=True)
class Annotation:
    """An annotation: the *page* and its 0-based number among the links of the page."""

    page: int
    link: int


@dataclass(frozen=True, slots=True)
class Jump:
    """A link to be written: *area* is left, bottom, right, top in pt of the *page*, from its lower left corner.

    *target*: the name of an anchor. *name*: that of an anchor to be made where the link itself stands, if any.
    """

    page: int
    area: tuple[float, float, float, float]
    target: str
    name: str = ""


@dataclass(eq=False, kw_only=True, slots=True)
class Element:
    """A structure element. *entries* go into its dictionary as they are.

    *target*: where a link leads, as the HTML has it. *is_loose*: a paragraph around text that has none in the HTML.
    *pages*: the first and the last page that it is on. *names*: the anchors that lead to it. *bookmarks*: those
    that do, as page and label. *refers*: the anchors of elements that it refers to, in a tree of PDF 2.0. *mathml*:
    that of a formula. *section*: the name of the section that it is, which may go on in the next part of the document;
    *article*: that of the article, which may go on in any further one.
    """

    tag: str
    parent: "Element | None" = None
    kids: "list[Element | Content | Annotation | Jump]" = field(default_factory=list)
    entries: dict[str, Any] = field(default_factory=dict)
    target: str = ""
    is_loose: bool = False
    pages: tuple[int, int] = (0, 0)
    names: list[str] = field(default_factory=list)
    bookmarks: list[tuple[int, str]] = field(default_factory=list)
    refers: list[str] = field(default_factory=list)
    mathml: str = ""
    section: str = ""
    article: str = ""

    def add(self, tag: str) -> "Element":
        """A new element at the end of this one."""
        made = Element(tag=tag, parent=self)
        self.kids.append(made)
        return made

    def add_after(self, before: "Element", tag: str) -> "Element":
        """A new element after *before*, one of the kids, and after the elements of the same *tag* that follow it."""
        index = self.kids.index(before) + 1
        while index < len(self.kids) and getattr(self.kids[index], "tag", "") == tag:
            index += 1
        made = Element(tag=tag, parent=self)
        self.kids.insert(index, made)
        return made

    def first(self, tag: str) -> "Element | None":
        """The first of the kids with *tag*."""
        return next((kid for kid in self.kids if isinstance(kid, Element) and kid.tag == tag), None)

    def is_empty_on(self, pages: Container[int]) -> bool:
        """Whether there is nothing of it on *pages*, and no need for it there."""
        first, last = self.pages
        if self.tag in _NEVER_EMPTY and any(page in pages for page in range(first, last + 1)):
            return False
        return not any(
            not kid.is_empty_on(pages) if isinstance(kid, Element) else kid.page in pages for kid in self.kids
        )
