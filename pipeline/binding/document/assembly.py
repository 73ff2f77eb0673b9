"""Parts bound into one PDF: pages, tags, links, outline, labels and stamps of a volume."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import BinaryIO

from pipeline.binding.document.annotations import annotations_of, leading_into_volume, referring_into_volume
from pipeline.binding.document.destinations import copy_destinations, copy_files, name_bytes, write_destinations
from pipeline.binding.document.layers import Layers
from pipeline.binding.document.object_copier import ObjectCopier
from pipeline.binding.document.outlines import OutlineItem, copy_outline, write_outline
from pipeline.binding.document.pages import PageWriter, Stamping
from pipeline.binding.document.structure import Structure
from pipeline.binding.fonts.font_union import FontUnion
from pipeline.binding.stamps.stamp_sheet import NO_MOVES, PageMoves, Stamper, StampSheet
from pipeline.errors import BindingError
from pipeline.pdf.object_writer import ObjectWriter
from pipeline.pdf.objects import NameObject, Written, catalogue_of, page_numbers, reference, write_object
from pipeline.pdf.page_labels import LabelRange, page_labels_entry
from pipeline.pdf.raw_pdf import RawPdf
from pipeline.pdf.xmp import PdfFacts, information, packet
from pipeline.standards import Standard

_OWN_OUTLINE = "原文件书签"


@dataclass(frozen=True, slots=True)
class Target:
    """A line of a part's outline that the part itself has not: an article, below its *section* if that is named.

    *page* is the 0-based page of the part, *name* the named destination that is made for it.
    """

    title: str
    section: str
    page: int
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PartToBind:
    """A PDF in its place in the volume; it is loaded when its turn comes, and only one is held at a time.

    *first_folio* is the volume folio of its first page, and its pages are stamped; 0 for the pages before the issues,
    which stand first whenever they are bound.
    *targets* are wanted where the PDF has no outline and no destinations that the volume could lead to. *moves* tell of
    0-based pages which stamps are not where the layout sets them. *path* is the file that is named when it can't be
    bound.
    """

    load: Callable[[], RawPdf]
    title: str
    first_folio: int = 0
    targets: tuple[Target, ...] = ()
    moves: Mapping[int, PageMoves] = field(default_factory=dict)
    path: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class VolumePlan:
    """A volume, or one part of a split one. *standard*: what its parts are written by; *conforms*: all of them are.

    *size* is that of blank pages, width and height in pt; *link_texts* tells of named destinations what links that
    lead there from the pages before the issues say.
    """

    facts: PdfFacts
    parts: Sequence[PartToBind]
    stamps: StampSheet
    size: tuple[float, float]
    conforms: bool
    standard: Standard = Standard.PDF_A_2
    link_texts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class BoundPdf:
    """What became of a plan: the number of *pages*, and the standards that are declared."""

    pages: int
    claims: tuple[str, ...]


class _Binding:
    """What is collected while the parts are bound."""

    def __init__(self, plan: VolumePlan, file: BinaryIO) -> None:
        self.plan = plan
        self.writer = writer = ObjectWriter(file, plan.standard.version)
        self.fonts, self.structure = FontUnion(writer), Structure(writer=writer, language=plan.facts.language)
        self.known: dict[bytes, int] = {}
        self.destinations: dict[bytes, bytes] = {}
        self.files: dict[bytes, bytes] = {}
        self.items: list[OutlineItem] = []
        self.layers = Layers()
        self.intents: bytes | None = None
        stamper = Stamper(plan.stamps, writer, ObjectCopier(plan.stamps.pdf, writer, self.fonts, self.known, 0))
        self.pages = PageWriter(writer, stamper)
        self.folio = 0  # the next one

    def fill_up(self, folio: int) -> None:
        """Put in blank pages until the next page has the volume folio *folio*."""
        self.folio = self.folio or folio
        while self.folio < folio:
            self.pages.add_blank(self.plan.size, self.folio)
            self.folio += 1

    def add(self, part: PartToBind) -> None:
        """Bind *part* after what is bound already."""
        pdf = part.load()
        if part.first_folio:
            self.fill_up(part.first_folio)
        copier = ObjectCopier(pdf, self.writer, self.fonts, self.known, self.structure.next_key)
        numbers = page_numbers(pdf)
        copier.expect(numbers)
        annotations = annotations_of(pdf, numbers)
        copier.expect(annotations)
        self.layers.expect(pdf, copier)
        elements = self.structure.expect(pdf, copier)
        self._add_navigation(part, pdf, copier, numbers)
        self.files |= copy_files(pdf, copier, len(self.items))
        copier.write_expected(annotations, self._lead)
        for index, number in enumerate(numbers):
            folio = self.folio if part.first_folio else 0
            self.pages.add(pdf, copier, number, Stamping(folio, index == 0, part.moves.get(index, NO_MOVES)))
            if folio:
                self.folio += 1
        self.structure.take_in(pdf, copier, elements, part.title, not part.first_folio, self._refer)
        self.layers.take_in(pdf, copier)
        catalogue = catalogue_of(pdf)
        if self.intents is None and "/OutputIntents" in catalogue:
            self.intents = copier.carry(write_object(catalogue.raw_get("/OutputIntents")))

    def _lead(self, annotation: bytes) -> bytes:
        return leading_into_volume(annotation, self.plan.link_texts, self.destinations)

    def _refer(self, element: bytes) -> bytes:
        return referring_into_volume(element, self.destinations)

    def _add_navigation(self, part: PartToBind, pdf: RawPdf, copier: ObjectCopier, numbers: list[int]) -> None:
        """Named destinations and the outline of *part*."""
        self.destinations |= copy_destinations(pdf, copier)
        places = [b"[%d 0 R/Fit]" % (copier.number_of(number) or 0) for number in numbers]
        number = self.writer.reserve()
        hung = copy_outline(pdf, copier, number)
        element = self.structure.top_of(pdf, copier) if self.plan.standard is Standard.PDF_A_4 else 0
        item = OutlineItem(title=part.title, destination=places[0], hung=hung, number=number, element=element)
        if part.targets and hung is not None:  # an outline that the PDF brings is kept below the articles
            item.number, item.hung = self.writer.reserve(), None
        sections: dict[str, OutlineItem] = {}
        for target in part.targets:
            place = b"[%d 0 R/XYZ null null null]" % (copier.number_of(numbers[target.page]) or 0)
            self.destinations[name_bytes(target.name)] = place
            below = item.children
            if target.section:
                if target.section not in sections:
                    sections[target.section] = OutlineItem(title=target.section, destination=place)
                    item.children.append(sections[target.section])
                below = sections[target.section].children
            below.append(OutlineItem(title=target.title, destination=place))
        if part.targets and hung is not None:
            item.children.append(OutlineItem(title=_OWN_OUTLINE, destination=places[0], hung=hung, number=number))
        self.items.insert(len(self.items) if part.first_folio else 0, item)

    def finish(self) -> None:
        """Write the faces, the page tree, and the catalogue with all that it names."""
        plan, writer = self.plan, self.writer
        if self.pages.front_count % 2:  # the first issue starts on a recto
            self.pages.add_blank(plan.size, 0)
        self.fonts.write()
        self.pages.write_tree()
        facts = plan.facts
        is_pdf_2 = plan.standard is Standard.PDF_A_4
        metadata, info, root = writer.reserve(), 0 if is_pdf_2 else writer.reserve(), writer.reserve()
        said = packet(facts, standard=plan.standard if plan.conforms else None, has_files=bool(self.files))
        writer.put_stream(metadata, b"<</Type/Metadata/Subtype/XML>>", said)
        if info:
            writer.put(info, write_object(information(facts)))
        volume = OutlineItem(
            title=facts.title,
            destination=b"[%d 0 R/Fit]" % self.pages.numbers[0],
            children=self.items,
            is_open=True,
            element=self.structure.document if is_pdf_2 else 0,
        )
        names = {"/Dests": reference(write_destinations(writer, self.destinations))}
        if self.files:
            names["/EmbeddedFiles"] = reference(write_destinations(writer, self.files))
        catalogue: dict[str, object] = {
            "/Type": NameObject("/Catalog"),
            "/Pages": reference(self.pages.root),
            "/Lang": facts.language,
            "/Metadata": reference(metadata),
            "/Outlines": reference(write_outline(writer, [volume])),
            "/Names": names,
            "/PageLabels": page_labels_entry(self._labels(), name=NameObject),
            "/PageMode": NameObject("/UseOutlines"),
            "/PageLayout": NameObject("/TwoPageRight"),
            "/ViewerPreferences": {
                "/DisplayDocTitle": True,
                "/Direction": NameObject("/R2L" if plan.stamps.binding_edge == "right" else "/L2R"),
            },
        }
        catalogue |= self.layers.catalogue_entry()
        if self.intents is not None:
            catalogue["/OutputIntents"] = Written(self.intents)
        tags = self.structure.write(facts.title)
        writer.put(root, write_object(catalogue)[:-2] + tags + b">>")
        writer.finish(root, info)

    def _labels(self) -> list[LabelRange]:
        """Lower-case Roman numerals before the issues, then volume folios."""
        first = min((part.first_folio for part in self.plan.parts if part.first_folio), default=1)
        roman = [LabelRange(0, "/r")] if self.pages.front_count else []
        return [*roman, LabelRange(self.pages.front_count, "/D", first)]


def bind(plan: VolumePlan, file: BinaryIO) -> BoundPdf:
    """Write the volume to *file*. The same plan gives the same bytes.

    Raises BindingError where the stamps are not as they should be, or a part has some already.
    """
    binding = _Binding(plan, file)
    for part in plan.parts:
        try:
            binding.add(part)
        except BindingError as error:
            raise BindingError(replace(each, path=each.path or part.path) for each in error.problems) from error
    binding.finish()
    claims = plan.standard.list_claims(has_files=bool(binding.files)) if plan.conforms else ()
    return BoundPdf(len(binding.pages.numbers), claims)
