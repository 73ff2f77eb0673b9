"""Headings begin with level 1 and skip none."""

from collections.abc import Iterator

from pipeline.i18n import _
from pipeline.preflight.check import Check, Found, Parameters, Severity
from pipeline.preflight.reading.document import Document
from pipeline.preflight.reading.tagged_places import elements_of, place_of
from pipeline.tags.nesting import HEADINGS

_MANY_PAGES = 10  # without any heading nobody finds a way through more


def _find(document: Document, _parameters: Parameters) -> Iterator[Found]:
    if document.tag_tree is None:
        return
    before, kinds = 0, set[bool]()
    for element in elements_of(document):
        if element.kind not in HEADINGS:
            continue
        level = int(element.kind[1:] or 0)
        kinds.add(level > 0)
        if len(kinds) > 1:
            yield Found(_("Headings of no level (H) stand among those of levels."), *place_of(document, element))
            return
        if level and before == 0 and level != 1:
            yield Found(_("The first heading is of level {level}.").format(level=level), *place_of(document, element))
        elif level > before + 1:
            message = _("A heading of level {level} follows one of level {before}.").format(level=level, before=before)
            yield Found(message, *place_of(document, element))
        before = level
    if not kinds and len(document.pages) > _MANY_PAGES:
        yield Found(_("There are no headings."))


CHECK = Check(
    id="tags.headings",
    severity=Severity.ERROR,
    rationale="Who can't skim a page goes from heading to heading: a level that is left out seems to be missed.",
    source="ISO 14289-1, 7.4; Matterhorn 14-002, 14-003, 14-007",
    hint=_("Number the levels as the text is divided: 1 for its title, then 2."),
    run=_find,
)
