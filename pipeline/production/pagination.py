"""Placing parts one after another until every folio that is printed is the folio the target is on."""

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from pipeline.engine.page_progress import tell_pages
from pipeline.errors import Problem, RenderError, TooMuchWorkError
from pipeline.i18n import _, ngettext
from pipeline.layout import Part, PartPlan
from pipeline.limits import limited

if TYPE_CHECKING:
    from pipeline.engine.laid_out_part import LaidOutPart

_log = logging.getLogger(__name__)

# Two passes settle the folios; a third is needed when a folio's width moves a line over a page's end. More than this
# means that two parts chase one another.
MAX_PASSES = 8
_SECONDS, _SECONDS_PER_CHARACTER = 5.0, 20e-6  # of processor time for a part; 100,000 characters of HTML take 0.4


@dataclass(frozen=True, slots=True)
class PlacedPart:
    """A part in its place: *first_folio* is the folio of its first page; *plan* is None for an inserted blank page."""

    plan: PartPlan | None
    first_folio: int
    laid_out: "LaidOutPart"


@dataclass(frozen=True, slots=True)
class Pagination:
    """All parts in page order, and the folio of every anchor."""

    parts: tuple[PlacedPart, ...]
    folios: Mapping[str, int]


class PartComposer(Protocol):
    """Makes the HTML of parts: of an issue (Composer), of the pages before the issues of a volume (FrontMatter)."""

    def compose(self, plan: PartPlan, first_folio: int, folios: Mapping[str, int]) -> Part:
        """Return the part that *plan* names; *folios* maps anchors to folios, as far as they are known."""

    def blank(self, first_folio: int) -> Part:
        """Return an empty page."""


class Paginator:
    """Places the parts of an issue. Laid-out parts are kept by their HTML, so that only what changed is laid anew.

    *find* takes a part that was laid out by an earlier process, if there is one. *is_current*: whether what a part was
    made from besides its HTML is as it was.
    """

    def __init__(
        self,
        lay_out: Callable[[str], "LaidOutPart"],
        find: Callable[[str], "LaidOutPart | None"] = lambda _html: None,
        is_current: Callable[["LaidOutPart"], bool] = lambda _part: True,
    ) -> None:
        self._lay_out, self._find, self._is_current = lay_out, find, is_current
        self._progress: Callable[[str], None] = lambda key: None
        self._kept: dict[str, LaidOutPart] = {}
        self._used: dict[str, LaidOutPart] = {}
        self.laid_out_anew: list[str] = []
        self.reused: list[str] = []

    def paginate(
        self, composer: PartComposer, plans: Sequence[PartPlan], progress: Callable[[str], None]
    ) -> Pagination:
        """Return the settled pagination; *progress* is told of each part that is laid out, and how far a long one is.

        Raises RenderError when it does not settle.
        """
        self._progress = progress
        self.laid_out_anew, self.reused = [], []
        self._used = {}
        self._kept = {html: part for html, part in self._kept.items() if self._is_current(part)}
        folios: Mapping[str, int] = {}
        for _attempt in range(MAX_PASSES):
            pagination = self._pass(composer, plans, folios)
            if pagination.folios == folios:
                self._kept = self._used
                return pagination
            folios = pagination.folios
        hint = _("Look at the parts that print folios: do they change their number of pages with them?")
        raise RenderError(Problem(_("The page numbers do not settle."), hint=hint))

    def lay_out(self, part: Part) -> "LaidOutPart":
        """Lay out *part* by itself, with no folios that it could move; taken from what is kept where that has it."""
        return self._kept.get(part.html) or self._find(part.html) or self._laid_out(part)

    def _laid_out(self, part: Part) -> "LaidOutPart":
        """Lay out *part*, within the time that a part of its length may take. Raises RenderError, which names it."""
        what = _("laying out the part “{part}”").format(part=part.key)
        try:
            seconds = _SECONDS + len(part.html) * _SECONDS_PER_CHARACTER
            with limited(what, part.path, seconds), tell_pages(lambda count: self._tell_pages(part.key, count)):
                return self._lay_out(part.html)
        except TooMuchWorkError:
            raise
        except RenderError as error:
            text = _("In the part “{part}”: {message}")
            raise RenderError(
                replace(each, message=text.format(part=part.key, message=each.message), path=each.path or part.path)
                for each in error.problems
            ) from error

    def _tell_pages(self, part: str, count: int) -> None:
        text = ngettext("{part}: {count} page so far", "{part}: {count} pages so far", count)
        self._progress(text.format(part=part, count=count))

    def _pass(self, composer: PartComposer, plans: Sequence[PartPlan], folios: Mapping[str, int]) -> Pagination:
        placed: list[PlacedPart] = []
        found: dict[str, int] = {}
        folio = 1
        for plan in plans:
            if plan.starts != "any" and (folio % 2 == 1) != (plan.starts == "recto"):
                placed.append(PlacedPart(None, folio, self._get(composer.blank(folio))))
                folio += 1
            laid_out = self._get(composer.compose(plan, folio, folios))
            placed.append(PlacedPart(plan, folio, laid_out))
            for anchor, index in laid_out.anchors.items():
                found.setdefault(anchor, folio + index)
            folio += laid_out.page_count
        return Pagination(tuple(placed), found)

    def _get(self, part: Part) -> "LaidOutPart":
        laid_out = self._used.get(part.html) or self._kept.get(part.html) or self._find(part.html)
        if laid_out is not None:
            _log.debug("kept as it is: the part %s", part.key)
            self.reused.append(part.key)
        else:
            self._progress(part.key)
            laid_out = self._laid_out(part)
            self.laid_out_anew.append(part.key)
        self._used[part.html] = laid_out
        return laid_out
