"""A finished PDF of pages → printer's sheets: taken in, imposed, written, published."""

import os
from collections import Counter
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from typing import Literal

from pipeline.errors import BindingError, Problem, UsageError
from pipeline.i18n import _
from pipeline.intake.picture_faults import find_picture_faults
from pipeline.intake.tamed_pdf import PageFacts, take_in
from pipeline.limits import limited, seconds_for
from pipeline.pdf.objects import IndirectObject, object_of, resolve
from pipeline.pdf.raw_pdf import RawPdf
from pipeline.pdf.text_face import read_text_face
from pipeline.press.file.source_pages import SourcePage
from pipeline.press.imposition.imposed_sheets import SheetWork, write_sheets
from pipeline.press.imposition.schemes import (
    SIGNATURES,
    Imposition,
    Scheme,
    creep_of,
    in_grid,
    perfect_bound,
    saddle_stitched,
)
from pipeline.press.imposition.sheet_layout import MARK_ROOM, SHEETS, SheetLayout, TooSmallError, lay_out, sheet_size
from pipeline.production.publishing import publish
from pipeline.units import POINTS_PER_MM, Size, mm

SCHEMES = tuple(scheme.value for scheme in Scheme)
_SAME = 0.5 * POINTS_PER_MM  # trims that differ by less are one size: programs round them
_NAMED_PAGES = 8  # in a message
_LONGEST_NAME = 60  # of the file, in the slug line


@dataclass(frozen=True, slots=True, kw_only=True)
class ImpositionRequest:
    """What is wanted. *caliper* (of one leaf), *creep* (of the innermost leaf, instead of the caliper) and *gutter*
    are mm; *signature* None is that of the scheme; *rows* and *columns* are for ``nup`` alone; *out* None is a file
    beside the source.
    """

    scheme: str
    sheet: str
    signature: int | None = None
    edge: Literal["left", "right"] = "left"
    blanks_before_last: bool = False
    caliper: float = 0.1
    creep: float | None = None
    gutter: float | None = None
    rows: int | None = None
    columns: int | None = None
    out: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ImpositionResult:
    """The sheets that were made; *size* of one and *creep* of the innermost leaf are mm.

    *notes* are sentences for the user.
    """

    path: Path
    pages: int
    sheets: int
    blanks: int
    on_sheet: int
    size: tuple[float, float]
    creep: float
    notes: tuple[str, ...] = ()


def impose(source: Path, request: ImpositionRequest) -> ImpositionResult:
    """Impose the PDF *source* and publish the sheets.

    Raises UsageError when the request does not fit, BindingError when the PDF can't be imposed, FileAccessError.
    """
    _check(request)
    out = request.out or source.with_name(f"{source.stem}-{request.scheme}.pdf")
    if out.exists() and source.exists() and out.samefile(source):
        raise UsageError(
            Problem(_("The sheets would be written over their source."), out, hint=_("Name another --out."))
        )
    with limited(_("reading the PDF"), source, seconds_for(source)):
        taken = take_in(source, _printable_name(source.stem), "imposing")
    pages = [_source_page(taken.pdf, facts) for facts in taken.pages]
    imposition = _imposition(len(pages), request)
    layout = _layout(imposition, _common_size(pages, source), request)
    work = _work(source, request, imposition)
    file = BytesIO()
    try:
        write_sheets(file, taken.pdf, pages, imposition, layout, work)
    except BindingError as error:
        raise BindingError(replace(problem, path=source) for problem in error.problems) from error
    publish(file.getvalue(), out)
    deepest = imposition.deepest
    creep = mm(creep_of(deepest, deepest, work.caliper, work.creep))
    faults = find_picture_faults(source, len(pages)).sentences
    notes = (*taken.notes, *faults, *_note_annotations(taken.pdf, pages), *_notes(layout, pages))
    size = round(mm(layout.sheet.width), 1), round(mm(layout.sheet.height), 1)
    on_sheet = 2 * imposition.rows * imposition.columns
    return ImpositionResult(
        path=out,
        pages=len(pages),
        sheets=len(imposition.sheets),
        blanks=imposition.blanks,
        on_sheet=on_sheet,
        size=size,
        creep=creep,
        notes=notes,
    )


def _check(request: ImpositionRequest) -> None:
    problems = []
    is_grid = request.scheme == Scheme.N_UP
    if is_grid and not (request.rows and request.columns):
        problems.append(_("The scheme nup needs --rows and --columns."))
    if not is_grid and (request.rows or request.columns):
        problems.append(_("--rows and --columns are for the scheme nup."))
    if request.signature is not None and request.scheme not in (Scheme.SADDLE, Scheme.PERFECT):
        problems.append(_("--signature is for the schemes saddle and perfect."))
    elif request.signature not in (None, *SIGNATURES):
        known = ", ".join(map(str, SIGNATURES))
        problems.append(_("The pages of a signature are one of {known}.").format(known=known))
    if problems:
        raise UsageError(map(Problem, problems))


def _source_page(pdf: RawPdf, facts: PageFacts) -> SourcePage:
    held = object_of(pdf, facts.number).get("/BleedBox")
    x, y, right, top = facts.trim
    bleed = facts.trim
    if held is not None:
        u, v, w, z = map(float, held)
        bleed = min(x, u), min(y, v), max(right, w), max(top, z)
    return SourcePage(number=facts.number, trim=facts.trim, bleed=bleed, rotation=facts.rotation, unit=facts.unit)


