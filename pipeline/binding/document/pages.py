"""Pages of the volume: those of the parts with their stamps, and blank ones."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from pipeline.binding.document.object_copier import ObjectCopier
from pipeline.binding.stamps.stamp_sheet import PageMoves, Stamper, Trim
from pipeline.errors import BindingError, Problem
from pipeline.i18n import _
from pipeline.pdf.object_writer import ObjectWriter
from pipeline.pdf.objects import (
    DictionaryObject,
    IndirectObject,
    NameObject,
    object_of,
    parse_object,
    reference,
    resolve,
    write_object,
)
from pipeline.pdf.raw_pdf import RawPdf

_PAGES_PER_NODE = 32
_REWRITTEN = ("/Parent", "/Contents", "/Resources", "/Thumb", "/B")


@dataclass
class _Run:
    """Pages that follow one another, and the nodes of the tree that hold them."""

    numbers: list[int] = field(default_factory=list)
    nodes: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Stamping:
    """How a page is stamped: not at all when *folio*, the volume's, is 0."""

    folio: int
    opens_issue: bool = False
    moves: PageMoves = field(default_factory=dict)


class PageWriter:
    """Writes pages and the tree that holds them (ISO 32000-1, 7.7.3).

    Pages without a volume folio stand before those that have one, whenever they are written.
    """

    def __init__(self, writer: ObjectWriter, stamper: Stamper) -> None:
        self.root = writer.reserve()
        self._before, self._issues = _Run(), _Run()
        self._writer = writer
        self._stamper = stamper
        self._shared: dict[tuple[ObjectCopier, int], int] = {}

    @property
    def numbers(self) -> list[int]:
        """The object numbers of all pages, in the volume's order."""
        return self._before.numbers + self._issues.numbers

    @property
    def front_count(self) -> int:
        """How many pages have no volume folio."""
        return len(self._before.numbers)

    def add(self, pdf: RawPdf, copier: ObjectCopier, number: int, stamping: Stamping) -> None:
        """Write the page *number* of *pdf*, which the copier expects."""
        page = object_of(pdf, number)
        kept = {key: page.raw_get(key) for key in page if key not in _REWRITTEN}
        if "/Annots" in page:  # from link to link as the tags go (PDF/UA-1, 7.18.3), on pages of legacy PDFs too
            kept["/Tabs"] = NameObject("/S")
        contents = [copier.number_of(each) for each in _contents(pdf, page)]
        streams = [each for each in contents if each is not None]
        folio = stamping.folio
        if folio:
            stamps = self._stamper.stamp(trim_of(page), folio, stamping.opens_issue, stamping.moves)
            streams = [self._stamper.opening, *streams, *stamps]
        resources = self._resources(pdf, copier, page, bool(folio))
        in_volume = copier.number_of(number)
        assert in_volume is not None
        body = copier.carry(write_object(kept))[:-2] + b"/Resources" + resources
        self._put(in_volume, body, streams, folio)

    def add_blank(self, size: tuple[float, float], folio: int) -> None:
        """Write an empty page of *size* pt, stamped with *folio* unless that is 0."""
        trim = Trim(left=0, bottom=0, right=size[0], top=size[1])
        streams = [self._stamper.opening, *self._stamper.stamp(trim, folio)] if folio else []
        box = write_object([0, 0, *size])
        resources = b"<<>>"
        if folio:
            kinds = self._stamper.resources()
            resources = write_object(
                {kind: {n: reference(v) for n, v in names.items()} for kind, names in kinds.items()}
            )
        body = b"<</Type/Page/MediaBox%s/TrimBox%s/BleedBox%s/Resources%s" % (box, box, box, resources)
        self._put(self._writer.reserve(), body, streams, folio)

    def write_tree(self) -> None:
        """Write the nodes above the pages; to be called once, after all pages."""
        for run in (self._before, self._issues):
            for index, node in enumerate(run.nodes):
                kids = run.numbers[index * _PAGES_PER_NODE : (index + 1) * _PAGES_PER_NODE]
                text = b"<</Type/Pages/Parent %d 0 R/Count %d/Kids[%s]>>"
                self._writer.put(node, text % (self.root, len(kids), _references(kids)))
        nodes = self._before.nodes + self._issues.nodes
        text = b"<</Type/Pages/Count %d/Kids[%s]>>"
        self._writer.put(self.root, text % (len(self.numbers), _references(nodes)))

    def _put(self, number: int, body: bytes, streams: Sequence[int], folio: int) -> None:
        run = self._issues if folio else self._before
        if len(run.numbers) % _PAGES_PER_NODE == 0:
            run.nodes.append(self._writer.reserve())
        run.numbers.append(number)
        places = run.nodes[-1], _references(streams)
        self._writer.put(number, body + b"/Parent %d 0 R/Contents[%s]>>" % places)

    def _resources(self, pdf: RawPdf, copier: ObjectCopier, page: DictionaryObject, is_stamped: bool) -> bytes:
        """The page's resources with those of the stamps; what pages share stays shared."""
        held = page.raw_get("/Resources") if "/Resources" in page else DictionaryObject()
        if not is_stamped:
            return b" " + copier.carry(write_object(held))
        if not isinstance(held, IndirectObject):
            return self._add_stamps(pdf, copier, held)
        if (copier, held.idnum) not in self._shared:
            number = self._shared[copier, held.idnum] = self._writer.reserve()
            self._writer.put(number, self._add_stamps(pdf, copier, object_of(pdf, held.idnum)))
        return b" %d 0 R" % self._shared[copier, held.idnum]

    def _add_stamps(self, pdf: RawPdf, copier: ObjectCopier, resources: DictionaryObject) -> bytes:
        """*resources* with the forms and the font of the stamps."""
        kinds = self._stamper.resources()
        result = copier.carry(write_object({key: resources.raw_get(key) for key in resources if key not in kinds}))[:-2]
        for kind, added in kinds.items():
            own = resolve(pdf, resources, kind) or DictionaryObject()
            if own.keys() & added.keys():
                message = _("The PDF has the stamps of a bound volume already.")
                raise BindingError(Problem(message, hint=_("Bind the issues, not a volume of them.")))
            pairs = write_object({name: reference(number) for name, number in added.items()})[2:]
            result += kind.encode("ascii") + copier.carry(write_object(own))[:-2] + pairs
        return result + b">>"


def trim_of(page: DictionaryObject) -> Trim:
    """Where *page* is trimmed (ISO 32000-1, 14.11.2); its boxes are its own, not inherited."""
    box: Any = next(page[key] for key in ("/TrimBox", "/CropBox", "/MediaBox") if key in page)
    x, y, u, v = map(float, box)
    turned = int(page.get("/Rotate", 0)) % 360
    return Trim(
        left=min(x, u),
        bottom=min(y, v),
        right=max(x, u),
        top=max(y, v),
        turned=turned,
        unit=float(page.get("/UserUnit", 1)),
    )


def _contents(pdf: RawPdf, page: DictionaryObject) -> list[int]:
    """The numbers of the page's content streams."""
    held = page.raw_get("/Contents") if "/Contents" in page else []
    if isinstance(held, IndirectObject):
        body = pdf.bodies.get(held.idnum, b"null")
        if held.idnum in pdf.streams:
            return [held.idnum]
        held = parse_object(body)
    return [each.idnum for each in held if isinstance(each, IndirectObject)] if isinstance(held, list) else []


def _references(numbers: Sequence[int]) -> bytes:
    return b" ".join(b"%d 0 R" % number for number in numbers)
