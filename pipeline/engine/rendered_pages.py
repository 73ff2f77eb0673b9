"""The laid-out pages of a part, with what is known of them to lay it out again from where words have changed.

Checked against WeasyPrint 70.0: formatting_structure/boxes.py.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from weasyprint.formatting_structure import boxes

from pipeline.engine.html_elements import Elements
from pipeline.engine.laid_out_part import DrawnPage
from pipeline.engine.resumable_part import Beginning, PageFacts, ResumablePart, TaggedBox
from pipeline.engine.tagged_boxes import find_tagged_boxes

_RIGID = (boxes.TableBox, boxes.InlineTableBox, boxes.FlexContainerBox, boxes.GridContainerBox, boxes.InlineBlockBox)
"""Boxes of which no part stays as it is when another part changes."""


@dataclass(kw_only=True)
class RenderedPage:
    """A page with the *elements* that its boxes are of. *drawn*, *tags* and *links* as it was drawn, if it was.

    *tags*: the marked content of each box; *links*: the number of the link that a box is, by the box's id().
    """

    page: Any
    elements: Elements
    drawn: DrawnPage | None = None
    tags: Mapping[Any, Any] = field(default_factory=dict)
    links: Mapping[int, int] = field(default_factory=dict)

    @cached_property
    def facts(self) -> PageFacts:
        """What is told of its boxes."""
        seen, rigid, places = set(), set(), set()
        for box in all_boxes(self.page._page_box):
            number = self.elements.numbers.get(id(box.element), -1)
            seen.add(number)
            places.add((pseudo(box), number))
            if isinstance(box, _RIGID) or not box.is_in_normal_flow():
                rigid.add(number)
        return PageFacts(tuple(sorted(seen)), tuple(sorted(rigid)), tuple(sorted(places)))

    @cached_property
    def tagged(self) -> tuple[TaggedBox, ...]:
        """Its boxes that have to do with the structure tree; it is drawn with tags."""
        return find_tagged_boxes(self.page, self.elements, self.tags, self.links)


@dataclass(kw_only=True)
class EarlierPage:
    """A page that an earlier process has laid out and drawn: what is known of it."""

    facts: PageFacts
    drawn: DrawnPage
    tagged: tuple[TaggedBox, ...]


def all_boxes(box: Any) -> Iterator[Any]:
    """*box* and all that is in it."""
    pending = [box]
    while pending:
        box = pending.pop()
        box = getattr(box, "_box", box)  # an absolutely placed box stands behind a placeholder
        yield box
        pending.extend(getattr(box, "children", ()))


def pseudo(box: Any) -> str:
    """The name of the pseudo-element that *box* is of, if any."""
    return str(box.element_tag).partition("::")[2]


@dataclass(kw_only=True)
class Rendering:
    """The laid-out *pages* of a part; *elements* are those of its HTML now. The rest is what WeasyPrint knew.

    *html*: what *context* was made for. *document* has those of the pages that this process has laid out.
    """

    document: Any
    html: Any
    context: Any
    elements: Elements
    pages: list[RenderedPage | EarlierPage]
    page_maker: Sequence[Any]
    beginnings: Mapping[int, Beginning]
    string_sets: Mapping[str, Mapping[int, Any]]
    page_sizes: Mapping[str, Any]
    is_plain: bool  # nothing on its pages depends on other pages, besides what is told here
    is_whole: bool  # no page is taken over from what was laid out before
    has_margins: bool = True  # else they are set when the part is put on its folios
    has_same_lines: bool = False  # pages that are taken over stand in the same lines of the manuscript

    def tell_resumable(self) -> ResumablePart:
        """What must be known to lay it out again from the middle."""
        return ResumablePart(
            words=self.elements.words,
            facts=[each.facts for each in self.pages],
            page_maker=self.page_maker,
            beginnings=self.beginnings,
            string_sets=self.string_sets,
            page_sizes=self.page_sizes,
        )
