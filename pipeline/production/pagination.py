"""Placing parts one after another until every folio that is printed is the folio the target is on."""

import logging
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.errors import Problem, RenderError
from pipeline.i18n import _, ngettext
from pipeline.layout import Part, PartPlan
from pipeline.layout.folios import FolioCount, Printed
from pipeline.production.composed_parts import ComposedParts, PartComposer
from pipeline.production.part_layouter import Measuring, PartLayouter, SideBySide
from pipeline.production.placing import First, LaidOut, Places, begin_count, find_first

if TYPE_CHECKING:
    from pipeline.engine.laid_out_part import Extent, LaidOutPart
    from pipeline.production.part_processes import PartProcesses

_log = logging.getLogger(__name__)

# Two passes settle the folios; a third is needed when a folio's width moves a line over a page's end. More than this
# means that two parts chase one another.
MAX_PASSES = 8
_MANY = 2  # parts of text in a row that are not kept: those behind them have moved, or are not kept either


@dataclass(frozen=True, slots=True)
class PlacedPart:
    """A part in its place: *first_page* is its first in the book, from 1, and has the folio *first_folio*.

    *plan* is None for an inserted blank page.
    """

    plan: PartPlan | None
    first_page: int
    first_folio: int
    laid_out: "LaidOutPart"

    @property
    def pages(self) -> range:
        """Its pages in the book."""
        return range(self.first_page, self.first_page + self.laid_out.page_count)


@dataclass(frozen=True, slots=True)
class Pagination:
    """All parts in page order, the page of every anchor in the book, what is *printed* as the folio of every page."""

    parts: tuple[PlacedPart, ...]
    pages: Mapping[str, int]
    printed: tuple[str, ...] = ()

    @property
    def folios(self) -> Mapping[str, str]:
        """The folio of every anchor."""
        printed = Printed(pages=self.printed)
        return {anchor: printed.on(page) for anchor, page in self.pages.items()}

    @property
    def labels(self) -> list[str]:
        """A label for each page: that of its part if it has one, else the folio."""
        own = (placed.plan.label if placed.plan else "" for placed in self.parts for _page in placed.pages)
        return [label or folio for label, folio in zip(own, self.printed, strict=True)]


@dataclass(frozen=True, slots=True)
class Urgent:
    """Parts that are wanted before all others: those with an article of one of *paths*.

    *tell* is told of each as soon as it is laid out, where it stood when the folios last settled.
    """

    paths: frozenset[Path]
    tell: Callable[[PlacedPart], None]


