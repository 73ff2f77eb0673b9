"""Contents are tagged as such, each entry with its link."""

from collections.abc import Iterator

from pipeline.i18n import _
from pipeline.pdf.objects import reference
from pipeline.preflight.check import Check, Found, Parameters, Severity
from pipeline.preflight.reading.document import Document
from pipeline.preflight.reading.tagged_places import elements_of, place_of, text_in
from pipeline.preflight.reading.targets import Targets
from pipeline.tags.elements import Annotation, Element, walk

_FEWEST = 4  # entries one after the other: fewer may be mere cross-references
_LISTS = ("TOC", "Index", "L", "Table", "Note")


def _find(document: Document, _parameters: Parameters) -> Iterator[Found]:
    targets = Targets(document)
    run: list[Element] = []
    for element in elements_of(document):
        if element.kind == "TOCI" and not any(each.kind == "Link" for each in walk(element)):
            yield Found(_("An entry of the contents has no link."), *place_of(document, element))
        if element.kind not in {"P", "Div", "NonStruct"} or element.is_in(*_LISTS) or element.is_in("P"):
            continue
        if _is_entry(document, targets, element):
            run.append(element)
            continue
        yield from _tell(document, run)
        run = []
    yield from _tell(document, run)


def _tell(document: Document, run: list[Element]) -> Iterator[Found]:
    if len(run) >= _FEWEST:
        yield Found(_("Contents are not tagged as such (TOC, TOCI)."), *place_of(document, run[0]))


def _is_entry(document: Document, targets: Targets, element: Element) -> bool:
    """Whether *element* is a link that ends with the number of the page it leads to."""
    links = [each for each in element.elements if each.kind == "Link"]
    notes = [kid for link in links for kid in link.kids if isinstance(kid, Annotation)]
    if not notes:
        return False
    page = targets.page_of(document.dictionary(reference(notes[0].number)))
    return page is not None and text_in(document, element).rstrip().endswith(document.labels[page])


CHECK = Check(
    id="tags.contents",
    severity=Severity.WARNING,
    rationale="Of contents a reader tells how many entries there are, and goes from one to the next.",
    source="ISO 32000-1, 14.8.4.2; ISO 14289-1, 7.2",
    hint=_("Tag contents as TOC, entries as TOCI with Reference and Link."),
    run=_find,
)
