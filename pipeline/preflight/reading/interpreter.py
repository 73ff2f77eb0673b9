"""Content streams read as a printer would: what is painted, in which colours and faces, how thin and how large.

Forms and tiling patterns are followed to a bounded depth; glyph programs of Type 3 fonts and appearances of
annotations are not. The number of operations is bounded for a page and for the document.
"""

from dataclasses import dataclass, field, replace
from typing import Any

from pipeline.i18n import _
from pipeline.intake.kept_objects import is_reference
from pipeline.intake.legacy_objects import DamagedError
from pipeline.intake.pdf_objects import Page, PdfObjects
from pipeline.pdf.content_tokens import OPERATORS, BrokenContentError, operations
from pipeline.pdf.places import Matrix, box_of, intersect_boxes, multiply_matrices
from pipeline.preflight.reading.graphics_state import GraphicsState, Stack
from pipeline.preflight.reading.page_marks import PageMarks, frame_of
from pipeline.preflight.reading.resources import ResourceReader
from pipeline.preflight.reading.text_painting import PagePainter

# A second is enough for 100,000 operations or 3 MiB: a page takes ten seconds at most, and a file some forty.
MAX_OPERATIONS = 1_000_000  # of a page; the densest maps have some hundred thousand
MAX_OPERATIONS_ALTOGETHER = 5_000_000
_COST_OF_DRAWING = 8  # operations: what forms and images take, however little is in them
MAX_CONTENT, MAX_CONTENT_ALTOGETHER = 32 << 20, 128 << 20  # bytes of a page and, with forms as often as drawn, of all
_MOST_KINDS_ALTOGETHER = 1_000_000
_DEEPEST = 12  # forms within forms
_MOST_KINDS = 20_000  # of marks on a page
_MOST_STREAMS = 10_000


class TooMuchError(Exception):
    """A page has more on it than is looked at."""


@dataclass
class Interpreter:
    """Interprets the pages of *document*."""

    document: PdfObjects
    _resources: ResourceReader = field(init=False)
    _spent: int = 0
    _read: int = 0
    _kinds: int = 0

    def __post_init__(self) -> None:
        self._resources = ResourceReader(document=self.document)

    def marks_on(self, page: Page) -> PageMarks | str:
        """The marks on *page*; a reason, in words of the trade, when its content can't be read."""
        try:
            content = self._content_of(page)
            resources = self.document.dictionary(page.entries.get("/Resources"))
            run = _Run(owner=self, base=page.base, marks=PageMarks(frame=frame_of(page)))
            run.follow(content, resources, Stack(GraphicsState(matrix=page.base)), 0, 0)
        except (BrokenContentError, DamagedError) as error:
            return str(error)
        except (TooMuchError, OverflowError, RecursionError, MemoryError):
            return _("there is too much on it")
        except Exception as error:  # noqa: BLE001 (what nobody thought of in a hostile page must not stop the others)
            return _("it is damaged in a way that is not known ({reason})").format(reason=type(error).__name__)
        self._kinds += run.marks.size
        return run.marks if self._kinds <= _MOST_KINDS_ALTOGETHER else _("there is too much on it")

    def _content_of(self, page: Page) -> bytes:
        item = page.entries.get("/Contents")
        found = self.document.value(item)
        rows = found if isinstance(found, list) else [item] if "/Contents" in page.entries else []
        pieces, length = [], 0
        for row in rows[:_MOST_STREAMS]:
            piece = self.document.stream(row)
            if piece is None:
                raise BrokenContentError(_("a part of it is lost"))
            pieces.append(piece)
            length += len(piece)
            if length > MAX_CONTENT:
                raise TooMuchError
        return b"\n".join(pieces)

    def spend(self, count: int) -> None:
        """Count operations of the document."""
        self._spent += count
        if self._spent > MAX_OPERATIONS_ALTOGETHER:
            raise TooMuchError

    def read(self, content: bytes) -> None:
        """Count *content* that is to be interpreted: operands without operators take time too."""
        self._read += len(content)
        if self._read > MAX_CONTENT_ALTOGETHER:
            raise TooMuchError

    @property
    def resources(self) -> ResourceReader:
        """The resources of the document."""
        return self._resources