class Paginator:
    """Places the parts of an issue. Laid-out parts are kept by their HTML, so that only what changed is laid anew.

    *find* takes a part that was laid out by an earlier process, if there is one. *is_current*: whether what a part was
    made from besides its HTML is as it was. With *measuring*, a part that prints folios which aren't known yet is laid
    out for good when they are. With *side_by_side* besides, several parts are laid out at a time where there is much to
    do. *resumes*: folios are first taken to be what they were when they last settled, which saves a pass.
    """

    def __init__(
        self,
        lay_out: Callable[[str], "LaidOutPart"],
        find: Callable[[str], "LaidOutPart | None"] = lambda _html: None,
        is_current: "Callable[[LaidOutPart | Extent], bool]" = lambda _part: True,
        *,
        measuring: Measuring | None = None,
        side_by_side: SideBySide | None = None,
        resumes: bool = False,
    ) -> None:
        self._layouter, self._measuring = PartLayouter(lay_out, measuring), measuring
        self._side_by_side, self._resumes, self._settled = side_by_side, resumes, Pagination((), {})
        self._find_made, self._is_current = find, is_current
        self._progress: Callable[[str], None] = lambda _text: None
        self._kept: dict[str, LaidOutPart] = {}
        self._used: dict[str, LaidOutPart] = {}
        self._extents: dict[str, Extent] = {}
        self._in_a_row = 0  # parts of text that were laid out anew, up to the one at hand
        self.laid_out_anew: list[str] = []
        self.reused: list[str] = []
        self._names: dict[str, str] = {}

    @property
    def new_names(self) -> list[str]:
        """What the parts that were laid out anew are called, each once."""
        return list(dict.fromkeys(self._names[key] for key in self.laid_out_anew))

    def paginate(
        self,
        composer: PartComposer,
        plans: Sequence[PartPlan],
        progress: Callable[[str], None],
        is_new: bool = False,
        first_folio: int = 1,
        urgent: Urgent | None = None,
    ) -> Pagination:
        """Return the settled pagination; *progress* is told of each part that is laid out, and how far a long one is.

        *is_new*: no earlier process has kept any of these parts. *first_folio* is that of the first page that is
        counted. What is *urgent* is laid out first, where folios have settled before. Raises RenderError when it does
        not settle.
        """
        self._progress = progress
        self.laid_out_anew, self.reused, self._used = [], [], {}
        self._kept = {html: part for html, part in self._kept.items() if self._is_current(part)}
        self._extents = {html: extent for html, extent in self._extents.items() if self._is_current(extent)}
        self._in_a_row = _MANY if is_new and not self._kept else 0
        with ExitStack() as ends:
            expected: list[Part | None] = [None] * len(plans)
            run = _Run(parts=ComposedParts(composer), plans=plans, ends=ends, expected=expected, folio=first_folio)
            if urgent is not None and self._resumes:
                self._lay_out_ahead(run, urgent)
            return self._settle(run)

    def _lay_out_ahead(self, run: "_Run", urgent: Urgent) -> None:
        known = self._settled
        before = {placed.plan.key: placed for placed in known.parts if placed.plan is not None}
        for index, plan in enumerate(run.plans):
            earlier = before.get(plan.key)
            if earlier is None or urgent.paths.isdisjoint(entry.article.path for entry in plan.entries):
                continue
            part = run.expected[index] = run.compose(plan, First(earlier.first_page, earlier.first_folio), known)
            if part.html and self._find(part) is None:
                urgent.tell(replace(earlier, plan=plan, laid_out=self._get(run, part)))

    def _settle(self, run: "_Run") -> Pagination:
        known = self._settled if self._resumes else Pagination((), {})
        if not known.printed:
            known = self._survey(run)
        for _attempt in range(MAX_PASSES):
            pagination = self._pass(run, known)
            if (pagination.pages, pagination.folios) == (known.pages, known.folios):
                self._kept, self._settled = self._used, pagination
                _require_pages(pagination)
                return pagination
            known = pagination
            self._begin(run, 0, run.firsts, known)
        hint = _("Look at the parts that print folios: do they change their number of pages with them?")
        raise RenderError(Problem(_("The page numbers do not settle."), hint=hint))

    def _survey(self, run: "_Run") -> Pagination:
        """Where the parts come to stand while no folio is known; those that print none which they don't know are done.

        From where much is to be laid out, that goes on side by side.
        """
        places, asked = run.begin_places(), self._extents
        self._extents = {}
        for index, plan in enumerate(run.plans):
            is_worth_trying = self._in_a_row >= _MANY and (plan.entries or not index)
            if is_worth_trying and (tried := self._try(run, index, places.go_on())):
                known = Pagination((), tried.pages, tuple(tried.printed))
                self._begin(run, index, tried.firsts, known)
                return known
            first = places.begin(plan)
            part = run.survey(plan, first, places)
            if part.html:
                places.fill_up(first)
                places.put(plan, first, run.fit(plan, part, places, partial(self._measure, run, plan, asked)))
        return Pagination((), places.pages, tuple(places.printed))

    def _measure(self, run: "_Run", plan: PartPlan, asked: Mapping[str, "Extent"], part: Part) -> LaidOut:
        """How far *part* goes; laid out for good if it is whole. *asked*: what was found in the survey before."""
        if self._measuring is None or not run.parts.is_open(plan):
            return self._get(run, part, is_text=bool(plan.entries))
        extent = asked.get(part.html) or self._measuring.find_known(part.html)
        if plan.entries:
            self._in_a_row = self._in_a_row + 1 if extent is None else 0
        if extent is None:
            self._progress(part.name)
            extent = self._layouter.find_extent(part, partial(self._tell_pages, part.name))
        self._extents[part.html] = extent
        return extent

    def lay_out(self, part: Part) -> "LaidOutPart":
        """Lay out *part* by itself, with no folios that it could move; taken from what is kept where that has it."""
        return self._kept.get(part.html) or self._find_made(part.html) or self._lay_out_here(part)

    def _lay_out_here(self, part: Part) -> "LaidOutPart":
        return self._layouter.lay_out(part, partial(self._tell_pages, part.name))

    def _tell_pages(self, part: str, count: int) -> None:
        text = ngettext("{part}: {count} page so far", "{part}: {count} pages so far", count)
        self._progress(text.format(part=part, count=count))

    def _pass(self, run: "_Run", known: Pagination) -> Pagination:
        placed: list[PlacedPart] = []
        places = run.begin_places()
        for index, plan in enumerate(run.plans):
            first = places.begin(plan)
            part = run.expected[index]
            if part is None or (part.first_page, part.first_folio) != first:
                part = run.compose(plan, first, known)
            if not part.html:
                continue
            if (before := places.fill_up(first)) is not None:
                blank = self._get(run, run.parts.blank(before, Printed(before.folio, known.printed)))
                placed.append(PlacedPart(None, *before, blank))
            laid_out = self._get(run, part, is_text=bool(plan.entries))
            placed.append(PlacedPart(plan, *first, laid_out))
            places.put(plan, first, laid_out)
        run.expected, run.firsts = [None] * len(run.plans), places.firsts
        return Pagination(tuple(placed), places.pages, tuple(places.printed))

    def _try(self, run: "_Run", index: int, places: Places) -> Places | None:
        """Where the parts from *index* on, behind those in *places*, come to stand, if laying them out side by side is
        worth it; they are laid out for that, but not drawn.
        """
        if self._side_by_side is None or run.is_tried:
            return None
        from pipeline.production.part_processes import PartProcesses, are_worthwhile

        run.is_tried = True
        plans = run.plans[index:]
        texts = {
            plan.key: run.survey(plan, find_first(plan, FolioCount(1, has_begun=True)), places)
            for plan in plans
            if plan.entries
        }  # which have as many pages on other folios
        if not are_worthwhile(list(texts.values())):
            return None
        self._side_by_side.load()
        jobs = min(self._side_by_side.jobs, len(texts))
        run.processes = run.ends.enter_context(PartProcesses(self._layouter, jobs, self._tell_pages))
        if plans[0].key not in texts:  # what comes before the texts waits for it, and they for that
            run.processes.begin_extents([run.survey(plans[0], find_first(plans[0], places.count), places)])
        run.processes.begin_extents(sorted(texts.values(), key=lambda part: -len(part.html)))
        for plan in plans:
            first = places.begin(plan)
            part = texts.get(plan.key) or run.survey(plan, first, places)
            if part.html:
                places.fill_up(first)
                places.put(plan, first, run.fit(plan, part, places, run.processes.find_extent))
        return places

    def _begin(self, run: "_Run", index: int, firsts: Sequence[First], known: Pagination) -> None:
        """Begin to lay out the parts from *index* on, on the pages *firsts*, where there are processes for it."""
        for number, first in enumerate(firsts if run.processes is not None else (), index):
            plan = run.plans[number]
            part = run.expected[number] = run.compose(plan, first, known)
            if run.processes is not None and part.html and self._find(part) is None:
                run.processes.begin([part])

    def _find(self, part: Part) -> "LaidOutPart | None":
        return self._used.get(part.html) or self._kept.get(part.html) or self._find_made(part.html)

    def _get(self, run: "_Run", part: Part, is_text: bool = False) -> "LaidOutPart":
        laid_out = self._find(part)
        if laid_out is not None:
            _log.debug("kept as it is: the part %s", part.key)
            if part.key not in self.laid_out_anew:
                self.reused.append(part.key)
        else:
            self._progress(part.name)
            laid_out = run.processes.lay_out(part) if run.processes is not None else self._lay_out_here(part)
            self.laid_out_anew.append(part.key)
            self._names[part.key] = part.name
        if is_text:
            self._in_a_row = self._in_a_row + 1 if self.laid_out_anew[-1:] == [part.key] else 0
        self._used[part.html] = laid_out
        return laid_out


