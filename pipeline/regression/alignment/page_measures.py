"""Sizes of pages and of text, pt. Pure."""

from collections import Counter

from pipeline.regression.snapshot.snapshot import Box, Line, Page, Snapshot, Style


def size_of(line: Line, styles: tuple[Style, ...]) -> float:
    """The size of most of *line*, pt."""
    if len(line.pieces) == 1:
        return styles[line.pieces[0][0]].size
    sizes = Counter[float]()
    for style, text in line.pieces:
        sizes[styles[style].size] += len(text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def height_of(page: Page) -> float:
    """The height of the cut *page*, pt."""
    box = _cut(page)
    return box[3] - box[1]


def width_of(page: Page) -> float:
    """The width of the cut *page*, pt."""
    box = _cut(page)
    return box[2] - box[0]


def _cut(page: Page) -> Box:
    boxes = dict(page.boxes)
    return boxes.get("trim") or boxes.get("crop") or boxes.get("media") or (0.0, 0.0, 0.0, 0.0)


def body_size(snapshot: Snapshot) -> float:
    """The size of most of the text, pt."""
    sizes = Counter[float]()
    lengths = [0] * len(snapshot.styles)
    for page in snapshot.pages:
        for line in page.lines:
            if len(line.pieces) == 1:
                number, text = line.pieces[0]
                lengths[number] += len(text)
            else:
                sizes[size_of(line, snapshot.styles)] += len(line.text)
    for number, length in enumerate(lengths):
        if length:
            sizes[snapshot.styles[number].size] += length
    return sizes.most_common(1)[0][0] if sizes else 0.0
