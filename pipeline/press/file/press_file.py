"""The file for the printer: pages with their boxes and marks, the output intent and what PDF/X asks for.

Nothing is painted anew: the content of a page, already in the inks of the job, is placed as it stands and clipped
at the bleed. Links, tags, outline, names and metadata of the source stay behind. Objects go to the file as they come.
"""

import zlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, BinaryIO

from pipeline.errors import BindingError, Problem
from pipeline.i18n import _
from pipeline.pdf.object_writer import ObjectWriter
from pipeline.pdf.objects import (
    DictionaryObject,
    IndirectObject,
    NameObject,
    Written,
    catalogue_of,
    object_of,
    reference,
    resolve,
    write_object,
)
from pipeline.pdf.page_labels import label_ranges, page_labels_entry
from pipeline.pdf.raw_pdf import RawPdf
from pipeline.pdf.text_face import TextFace
from pipeline.press.file.page_resources import PageResources, free_prefix
from pipeline.press.file.press_metadata import PressFacts, output_intent, press_information, press_packet
from pipeline.press.file.source_pages import Matrix, SourceObjects, SourcePage
from pipeline.press.imposition.sheet_layout import Box
from pipeline.press.marks.mark_drawing import number
from pipeline.press.marks.mark_inks import MarkInks
from pipeline.press.marks.page_marks import PageFrame, PageMarks
from pipeline.press.printer import Mark, Printer, Standard
from pipeline.units import mm

_PDF_VERSION: dict[Standard, str] = {"PDF/X-4": "1.6", "PDF/X-1a": "1.4"}
_PROFILE_LEVEL = 6  # of zlib: level 9 takes a quarter of a second for half a per cent
_DIGITS = 4  # of lengths in boxes: a ten-thousandth of a point


@dataclass(frozen=True, slots=True)
class PressPage:
    """A page in order: the *number* of its object in the source, None for a blank; its *trim* in the page's own units,
    from its lower left corner (None for a blank: as most pages); its *label*, the folio as it is printed; where it is
    folded upright, told from the left edge of the trim, pt.
    """

    number: int | None
    trim: Box | None = None
    label: str = ""
    folds: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class PressReport:
    """What was written: *pages*, *blanks* among them, the names of the *plates*, and sentences for the user."""

    pages: int
    blanks: int
    plates: tuple[str, ...]
    notes: tuple[str, ...]


def write_press_file(
    file: BinaryIO, pdf: RawPdf, pages: Sequence[PressPage], facts: PressFacts, printer: Printer, slug_face: bytes
) -> PressReport:
    """Write *pages* of *pdf* for *printer* to *file*, which must be empty; the same input gives the same bytes.

    The content must be in the inks of the job. *slug_face* is the TrueType font that sets the slug line.
    Raises BindingError where the source has what the printer's standard has not.
    """
    return _PressWriter(file, pdf, pages, facts=facts, printer=printer, slug_face=slug_face).write()


