"""Parts as they are composed, and composed again only where what they asked for has other answers."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from pipeline.layout import Part, PartPlan
from pipeline.layout.folios import Printed
from pipeline.production.placing import First


class PartComposer(Protocol):
    """Makes the HTML of parts: of an issue (Composer), of the pages before the issues of a volume (TemplatePages)."""

    def compose(self, plan: PartPlan, first_page: int, pages: Mapping[str, int], printed: Printed) -> Part:
        """Return the part that *plan* names; *pages* maps anchors to pages, as far as they are known."""

    def blank(self, page: int, printed: Printed) -> Part:
        """Return an empty page."""


class _Asked(Mapping[str, int]):
    """The *pages* of anchors, with what was asked of them; *is_read*: they were gone through, so all was."""

    def __init__(self, pages: Mapping[str, int]) -> None:
        self._pages = pages
        self.answers: dict[str, int | None] = {}
        self.is_read = False

    @property
    def is_open(self) -> bool:
        """Whether something was asked that can't be told yet."""
        return self.is_read or None in self.answers.values()

    def __getitem__(self, anchor: str) -> int:
        page = self.answers[anchor] = self._pages.get(anchor)
        if page is None:
            raise KeyError(anchor)
        return page

    def __iter__(self) -> Iterator[str]:
        self.is_read = True
        return iter(self._pages)

    def __len__(self) -> int:
        self.is_read = True
        return len(self._pages)


@dataclass(frozen=True, slots=True)
class _Composed:
    """A *part*, the folio its first page was told to have, and the page and folio of each anchor it asked for."""

    part: Part
    name: str
    answers: Mapping[str, tuple[int | None, str]]

    def is_on(self, first: First, pages: Mapping[str, int], printed: Printed) -> bool:
        """Whether it would be the same on *first*, with these answers."""
        is_there = (self.part.first_page, self.part.first_folio) == first and printed.on(first.page) == self.name
        return is_there and all(_tell(pages.get(name), printed) == told for name, told in self.answers.items())


class ComposedParts:
    """What *composer* has composed of one issue, as it is now."""

    def __init__(self, composer: PartComposer) -> None:
        self._composer = composer
        self._composed: dict[str, _Composed] = {}
        self._open: set[str] = set()

    def is_open(self, plan: PartPlan) -> bool:
        """Whether the part of *plan*, as it was composed last, asked for an anchor whose page was not known."""
        return plan.key in self._open

    def compose(self, plan: PartPlan, first: First, pages: Mapping[str, int], printed: Printed) -> Part:
        """The part of *plan* on *first*; *pages* of anchors and the folios *printed* on them, as far as known."""
        before = self._composed.get(plan.key)
        if before is not None and before.is_on(first, pages, printed):
            return before.part
        asked = _Asked(pages)
        part = self._composer.compose(plan, first.page, asked, printed)
        (self._open.add if asked.is_open else self._open.discard)(plan.key)
        if not asked.is_read:
            answers = {name: _tell(page, printed) for name, page in asked.answers.items()}
            self._composed[plan.key] = _Composed(part, printed.on(first.page), answers)
        return part

    def blank(self, first: First, printed: Printed) -> Part:
        """An empty page on *first*."""
        return self._composer.blank(first.page, printed)


def _tell(page: int | None, printed: Printed) -> tuple[int | None, str]:
    return page, "" if page is None else printed.on(page)
