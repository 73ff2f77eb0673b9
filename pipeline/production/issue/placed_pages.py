"""Whether the page of a placed PDF may stand in an edition as it is, and what its maker should be told of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.colour_profiles import is_whole
from pipeline.i18n import _
from pipeline.intake.opened_pdf import UnopenableError
from pipeline.intake.page_form import NoFormError, PageForm, calibrate, take_form
from pipeline.limits import limited
from pipeline.pdf.placed_sheets import SheetFacts
from pipeline.pdf.raw_pdf import RawPdf
from pipeline.preflight.check import Parameters
from pipeline.preflight.checks import CHECKS
from pipeline.preflight.reading.document import Document, open_document
from pipeline.preflight.reading.inks import ALL, PROCESS
from pipeline.preflight.reading.not_run import NotRunError
from pipeline.preflight.reading.page_marks import PageMarks, PaintedColour
from pipeline.press.printer import Printer
from pipeline.press.separation.inks import PROCESS_INKS

_SECONDS = 30.0  # of processor time for one page; those of a catalogue with maps take some
_TOLD = (
    "geometry.bleed",
    "colour.registration",
    "colour.rich-black-text",
    "colour.small-text-inks",
    "colour.overprint-white",
    "lines.hairline",
    "images.resolution",
)  # checks whose findings someone can mend before print; the rest decides how the page is placed
_FOR_PRESS = frozenset({"DeviceCMYK", "DeviceGray"})
_FILTERS = frozenset({"/LZWDecode", "/LZW", "/JPXDecode"})
_INKS = frozenset({"Separation", "DeviceN"})
_FOR_SCREENS = frozenset({"DeviceRGB", "DeviceGray", "ICCBased1", "ICCBased3"})
_WITH_PROFILE = frozenset({"DeviceCMYK", *_INKS})


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedPage:
    """*form*: the page as it is, None where it must be a picture, for the *reason* told. *findings*: sentences."""

    form: RawPdf | None
    reason: str
    findings: tuple[str, ...]


def judge_page(path: Path, index: int, facts: SheetFacts, printer: Printer, *, is_for_press: bool) -> JudgedPage:
    """The page with the 0-based *index* of the PDF *path*, for the press of *printer*, or for screens and the archive.

    There its inks are shown by the printer's profile.
    """
    with limited(_("reading the placed PDF"), path, _SECONDS):
        try:
            document = open_document(path)
            document.pages = document.pages[index : index + 1]
            marks = next(found for _index, found in document.painted_pages())
        except (UnopenableError, NotRunError, StopIteration):
            return JudgedPage(form=None, reason=_("its content is damaged"), findings=())
        findings = tuple(_find(document))
        reason = next(_tell_why_for_press(marks, printer) if is_for_press else _tell_why_for_screens(marks), "")
        if reason:
            return JudgedPage(form=None, reason=reason, findings=findings)
        try:
            form = take_form(path, index, facts.box, is_transparent=bool(marks.effects))
        except NoFormError as error:
            return JudgedPage(form=None, reason=str(error), findings=findings)
        if reason := next(_tell_why_not_kept(form, facts, is_for_press=is_for_press), ""):
            return JudgedPage(form=None, reason=reason, findings=findings)
        if is_for_press:
            return JudgedPage(form=form.pdf, reason="", findings=findings)
        has_inks = any(_space_of(colour) in _WITH_PROFILE for colour in marks.colours)
        calibrated = calibrate(form.pdf, printer.profile) if has_inks else form.pdf
    return JudgedPage(form=calibrated, reason="", findings=findings)


def _find(document: Document) -> Iterator[str]:
    for check in CHECKS:
        if check.id in _TOLD:
            for found in check.run(document, Parameters()):
                yield f"{found.message} {check.hint}"


def _space_of(colour: PaintedColour) -> str:
    """The space that *colour* comes to; what a pattern paints with is noted by itself, and counts as grey here."""
    return colour.base or ("DeviceGray" if colour.space == "Pattern" else colour.space)


def _tell_why_for_all(marks: PageMarks) -> Iterator[str]:
    """Why the page of *marks* is no part of any edition as it is."""
    for text in marks.texts:
        if not text.is_hidden and (text.font is None or not text.font.is_embedded):
            name = _("of an unknown name") if text.font is None else text.font.name
            yield _("its font {name} is not embedded").format(name=name)


def _tell_why_for_press(marks: PageMarks, printer: Printer) -> Iterator[str]:
    yield from _tell_why_for_all(marks)
    if not set(PROCESS_INKS) <= set(printer.inks):
        yield _("this printer has not all inks of the process")
    if marks.effects:
        yield _("it has transparency, which is flattened so")
    for colour in marks.colours:
        spots = [name for name in colour.names if name not in (*PROCESS, ALL)]
        if _space_of(colour) in _INKS and spots:
            yield _("its ink {name} has no plate in this issue").format(name=spots[0])
        elif _space_of(colour) not in _INKS | _FOR_PRESS:
            yield _("it has colours of screens, which go by the printer's profile so")


def _tell_why_for_screens(marks: PageMarks) -> Iterator[str]:
    yield from _tell_why_for_all(marks)
    if marks.missing:
        yield _("it shows characters that its font lacks")
    if any(_space_of(colour) not in _FOR_SCREENS | _WITH_PROFILE for colour in marks.colours):
        yield _("it has colours of an unusual kind, which become those of screens so")


def _tell_why_not_kept(form: PageForm, facts: SheetFacts, *, is_for_press: bool) -> Iterator[str]:
    """What speaks against PDF/X or PDF/A-2a, as far as it shows in the objects of *form*."""
    if form.filters & _FILTERS:
        yield _("it is compressed in a way that printers and archives don't take (LZW, JPEG 2000)")
    if not all(map(is_whole, form.profiles)):
        yield _("a colour profile in it is damaged")
    if not is_for_press and (form.has_text_unknown or facts.has_private_text):
        yield _("its text does not say which characters it is")
