"""No actions but those that turn to a page or to an address of the web or of a mailbox."""

from collections.abc import Iterator

from pipeline.addresses import ALLOWED_SCHEMES, is_allowed
from pipeline.i18n import _
from pipeline.preflight.check import Check, Found, Parameters, Severity
from pipeline.preflight.reading.actions import actions_of
from pipeline.preflight.reading.document import Document

_MOST_SHOWN = 80  # characters of an address or a name


def _find(document: Document, _parameters: Parameters) -> Iterator[Found]:
    for action in actions_of(document):
        if action.kind in {"/GoTo", "/JavaScript"}:  # the latter are told by document.javascript
            continue
        if action.kind != "/URI":
            message = _("An action does something else than to turn to a page: {kind}.")
            yield Found(message.format(kind=_show(action.kind[1:] or "?")), action.page, action.box)
            continue
        value = document.value(action.entries.get("/URI"))
        address = value.decode("utf-8", "replace") if isinstance(value, bytes) else ""
        if not is_allowed(address):
            message = _("An action leads to an address of a kind that is not allowed: {address}.")
            yield Found(message.format(address=_show(address or "?")), action.page, action.box)


def _show(text: str) -> str:
    return "".join(each if each.isprintable() else "\ufffd" for each in text[:_MOST_SHOWN])


CHECK = Check(
    id="document.actions",
    severity=Severity.ERROR,
    rationale="A page turns and a link opens the web; what starts programs, sends or opens files is no reading matter.",
    source="ISO 32000-1, 12.6.4",
    hint=_("Remove the actions; addresses begin with one of {schemes}.").format(schemes=", ".join(ALLOWED_SCHEMES)),
    run=_find,
)
