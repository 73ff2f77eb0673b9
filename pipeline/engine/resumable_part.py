"""What must be known of a laid-out part to lay it out again from where its words have changed: values, without boxes.

Pages and elements of the HTML have 0-based numbers. A page without boxes is one that an earlier process has laid out.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from pipeline.engine.planned_lines import Rest


class Beginning(NamedTuple):
    """What is left at the beginning of a page: *notes*, by their 0-based numbers; whether something *waits* that an
    earlier page had no room for.

    *rest*: the lines of the paragraph that goes on there, if one does; None where what goes on can't be taken up again.
    """

    notes: tuple[int, ...]
    waits: bool
    rest: "Rest | None" = ()

    @property
    def is_resumable(self) -> bool:
        """Whether the part can be laid out from here on."""
        return not self.waits and self.rest is not None


class TaggedBox(NamedTuple):
    """A box that has to do with the structure tree; *depth*: how many such boxes it stands in.

    *element*: the number of its element in the HTML, or -1; *name*: that of the box, as WeasyPrint has it. *is_text*:
    a piece of text; *is_holder*: the page, its area of notes, or a line. *mark*: the number of its marked content, or
    -1; *link*: that among the links of the page, or -1. *is_white*: text of white space only. *is_stand_in*: in the
    place of what stands elsewhere. *columns*, *rows*: how many a cell spans. *left*, *bottom*, *right*, *top*: of a
    picture or of the sign of a note (*is_sign*), in pt from the lower left corner of the page.
    """

    depth: int
    element: int
    name: str
    is_text: bool = False
    is_holder: bool = False
    is_picture: bool = False
    mark: int = -1
    link: int = -1
    is_white: bool = False
    is_stand_in: bool = False
    anchor: str = ""
    bookmark: str = ""
    columns: int = 1
    rows: int = 1
    is_sign: bool = False
    left: float = 0
    bottom: float = 0
    right: float = 0
    top: float = 0


class PageFacts(NamedTuple):
    """The numbers of the elements *seen* on a page, and of those set as a whole (*rigid*).

    *places*: which boxes of the elements there are, as the pseudo-element's name and the number.
    """

    seen: tuple[int, ...]
    rigid: tuple[int, ...]
    places: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ResumablePart:
    """A part that may be laid out from the middle. *words*: text and tail of each element of its HTML.

    *page_maker*, *string_sets*, *page_sizes*: as WeasyPrint's layout context has them. *tagged*: the boxes of each page
    that have to do with the structure tree, where another process needs them.
    """

    words: Sequence[tuple[str, str]]
    facts: Sequence[PageFacts]
    page_maker: Sequence[Any]
    beginnings: Mapping[int, Beginning]
    string_sets: Mapping[str, Mapping[int, Sequence[str]]]
    page_sizes: Mapping[str, Any]
    tagged: Sequence[tuple[TaggedBox, ...]] = ()
