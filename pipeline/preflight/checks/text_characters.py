"""Glyphs say which characters they are."""

from collections.abc import Iterator

from pipeline.i18n import _
from pipeline.preflight.check import Check, Found, Parameters, Severity
from pipeline.preflight.reading.document import Document
from pipeline.preflight.reading.not_run import NotRunError
from pipeline.preflight.reading.tagged_places import elements_of, place_of
from pipeline.tags.character_maps import UNKNOWN
from pipeline.tags.elements import Content, Element


def _find(document: Document, _parameters: Parameters) -> Iterator[Found]:
    for element in elements_of(document):
        if _is_replaced(element):
            continue
        for kid in element.kids:
            if isinstance(kid, Content) and UNKNOWN in document.texts.of(kid).text:
                yield Found(_("Text has glyphs that don't say which characters they are."), *place_of(document, kid))
                break
    if document.texts.is_cut:
        raise NotRunError(_("The text of the file can't be read to its end."))


def _is_replaced(element: Element) -> bool:
    """Whether something else is read than what is in *element*."""
    around: Element | None = element
    while around is not None and around.words is None:
        around = around.parent
    return around is not None


CHECK = Check(
    id="tags.characters",
    severity=Severity.ERROR,
    rationale="What a glyph stands for can't be seen from its number: it can neither be read aloud nor found.",
    source="ISO 14289-1, 7.21.7; Matterhorn 10-001",
    hint=_("Embed the faces with ToUnicode, or say the text in ActualText."),
    run=_find,
)
