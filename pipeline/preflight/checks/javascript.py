"""No scripts."""

from collections.abc import Iterator

from pipeline.i18n import _, ngettext
from pipeline.preflight.check import Check, Found, Parameters, Severity
from pipeline.preflight.reading.actions import actions_of
from pipeline.preflight.reading.document import Document


def _find(document: Document, _parameters: Parameters) -> Iterator[Found]:
    pages = [action.page for action in actions_of(document) if action.is_script]
    scripts = pages.count(None)
    if scripts:
        message = ngettext("There is {count} script.", "There are {count} scripts.", scripts)
        yield Found(message.format(count=scripts))
    for page in sorted({page for page in pages if page is not None}):
        yield Found(_("There is a script on the page."), page)


CHECK = Check(
    id="document.javascript",
    severity=Severity.ERROR,
    rationale="A document that acts by itself is no print and no archive copy; PDF/A and PDF/X allow none.",
    source="ISO 32000-1, 12.6.4.16",
    hint=_("Remove the scripts."),
    run=_find,
)
