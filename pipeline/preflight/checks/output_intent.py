"""The file has the output intent that the profile asks for."""

from collections.abc import Iterator

from pipeline.i18n import _
from pipeline.preflight.check import Check, Found, Parameters, Severity
from pipeline.preflight.reading.document import Document


def _find(document: Document, parameters: Parameters) -> Iterator[Found]:
    found = [document.dictionary(each) for each in document.array(document.root.get("/OutputIntents"))[:64]]
    wanted = [each for each in found if document.value(each.get("/S")) == f"/{parameters.output_intent}"]
    if not wanted:
        yield Found(_("There is no output intent {kind}.").format(kind=parameters.output_intent))
    for intent in wanted:
        profile = intent.get("/DestOutputProfile")
        is_named = bool(document.value(intent.get("/OutputConditionIdentifier")))
        if profile is not None and not document.stream(profile):
            yield Found(_("The profile of the output intent can't be read."))
        elif profile is None and not is_named:
            yield Found(_("The output intent has neither a profile nor an identifier."))


CHECK = Check(
    id="colour.output-intent",
    severity=Severity.ERROR,
    rationale="Colours mean something only together with the condition that they were made for.",
    source="ISO 32000-1, 14.11.5",
    hint=_("Write the PDF with an output intent."),
    run=_find,
)
