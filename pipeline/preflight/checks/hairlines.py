"""No line is too thin to print."""

from collections.abc import Iterator

from pipeline.i18n import _
from pipeline.preflight.check import Check, Found, Parameters, Severity
from pipeline.preflight.reading.document import Document

_SLACK = 0.002  # pt: what rounding in a file does


def _find(document: Document, parameters: Parameters) -> Iterator[Found]:
    for index, marks in document.painted_pages():
        thin = {width: box for width, box in marks.lines.items() if width < parameters.minimum_line - _SLACK}
        if thin:
            width = min(thin)
            message = _("A line is {width:g} pt thick, less than {wanted:g} pt.")
            yield Found(message.format(width=width, wanted=parameters.minimum_line), index, thin[width])


CHECK = Check(
    id="lines.hairline",
    severity=Severity.ERROR,
    rationale="A line of no width is as thin as a plate allows: seen on a desktop printer, gone on the press.",
    source="ISO 32000-1, 8.4.3.2",
    hint=_("Draw lines at least as thick as the profile asks."),
    run=_find,
)