class _PressWriter:
    def __init__(
        self,
        file: BinaryIO,
        pdf: RawPdf,
        pages: Sequence[PressPage],
        *,
        facts: PressFacts,
        printer: Printer,
        slug_face: bytes,
    ) -> None:
        is_packed = printer.standard == "PDF/X-4"
        self._writer = writer = ObjectWriter(file, _PDF_VERSION[printer.standard], packed=is_packed)
        self._pdf = pdf
        self._pages = pages
        self._facts = facts
        self._printer = printer
        self._source = SourceObjects(pdf, writer)
        self._common = _common_trim(pages)
        numbers = [page.number for page in pages if page.number is not None]
        self._inks = MarkInks(printer.inks, facts.spots, free_prefix(pdf, numbers))
        self._lines = [slug_line(facts, page.label) for page in pages]
        self._face = TextFace(slug_face, [*set(self._lines), *self._inks.plates])
        self._marks: dict[PageFrame, tuple[PageMarks, int]] = {}
        self._placings: dict[tuple[Matrix, Box], int] = {}
        self._lost: set[Mark] = set()

    def write(self) -> PressReport:
        """Write the pages, the page tree and what else the file has; what the report says."""
        writer = self._writer
        self._tree, self._after = writer.reserve(), writer.reserve()
        writer.put_text_stream(self._after, b"<<>>", b"Q")
        self._resources = PageResources(self._pdf, writer, self._source, self._inks, self._face.write(writer))
        kids = [self._put_page(page, line) for page, line in zip(self._pages, self._lines, strict=True)]
        body = {"/Type": NameObject("/Pages"), "/Count": len(kids), "/Kids": [reference(kid) for kid in kids]}
        writer.put(self._tree, write_object(body))
        self._finish()
        blanks = sum(page.number is None for page in self._pages)
        return PressReport(len(kids), blanks, self._inks.plates, tuple(self._notes()))

    def _put_page(self, page: PressPage, line: str) -> int:
        writer = self._writer
        entries = DictionaryObject() if page.number is None else object_of(self._pdf, page.number)
        source = _source_page(self._pdf, page, entries, self._common)
        size, printer = source.size, self._printer
        width, height, bleed, slug, *folds = (
            round(each, _DIGITS) for each in (size.width, size.height, printer.bleed, printer.slug, *page.folds)
        )
        frame = PageFrame(width=width, height=height, bleed=bleed, slug=slug, folds=tuple(folds))
        contents, matrix = [], source.matrix(frame.trim, turned=False, shift=0)
        if streams := _contents(self._pdf, entries):
            kept = self._source.renumber(write_object(streams))[1:-1]
            contents = [b"%d 0 R" % self._placing(matrix, frame.bleed_box), kept, b"%d 0 R" % self._after]
        contents += [b"%d 0 R" % each for each in self._put_marks(frame, line)]
        body: dict[str, object] = {
            "/Type": NameObject("/Page"),
            "/Parent": reference(self._tree),
            "/MediaBox": _round_box(frame.media),
            "/BleedBox": _round_box(frame.bleed_box),
            "/TrimBox": _round_box(frame.trim),
            "/Resources": reference(self._resources.put(entries, matrix)),
            "/Contents": Written(b"[%s]" % b" ".join(contents)),
        }
        if "/Group" in entries and printer.standard == "PDF/X-4":
            body["/Group"] = Written(self._source.renumber(write_object(entries.raw_get("/Group"))))
        made = writer.reserve()
        writer.put(made, write_object(body))
        self._source.put_waiting()
        return made

    def _placing(self, matrix: Matrix, bleed: Box) -> int:
        """The stream that goes before the content of a page."""
        if (matrix, bleed) not in self._placings:
            x, y, right, top = bleed
            clip = b"q %s %s %s %s re W n" % tuple(map(number, (x, y, right - x, top - y)))
            place = b"%s %s %s %s %s %s cm" % tuple(write_object(float(each)) for each in matrix)
            made = self._placings[matrix, bleed] = self._writer.reserve()
            self._writer.put_text_stream(made, b"<<>>", b"%s\n%s" % (clip, place))
        return self._placings[matrix, bleed]

    def _put_marks(self, frame: PageFrame, line: str) -> list[int]:
        """The streams that go behind the content: what pages of one size share, and the page's own line."""
        writer = self._writer
        if frame not in self._marks:
            marks = PageMarks(frame, self._printer.marks, self._inks, self._face)
            shared = 0
            if marks.shared:
                shared = writer.reserve()
                writer.put_text_stream(shared, b"<<>>", marks.shared)
            self._marks[frame] = marks, shared
        marks, shared = self._marks[frame]
        own, lost = marks.slug_line(line)
        self._lost.update(lost)
        streams = [shared] if shared else []
        if own:
            streams.append(writer.reserve())
            writer.put_text_stream(streams[-1], b"<<>>", own)
        return streams

    def _finish(self) -> None:
        """Profile, metadata, catalogue."""
        writer, printer = self._writer, self._printer
        profile, metadata, info, root = (writer.reserve() for _each in range(4))
        writer.put_stream(profile, b"<</N 4/Filter/FlateDecode>>", _pack(printer.profile))
        catalogue: dict[str, object] = {
            "/Type": NameObject("/Catalog"),
            "/Pages": reference(self._tree),
            "/Lang": self._facts.document.language,
            "/Metadata": reference(metadata),
            "/OutputIntents": [output_intent(printer, profile)],
            "/PageLabels": page_labels_entry(label_ranges([page.label for page in self._pages]), name=NameObject),
        }
        if layers := self._layers():
            catalogue["/OCProperties"] = Written(layers)
        self._source.put_waiting()
        writer.put(info, write_object(press_information(self._facts.document, printer.standard)))
        writer.put(root, write_object(catalogue))
        writer.flush()
        packet = press_packet(self._facts.document, printer.standard, writer.digest)
        writer.put_stream(metadata, b"<</Type/Metadata/Subtype/XML>>", packet)
        writer.finish(root, info)

    def _layers(self) -> bytes:
        """Layers: what is hidden stays hidden. Raises BindingError for PDF/X-1a, since PDF 1.4 has none."""
        held = resolve(self._pdf, catalogue_of(self._pdf), "/OCProperties")
        if not isinstance(held, DictionaryObject) or "/OCGs" not in held:
            return b""
        if self._printer.standard != "PDF/X-4":
            message = _("The PDF has layers, which {standard} does not know.").format(standard=self._printer.standard)
            raise BindingError(Problem(message, hint=_("Flatten them, or take a printer who accepts PDF/X-4.")))
        default = resolve(self._pdf, held, "/D")
        default = default if isinstance(default, DictionaryObject) else DictionaryObject()
        kept = {NameObject(key): default.raw_get(key) for key in ("/BaseState", "/ON", "/OFF") if key in default}
        kept[NameObject("/Name")] = "Kanben"
        entries = {NameObject("/OCGs"): held.raw_get("/OCGs"), NameObject("/D"): kept}
        return self._source.renumber(write_object(entries))

    def _notes(self) -> list[str]:
        if not self._lost:
            return []
        names = {
            "crop": _("crop marks"),
            "registration": _("registration marks"),
            "colour_bar": _("the colour bar"),
            "slug": _("the slug line"),
        }
        listed = ", ".join(name for mark, name in names.items() if mark in self._lost)
        text = _("A slug of {slug:.3g} mm around the pages has no room for {marks}.")
        return [text.format(slug=mm(self._printer.slug), marks=listed)]


