"""Where parts come to stand, one after another: their pages, their folios, the pages of their anchors."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple, Protocol

from pipeline.layout import PartPlan
from pipeline.layout.folios import FolioCount


class LaidOut(Protocol):
    """A part of so many pages; *anchors*: the 0-based page that each is on first."""

    @property
    def page_count(self) -> int:
        """How many pages it has."""

    @property
    def anchors(self) -> Mapping[str, int]:
        """On which of them its anchors are."""


class First(NamedTuple):
    """The first page of a part, and its folio."""

    page: int
    folio: int


def find_first(plan: PartPlan, count: FolioCount) -> First:
    """Where the part of *plan* begins that follows what *count* has counted: a part may ask for a side."""
    is_there = plan.starts == "any" or (count.page % 2 == 1) == (plan.starts == "recto")
    if is_there:
        return First(count.page, count.folio)
    return First(count.page + 1, count.folio + count.has_begun)


def begin_count(plans: Sequence[PartPlan], folio: int) -> FolioCount:
    """The count of pages before the first of *plans*; *folio* is that of the first page that is counted."""
    return FolioCount(folio, has_begun=not plans or plans[0].is_counted)


@dataclass(slots=True, kw_only=True)
class Places:
    """The places of the parts so far: *count* has come to the next.

    *firsts*: where each part began, or would have; *printed*: the folio of every page; *pages*: the page of every
    anchor. *seen* are also the pages of anchors as they were before a part was composed anew.
    """

    count: FolioCount
    firsts: list[First] = field(default_factory=list)
    printed: list[str] = field(default_factory=list)
    pages: dict[str, int] = field(default_factory=dict)
    seen: dict[str, int] = field(default_factory=dict)

    def begin(self, plan: PartPlan) -> First:
        """Where the part of *plan* begins, which is next."""
        first = find_first(plan, self.count)
        self.firsts.append(first)
        return first

    def fill_up(self, first: First) -> First | None:
        """Where the blank page stands that comes before a part on *first*, if one does; it is counted."""
        blank = First(self.count.page, self.count.folio)
        if first.page == blank.page:
            return None
        self.printed += self.count.place(1, is_counted=self.count.has_begun)
        return blank

    def put(self, plan: PartPlan, first: First, part: LaidOut) -> None:
        """Put the *part* of *plan* on *first*."""
        self.see(first, part)
        for anchor, page in part.anchors.items():
            self.pages.setdefault(anchor, first.page + page)
        self.printed += self.count.place(part.page_count, is_counted=plan.is_counted, group=plan.group)

    def see(self, first: First, part: LaidOut) -> None:
        """Note where the anchors of a *part* on *first* are, which may be composed anew for that."""
        self.seen |= {anchor: first.page + page for anchor, page in part.anchors.items()}

    def go_on(self) -> "Places":
        """Places that go on from here by themselves: *firsts* are of what comes."""
        count = replace(self.count, groups=dict(self.count.groups))
        return Places(count=count, printed=[*self.printed], pages=dict(self.pages), seen=dict(self.seen))
