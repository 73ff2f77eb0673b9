"""Stamps of legacy issues moved to where their pages are free, and what the report says of it."""

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pypdfium2
from PIL import Image, ImageChops

from pipeline.binding.document.pages import trim_of
from pipeline.binding.stamps.page_ink import PageToSee, SeenPage, draw_page, see_pages
from pipeline.binding.stamps.stamp_places import Box, Overlay, move_box
from pipeline.binding.stamps.stamp_sheet import PageMoves, StampSheet, Trim, anchors, is_outer_right
from pipeline.i18n import ngettext
from pipeline.pdf.objects import DictionaryObject, object_of, page_numbers
from pipeline.pdf.raw_pdf import RawPdf, write_plain

_SHEET_SCALE = 4.0  # pixels per pt
_FAINT = 4  # greys from white that are no ink of a stamp
_DIGITS = 10  # in the specimen of the folio
_NAMED_FOLIOS = 12  # that a note names


@dataclass(frozen=True, slots=True)
class FoundPlaces:
    """*moves* by 0-based page, for the pages on which a stamp is moved or left off; *notes* for the report."""

    moves: Mapping[int, PageMoves] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


def overlay_boxes(sheet: StampSheet) -> dict[str, Box]:
    """Where each overlay of *sheet* prints, on the sheet's page, pt; overlays that print nothing are left out."""
    boxes: dict[str, Box] = {}
    with tempfile.TemporaryDirectory(prefix="kanben-stamps-") as folder:
        path = Path(folder) / "stamps.pdf"
        with path.open("wb") as file:
            write_plain(sheet.pdf, file)
        document = pypdfium2.PdfDocument(path)
        try:
            for name, index in sheet.pages.items():
                page = document[index]
                image = draw_page(page, _SHEET_SCALE)
                page.close()
                inked = ImageChops.invert(image).point([255 * (grey > _FAINT) for grey in range(256)]).getbbox()
                if inked is not None:
                    boxes[name] = _in_points(inked, image, sheet)
        finally:
            document.close()
    return boxes


def _in_points(pixels: tuple[int, int, int, int], image: Image.Image, sheet: StampSheet) -> Box:
    across, down = sheet.width / image.width, sheet.height / image.height
    left, top, right, bottom = pixels
    return left * across, sheet.height - bottom * down, right * across, sheet.height - top * down


def find_places(pdf: RawPdf, sheet: StampSheet, first_folio: int) -> FoundPlaces:
    """Find free places for the stamps of *sheet* on the pages of *pdf*, the first of which has *first_folio*."""
    pages = list(pages_to_see(pdf, sheet, first_folio))
    with tempfile.TemporaryDirectory(prefix="kanben-pages-") as folder:
        path = Path(folder) / "pages.pdf"
        with path.open("wb") as file:
            write_plain(pdf, file)
        found = list(see_pages(path, pages))
    moves = {page.index: page.moves for page in found if page.moves}
    return FoundPlaces(moves, _notes(found, len(pages), first_folio))


def pages_to_see(pdf: RawPdf, sheet: StampSheet, first_folio: int) -> Iterator[PageToSee]:
    """The pages of *pdf* with the boxes of their stamps as the layout sets them."""
    boxes = overlay_boxes(sheet)
    for index, number in enumerate(page_numbers(pdf)):
        page, folio = object_of(pdf, number), first_folio + index
        trim, seen = trim_of(page), _crop_of(page)
        side = "recto" if folio % 2 else "verso"
        spine = "left" if is_outer_right(side, sheet.binding_edge) else "right"
        overlays = []
        for name, place in anchors(sheet, trim, folio, opens_issue=index == 0):
            if name in boxes:
                is_folio = name.startswith("folio-")
                box = _of_digits(boxes[name], len(str(folio)), spine) if is_folio else boxes[name]
                # The opening stands at the spine: it can only go the other way.
                opens = name == "opening"
                inwards = 1 if (spine == "right") != opens else -1
                overlays.append(
                    Overlay(
                        name=name, box=move_box(box, place), inwards=inwards, must_stay=is_folio, keeps_column=opens
                    )
                )
        yield PageToSee(
            index=index,
            size=seen.size,
            unit=seen.unit,
            trim=_place_trim(trim, seen),
            spine=spine,
            overlays=tuple(overlays),
        )


