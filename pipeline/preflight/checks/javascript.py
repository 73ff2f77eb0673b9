"""No scripts."""

from collections.abc import Iterator
from typing import Any

from pipeline.i18n import _, ngettext
from pipeline.intake.kept_objects import is_reference
from pipeline.preflight.check import Check, Found, Parameters, Severity
from pipeline.preflight.document import Document

_MOST_ACTIONS = 100  # one after the other
_MOST_FIELDS = 100_000


def _find(document: Document, _parameters: Parameters) -> Iterator[Found]:
    scripts = len(document.name_rows("/JavaScript")) + _has_script(document, document.root)
    fields = document.dictionary(document.root.get("/AcroForm")).get("/Fields")
    scripts += sum(_has_script(document, each) for each in _fields(document, fields))
    if scripts:
        message = ngettext("There is {count} script.", "There are {count} scripts.", scripts)
        yield Found(message.format(count=scripts))
    for page in document.pages:
        if _has_script(document, page.entries) or any(
            _has_script(document, each) for each in document.annotations(page)
        ):
            yield Found(_("There is a script on the page."), page.index)


def _has_script(document: Document, holder: dict[str, Any]) -> bool:
    """Whether one of the actions of *holder* (a catalogue, page, annotation or field) is a script, or leads to one."""
    waiting = [holder.get("/OpenAction"), holder.get("/A"), *document.dictionary(holder.get("/AA")).values()]
    seen = 0
    while waiting and seen < _MOST_ACTIONS:
        item = waiting.pop()
        seen += 1
        action = document.dictionary(item)
        if document.value(action.get("/S")) == "/JavaScript" or "/JS" in action:
            return True
        if "/Next" in action:
            following = document.value(action["/Next"])
            waiting += following[:_MOST_ACTIONS] if isinstance(following, list) else [following]
    return False


def _fields(document: Document, fields: Any) -> Iterator[dict[str, Any]]:
    """The fields of a form that are no annotations on a page (those are looked at there)."""
    waiting, seen, count = list(document.array(fields)), set[int](), 0
    while waiting and count < _MOST_FIELDS:
        item = waiting.pop()
        count += 1
        if is_reference(item):
            if item.idnum in seen:
                continue
            seen.add(item.idnum)
        field = document.dictionary(item)
        waiting += document.array(field.get("/Kids"))
        if "/Subtype" not in field:
            yield field


CHECK = Check(
    id="document.javascript",
    severity=Severity.ERROR,
    rationale="A document that acts by itself is no print and no archive copy; PDF/A and PDF/X allow none.",
    source="ISO 32000-1, 12.6.4.16",
    hint=_("Remove the scripts."),
    run=_find,
)
