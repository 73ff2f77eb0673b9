"""The pages of a legacy PDF: each with what it inherits, with boxes that are boxes and content that can be read."""

import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from pipeline.i18n import _
from pipeline.intake.kept_objects import KeptObjects, is_reference
from pipeline.intake.legacy_objects import DamagedError, TooMuchError
from pipeline.intake.page_contents import PageContents
from pipeline.pdf.object_syntax import UnreadableError, real
from pipeline.pdf.objects import NameObject, reference

MAX_PAGES = 20_000  # a year of a daily paper; more is no part of a volume
_MAX_NODES = 2 * MAX_PAGES
_INHERITED = ("/Resources", "/MediaBox", "/CropBox", "/Rotate")
# Kept as they are; the rest of a page is for the screen, for its author's program, or another way to the same thing.
_KEPT = ("/Group", "/Tabs", "/StructParents")
_PAGE_LIKE = frozenset({"/Kids", "/Contents", "/MediaBox"})  # one of them has any page or node that is not blank
_A4 = (0.0, 0.0, 595.276, 841.89)
# Readers take pages of 3 to 14,400 units (ISO 32000-1, annex C.2); what is beyond is an accident of the file.
_MIN_SIDE, _MAX_SIDE, _MAX_COORDINATE = 3.0, 14_400.0, 1e6

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFacts:
    """A page as it was taken in. *number* is that of its object.

    Boxes are x₀, y₀, x₁, y₁ in units of the page from its lower left corner, before *rotation* (degrees clockwise: 0,
    90, 180 or 270). A unit is *unit* pt.
    """

    number: int
    media: Box
    crop: Box
    trim: Box
    rotation: int = 0
    unit: float = 1.0


@dataclass(slots=True)
class FoundPage:
    """A page in the tree: its number in what is kept, and its dictionary with what it inherits."""

    number: int
    entries: dict[str, Any]
    is_first: bool = True  # the page was not met before
    is_lost: bool = False  # it stands for what can't be read


def find_pages(kept: KeptObjects, root: dict[str, Any]) -> list[FoundPage]:
    """The pages below the catalogue *root*, in order. Raises DamagedError when one is lost, or there is none."""
    found: list[FoundPage] = []
    numbers: set[int] = set()
    for number_in_tree, entries, is_lost in _leaves(kept, root):
        is_first = number_in_tree not in numbers
        kept.findings.counts["twice"] += not is_first
        number = number_in_tree if is_first else kept.legacy.new_number()
        numbers.add(number)
        found.append(FoundPage(number, entries, is_first, is_lost))
        if len(found) > MAX_PAGES:
            raise TooMuchError(_("it has more than {count} pages").format(count=MAX_PAGES))
    if "/Pages" not in root:
        raise DamagedError(_("its page tree is lost"))
    if not found:
        raise DamagedError(_("it has no pages"))
    declared = kept.value(kept.dictionary(root.get("/Pages")).get("/Count"))
    if declared != len(found):
        text = _("The page tree has another number of pages than it says: {count}.")
        kept.findings.note(text.format(count=len(found)))
    return found


def _leaves(kept: KeptObjects, root: dict[str, Any]) -> Iterator[tuple[int, dict[str, Any], bool]]:
    """Number and entries of each page, and whether it is lost, without recursion.

    A node that is met again is passed over. Raises DamagedError for a page that is lost, unless that is tolerated.
    """
    seen: set[int] = set()
    stack: list[tuple[Any, dict[str, Any]]] = [(root.get("/Pages"), {})] if "/Pages" in root else []
    while stack:
        item, inherited = stack.pop()
        try:
            node = _node_of(kept, item)
        except DamagedError as error:
            if isinstance(error, TooMuchError) or not kept.legacy.is_tolerant:
                raise
            yield kept.legacy.new_number(), inherited, True
            continue
        entries = inherited | {key: node[key] for key in _INHERITED if node.get(key) is not None}
        if "/Kids" not in node:
            yield item.idnum if is_reference(item) else kept.legacy.new_number(), node | entries, False
            continue
        if is_reference(item):
            if item.idnum in seen:
                kept.findings.note(_("The page tree leads in a circle: each page is taken once."))
                continue
            seen.add(item.idnum)
        if len(seen) > _MAX_NODES:
            raise TooMuchError(_("its page tree has more nodes than pages"))
        stack += [(kid, entries) for kid in reversed(kept.array(node["/Kids"])[: MAX_PAGES + 1])]


def _node_of(kept: KeptObjects, item: Any) -> dict[str, Any]:
    """The page or node that *item* leads to. Raises DamagedError."""
    try:
        node = kept.legacy.value(item)
    except UnreadableError as error:
        raise DamagedError(_("a page is lost: its object can't be read ({reason})").format(reason=error)) from error
    if not isinstance(node, dict) or not (_PAGE_LIKE & node.keys() or node.get("/Type") == "/Page"):
        raise DamagedError(_("a page is lost: the page tree leads to no page"))
    return node


