"""Every text says its language, by a code that readers know."""

import re
from collections.abc import Iterator

from pipeline.i18n import _
from pipeline.pdf.text_strings import text_of
from pipeline.preflight.check import Check, Found, Parameters, Severity
from pipeline.preflight.reading.document import Document
from pipeline.preflight.reading.tagged_places import elements_of, place_of
from pipeline.tags.elements import Content, Element

# RFC 5646, 2.1: language, script, region, variants; what is private or grandfathered.
_CODE = re.compile(
    r"(?i)(?:[a-z]{2,3}(?:-[a-z]{3}){0,3}|[a-z]{4,8})(?:-[a-z]{4})?(?:-(?:[a-z]{2}|\d{3}))?"
    r"(?:-(?:[a-z0-9]{5,8}|\d[a-z0-9]{3}))*(?:-[a-wyz0-9](?:-[a-z0-9]{2,8})+)*(?:-x(?:-[a-z0-9]{1,8})+)?"
    r"|x(?:-[a-z0-9]{1,8})+|i-[a-z0-9]+|zh-(?:min-nan|xiang)"
)


def _find(document: Document, _parameters: Parameters) -> Iterator[Found]:
    held = document.value(document.root.get("/Lang"))
    whole = text_of(held) if isinstance(held, bytes) else ""
    if whole and not _CODE.fullmatch(whole):
        yield Found(_("“{code}” is no code of a language.").format(code=whole[:40]))
    for element in elements_of(document):
        if element.language and not _CODE.fullmatch(element.language):
            message = _("“{code}” is no code of a language.").format(code=element.language[:40])
            yield Found(message, *place_of(document, element))
        if not whole and not _has_language(element):
            content = next((kid for kid in element.kids if _is_without_language(document, kid)), None)
            if content is not None:
                yield Found(_("Text does not say its language, and the file has none."), *place_of(document, content))


def _has_language(element: Element) -> bool:
    around: Element | None = element
    while around is not None and not around.language:
        around = around.parent
    return around is not None


def _is_without_language(document: Document, kid: object) -> bool:
    spoken = document.texts.of(kid) if isinstance(kid, Content) else None
    return spoken is not None and not spoken.language and bool(spoken.text.strip())


CHECK = Check(
    id="tags.languages",
    severity=Severity.ERROR,
    rationale="By the code a reader takes a voice: of one that it does not know the wrong one, or none.",
    source="ISO 32000-1, 14.9.2; RFC 5646; Matterhorn 11-001 to 11-006",
    hint=_("Write codes such as zh-CN, en or fr-CA."),
    run=_find,
)
