"""Pages of one size."""

from collections.abc import Iterator

from pipeline.i18n import _
from pipeline.preflight.check import Check, Found, Parameters, Severity
from pipeline.preflight.reading.document import Document
from pipeline.units import mm

_SLACK = 0.5  # pt: less than a guillotine does


def _find(document: Document, _parameters: Parameters) -> Iterator[Found]:
    first: tuple[float, float] | None = None
    for page in document.pages:
        x, y, u, v = page.trim if page.trim is not None else page.media
        turn = document.value(page.entries.get("/Rotate"))
        is_turned = isinstance(turn, int) and turn % 180 != 0
        size = (v - y, u - x) if is_turned else (u - x, v - y)
        if first is None:
            first = size
        elif max(abs(size[0] - first[0]), abs(size[1] - first[1])) > _SLACK:
            millimetres = [mm(each) for each in (*size, *first)]
            message = _("The page is {:.1f} × {:.1f} mm, the first one {:.1f} × {:.1f} mm.")
            yield Found(message.format(*millimetres), page.index, (x, y, u, v))


CHECK = Check(
    id="geometry.page-size",
    severity=Severity.ERROR,
    rationale="Pages of different sizes can not be cut in one block.",
    source="",
    hint=_("Set all pages to one size, or send the others as a file of their own."),
    run=_find,
)
