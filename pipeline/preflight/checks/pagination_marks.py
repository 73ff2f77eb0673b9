"""Folios and running heads are artifacts."""

import re
from collections import defaultdict
from collections.abc import Iterator

from pipeline.i18n import _
from pipeline.preflight.check import Check, Found, Parameters, Severity
from pipeline.preflight.reading.document import Document
from pipeline.preflight.reading.tagged_places import elements_of, place_of, text_in
from pipeline.tags.elements import Content, Element
from pipeline.tags.nesting import HEADINGS

_FEWEST = 3  # pages: what is on fewer is no running head for sure
_LONGEST = 80  # characters of one
_EDGE = 0.15  # of the page's height, at its head and foot
_DIGITS = re.compile(r"\d+")


def _find(document: Document, _parameters: Parameters) -> Iterator[Found]:
    found: dict[tuple[str, int, int], dict[int, Element]] = defaultdict(dict)
    for element in elements_of(document):
        contents = [kid for kid in element.kids if isinstance(kid, Content)]
        if len(contents) != 1 or len(element.kids) != 1 or _is_text_of_its_own(element):
            continue
        page, box = place_of(document, element)
        if page is None or box is None:
            continue
        height = document.pages[page].media[3]
        if box[1] > (1 - _EDGE) * height or box[3] < _EDGE * height:
            text = text_in(document, element).strip()
            numbers = _DIGITS.findall(text)
            if 0 < len(text) <= _LONGEST and _says_page(numbers, document, page):
                key = _DIGITS.sub("#", text), round(box[1]), len(numbers)
                found[key].setdefault(page, element)
    for each in found.values():
        if len(each) >= _FEWEST:
            for element in each.values():
                yield Found(_("A folio or running head is read as text."), *place_of(document, element))


def _is_text_of_its_own(element: Element) -> bool:
    """Whether *element* stands where a number is that of something else: “Question 3” may well be on page 3."""
    return element.kind in HEADINGS or element.is_in("TOC", "Table", "L", "Note", *HEADINGS)


def _says_page(numbers: list[str], document: Document, page: int) -> bool:
    """Whether one of *numbers* is that of the page, by its label or its place."""
    return any(number in {document.labels[page], str(page + 1)} for number in numbers)


CHECK = Check(
    id="tags.pagination",
    severity=Severity.WARNING,
    rationale="Read aloud, “page seven, Bulletin” breaks into the sentence on every page.",
    source="ISO 14289-1, 7.8; Matterhorn 01-003",
    hint=_("Mark folios and running heads as artifacts of pagination."),
    run=_find,
)