def _crop_of(page: DictionaryObject) -> Trim:
    """What is seen of *page*: its CropBox, in the terms of a trim."""
    return trim_of(DictionaryObject({key: value for key, value in page.items() if key != "/TrimBox"}))


def _of_digits(specimen: Box, digits: int, spine: str) -> Box:
    """The box of so many *digits* at the outer end of the *specimen* of ten."""
    left, bottom, right, top = specimen
    width = digits * (right - left) / _DIGITS
    return (right - width, bottom, right, top) if spine == "left" else (left, bottom, left + width, top)


def _place_trim(trim: Trim, seen: Trim) -> Box:
    """*trim* as read, pt from the lower left corner of what is *seen* as read."""
    left, bottom = {
        0: (trim.left - seen.left, trim.bottom - seen.bottom),
        90: (trim.bottom - seen.bottom, seen.right - trim.right),
        180: (seen.right - trim.right, seen.top - trim.top),
        270: (seen.top - trim.top, trim.left - seen.left),
    }[trim.turned]
    width, height = trim.size
    return left * trim.unit, bottom * trim.unit, left * trim.unit + width, bottom * trim.unit + height


def _notes(found: Sequence[SeenPage], pages: int, first_folio: int) -> tuple[str, ...]:
    """What was moved, what has no place, and which pages could not be seen."""
    changes = [[(name.startswith("folio-"), move) for name, move in page.moves.items()] for page in found]
    folios = sum(any(is_folio for is_folio, _move in page) for page in changes)
    others = sum(any(not is_folio and move is not None for is_folio, move in page) for page in changes)
    left_off = sum(any(move is None for _is_folio, move in page) for page in changes)
    moved_folio = ngettext(
        "On {count} page the volume folio was moved to where nothing is printed.",
        "On {count} pages the volume folio was moved to where nothing is printed.",
        folios,
    )
    moved_other = ngettext(
        "On {count} page other stamps were moved to where nothing is printed.",
        "On {count} pages other stamps were moved to where nothing is printed.",
        others,
    )
    without = ngettext(
        "On {count} page there is no free place for other stamps; they are left off.",
        "On {count} pages there is no free place for other stamps; they are left off.",
        left_off,
    )
    over = [first_folio + page.index for page in found if page.not_free]
    unseen = sorted(set(range(first_folio, first_folio + pages)) - {first_folio + page.index for page in found})
    counted = ((moved_folio, folios), (moved_other, others), (without, left_off))
    return (*(text.format(count=count) for text, count in counted if count), *_warnings(over, unseen))


def _warnings(over: Sequence[int], unseen: Sequence[int]) -> list[str]:
    """Of the volume folios that are *over* what is printed, and those of pages that are *unseen*."""
    standing = ngettext(
        "On {count} page there is no free place for the volume folio; it stands on what is printed: {folios}.",
        "On {count} pages there is no free place for the volume folio; it stands on what is printed: {folios}.",
        len(over),
    )
    unknown = ngettext(
        "On {count} page it can't be seen what is printed; the stamps are where they always are: {folios}.",
        "On {count} pages it can't be seen what is printed; the stamps are where they always are: {folios}.",
        len(unseen),
    )
    told = ((standing, over), (unknown, unseen))
    return [text.format(count=len(folios), folios=_list_first(folios)) for text, folios in told if folios]


def _list_first(folios: Sequence[int]) -> str:
    """The first of *folios*."""
    more = [] if len(folios) <= _NAMED_FOLIOS else ["…"]
    return ", ".join([*map(str, folios[:_NAMED_FOLIOS]), *more])