@dataclass(slots=True, kw_only=True)
class _Run:
    """A pagination in the making. *expected*: parts as they may come to be, by the numbers of their plans; *firsts*:
    where each began in the pass before, or would have; *folio*: the first.

    *processes*, if there are any, end with *ends*; *is_tried*: whether it was looked into if that is worth it.
    """

    parts: ComposedParts
    plans: Sequence[PartPlan]
    ends: ExitStack
    expected: list[Part | None]
    folio: int
    firsts: list[First] = field(default_factory=list)
    processes: "PartProcesses | None" = None
    is_tried: bool = False

    def begin_places(self) -> Places:
        """The places of parts before any has its own."""
        return Places(count=begin_count(self.plans, self.folio))

    def compose(self, plan: PartPlan, first: First, known: Pagination) -> Part:
        """The part of *plan* on *first*, with the folios that are *known*."""
        return self.parts.compose(plan, first, known.pages, Printed(first.folio, known.printed))

    def survey(self, plan: PartPlan, first: First, places: Places) -> Part:
        """The part of *plan* on *first*, with the folios of the *places* so far."""
        return self.parts.compose(plan, first, places.seen, Printed(first.folio, places.printed))

    def fit(self, plan: PartPlan, part: Part, places: Places, get: Callable[[Part], LaidOut]) -> LaidOut:
        """The *part* of *plan* as *get* lays it out.

        Where it takes more pages than it must have, it is composed again by where its anchors came to stand: else all
        that follows would be laid out on pages that are not its own.
        """
        laid_out = get(part)
        first = First(part.first_page, part.first_folio)
        for _attempt in range(MAX_PASSES):
            if plan.pages is None or laid_out.page_count <= plan.pages:
                break
            places.see(first, laid_out)
            again = self.survey(plan, first, places)
            if again.html == part.html:
                break
            part, laid_out = again, get(again)
        return laid_out


def _require_pages(pagination: Pagination) -> None:
    """Raise RenderError for each part that has another number of pages than it must have."""
    problems = []
    for placed in pagination.parts:
        wanted, count = placed.plan.pages if placed.plan else None, placed.laid_out.page_count
        if placed.plan is not None and wanted is not None and count != wanted:
            message = _("In the part “{part}”: it takes {count} pages, but must have {wanted}.")
            hint = _("Shorten what stands on it, such as the lines of the cover, or give it more room in its template.")
            problems.append(Problem(message.format(part=placed.plan.name, count=count, wanted=wanted), hint=hint))
    if problems:
        raise RenderError(problems)
