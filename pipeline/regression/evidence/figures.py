"""Figures: a picture or a drawing, the caption below it, and the labels within it, as one thing. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.regression.alignment.figure_labels import figure_box, is_caption
from pipeline.regression.alignment.text_flow import Flow
from pipeline.regression.evidence.substitutions import letters_of
from pipeline.regression.snapshot.snapshot import Box, Page, Snapshot

_OTHER_SIZE = 0.02  # of the width
_LEAST_LABELS = 3


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure on *page* (from 0) in *box*, with its *caption*; *lines* of the text are its caption and labels."""

    page: int
    box: Box
    caption: str
    lines: tuple[int, ...]


def find_figures(snapshot: Snapshot, flow: Flow) -> tuple[Figure, ...]:
    """The figures of *snapshot* that have a caption, in the order of their captions."""
    found: list[Figure] = []
    by_page: dict[int, list[int]] = {}
    for number, line in enumerate(flow.lines):
        by_page.setdefault(line.page, []).append(number)
    for number, line in enumerate(flow.lines):
        if not is_caption(line.line):
            continue
        box = figure_box(snapshot.pages[line.page], line.line)
        if box is not None:
            labels = [n for n in by_page[line.page] if n != number and _is_within(flow.lines[n].box, box)]
        else:
            labels = [n for n in by_page[line.page] if _are_of_one(flow, number, n)]
            box = _box_around(snapshot.pages[line.page], [flow.lines[n].box for n in labels])
        if box is not None:
            found.append(Figure(line.page, box, line.line.text.strip(), (number, *labels)))
    return tuple(found)


def _are_of_one(flow: Flow, caption: int, label: int) -> bool:
    """Whether the line *label* is of the unit that floats with *caption*, and above it."""
    one, other = flow.lines[caption], flow.lines[label]
    return label != caption and one.unit == other.unit >= 0 and other.line.y < one.line.y


def _box_around(page: Page, labels: Sequence[Box]) -> Box | None:
    """The box of *labels* with the areas and rules that touch it: a drawing of small parts. None without labels."""
    if len(labels) < _LEAST_LABELS:
        return None
    box = _union(labels)
    while parts := [each.box for each in page.vectors if _touches(each.box, box) and _union([box, each.box]) != box]:
        box = _union([box, *parts])
    return box


def _union(boxes: Sequence[Box]) -> Box:
    sides = list(zip(*boxes, strict=True))
    return min(sides[0]), min(sides[1]), max(sides[2]), max(sides[3])


def _touches(one: Box, other: Box) -> bool:
    return all(one[n] <= other[n + 2] and other[n] <= one[n + 2] for n in (0, 1))


def caption_of(figures: Sequence[Figure], page: int, box: Box) -> str:
    """The caption of the figure on *page* that *box* is of; "" if there is none."""
    return next((each.caption for each in figures if each.page == page and _is_within(box, each.box)), "")


def find_resized(before: Sequence[Figure], after: Sequence[Figure]) -> list[tuple[Figure, Figure]]:
    """Figures of both sides with one caption, of which the size changed."""
    others = {letters_of(each.caption): each for each in after}
    pairs = [(each, others[letters_of(each.caption)]) for each in before if letters_of(each.caption) in others]
    return [(one, other) for one, other in pairs if abs(_width(other) / _width(one) - 1) > _OTHER_SIZE]


def find_lone_figures(figures: Sequence[Figure], others: Sequence[Figure], words: Sequence[str]) -> tuple[Figure, ...]:
    """Those of *figures* with labels whose caption none of *others* has, where these are fewer; *words* are the texts
    that the other side lacks: all of a figure is among them.
    """
    if len(figures) <= len(others):
        return ()
    known = {letters_of(each.caption) for each in others}
    lacking = [letters_of(each) for each in words]
    return tuple(
        each
        for each in figures
        if len(each.lines) > 1
        and letters_of(each.caption) not in known
        and any(letters_of(each.caption) in text for text in lacking)
    )


def _width(figure: Figure) -> float:
    return figure.box[2] - figure.box[0]


def _is_within(one: Box, other: Box) -> bool:
    x, y = (one[0] + one[2]) / 2, (one[1] + one[3]) / 2
    return other[0] <= x <= other[2] and other[1] <= y <= other[3]