@dataclass(kw_only=True)
class _Run:
    """One page being interpreted."""

    owner: Interpreter
    base: Matrix
    marks: PageMarks
    _operations: int = 0
    _patterns: set[int] = field(default_factory=set)

    def follow(self, content: bytes, resources: dict[str, Any], stack: Stack, depth: int, form: int) -> None:
        """Interpret *content*, which begins in the state of *stack*, in the *form* of that number (0: in the page).

        Raises BrokenContentError, TooMuchError.
        """
        self.owner.read(content)
        opened = self.marks.marked.depth
        painter = PagePainter(self.marks, self.owner.resources, resources, stack)
        for operator, operands in operations(content):
            cost = _COST_OF_DRAWING if operator == b"Do" else 1
            self._operations += cost
            self.owner.spend(cost)
            if self._operations > MAX_OPERATIONS or self.marks.size > _MOST_KINDS:
                raise TooMuchError
            step = PagePainter.STEPS.get(operator)
            if step is not None:
                step(painter, operands)
            elif operator == b"Do" and operands:
                self._draw(operands[-1], resources, stack, depth, painter)
            elif operator in {b"BDC", b"BMC"}:
                self._begin_marked(operands, resources, form)
            elif operator == b"EMC" and self.marks.marked.depth > opened:
                self.marks.marked.end()
            elif operator not in OPERATORS:
                self.marks.is_strange = True
            if operator in {b"scn", b"SCN"} and operands and isinstance(operands[-1], str):
                self._follow_pattern(operands[-1], resources, depth)
        self.marks.marked.end(opened)

    def _begin_marked(self, operands: list[Any], resources: dict[str, Any], form: int) -> None:
        look = self.owner.document
        held = operands[1] if len(operands) > 1 else None
        entries = look.dictionary(self.owner.resources.find_named(resources, "/Properties", held) or held)
        mcid = look.value(entries.get("/MCID"))
        key = (form, mcid) if type(mcid) is int else None
        self.marks.marked.begin(key, is_artifact=bool(operands) and operands[0] == "/Artifact")

    def _draw(self, name: Any, resources: dict[str, Any], stack: Stack, depth: int, painter: PagePainter) -> None:
        look = self.owner.document
        item = self.owner.resources.find_named(resources, "/XObject", name)
        entries = look.dictionary(item)
        kind = look.value(entries.get("/Subtype"))
        if kind == "/Image":
            painter.image(entries)
        elif kind == "/Form":
            if depth >= _DEEPEST:
                raise TooMuchError
            self._follow_form(item, entries, resources, stack, depth)

    def _follow_form(self, item: Any, entries: dict[str, Any], outer: dict[str, Any], stack: Stack, depth: int) -> None:
        look = self.owner.document
        content = look.stream(item)
        if content is None:
            raise BrokenContentError(_("a part of it is lost"))
        inner = Stack(replace(stack.now))
        matrix = look.numbers(entries.get("/Matrix"), 6)
        if matrix is not None:
            a, b, c, d, e, f = matrix
            inner.now.matrix = multiply_matrices((a, b, c, d, e, f), inner.now.matrix)
        bounds = look.numbers(entries.get("/BBox"), 4)
        if bounds is not None:
            edge = box_of(inner.now.matrix, *bounds)
            inner.now.clip = intersect_boxes(edge, inner.now.clip) or (edge[0], edge[1], edge[0], edge[1])
        blend = self.owner.resources.blend_space(outer, look.dictionary(entries.get("/Group")))
        if blend is not None:
            self.marks.blends.setdefault(blend, None if inner.now.is_tile else inner.now.clip)
        own = look.dictionary(entries.get("/Resources")) or outer
        self.follow(content, own, inner, depth + 1, item.idnum if is_reference(item) else 0)

    def _follow_pattern(self, name: str, resources: dict[str, Any], depth: int) -> None:
        """Look at what a pattern paints, once on a page; of a shading, at its colour space."""
        look = self.owner.document
        item = self.owner.resources.find_named(resources, "/Pattern", name)
        if not is_reference(item) or item.idnum in self._patterns:
            return
        self._patterns.add(item.idnum)
        entries = look.dictionary(item)
        stack = Stack(GraphicsState(matrix=self.base, is_tile=True))
        if look.value(entries.get("/PatternType")) == 1 and depth < _DEEPEST:
            self._follow_form(item, entries, resources, stack, depth)
        elif "/Shading" in entries:
            PagePainter(self.marks, self.owner.resources, resources, stack).shading(
                look.dictionary(entries["/Shading"])
            )
