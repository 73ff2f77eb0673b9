"""Links as they lie on their pages: on which words, and where they lead. Pure."""

from dataclasses import dataclass

from pipeline.regression.alignment.pairing import number_in
from pipeline.regression.alignment.text_flow import is_wide
from pipeline.regression.findings import Place
from pipeline.regression.snapshot.snapshot import Box, Line, Link, Page, Snapshot

NOWHERE = -1  # the page that a link leads to which is gone, as pdfium has it
_MOST_OF_SIGN = 2  # letters under the area of the sign of a note


@dataclass(frozen=True, slots=True)
class PlacedLink:
    """A link on a *page* with the *words* under its area, its numbers as #; *target* as the pages are now."""

    page: int
    box: Box
    target: str
    words: str

    @property
    def place(self) -> Place:
        """Where it lies."""
        return self.page, self.box


def links_of(snapshot: Snapshot, page_map: dict[int, int] | None) -> list[PlacedLink]:
    """The links of *snapshot*, from page to page and down each; targets by *page_map* (before → after), if any.

    Those on signs of notes are left out: they go with these, whatever they are called.
    """
    found = []
    for number, page in enumerate(snapshot.pages):
        for link in sorted(page.links, key=lambda each: (each.box[1], each.box[0])):
            target = link.target
            if page_map is not None and target.startswith("page "):
                there = number_in(target[5:])
                target = target if there is None else f"page {page_map.get(there, NOWHERE)}"
            words = _words(page, link, snapshot)
            is_of_note = link.target == f"page {number}" and len(words) <= _MOST_OF_SIGN
            if not is_of_note:
                found.append(PlacedLink(number, link.box, target, words))
    return found


def _words(page: Page, link: Link, snapshot: Snapshot) -> str:
    """The letters under the area of *link*."""
    x0, y0, x1, y1 = link.box
    parts = []
    for line in page.lines:
        size = max((snapshot.styles[style].size for style, _text in line.pieces), default=0.0)
        if y0 < line.y - 0.3 * size < y1 and line.x < x1 and line.x + line.width > x0:
            parts.append(_letters_between(line, x0, x1))
    text = "".join(parts)
    return "".join("#" if each.isdigit() else each for each in text if not each.isspace())


def _letters_between(line: Line, x0: float, x1: float) -> str:
    text = line.text
    widths = [2 if is_wide(each) else 1 for each in text]
    scale = line.width / max(1, sum(widths))
    found, place = [], line.x
    for letter, width in zip(text, widths, strict=True):
        if x0 <= place + width * scale / 2 <= x1:
            found.append(letter)
        place += width * scale
    return "".join(found)
