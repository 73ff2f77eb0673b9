"""A part is composed again where an anchor it asked for is elsewhere, and only there."""

from collections.abc import Mapping

import pytest

from pipeline.layout import Part, PartPlan
from pipeline.layout.folios import Printed
from pipeline.production.composed_parts import ComposedParts
from pipeline.production.placing import First

PLAN = PartPlan(key="a", template="a", starts="any")
KNOWN = {"x": 3, "y": 5}
FOLIOS = ("封面", "1", "2", "3", "4")


class Asking:
    """Asks for the page of an anchor, and goes through all if that is wanted."""

    def __init__(self, anchor: str, *, reads: bool = False) -> None:
        self.anchor, self.reads, self.count = anchor, reads, 0

    def compose(self, plan: PartPlan, first_page: int, pages: Mapping[str, int], printed: Printed) -> Part:
        self.count += 1
        page = pages.get(self.anchor)
        html = f"{page} {page and printed.on(page)} {len(pages) if self.reads else ''} {printed.on(first_page)}"
        return Part(
            key=plan.key, name=plan.key, html=html, first_page=first_page, first_folio=printed.first or first_page
        )

    def blank(self, page: int, printed: Printed) -> Part:
        raise NotImplementedError


@pytest.mark.parametrize(
    ("first", "pages", "folios", "again"),
    [
        (First(2, 1), KNOWN, FOLIOS, False),
        (First(2, 1), KNOWN | {"y": 4}, FOLIOS, False),  # which it has not asked for
        (First(2, 1), KNOWN | {"x": 4}, FOLIOS, True),
        (First(2, 1), {"y": 5}, FOLIOS, True),
        (First(2, 1), KNOWN, ("封面", "1", "彩1", "2", "3"), True),  # the same page, another folio
        (First(2, 1), KNOWN, ("封面", "封二", "2", "3", "4"), True),  # its own
        (First(4, 3), KNOWN, FOLIOS, True),
        (First(2, 2), KNOWN, FOLIOS, True),
    ],
)
def test_what_is_asked_for_decides(first: First, pages: dict[str, int], folios: tuple[str, ...], again: bool) -> None:
    composer = Asking("x")
    parts = ComposedParts(composer)
    parts.compose(PLAN, First(2, 1), KNOWN, Printed(1, FOLIOS))
    made = parts.compose(PLAN, first, pages, Printed(first.folio, folios))
    assert composer.count == 1 + again
    assert made == Asking("x").compose(PLAN, first.page, pages, Printed(first.folio, folios))


def test_an_anchor_that_was_not_known_is_asked_for_too() -> None:
    composer = Asking("z")
    parts = ComposedParts(composer)
    for pages, count in ((KNOWN, 1), (KNOWN, 1), (KNOWN | {"z": 4}, 2), (KNOWN | {"z": 4}, 2)):
        parts.compose(PLAN, First(2, 1), pages, Printed(1, FOLIOS))
        assert composer.count == count


def test_what_goes_through_all_anchors_is_always_composed_again() -> None:
    composer = Asking("x", reads=True)
    parts = ComposedParts(composer)
    for _ in range(2):
        parts.compose(PLAN, First(2, 1), KNOWN, Printed(1, FOLIOS))
    assert composer.count == 2


@pytest.mark.parametrize(
    ("composer", "pages", "is_open"),
    [(Asking("x"), {}, True), (Asking("x"), KNOWN, False), (Asking("x", reads=True), KNOWN, True)],
)
def test_what_asks_for_a_page_that_is_not_known_is_open(composer: Asking, pages: dict[str, int], is_open: bool) -> None:
    parts = ComposedParts(composer)
    parts.compose(PLAN, First(2, 1), {}, Printed(1))
    parts.compose(PLAN, First(2, 1), pages, Printed(1))
    assert parts.is_open(PLAN) == is_open
