"""Every element is of a kind that readers know."""

from collections.abc import Iterator, Mapping

from pipeline.i18n import _
from pipeline.preflight.check import Check, Found, Parameters, Severity
from pipeline.preflight.reading.document import Document
from pipeline.preflight.reading.tagged_places import elements_of, place_of
from pipeline.tags.nesting import KINDS, OLD_KINDS


def _find(document: Document, _parameters: Parameters) -> Iterator[Found]:
    roles = document.tag_tree.roles if document.tag_tree is not None else {}
    for kind in roles:
        if kind in OLD_KINDS and roles[kind] != kind:
            yield Found(_("“{role}”, a kind of the standard, is mapped to another.").format(role=kind))
        elif _leads_back(roles, kind):
            yield Found(_("The role map leads from “{role}” back to itself.").format(role=kind))
    told: set[str] = set()
    for element in elements_of(document):
        if element.kind not in KINDS and element.role not in told and not element.has_namespace:
            told.add(element.role)
            message = _("“{role}” is no kind of element that readers know.").format(role=element.role)
            yield Found(message, *place_of(document, element))


def _leads_back(roles: Mapping[str, str], kind: str) -> bool:
    seen = {kind}
    here = roles[kind]
    while here in roles and here not in seen and here not in KINDS:
        seen.add(here)
        here = roles[here]
    return here == kind and kind not in KINDS


CHECK = Check(
    id="tags.kinds",
    severity=Severity.ERROR,
    rationale="Of an element whose kind a reader does not know it can only guess what it is.",
    source="ISO 32000-1, 14.8.4; ISO 14289-1, 7.1; Matterhorn 02-001",
    hint=_("Map the kind to one of the standard by the role map."),
    run=_find,
)
