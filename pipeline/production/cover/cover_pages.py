"""Back, spine and front of a cover: laid out, a page each, and put side by side into a file for the printer."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from io import BytesIO
from pathlib import Path

from pipeline.engine.laid_out_part import LaidOutPart
from pipeline.errors import BindingError, Problem, RenderError
from pipeline.i18n import _
from pipeline.layout import Layout, PartPlan
from pipeline.layout.spine import LEAST_WIDTH, Spine
from pipeline.pdf.objects import page_numbers
from pipeline.pdf.raw_pdf import RawPdf
from pipeline.pdf.text_face import read_text_face
from pipeline.press.covers.spread import Panel, spread_of
from pipeline.press.file.press_file import PressPage, write_press_file
from pipeline.press.file.press_metadata import PressFacts
from pipeline.press.printer import Printer
from pipeline.production.press.press_pages import Palette, note_blackened, press_pages
from pipeline.units import Size, mm

LABEL = "封面"
SPINE, BACK = "cover-spine", "cover-back"  # keys of their parts
_FRONT_FOLIO, _BACK_FOLIO = 1, 2  # a recto and a verso
_MOST_SPREAD = 14400.0  # pt; the longest side of a PDF page (ISO 32000-1, annex C.2)
_NEAR = 0.01  # pt

LayOut = Callable[[PartPlan, int], LaidOutPart]  # by the folio of the first page


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverPages:
    """Pages of *trim* for front and back, and one for the *spine*; None where there is no spine.

    *placed*: the forms of PDFs that are placed on them, by their names.
    """

    layout: Layout
    trim: Size
    front: LaidOutPart
    back: LaidOutPart
    spine: LaidOutPart | None = None
    width: float = 0.0  # of the spine, pt
    placed: Mapping[str, RawPdf] = field(default_factory=dict)

    def from_left(self, binding_edge: str) -> list[tuple[LaidOutPart, float]]:
        """The pages with their widths as they stand side by side, seen from outside."""
        spine = [(self.spine, self.width)] if self.spine is not None else []
        row = [(self.back, self.trim.width), *spine, (self.front, self.trim.width)]
        return row[::-1] if binding_edge == "right" else row

    @property
    def warnings(self) -> Iterator[str]:
        """What the layout engine complained of."""
        for part, _width in self.from_left("left"):
            yield from part.warnings


def cover_pages(layout: Layout, trim: Size, spine: Spine | None, lay_out: LayOut) -> CoverPages:
    """Lay out the pages that ``cover`` of *layout* names, with a *spine* or without.

    Raises RenderError for every template that fails, makes more than a page, or one of another size.
    """
    rows, problems = layout.cover, list[Problem]()

    def page(side: str, template: str, folio: int, size: Size) -> LaidOutPart | None:
        try:
            part = lay_out(PartPlan(key=f"cover-{side}", template=template, starts="any", label=LABEL), folio)
        except RenderError as error:
            problems.extend(error.problems)
            return None
        if fault := _fault(part, template, size):
            hint = _("“cover” in {file} names the templates of a cover.").format(file="layout.yaml")
            problems.append(Problem(fault, layout.path / "layout.yaml", hint=hint))
        return part

    front = page("front", rows.front or layout.parts[0].template, _FRONT_FOLIO, trim)
    back = page("back", rows.back, _BACK_FOLIO, trim)
    between = page("spine", rows.spine, _FRONT_FOLIO, Size(spine.width, trim.height)) if spine is not None else None
    if problems or front is None or back is None:
        raise RenderError(problems)
    return CoverPages(
        layout=layout, trim=trim, front=front, back=back, spine=between, width=spine.width if spine is not None else 0.0
    )


def _fault(part: LaidOutPart, template: str, size: Size) -> str:
    """Why *part* is no page of a cover, as a sentence; empty when it is one."""
    if part.page_count != 1:
        message = _("The template “{name}” makes {count} pages; on a cover it has one.")
        return message.format(name=f"{template}.html.j2", count=part.page_count)
    width, height = part.sizes[0]
    if abs(width - size.width) > _NEAR or abs(height - size.height) > _NEAR:
        message = _("The template “{name}” makes a page of {found} mm; on the cover there are {wanted} mm for it.")
        found, wanted = _format_size(Size(width, height)), _format_size(size)
        return message.format(name=f"{template}.html.j2", found=found, wanted=wanted)
    return ""


def _format_size(size: Size) -> str:
    return f"{mm(size.width):.2f} × {mm(size.height):.2f}"


def spine_notes(spine: Spine | None) -> Iterator[str]:
    """Why a cover has no spine, or bears no title on it."""
    if spine is None:
        yield _("The issue is stitched through the fold: its cover has no spine.")
    elif spine.width < LEAST_WIDTH:
        text = _("The spine of {width:.2f} mm bears no title: that takes {least:.0f} mm (GB/T 11668-1989).")
        yield text.format(width=mm(spine.width), least=mm(LEAST_WIDTH))
    elif not spine.cells:
        yield _("The spine bears no title: it is too long to be read there.")


def write_cover(
    pages: CoverPages, palette: Palette, facts: PressFacts, printer: Printer, binding_edge: str
) -> tuple[bytes, Size, tuple[str, ...]]:
    """The file for the *printer*, the trimmed size of the spread in pt, and notes for its sender.

    Spot inks of *facts* are those that the pages are found to need. Raises ContentError, RenderError and BindingError.
    """
    row = pages.from_left(binding_edge)
    size = Size(sum(width for _part, width in row), pages.trim.height)
    if max(size.width, size.height) + 2 * printer.slug > _MOST_SPREAD:
        message = _("The spread of {size} mm is larger than a PDF page can be.").format(size=_format_size(size))
        raise BindingError(Problem(message, pages.layout.path / "layout.yaml"))
    separated = press_pages([part for part, _width in row], palette, printer, pages.placed)
    panels = [Panel(number, width) for number, (_part, width) in zip(page_numbers(separated.pdf), row, strict=True)]
    spread = spread_of(separated.pdf, panels, size.height, printer.bleed)
    page = PressPage(spread.number, spread.trim, LABEL, spread.folds)
    file = BytesIO()
    report = write_press_file(
        file, spread.pdf, [page], replace(facts, spots=tuple(separated.spots)), printer, read_text_face()
    )
    parts = [part for part, _width in row]
    notes = (*pages.warnings, *_tell_coarse(parts, printer), *note_blackened(separated, parts), *report.notes)
    return file.getvalue(), size, notes


def _tell_coarse(parts: Sequence[LaidOutPart], printer: Printer) -> Iterator[str]:
    text = _("{picture} has {found:.0f} pixels per inch as printed on the cover, of {wanted:.0f} wanted.")
    for part in parts:
        for each in part.pictures:
            if each.resolution < printer.minimum_resolution - 0.5:
                yield text.format(picture=each.name, found=each.resolution, wanted=printer.minimum_resolution)


def cover_name(stem: str) -> str:
    """The name of the file beside that of an issue or a volume with the *stem*."""
    return f"{Path(stem).name}-cover.pdf"
