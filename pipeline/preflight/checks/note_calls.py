"""Each note is called somewhere, by a reference."""

import unicodedata
from collections.abc import Iterator

from pipeline.i18n import _
from pipeline.preflight.check import Check, Found, Parameters, Severity
from pipeline.preflight.reading.document import Document
from pipeline.preflight.reading.tagged_places import elements_of, place_of, text_in
from pipeline.tags.elements import Element

_CALLS = frozenset(("Reference", "Link", "Lbl"))  # Typst tags calls as labels


def _find(document: Document, _parameters: Parameters) -> Iterator[Found]:
    notes: list[tuple[Element, str]] = []
    calls: set[str] = set()
    for element in elements_of(document):
        if element.kind == "Note":
            labels = [kid for kid in element.elements if kid.kind == "Lbl"]
            notes.append((element, _sign(text_in(document, labels[0])) if labels else ""))
        elif element.kind in _CALLS and not element.is_in("Note") and not _numbers_item(element):
            calls.add(_sign(text_in(document, element)))
    for note, sign in notes:
        if not sign:
            yield Found(_("A note does not say by which sign it is called (Lbl)."), *place_of(document, note))
        elif sign not in calls:
            message = _("A note is called by no reference: {sign}").format(sign=sign)
            yield Found(message, *place_of(document, note))


def _numbers_item(element: Element) -> bool:
    return element.kind == "Lbl" and element.parent is not None and element.parent.kind == "LI"


def _sign(text: str) -> str:
    """*text* without brackets, spaces and stops: the sign of a note, as it is called and as it stands before it.

    A star beside a number is dropped too; by itself it is the sign.
    """
    sign = unicodedata.normalize("NFKC", text).strip(" .:()[]〔〕")
    return (sign.strip(" .*") or sign)[:20]


CHECK = Check(
    id="tags.note-calls",
    severity=Severity.WARNING,
    rationale="A note that nothing leads to is read as if it belonged to the text.",
    source="ISO 32000-1, 14.8.4.4.1",
    hint=_("Tag the call as a Reference with a Link, and its sign before the note as Lbl."),
    run=_find,
)
