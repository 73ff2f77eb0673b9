"""Images with enough pixels where they are placed."""

from collections.abc import Iterator

from pipeline.i18n import _
from pipeline.preflight.check import Check, Found, Parameters, Severity
from pipeline.preflight.reading.document import Document


def _find(document: Document, parameters: Parameters) -> Iterator[Found]:
    for index, marks in document.painted_pages():
        for image in marks.images:
            wanted = parameters.minimum_bilevel_resolution if image.is_bilevel else parameters.minimum_resolution
            if image.resolution < wanted and min(image.pixels) > 1:  # of one pixel is a plain area
                message = _(
                    "An image of {width} × {height} pixels has {found:.0f} dpi as placed, less than {wanted:g}."
                )
                width, height = image.pixels
                text = message.format(width=width, height=height, found=image.resolution, wanted=wanted)
                yield Found(text, index, image.box)


CHECK = Check(
    id="images.resolution",
    severity=Severity.WARNING,
    rationale="Pixels that are too large are seen in print, whatever the file says of its resolution.",
    source="",
    hint=_("Place a larger image, or place it smaller."),
    run=_find,
)
