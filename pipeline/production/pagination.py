"""Placing parts one after another until every folio that is printed is the folio the target is on."""

import logging
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

from pipeline.errors import Problem, RenderError
from pipeline.i18n import _, ngettext
from pipeline.layout import Part, PartPlan
from pipeline.layout.folios import FolioCount, Printed
from pipeline.production.part_layouter import PartLayouter, SideBySide

if TYPE_CHECKING:
    from pipeline.engine.laid_out_part import LaidOutPart
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


class PartComposer(Protocol):
    """Makes the HTML of parts: of an issue (Composer), of the pages before the issues of a volume (TemplatePages)."""

    def compose(self, plan: PartPlan, first_page: int, pages: Mapping[str, int], printed: Printed) -> Part:
        """Return the part that *plan* names; *pages* maps anchors to pages, as far as they are known."""

    def blank(self, page: int, printed: Printed) -> Part:
        """Return an empty page."""


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
    made from besides its HTML is as it was. With *side_by_side*, several parts are laid out at a time where there is
    much to do. *resumes*: folios are first taken to be what they were when they last settled, which saves a pass.
    """

    def __init__(
        self,
        lay_out: Callable[[str], "LaidOutPart"],
        find: Callable[[str], "LaidOutPart | None"] = lambda _html: None,
        is_current: Callable[["LaidOutPart"], bool] = lambda _part: True,
        side_by_side: SideBySide | None = None,
        resumes: bool = False,
    ) -> None:
        self._layouter, self._side_by_side = PartLayouter(lay_out, side_by_side), side_by_side
        self._resumes, self._settled = resumes, Pagination((), {})
        self._find_made, self._is_current = find, is_current
        self._progress: Callable[[str], None] = lambda key: None
        self._kept: dict[str, LaidOutPart] = {}
        self._used: dict[str, LaidOutPart] = {}
        self._in_a_row = 0  # parts of text that were laid out anew, up to the one at hand
        self.laid_out_anew: list[str] = []
        self.reused: list[str] = []

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

        *is_new*: nothing is kept of these parts. *first_folio* is that of the first page that is counted. What is
        *urgent* is laid out first, where folios have settled before. Raises RenderError when it does not settle.
        """
        self._progress = progress
        self.laid_out_anew, self.reused = [], []
        self._used = {}
        self._kept = {html: part for html, part in self._kept.items() if self._is_current(part)}
        self._in_a_row = _MANY if is_new else 0
        with ExitStack() as ends:
            expected: list[Part | None] = [None] * len(plans)
            run = _Run(composer=composer, plans=plans, ends=ends, expected=expected, folio=first_folio)
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
            printed = Printed(earlier.first_folio, known.printed)
            part = run.composer.compose(plan, earlier.first_page, known.pages, printed)
            run.expected[index] = part
            if part.html and self._find(part) is None:
                urgent.tell(replace(earlier, plan=plan, laid_out=self._get(run, part)))

    def _settle(self, run: "_Run") -> Pagination:
        known = self._settled if self._resumes else Pagination((), {})
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

    def lay_out(self, part: Part) -> "LaidOutPart":
        """Lay out *part* by itself, with no folios that it could move; taken from what is kept where that has it."""
        return self._kept.get(part.html) or self._find_made(part.html) or self._lay_out_here(part)

    def _lay_out_here(self, part: Part) -> "LaidOutPart":
        return self._layouter.lay_out(part, partial(self._tell_pages, part.key))

    def _tell_pages(self, part: str, count: int) -> None:
        text = ngettext("{part}: {count} page so far", "{part}: {count} pages so far", count)
        self._progress(text.format(part=part, count=count))

    def _pass(self, run: "_Run", known: Pagination) -> Pagination:
        placed: list[PlacedPart] = []
        found: dict[str, int] = {}
        printed: list[str] = []
        count = run.begin_count()
        run.firsts = []
        for index, plan in enumerate(run.plans):
            if self._side_by_side is not None and plan.entries and not run.is_tried and self._in_a_row >= _MANY:
                run.is_tried = True
                self._start(run, self._side_by_side, index, count, known)
            first = _find_first(plan, count)
            run.firsts.append(first)
            part = run.expected[index]
            if part is None or (part.first_page, part.first_folio) != first:
                part = run.composer.compose(plan, first.page, known.pages, Printed(first.folio, known.printed))
            if not part.html:
                continue
            if first.page != count.page:
                blank = self._get(run, run.composer.blank(count.page, Printed(count.folio, known.printed)))
                placed.append(PlacedPart(None, count.page, count.folio, blank))
                printed += count.place(1, is_counted=count.has_begun)
            laid_out = self._get(run, part, is_text=bool(plan.entries))
            placed.append(PlacedPart(plan, first.page, first.folio, laid_out))
            for anchor, page in laid_out.anchors.items():
                found.setdefault(anchor, first.page + page)
            printed += count.place(laid_out.page_count, is_counted=plan.is_counted, group=plan.group)
        run.expected = [None] * len(run.plans)
        return Pagination(tuple(placed), found, tuple(printed))

    def _start(self, run: "_Run", side_by_side: SideBySide, index: int, count: FolioCount, known: Pagination) -> None:
        """Have the parts from *index* on, where *count* has come to, laid out side by side, if that is worth it."""
        from pipeline.production.part_processes import PartProcesses, are_worthwhile

        plans = run.plans[index:]
        somewhere = [
            run.composer.compose(plan, first.page, known.pages, Printed(first.folio, known.printed))
            for plan in plans
            for first in [_find_first(plan, FolioCount(1, has_begun=True))]
        ]
        if not are_worthwhile(somewhere):
            return
        side_by_side.load()
        jobs = min(side_by_side.jobs, len(somewhere))
        run.processes = run.ends.enter_context(PartProcesses(self._layouter, jobs, self._tell_pages))
        extents = run.processes.find_extents(part for part in somewhere if part.html)
        firsts, ahead = [], replace(count)
        for plan, part in zip(plans, somewhere, strict=True):
            first = _find_first(plan, ahead)
            firsts.append(first)
            if part.html:
                ahead.place(first.page - ahead.page, is_counted=ahead.has_begun)
                ahead.place(extents[part.key].page_count, is_counted=plan.is_counted)
        self._begin(run, index, firsts, known)

    def _begin(self, run: "_Run", index: int, firsts: Sequence["_First"], known: Pagination) -> None:
        """Begin to lay out the parts from *index* on, on the pages *firsts*, where there are processes for it."""
        if run.processes is not None:
            parts = [
                run.composer.compose(plan, first.page, known.pages, Printed(first.folio, known.printed))
                for plan, first in zip(run.plans[index:], firsts, strict=True)
            ]
            run.expected[index:] = parts
            run.processes.begin(part for part in parts if part.html and self._find(part) is None)

    def _find(self, part: Part) -> "LaidOutPart | None":
        return self._used.get(part.html) or self._kept.get(part.html) or self._find_made(part.html)

    def _get(self, run: "_Run", part: Part, is_text: bool = False) -> "LaidOutPart":
        laid_out = self._find(part)
        if laid_out is not None:
            _log.debug("kept as it is: the part %s", part.key)
            if part.key not in self.laid_out_anew:
                self.reused.append(part.key)
        else:
            self._progress(part.key)
            laid_out = run.processes.lay_out(part) if run.processes is not None else self._lay_out_here(part)
            self.laid_out_anew.append(part.key)
        if is_text:
            self._in_a_row = self._in_a_row + 1 if self.laid_out_anew[-1:] == [part.key] else 0
        self._used[part.html] = laid_out
        return laid_out