@dataclass(slots=True, kw_only=True)
class PageKeeper:
    """Puts pages below the node *parent*. Content and resources get numbers of their own, whatever else they are."""

    kept: KeptObjects
    parent: int
    contents: PageContents = field(init=False)
    _resources: dict[int, int] = field(default_factory=dict)
    _kinds: dict[int, int] = field(default_factory=dict)  # of resources

    def __post_init__(self) -> None:
        self.contents = PageContents(kept=self.kept)

    def keep(self, page: FoundPage, annotations: list[Any]) -> PageFacts:
        """Put *page* with its *annotations*. Raises DamagedError when its content can't be read."""
        kept, entries = self.kept, page.entries
        facts = _facts_of(kept, page)
        body: dict[str, Any] = {"/Type": NameObject("/Page"), "/Parent": reference(self.parent)}
        body |= {key: entries[key] for key in _KEPT if entries.get(key) is not None}
        if not page.is_first:
            body.pop("/StructParents", None)
        body |= {"/MediaBox": _write_box(facts.media), "/CropBox": _write_box(facts.crop)}
        body["/TrimBox"] = _write_box(facts.trim)
        bleed = _box(kept, entries.get("/BleedBox"))
        if bleed and (inside := _cut_to_media(bleed, facts.media)):
            body["/BleedBox"] = _write_box(inside)
        if facts.rotation:
            body["/Rotate"] = facts.rotation
        if facts.unit != 1:
            body["/UserUnit"] = real(facts.unit)
        body["/Resources"] = self._resources_of(entries.get("/Resources"))
        contents = self.contents.keep(entries, is_lost=page.is_lost, has_notes=bool(annotations))
        body["/Contents"] = [reference(number) for number in contents]
        if annotations:
            body["/Annots"] = annotations
        kept.put(page.number, {NameObject(key): value for key, value in body.items()})
        return facts

    def _resources_of(self, item: Any) -> Any:
        """The resources of a page, where they are shared, each kind a dictionary."""
        if is_reference(item) and item.idnum in self._resources:
            return reference(self._resources[item.idnum])
        found = self.kept.needed_value(item) if item is not None else {}
        resources = found if isinstance(found, dict) else {}
        sound = {}
        for key, value in resources.items():
            what = self.kept.value(value)
            if key == "/ProcSet" or not isinstance(what, dict):
                continue
            sound[key] = self._share(self._kinds, value.idnum, what) if is_reference(value) else what
        if len(sound) + ("/ProcSet" in resources) != len(resources) or not isinstance(found, dict):
            self.kept.findings.counts["resources"] += 1
        if not is_reference(item) or not isinstance(found, dict):
            return sound
        return self._share(self._resources, item.idnum, sound)

    def _share(self, known: dict[int, int], number: int, what: dict[str, Any]) -> Any:
        """A reference to *what*, which the object *number* of the file is; *known* are those that were put before."""
        if number not in known:
            known[number] = self.kept.add(what)
        return reference(known[number])


def find_shown_box(kept: KeptObjects, page: FoundPage) -> Box:
    """What readers show of *page*."""
    media = _box(kept, page.entries.get("/MediaBox")) or _A4
    crop = _box(kept, page.entries.get("/CropBox"))
    return (_cut_to_media(crop, media) if crop else None) or media


def _facts_of(kept: KeptObjects, page: FoundPage) -> PageFacts:
    counts, entries = kept.findings.counts, page.entries
    media = _box(kept, entries.get("/MediaBox"))
    if media is None:
        counts["box"] += 1
        media = _A4
    crop = _box(kept, entries.get("/CropBox"))
    if entries.get("/CropBox") is not None:
        inside = _cut_to_media(crop, media) if crop else None
        counts["crop"] += inside is None
        crop = inside
    trim = _box(kept, entries.get("/TrimBox"))
    trim = _cut_to_media(trim, media) if trim else None
    turn = kept.value(entries.get("/Rotate", 0))
    if not isinstance(turn, int | float) or turn % 90:
        counts["rotation"] += 1
        turn = 0
    unit = kept.value(entries.get("/UserUnit", 1))
    if not isinstance(unit, int | float) or isinstance(unit, bool) or not 0.001 <= unit <= 1000:
        unit = 1
    counts["unit"] += unit != 1
    return PageFacts(
        number=page.number,
        media=media,
        crop=crop or media,
        trim=trim or crop or media,
        rotation=int(turn) % 360,
        unit=float(unit),
    )


def _box(kept: KeptObjects, item: Any) -> Box | None:
    """The rectangle that *item* is, lower left corner first; None if it is none that a page could have."""
    row = kept.numbers(item, 4) if item is not None else None
    if row is None or not all(math.isfinite(each) and abs(each) <= _MAX_COORDINATE for each in row):
        return None
    box = min(row[0], row[2]), min(row[1], row[3]), max(row[0], row[2]), max(row[1], row[3])
    sides = box[2] - box[0], box[3] - box[1]
    return box if min(sides) >= _MIN_SIDE and max(sides) <= _MAX_SIDE else None


def _cut_to_media(box: Box, media: Box) -> Box | None:
    inner = max(box[0], media[0]), max(box[1], media[1]), min(box[2], media[2]), min(box[3], media[3])
    return inner if inner[2] - inner[0] >= _MIN_SIDE and inner[3] - inner[1] >= _MIN_SIDE else None


def _write_box(box: Box) -> list[float]:
    return [round(each, 4) for each in box]
