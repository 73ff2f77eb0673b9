"""The inks at one place don't add up to more than the paper takes."""

from collections.abc import Iterator

from pipeline.i18n import _
from pipeline.intake.pdf_objects import Page
from pipeline.preflight.check import Check, Found, Parameters, Severity
from pipeline.preflight.reading.document import Document
from pipeline.preflight.reading.ink_areas import UnlikePageError, worst_area
from pipeline.preflight.reading.inks import ALL, inks_of
from pipeline.preflight.reading.not_run import NotRunError
from pipeline.preflight.reading.page_marks import PageMarks, frame_of
from pipeline.preflight.reading.separations import PageSize, SeparationError, ink_sums

_SLACK = 2.0  # per cent: what eight bits an ink and JPEG do to a picture that was made for the limit


def _find(document: Document, parameters: Parameters) -> Iterator[Found]:
    wanted: list[Page] = []
    limit = parameters.ink_limit + _SLACK
    unseen: NotRunError | None = None
    try:
        for index, marks in document.painted_pages():
            page = document.pages[index]
            x, y, u, v = marks.frame.bleed
            if u > x and v > y and _may_exceed(marks, limit):
                wanted.append(page)
    except NotRunError as error:
        unseen = error
    yield from _measure(document, wanted, parameters.ink_limit)
    if unseen is not None:
        raise unseen


def _may_exceed(marks: PageMarks, limit: float) -> bool:
    """Whether the largest amounts of all inks on the page together are more than *limit* per cent.

    What blends otherwise than by covering, and what is drawn by a Type 3 font, may add up to anything.
    """
    is_open = "blend" in marks.effects or any(text.font and text.font.kind == "Type3" for text in marks.texts)
    largest: dict[str, float] = {}
    for colour in marks.printed:
        for ink, amount in inks_of(colour).items():
            largest[ink] = max(largest.get(ink, 0.0), amount)
    return ALL in largest or is_open or 100 * sum(largest.values()) > limit


def _size(page: Page) -> PageSize:
    x, y, u, v = frame_of(page).bleed
    kind = "Bleed" if page.bleed is not None else "Trim" if page.trim is not None else "Media"
    return PageSize(page.index, u - x, v - y, kind)


def _measure(document: Document, pages: list[Page], limit: float) -> Iterator[Found]:
    sizes = [_size(page) for page in pages]
    try:
        for index, picture in ink_sums(document.path, sizes):
            page = document.pages[index]
            turn = document.value(page.entries.get("/Rotate"))
            degrees = int(turn) % 360 if isinstance(turn, int | float) else 0
            area = worst_area(picture, degrees, frame_of(page).bleed, (limit + _SLACK) / 100)
            if area is not None:
                message = _("The inks add up to {found:.0f} %, more than {limit:g} %.")
                yield Found(message.format(found=area.amount * 100, limit=limit), index, area.box)
    except SeparationError as error:
        raise NotRunError(str(error)) from error
    except UnlikePageError as error:
        raise NotRunError(_("Ghostscript sees a page of another size than its boxes tell.")) from error


CHECK = Check(
    id="colour.total-ink",
    severity=Severity.ERROR,
    rationale="Paper takes no more than so much ink: beyond it sheets stick together, smear and dry too late.",
    source="ISO 12647-2",
    hint=_("Convert pictures and colours by the profile of the printing condition, which keeps the limit."),
    run=_find,
)