class _First(NamedTuple):
    """The first page of a part, and its folio."""

    page: int
    folio: int


@dataclass(slots=True, kw_only=True)
class _Run:
    """A pagination in the making. *expected*: parts as they may come to be, by the numbers of their plans; *firsts*:
    where each began in the pass before, or would have; *folio*: the first.

    *processes*, if there are any, end with *ends*; *is_tried*: whether it was looked into if that is worth it.
    """

    composer: PartComposer
    plans: Sequence[PartPlan]
    ends: ExitStack
    expected: list[Part | None]
    folio: int
    firsts: list[_First] = field(default_factory=list)
    processes: "PartProcesses | None" = None
    is_tried: bool = False

    def begin_count(self) -> FolioCount:
        """The count of pages before the first part."""
        return FolioCount(self.folio, has_begun=not self.plans or self.plans[0].is_counted)


def _require_pages(pagination: Pagination) -> None:
    """Raise RenderError for each part that has another number of pages than it must have."""
    problems = []
    for placed in pagination.parts:
        wanted, count = placed.plan.pages if placed.plan else None, placed.laid_out.page_count
        if placed.plan is not None and wanted is not None and count != wanted:
            message = _("In the part “{part}”: it takes {count} pages, but must have {wanted}.")
            hint = _("Shorten what stands on it, such as the lines of the cover, or give it more room in its template.")
            problems.append(Problem(message.format(part=placed.plan.key, count=count, wanted=wanted), hint=hint))
    if problems:
        raise RenderError(problems)


def _find_first(plan: PartPlan, count: FolioCount) -> _First:
    """Where the part of *plan* begins that follows what *count* has counted: a part may ask for a side."""
    is_there = plan.starts == "any" or (count.page % 2 == 1) == (plan.starts == "recto")
    if is_there:
        return _First(count.page, count.folio)
    return _First(count.page + 1, count.folio + count.has_begun)
