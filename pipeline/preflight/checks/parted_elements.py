"""A paragraph that goes on over the page is one element."""

from collections.abc import Iterator

from pipeline.i18n import _
from pipeline.preflight.check import Check, Found, Parameters, Severity
from pipeline.preflight.reading.document import Document
from pipeline.preflight.reading.tagged_places import elements_of, place_of, text_in
from pipeline.tags.elements import Element, contents_in

# Nobody ends a paragraph so: what follows on the next page goes on with it.
_GOING_ON = "，、；,;"


def _find(document: Document, _parameters: Parameters) -> Iterator[Found]:
    last: Element | None = None
    for element in elements_of(document):
        if element.kind != "P" or next(contents_in(element), None) is None:
            continue
        if last is not None and last.parent is element.parent and _is_turned(last, element):
            before, after = text_in(document, last).rstrip(), text_in(document, element).lstrip()
            if _goes_on(before, after):
                message = _("A paragraph that goes on over the page seems to be two elements.")
                yield Found(message, *place_of(document, element))
        last = element


def _is_turned(one: Element, other: Element) -> bool:
    end = [content.page for content in contents_in(one)][-1]
    return next(contents_in(other)).page == end + 1


def _goes_on(before: str, after: str) -> bool:
    if not before or not after:
        return False
    is_latin = before[-1].islower() and before[-1].isascii() and after[0].islower() and after[0].isascii()
    return before[-1] in _GOING_ON or is_latin


CHECK = Check(
    id="tags.parted",
    severity=Severity.INFO,
    rationale="At the end of a paragraph a reader pauses: in the middle of a sentence, if the page parts it.",
    source="ISO 32000-1, 14.8.2.3",
    hint=_("Make it one element with marked content on both pages."),
    run=_find,
)
