"""What stands on the laid-out pages of a part: text, pictures, what fills the type area."""

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Any, NamedTuple

from pipeline.engine.html_elements import list_origins
from pipeline.engine.laid_out_part import LaidOutPart, PageFilling, PlacedLabels, PlacedPicture, TextRun
from pipeline.engine.page_filling import find_filling
from pipeline.engine.page_text import Origins, find_runs
from pipeline.engine.placed_pictures import find_placed, find_placed_labels, find_placed_pictures
from pipeline.engine.rendered_pages import RenderedPage, Rendering


class Contents(NamedTuple):
    """All text, pictures, drawings with words, and fillings of some pages, in their order."""

    runs: tuple[TextRun, ...]
    pictures: tuple[PlacedPicture, ...]
    labels: tuple[PlacedLabels, ...]
    fillings: tuple[PageFilling, ...]


def find_contents(rendering: Rendering, before: LaidOutPart | None) -> Contents:
    """What stands on the pages of *rendering*; on those taken over, as *before*, unless the manuscript has moved."""
    known = _part_by_pages(before) if before is not None and rendering.has_same_lines else {}
    elsewhere = _Origins(rendering)
    each = [
        known[id(page.drawn)] if id(page.drawn) in known else elsewhere.find(number, page)
        for number, page in enumerate(rendering.pages)
    ]
    return Contents(*(tuple(chain.from_iterable(column)) for column in zip(*each, strict=True)))


def _part_by_pages(part: LaidOutPart) -> dict[int, Contents]:
    """What stands on each page of *part*, by its id()."""
    columns = [_by_pages(each, part.page_count) for each in (part.runs, part.pictures, part.labels, part.fillings)]
    return {id(page): Contents(*rows) for page, *rows in zip(part.pages, *columns, strict=True)}


def _by_pages(found: Iterable[Any], count: int) -> list[Sequence[Any]]:
    pages: list[list[Any]] = [[] for _number in range(count)]
    for each in found:
        pages[each.page].append(each)
    return [tuple(each) for each in pages]


class _Origins:
    """Looks at the boxes of pages, and where the elements of *rendering* come from."""

    def __init__(self, rendering: Rendering) -> None:
        self._origins = list_origins(rendering.elements.root)
        self._known: dict[int, Origins] = {}

    def find(self, number: int, page: Any) -> Contents:
        """What stands on a page, the 0-based *number*, whose boxes are there."""
        assert isinstance(page, RenderedPage)  # what an earlier process has laid out is in the same lines
        numbers = page.elements.numbers
        if id(numbers) not in self._known:
            self._known[id(numbers)] = {identity: self._origins[place] for identity, place in numbers.items()}
        known = self._known[id(numbers)]
        placed = list(find_placed(page.page, number, known))
        return Contents(
            tuple(find_runs(page.page, number, known)),
            tuple(find_placed_pictures(placed)),
            tuple(find_placed_labels(placed)),
            (find_filling(page.page, number, known),),
        )