def slug_line(facts: PressFacts, label: str) -> str:
    """What stands at the foot of a page: publication, issue, folio, date; in no language but the publication's."""
    words = facts.publication, facts.issue, label, facts.document.created.strftime("%Y-%m-%d")
    return " · ".join(filter(None, words))


def _common_trim(pages: Sequence[PressPage]) -> Box:
    """The trim of most pages, where blanks take theirs from."""
    trims = Counter(tuple(round(each, _DIGITS) for each in page.trim) for page in pages if page.trim)
    if not trims:
        raise ValueError("no page has a trim")
    x, y, right, top = trims.most_common(1)[0][0]
    return x, y, right, top


def _source_page(pdf: RawPdf, page: PressPage, entries: DictionaryObject, common: Box) -> SourcePage:
    trim = page.trim or common
    rotation, unit = (resolve(pdf, entries, key) for key in ("/Rotate", "/UserUnit"))
    turned = rotation % 360 if isinstance(rotation, int) and rotation % 90 == 0 else 0
    return SourcePage(
        number=page.number or 0,
        trim=trim,
        bleed=trim,
        rotation=turned,
        unit=float(unit) if isinstance(unit, int | float) else 1.0,
    )


def _contents(pdf: RawPdf, page: DictionaryObject) -> list[Any]:
    """References to the streams of *page*."""
    if "/Contents" not in page:
        return []
    held = page.raw_get("/Contents")
    if isinstance(held, IndirectObject) and held.idnum not in pdf.streams:
        held = object_of(pdf, held.idnum) if held.idnum in pdf.bodies else None
    return [held] if isinstance(held, IndirectObject) else list(held or ())


def _round_box(box: Box) -> list[float]:
    return [round(each, _DIGITS) for each in box]


@lru_cache(maxsize=2)
def _pack(profile: bytes) -> bytes:
    """Deflate *profile*, which takes as long as some pages: files of one printer have the same."""
    return zlib.compress(profile, _PROFILE_LEVEL)