def _imposition(count: int, request: ImpositionRequest) -> Imposition:
    match Scheme(request.scheme):
        case Scheme.SADDLE:
            return saddle_stitched(count, request.signature or 4, request.edge, before_last=request.blanks_before_last)
        case Scheme.PERFECT:
            return perfect_bound(count, request.signature or 16, request.edge, before_last=request.blanks_before_last)
        case Scheme.TWO_UP:
            return in_grid(count, 1, 2, request.edge, Scheme.TWO_UP)
        case Scheme.N_UP:
            return in_grid(count, request.rows or 1, request.columns or 1, request.edge)


def _common_size(pages: list[SourcePage], source: Path) -> Size:
    """The one size of all pages. Raises BindingError that names those of another size than most."""
    sizes = [(round(page.size.width, 2), round(page.size.height, 2)) for page in pages]
    width, height = Counter(sizes).most_common(1)[0][0]
    others = [number for number, (w, h) in enumerate(sizes, 1) if abs(w - width) > _SAME or abs(h - height) > _SAME]
    if others:
        named = _list_pages(others)
        text = _("Pages are trimmed to another size than {size}: {pages}.")
        text = text.format(size=_format_size(Size(width, height)), pages=named)
        raise BindingError(
            Problem(text, source, hint=_("All pages on a sheet have one size: give them one, or impose them apart."))
        )
    return pages[sizes.index((width, height))].size


def _layout(imposition: Imposition, page: Size, request: ImpositionRequest) -> SheetLayout:
    try:
        sheet = sheet_size(request.sheet)
    except ValueError as error:
        text = _("“{sheet}” is no sheet.").format(sheet=request.sheet)
        hint = _("Known sheets: {names}; or give width and height in mm, such as 640x900.").format(
            names=", ".join(SHEETS)
        )
        raise UsageError(Problem(text, hint=hint)) from error
    try:
        return lay_out(imposition, page, sheet, None if request.gutter is None else request.gutter * POINTS_PER_MM)
    except TooSmallError as error:
        text = _("The sheet {sheet} ({size}) is too small: {rows} × {columns} pages of {page} need {needed}.")
        marked = Size(error.needed.width + 2 * MARK_ROOM, error.needed.height + 2 * MARK_ROOM)
        hint = _("With bleed and marks around them: {size}.").format(size=_format_size(marked))
        values = {
            "sheet": request.sheet,
            "size": _format_size(sheet),
            "page": _format_size(page),
            "needed": _format_size(error.needed),
        }
        text = text.format(rows=imposition.rows, columns=imposition.columns, **values)
        raise UsageError(Problem(text, hint=hint)) from error


def _format_size(size: Size) -> str:
    return f"{mm(size.width):.4g} × {mm(size.height):.4g} mm"


def _work(source: Path, request: ImpositionRequest, imposition: Imposition) -> SheetWork:
    scheme = scheme_name(request.scheme)
    sides = _("front"), _("back")
    line = _("{file}  sheet {number}/{count}  {side}  {scheme}")
    count = len(imposition.sheets)
    name = _printable_name(source.name)
    name = name if len(name) <= _LONGEST_NAME else f"{name[:_LONGEST_NAME]}…"
    slugs = tuple(
        (
            line.format(file=name, number=number, count=count, side=sides[0], scheme=scheme),
            line.format(file=name, number=number, count=count, side=sides[1], scheme=scheme),
        )
        for number in range(1, count + 1)
    )
    creep = None if request.creep is None else request.creep * POINTS_PER_MM
    return SheetWork(
        title=_printable_name(source.stem),
        slugs=slugs,
        face=read_text_face(),
        caliper=request.caliper * POINTS_PER_MM,
        creep=creep,
    )


def _printable_name(name: str) -> str:
    """*name* of a file without bytes that are no characters."""
    return os.fsencode(name).decode("utf-8", "replace")


def scheme_name(scheme: str) -> str:
    """What the trade calls *scheme*, in the user's language."""
    return {
        Scheme.SADDLE: _("saddle stitching"),
        Scheme.PERFECT: _("perfect binding"),
        Scheme.TWO_UP: _("two up"),
        Scheme.N_UP: _("n up"),
    }[Scheme(scheme)]


def _list_pages(numbers: list[int]) -> str:
    return ", ".join(map(str, numbers[:_NAMED_PAGES])) + (" …" if len(numbers) > _NAMED_PAGES else "")


def _note_annotations(pdf: RawPdf, pages: list[SourcePage]) -> list[str]:
    """That annotations which are seen (stamps, filled-in forms), unlike links, are not on the sheets."""
    numbers = []
    for number, page in enumerate(pages, 1):
        held = resolve(pdf, object_of(pdf, page.number), "/Annots") or []
        rows = [object_of(pdf, each.idnum) if isinstance(each, IndirectObject) else each for each in held]
        if any("/AP" in row and row.get("/Subtype") != "/Link" for row in rows):
            numbers.append(number)
    if not numbers:
        return []
    text = _("Stamps, notes and filled-in forms are not on the sheets; there are some on these pages: {pages}.")
    return [text.format(pages=_list_pages(numbers))]


def _notes(layout: SheetLayout, pages: list[SourcePage]) -> list[str]:
    notes = []
    bleed = max(page.bleed_width for page in pages)
    if layout.margin < bleed - 0.01:
        notes.append(
            _("The sheet has no room for all of the bleed: {room:.1f} of {bleed:.1f} mm are left.").format(
                room=mm(layout.margin), bleed=mm(bleed)
            )
        )
    if layout.margin < MARK_ROOM:
        block = layout.block
        size = Size(block[2] - block[0] + 2 * MARK_ROOM, block[3] - block[1] + 2 * MARK_ROOM)
        notes.append(_("The sheet has no room for all marks; {size} has.").format(size=_format_size(size)))
    return notes
