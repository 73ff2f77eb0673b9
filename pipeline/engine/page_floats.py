"""Blocks that a style sheet sets aside for the head or the foot of a page (``--float``): what waits, and what is tried
on a page.

Page floats of CSS (Page Floats, W3C, draft) in a few words. ``top`` and ``bottom``: the block stands at the head or the
foot of the page or column that it is written on if there is room, else of the next. ``auto``: where it is written if
it fits there, else at the head or the foot of the next. ``page``: on a page of its own, the next; ``bleed``: likewise,
on a page of that name; ``spread``: on two such pages that face; ``bleed-top``: at the head of a page, up to its edges.
``beside``: a float of CSS that stands where it is written if it fits there, else beside the text that the next page
begins with. ``clear``: no block goes beyond this one. Blocks of one kind keep their order, and the text does not wait
for them. What has found no place at the end of its container (an article, its columns) stands there in the text.
"""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from enum import IntEnum
from itertools import combinations
from math import ceil
from typing import Any

LEAST_TEXT = 4
"""Lines that are left for the text beside what stands at the head and the foot of a page, or beside a spread."""


class Place(IntEnum):
    """Where a block may stand, in the order in which pages are read."""

    HEAD = 0
    FLOW = 1
    FOOT = 2
    LATER = 3
    """On a later page; for a block that is to be ALONE, its own."""


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class PageFloat:
    """A block set aside: its *box* as it is written in *container*; *number* counts those of a part.

    *places*: where it may stand on a page, those it would rather have first; none: on a page of its own. It *may_stay*
    where it is written. One *is_across* that has the width of the page, and not of a column. *page_name*: of the pages
    that it has for itself, if they have one; one that *is_spread* begins on a left page. One that *is_bled* reaches the
    edges of the page from its head, and so stands above all else there. One that *is_numbered* has its number in print.
    """

    box: Any
    container: Any
    number: int
    places: tuple[Place, ...]
    may_stay: bool
    is_across: bool
    page_name: str = ""
    is_spread: bool = False
    is_bled: bool = False
    is_numbered: bool = False

    @property
    def kind(self) -> str:
        """What is numbered by itself, and so keeps its order: figures, or what else there is."""
        return str(self.box.element.tag)

    @property
    def is_beside(self) -> bool:
        """Whether text runs beside it."""
        return self.places == (Place.FLOW,)

    def is_numbered_behind(self, other: "PageFloat") -> bool:
        """Whether both are numbered together, and *other* first."""
        return self.kind == other.kind and self.is_numbered and other.is_numbered and other.number < self.number

    def may_pass(self, other: "PageFloat") -> bool:
        """Whether it may stand before *other*, which is written above it: one of another kind, or, if not both are
        numbered, one that waits for a page of its own."""
        return self.kind != other.kind or not (other.places or (self.is_numbered and other.is_numbered))


