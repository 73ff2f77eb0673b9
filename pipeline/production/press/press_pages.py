"""Laid-out parts into pages in the colours of a printer; what can't be printed is an error with its place."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.bounded_files import BoundedFolder
from pipeline.colours import Colour, ColourChange
from pipeline.engine.laid_out_part import LaidOutPart
from pipeline.engine.untagged_pdf import write_press_pdf
from pipeline.errors import ContentError, Problem, RenderError
from pipeline.i18n import _
from pipeline.layout import Layout
from pipeline.layout.palette import find_unmapped_places
from pipeline.limits import allow_memory, limited
from pipeline.model import Publication
from pipeline.pdf.finished_files import read_finished_pdf
from pipeline.pdf.raw_pdf import RawPdf
from pipeline.press.printer import Printer, find_printer
from pipeline.press.separation.conversion import Separation
from pipeline.press.separation.ink_table import InkTable
from pipeline.press.separation.plates import Separated, separate
from pipeline.press.separation.recolouring import SMALL_TEXT

USUAL_PRINTER = "fogra39"
PRESS = "-press"  # after the stem of a press edition's file
_PER_BYTE = 24  # of memory for each byte of the pages in RGB: a photograph in four inks has ten times its bytes, twice
_SECONDS, _SECONDS_PER_BYTE = 30.0, 1e-5  # of processor time; a byte of a photograph takes 1e-6


def printer_of(publication: Publication, wanted: str, folders: Sequence[BoundedFolder]) -> Printer:
    """The printer *wanted*, else that of *publication*, else the one that is shipped for everyone.

    Raises ContentError, UsageError as `find_printer` does.
    """
    if wanted or not publication.printer:
        return find_printer(wanted or USUAL_PRINTER, folders)
    return find_printer(publication.printer, folders, (publication.path, publication.printer_line))


@dataclass(frozen=True, slots=True, kw_only=True)
class Palette:
    """The colours of *layout* with the *changes* that *file* asks for, and its style sheets, rendered.

    *workspace*: where what was laid out has its pictures.
    """

    layout: Layout
    workspace: Path
    colours: Mapping[str, Colour]
    style_sheets: Mapping[str, str]
    file: Path
    changes: tuple[ColourChange, ...]


def press_pages(
    parts: Sequence[LaidOutPart], palette: Palette, printer: Printer, placed: Mapping[str, RawPdf] | None = None
) -> Separated:
    """The pages of *parts*, painted as far as the printer's bleed, in the printer's inks; *placed*: forms of placed
    PDFs.

    Raises ContentError when a colour asks for an ink that the printer doesn't have; RenderError when something is
    painted in a colour that the layout's table doesn't have, or in a way that the printer's standard forbids.
    """
    separation = Separation(printer.profile, printer.inks)
    folders = {"workspace": palette.workspace, "layout": palette.layout.path}
    written = write_press_pdf(parts, printer.bleed, folders, placed)
    allow_memory(len(written) * _PER_BYTE, is_held=True)
    with limited(_("separating the colours"), None, _SECONDS + len(written) * _SECONDS_PER_BYTE):
        separated = separate(read_finished_pdf(written), InkTable(palette.colours.values(), separation))
    if faults := list(_find_wrong_inks(separated, palette, printer)):
        raise ContentError(faults)
    if faults := [*_find_unmapped(separated, palette), *_find_forbidden(separated, printer, palette.file.name, parts)]:
        raise RenderError(faults)
    return separated


def _find_wrong_inks(separated: Separated, palette: Palette, printer: Printer) -> Iterator[Problem]:
    lines = {change.name: change.line for change in palette.changes}
    for colour in palette.colours.values():
        file = palette.file if colour.name in lines else palette.layout.path / "layout.yaml"
        if colour.spot and printer.spots is not None and colour.spot not in printer.spots:
            text = _("The colour “{name}” asks for the ink “{spot}”, which the printer {printer} doesn't have.")
            hint = _("Inks to be had: {spots}.").format(spots=", ".join(printer.spots) or _("none"))
            text = text.format(name=colour.name, spot=colour.spot, printer=printer.id)
            yield Problem(text, file, lines.get(colour.name), hint)
        ink = 100 * sum(colour.cmyk)
        if not colour.spot and ink > printer.ink_limit + 1e-6:
            text = _("The colour “{name}” has {ink:.0f} per cent of ink; the printer {printer} takes {limit:.0f}.")
            text = text.format(name=colour.name, ink=ink, printer=printer.id, limit=printer.ink_limit)
            yield Problem(text, file, lines.get(colour.name), _("Take less of its inks, and black in their place."))


def _find_unmapped(separated: Separated, palette: Palette) -> Iterator[Problem]:
    for rgb in separated.unmapped:
        yield from find_unmapped_places(palette.layout, palette.style_sheets.items(), rgb)


def _find_forbidden(
    separated: Separated, printer: Printer, file: str, parts: Sequence[LaidOutPart]
) -> Iterator[Problem]:
    articles = _articles_by_page(parts)
    for what, pages in separated.unusable.items():
        text = _("Something on these pages is painted in a way that can't be separated ({what}): {pages}.")
        yield Problem(
            text.format(what=what, pages=_format_pages(pages, articles)), hint=_("Give the colour as #rrggbb.")
        )
    for ink in sorted(separated.inks.keys() - set(printer.inks)):
        text = _("Something on these pages needs {ink}, which the printer {printer} doesn't print: {pages}.")
        hint = _("Give the colour an ink of its own: “spot”, under “colors” in {file}.").format(file=file)
        yield Problem(
            text.format(ink=ink, printer=printer.id, pages=_format_pages(separated.inks[ink], articles)), hint=hint
        )
    if printer.standard == "PDF/X-1a":
        words = {
            "opacity": _("opacity"),
            "blend": _("a blend mode"),
            "mask": _("a soft mask"),
        }
        for effect, pages in separated.effects.items():
            text = _("PDF/X-1a has no transparency; there is {effect} on these pages: {pages}.")
            hint = _("Take it out, or ask the printer for PDF/X-4.")
            yield Problem(text.format(effect=words[effect], pages=_format_pages(pages, articles)), hint=hint)


def note_blackened(separated: Separated, parts: Sequence[LaidOutPart]) -> tuple[str, ...]:
    """A sentence that says on which pages small coloured text is black; none where there is none."""
    if not separated.blackened:
        return ()
    text = _(
        "Coloured text below {size:g} pt is printed in black on these pages, since letters so small need one ink: "
        "{pages}. An ink of its own (“spot”, under “colors”) keeps the colour."
    )
    return (text.format(size=SMALL_TEXT, pages=_format_pages(separated.blackened, _articles_by_page(parts))),)


def _articles_by_page(parts: Sequence[LaidOutPart]) -> dict[int, list[str]]:
    """The articles on each page, as far as the layout marks them; pages are 0-based over all parts."""
    found: dict[int, list[str]] = {}
    first = 0
    for part in parts:
        for run in part.runs:
            slugs = found.setdefault(first + run.page, [])
            if run.slug is not None and run.slug not in slugs:
                slugs.append(run.slug)
        first += part.page_count
    return found


def _format_pages(pages: Iterable[int], articles: Mapping[int, Sequence[str]]) -> str:
    """*pages*, counted from 1, each with the articles on it."""
    names = ((page + 1, ", ".join(articles.get(page, ()))) for page in pages)
    return ", ".join(f"{number} ({slugs})" if slugs else str(number) for number, slugs in names)


def coarse_pictures(parts: Sequence[LaidOutPart], printer: Printer) -> list[str]:
    """A sentence for each picture that has fewer pixels at its size in print than the printer asks for."""
    text = _("{picture} has {found:.0f} pixels per inch as printed on page {page} ({article}), of {wanted:.0f} wanted.")
    found, first = [], 1
    for part in parts:
        for each in part.pictures:
            if each.resolution < printer.minimum_resolution - 0.5:
                article = each.slug or _("no article")
                values = {"picture": each.name, "found": each.resolution, "wanted": printer.minimum_resolution}
                found.append(text.format(page=first + each.page, article=article, **values))
        first += part.page_count
    return found
