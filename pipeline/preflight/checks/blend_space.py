"""Transparency is blended in a colour space of the press."""

from collections.abc import Iterator

from pipeline.i18n import _
from pipeline.preflight.check import Check, Found, Parameters, Severity
from pipeline.preflight.reading.document import Document

_OF_SCREENS = frozenset({"DeviceRGB", "CalRGB", "ICCBased3", "CalGray", "Lab", "ICCBased", "?"})


def _find(document: Document, _parameters: Parameters) -> Iterator[Found]:
    reader = document.resource_reader
    for index, marks in document.painted_pages():
        for space, box in marks.blends.items():
            if space in _OF_SCREENS:
                message = _("A form is blended in a colour space for screens: {space}.")
                yield Found(message.format(space=space), index, box)
        entries = document.pages[index].entries
        group = document.dictionary(entries.get("/Group"))
        own = reader.blend_space(document.dictionary(entries.get("/Resources")), group)
        if own in _OF_SCREENS and (marks.effects or marks.blends):
            message = _("The transparency of the page is blended in a colour space for screens: {space}.")
            yield Found(message.format(space=own), index, next(iter(marks.effects.values()), None))


CHECK = Check(
    id="transparency.blend-space",
    severity=Severity.ERROR,
    rationale="What is blended in RGB comes out of it converted: black text of one ink has four.",
    source="ISO 32000-1, 11.3.4 and 11.6.6",
    hint=_("Write transparency groups with DeviceCMYK, or pages without a group of their own."),
    run=_find,
)