@dataclass(frozen=True, slots=True)
class Waiting:
    """A *block* that an earlier page had no room for. It goes on at *skip_stack*, if a page has the beginning of it.

    *is_alone*: it has found no room on a page with text either. One that *is_ahead* stands before the text that it is
    written in, and waits for that.
    """

    block: PageFloat
    skip_stack: Any = None
    is_alone: bool = False
    is_ahead: bool = False

    @property
    def is_set(self) -> bool:
        """Whether all of it stands already."""
        return self.is_ahead and self.skip_stack is None

    @property
    def is_for_own_page(self) -> bool:
        """Whether it can't stand on a page with text."""
        return self.is_alone or not self.block.places


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What is tried on a page: what was *waiting* at its beginning, and blocks *added* that are written on it.

    Those *held* wait for the next page, for the sake of the order; *tried*: places that were found not to do. *ahead*:
    a spread that stands here before the text that is left. Those *early* may stand here before the text that they are
    written in; that is tried as a place LATER. Those *kept* take the text below them with them to the next page;
    the articles of those *pushed* begin on the next page. *lines*: of text that the page had before one was put early.
    Figures are *lower* by so many lines than they are written, if they may be.
    """

    waiting: tuple[Waiting, ...] = ()
    added: Mapping[PageFloat, Place] = field(default_factory=dict)
    held: frozenset[PageFloat] = frozenset()
    tried: frozenset[tuple[PageFloat, Place]] = frozenset()
    ahead: Waiting | None = None
    early: frozenset[PageFloat] = frozenset()
    kept: frozenset[PageFloat] = frozenset()
    pushed: frozenset[PageFloat] = frozenset()
    text_lines: int | None = None
    lines: float = 0.0
    lower: int = 0

    @property
    def unset(self) -> Set[PageFloat]:
        """What waited at the beginning of the page and stands nowhere yet."""
        return {each.block for each in self.waiting if not each.is_set}

    @property
    def set_before(self) -> Set[PageFloat]:
        """What stands on an earlier page, and is written on this one or later."""
        return {each.block for each in self.waiting if each.is_set}

    def without(self, block: PageFloat) -> "Plan":
        """The plan in which *block* isn't added, nor tried there again."""
        place = Place.LATER if block in self.early else self.added[block]
        added = {each: place for each, place in self.added.items() if each is not block}
        return replace(self, added=added, early=self.early - {block}, tried=self.tried | {(block, place)})


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a page holds: blocks *called* on it, where they are written; where each that stands on it is *standing*.

    *begun*: the boxes that an earlier page has the beginning of, by their id(); *open*: those that the next page goes
    on with; *going_on*: those whose text it begins with. *overdue*: blocks with pages of their own that have none yet,
    though their article ends here. *depth*: how deep the text stands, in lines; *lines*: how many that are, as wide as
    the page.
    """

    called: frozenset[PageFloat] = frozenset()
    standing: Mapping[PageFloat, Place] = field(default_factory=dict)
    begun: frozenset[int] = frozenset()
    open: frozenset[int] = frozenset()
    going_on: frozenset[int] = frozenset()
    overdue: frozenset[PageFloat] = frozenset()
    outnumbered: frozenset[PageFloat] = frozenset()
    depth: float = 0.0
    lines: float = 0.0

    def place_of(self, block: PageFloat) -> Place:
        """Where *block* stands."""
        return self.standing.get(block, Place.LATER)


def find_alone(plan: Plan, *, is_left: bool, has_text: bool) -> Waiting | None:
    """What has a page for itself, by its *plan*; None for a page of text.

    *is_left*: it is a left page; *has_text*: its article has text for it, and so a spread can wait for a left one.
    """
    if plan.ahead is not None:
        return plan.ahead
    waiting = [each for each in plan.waiting if not each.is_set]
    if not waiting or waiting[0].skip_stack is not None or not waiting[0].is_for_own_page:
        return waiting[0] if waiting and waiting[0].is_for_own_page else None
    if has_text:
        return waiting[0] if is_left or not waiting[0].block.is_spread else None
    own = _list_own_pages(waiting, is_left=is_left)[0]
    return own if is_left or not own.block.is_spread else None


def _list_own_pages(waiting: Sequence[Waiting], *, is_left: bool) -> Sequence[Waiting]:
    """What is *waiting* and has no text, in the order in which it has pages, of which the first *is_left* or not.

    A spread begins on a left page: what it is numbered behind stands before it, and of the rest as much as makes it so.
    """
    spread = next((each for each in waiting if each.block.is_spread), None)
    if spread is None or not all(each.is_for_own_page or each.block.is_bled for each in waiting):
        return waiting
    before = [each for each in waiting if spread.block.is_numbered_behind(each.block)]
    free = [each for each in waiting if each not in before and not each.block.is_spread]
    is_due = is_left is (len(before) % 2 == 0)
    return [*before, spread, *free] if is_due else [*free, *before, spread]


def is_beside_spread(plan: Plan, *, is_left: bool, has_text: bool) -> bool:
    """Whether the page stays empty, since a spread begins on the next one and nothing of its article is left for it."""
    waiting = next((each for each in plan.waiting if not each.is_set), None)
    if waiting is None or is_left or has_text or not waiting.block.is_spread:
        return False
    return find_alone(plan, is_left=is_left, has_text=has_text) is None


def put_ahead(plan: Plan, outcome: Outcome, rest: Sequence[Waiting], *, is_left: bool, is_end: bool) -> Plan | None:
    """The plan for a page that an article ends on: what of the *rest* is to have its own stands here, the text behind.

    None where there is none, or its title would stand behind it, too. Behind the text a spread would leave the page
    that faces a left one empty, and others the rest of this one; where that *is_end* of all, pictures may if they face
    that text, and not what begins behind them. None stands
    here whose number comes behind those of others on the page, which go on behind it, and nothing on a right page that
    a spread follows.
    """
    if not is_left and any(each.block.is_spread and each.block in outcome.overdue for each in rest):
        return None
    on_page = (plan.unset | outcome.called | outcome.standing.keys()) - plan.set_before
    for each in rest:
        block = each.block
        is_free = block in outcome.overdue and not (each.is_ahead or each.skip_stack)
        is_better = is_left if block.is_spread else not (is_end and is_left) or block.kind != "figure"
        is_first = block not in outcome.outnumbered and not any(map(block.is_numbered_behind, on_page))
        if is_free and is_better and is_first and id(block.container) in outcome.begun:
            others = tuple(each for each in plan.waiting if each.block is not block)
            is_called = len(others) < len(plan.waiting)  # on an earlier page
            return Plan(waiting=others, ahead=Waiting(block, is_ahead=not is_called))
    return None


def push(plan: Plan, outcome: Outcome, *, is_left: bool) -> Plan | None:
    """The plan for a left page in which an article with a spread that begins and ends on it begins on the next.

    Else the page that faces it would stay empty.
    """
    whole = {each for each in outcome.overdue if each.is_spread and id(each.container) not in outcome.begun}
    if not is_left or not whole - plan.pushed:
        return None
    return replace(plan, pushed=plan.pushed | whole)


def share_text(plan: Plan, outcome: Outcome, rest: Sequence[Waiting], *, is_left: bool) -> Plan | None:
    """The plan for a left page in which half of its text waits for the page that faces it; None if that fills both no
    better, or others of the *rest* do.

    Behind the text a spread would leave that page empty.
    """
    waiting = {each.block for each in rest if not each.is_set}
    is_beside_spread = is_left and bool(outcome.overdue & waiting) and all(each.is_spread for each in waiting)
    if plan.text_lines:
        return replace(plan, text_lines=0) if is_beside_spread else None  # it could not be parted
    if plan.text_lines == 0 or not is_beside_spread or outcome.depth < 2 * LEAST_TEXT:
        return None
    return replace(plan, text_lines=ceil(outcome.depth / 2))


def put_early(plan: Plan, outcome: Outcome, rest: Sequence[Waiting]) -> Plan | None:
    """The plan for a page that the text ends on, with one of the *rest* at the foot, and text behind it; None if none.

    Behind the text they would have pages with nothing else on them. In columns it is the foot of the last.
    """
    for each in rest:
        block = each.block
        is_free = not (each.is_ahead or each.skip_stack or each.is_for_own_page)
        if is_free and Place.FOOT in block.places and (block, Place.LATER) not in plan.tried:
            early = plan.early | {block}
            return replace(plan, added={**plan.added, block: Place.FOOT}, early=early, lines=outcome.lines)
    return None


def revise_ending(plan: Plan, outcome: Outcome, rest: Sequence[Waiting], *, is_left: bool, is_end: bool) -> Plan | None:
    """A better plan for a page that the text ends on, of all or of an article; None if there is none."""
    if plan.early and not is_end:
        return take_back(plan, outcome)
    early = put_early(plan, outcome, rest) if is_end else None
    ahead = early or put_ahead(plan, outcome, rest, is_left=is_left, is_end=is_end)
    pushed = ahead or push(plan, outcome, is_left=is_left)
    return pushed or share_text(plan, outcome, rest, is_left=is_left)


def take_back(plan: Plan, outcome: Outcome) -> Plan | None:
    """The plan without what stands early, if that leaves but some lines of text for the next page, or if what it is
    written in has not begun; else None."""
    is_short = plan.lines - outcome.lines < LEAST_TEXT
    taken = (each for each in plan.early if is_short or id(each.container) not in outcome.open)
    early = next(taken, None)
    return plan.without(early) if early is not None else None


def revise(plan: Plan, outcome: Outcome) -> Plan | None:
    """A better plan than the one that had this *outcome*; None if there is none."""
    read = outcome.called | plan.early  # what is called on the page still, and has not been pushed off
    if not plan.added.keys() <= read & outcome.standing.keys():
        return plan.without(next(reversed(list(plan.added))))  # without the last of them they were
    blocks = (plan.unset | outcome.called | outcome.standing.keys()) - plan.set_before
    known = sorted(blocks, key=lambda each: each.number)
    waiting = {each for each in outcome.called - outcome.standing.keys() if each.is_beside}
    left = {each for each in waiting if id(each.container) not in outcome.going_on}
    if left - plan.kept:  # without text to stand beside
        return replace(plan, kept=plan.kept | left)
    for one, other in combinations(known, 2):
        if not other.may_pass(one) and outcome.place_of(one) > outcome.place_of(other):
            if other in plan.added:
                return plan.without(other)
            if other not in plan.held and outcome.place_of(other) is not Place.LATER:
                return replace(plan, held=plan.held | {other})
    for block in known:
        untried = _find_place(block, plan, outcome)
        if untried is not None:
            return replace(plan, added={**plan.added, block: untried})
    return None


def _find_place(block: PageFloat, plan: Plan, outcome: Outcome) -> Place | None:
    """A place at the head or the foot of this page that is worth trying for *block*, which is written on it."""
    if block.may_stay or not block.is_across or block in plan.held or block not in outcome.called:
        return None
    if block in plan.added:
        return None
    for place in block.places:
        is_above_beginning = place is Place.HEAD and id(block.container) not in outcome.begun
        if (block, place) not in plan.tried and not is_above_beginning:
            return place
    return None


def is_unplaced_before(block: PageFloat, others: Set[PageFloat]) -> bool:
    """Whether one of *others*, which have no place yet, was written before *block*, and this may not pass it."""
    return any(each.number < block.number and not block.may_pass(each) for each in others)
