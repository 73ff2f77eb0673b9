"""The file is not damaged."""

from collections.abc import Iterator
from pathlib import Path

from pipeline.errors import BindingError
from pipeline.i18n import _, ngettext
from pipeline.intake.picture_faults import find_picture_faults
from pipeline.intake.tamed_pdf import take_in
from pipeline.preflight.check import Check, Found, Parameters, Severity
from pipeline.preflight.reading.document import Document


def _find(document: Document, _parameters: Parameters) -> Iterator[Found]:
    if document.kept.legacy.was_mended:
        yield Found(_("The file is damaged: something is not where it says."))
    missing = len(document.kept.legacy.missing)
    if missing:
        message = ngettext(
            "{count} object that is referred to is missing.",
            "{count} objects that are referred to are missing.",
            missing,
        )
        yield Found(message.format(count=missing))
    for page, reason in document.unread_pages().items():
        yield Found(_("The content of the page can't be read: {reason}.").format(reason=reason), page)
    for page in document.strange_pages():
        yield Found(_("The content of the page has operators that there are none of: look at it."), page)
    if not document.unread_pages() and not document.strange_pages():
        for sentence in _find_other_damage(document.path):
            yield Found(sentence)
    for sentence in find_picture_faults(document.path, len(document.pages)).sentences:
        yield Found(sentence)


def _find_other_damage(path: Path) -> tuple[str, ...]:
    """What whoever binds or imposes the file is told of damage besides that of the content of pages."""
    try:
        return take_in(path, "", "imposing").damage
    except BindingError as error:
        return tuple(problem.message for problem in error.problems)


CHECK = Check(
    id="document.readable",
    severity=Severity.ERROR,
    rationale="What one program mends the next one refuses; what is lost is not printed.",
    source="ISO 32000-1, 7.5",
    hint=_("Print it to a new PDF from a program that opens it."),
    run=_find,
)
