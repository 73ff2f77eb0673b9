"""Annotations, destinations and actions of a legacy PDF: what leads somewhere stays, what does something goes.

Names of destinations are put behind the name of the issue, so that no two issues of a volume have the same.
"""

from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from pipeline.addresses import is_allowed
from pipeline.intake.actions import follow_actions
from pipeline.intake.form_appearances import FormAppearances
from pipeline.intake.kept_objects import KeptObjects, is_reference
from pipeline.intake.pages import FoundPage, find_shown_box
from pipeline.pdf.object_syntax import real
from pipeline.pdf.objects import ByteStringObject, NameObject, reference
from pipeline.pdf.places import intersect_boxes

MAX_NAMES = 200_000
_MAX_ANNOTATIONS = 10_000  # on a page
# How many numbers follow on each way to fit a page (ISO 32000-1, table 151).
_FITS = {"/XYZ": 3, "/Fit": 0, "/FitH": 1, "/FitV": 1, "/FitR": 4, "/FitB": 0, "/FitBH": 1, "/FitBV": 1}

_PRINTED = frozenset(
    f"/{name}"
    for name in (
        "Text", "FreeText", "Line", "Square", "Circle", "Polygon", "PolyLine", "Highlight", "Underline", "Squiggly",
        "StrikeOut", "Caret", "Stamp", "Ink", "Watermark", "PrinterMark", "Redact",
    )
)  # fmt: skip
_MEDIA = frozenset({"/Sound", "/Movie", "/Screen", "/3D", "/RichMedia"})
# What is known of annotations (ISO 32000-1, tables 164 to 181), without what leads on or does something.
_KEPT = (
    "/Contents", "/M", "/F", "/Border", "/C", "/StructParent", "/OC", "/QuadPoints", "/BS", "/BE", "/IC",
    "/InkList", "/Vertices", "/L", "/LE", "/CL", "/DA", "/Q", "/RD", "/Name", "/T", "/Subj", "/CA", "/H", "/LL",
    "/LLE", "/Cap", "/IT",
)  # fmt: skip
_HARMLESS = ("/GoTo", "/Named", "/URI")  # nobody misses them who turns pages
_ACTION_KINDS = {
    "/JavaScript": "javascript",
    "/Launch": "launch",
    "/SubmitForm": "submit",
    "/ImportData": "submit",
    "/ResetForm": "submit",
    "/GoToR": "remote",
    "/GoToE": "remote",
    "/Thread": "remote",
    "/Sound": "media",
    "/Movie": "media",
    "/Rendition": "media",
    "/GoTo3DView": "media",
    "/RichMediaExecute": "media",
}


@dataclass(kw_only=True)
class Links:
    """Destinations and annotations of a file whose pages are *pages*; names get *prefix*."""

    kept: KeptObjects
    pages: list[FoundPage]
    prefix: bytes
    appearances: FormAppearances
    named: dict[bytes, list[Any]] = field(default_factory=dict)
    annotations: dict[int, int] = field(default_factory=dict)  # number in the file → number in what is kept
    _numbers: frozenset[int] = frozenset()

    def __post_init__(self) -> None:
        self._numbers = frozenset(page.number for page in self.pages)

    # --- destinations --------------------------------------------------------------------------------------------

    def collect(self, root: dict[str, Any]) -> None:
        """Take the named destinations of the catalogue *root*: the dictionary of PDF 1.1, and the tree of names."""
        kept = self.kept
        rows = [(_name_bytes(key), value) for key, value in kept.dictionary(root.get("/Dests")).items()]
        rows += name_tree(kept, kept.dictionary(root.get("/Names")).get("/Dests"))
        kept.findings.counts["names_beyond"] += max(0, len(rows) - MAX_NAMES)
        for name, value in rows[:MAX_NAMES]:
            found = kept.value(value)
            place = self.place(found.get("/D") if isinstance(found, dict) else found)
            if place is None:
                kept.findings.counts["destination"] += 1
            else:
                self.named.setdefault(name, place)

    def place(self, item: Any) -> list[Any] | None:
        """The explicit destination that *item* is; None if it is none, or leads to a page that is not there."""
        row = self.kept.array(item)
        if not row:
            return None
        page = row[0]
        if type(page) is int and 0 <= page < len(self.pages):
            page = reference(self.pages[page].number)
        if not is_reference(page) or page.idnum not in self._numbers:
            return None
        fit = self.kept.value(row[1]) if len(row) > 1 else "/Fit"
        if not isinstance(fit, str) or fit not in _FITS:
            return [page, NameObject("/Fit")]
        numbers = [self._number(each) for each in row[2 : 2 + _FITS[fit]]]
        numbers += [None] * (_FITS[fit] - len(numbers))
        if fit == "/FitR" and None in numbers:
            return [page, NameObject("/Fit")]
        return [page, NameObject(fit), *numbers]

    def _number(self, item: Any) -> Any:
        found = self.kept.value(item)
        if not isinstance(found, int | float) or isinstance(found, bool) or abs(found) > 1e6:
            return None
        return found if isinstance(found, int) else real(found)

    def destination(self, item: Any) -> Any:
        """What is written for the destination *item*, a name or a place; None, counted, if it leads nowhere."""
        found = self.kept.value(item)
        if isinstance(found, NameObject | ByteStringObject):
            name = _name_bytes(found)
            if name in self.named:
                return ByteStringObject(self.prefix + name)
        elif isinstance(found, list) and (place := self.place(found)):
            return place
        self.kept.findings.counts["destination"] += 1
        return None

    def written_names(self) -> list[Any]:
        """The rows of the tree of names: names, in order of their bytes, and places."""
        rows = sorted((self.prefix + name, place) for name, place in self.named.items())
        return [value for name, place in rows for value in (ByteStringObject(name), place)]

    # --- actions -------------------------------------------------------------------------------------------------

    def lead(self, entries: dict[str, Any]) -> dict[str, Any]:
        """Where an annotation or an item of the outline leads: /Dest or /A, or nothing."""
        if entries.get("/Dest") is not None:
            place = self.destination(entries["/Dest"])
            self.count_actions(entries.get("/A"))
            return {"/Dest": place} if place is not None else {}
        action = self.kept.dictionary(entries.get("/A"))
        if action.get("/Next") is not None:
            self.count_actions(action["/Next"])
        kind = self.kept.value(action.get("/S"))
        if kind == "/GoTo":
            place = self.destination(action.get("/D"))
            return {"/Dest": place} if place is not None else {}
        if kind == "/URI":
            address = self.kept.value(action.get("/URI"))
            if isinstance(address, ByteStringObject) and is_allowed(address.decode("utf-8", "replace")):
                return {"/A": {NameObject("/S"): NameObject("/URI"), NameObject("/URI"): address}}
            self.kept.findings.counts["address"] += 1
        elif action:
            self._count(kind)
        return {}

    def _count(self, kind: Any) -> None:
        name = _ACTION_KINDS.get(kind, "action") if isinstance(kind, str) else "action"
        self.kept.findings.counts[name] += 1

    def count_actions(self, item: Any) -> int:
        """Count the actions of *item* (an action, an array of them, or a dictionary of them), which are not kept."""
        found, count = self.kept.value(item), 0
        items = found.values() if isinstance(found, dict) and "/S" not in found else [item]  # such as those of /AA
        for action in islice(follow_actions(self.kept.value, items), MAX_NAMES):
            if "/S" in action:
                count += 1
                if (kind := self.kept.value(action["/S"])) not in _HARMLESS:
                    self._count(kind)
        return count

    # --- annotations ---------------------------------------------------------------------------------------------

    def annotations_on(self, page: FoundPage) -> list[Any]:
        """Put the annotations of *page* that are kept; references to them."""
        if page.entries.get("/AA") is not None and not self.count_actions(page.entries["/AA"]):
            self.kept.findings.counts["opening"] += 1
        result = []
        rows = self.kept.array(page.entries.get("/Annots"))
        self.kept.findings.counts["annotations_beyond"] += max(0, len(rows) - _MAX_ANNOTATIONS)
        for item in rows[:_MAX_ANNOTATIONS]:
            entries = self.kept.dictionary(item)
            body = self._annotation(entries, page) if entries else None
            if body is not None:
                if not page.is_first:
                    body.pop("/StructParent", None)
                number = self.kept.add({NameObject(key): value for key, value in body.items()})
                if is_reference(item):
                    self.annotations.setdefault(item.idnum, number)
                result.append(reference(number))
        return result

    def _is_on_page(self, rectangle: list[float], page: FoundPage) -> bool:
        """Whether anything of *rectangle* is within what is shown of *page*."""
        x, y, u, v = rectangle
        box = (min(x, u), min(y, v), max(x, u), max(y, v))
        return intersect_boxes(box, find_shown_box(self.kept, page)) is not None

    def _annotation(self, entries: dict[str, Any], page: FoundPage) -> dict[str, Any] | None:
        """What is kept of an annotation; None if it goes."""
        counts = self.kept.findings.counts
        kind = self.kept.value(entries.get("/Subtype"))
        self.count_actions(entries.get("/AA"))
        if kind in _MEDIA or kind == "/FileAttachment":
            counts["media" if kind in _MEDIA else "attachment"] += 1
            self.count_actions(entries.get("/A"))
            return None
        if kind == "/Popup":
            self.count_actions(entries.get("/A"))
            return None
        if kind not in _PRINTED and kind not in ("/Link", "/Widget"):
            counts["annotation"] += 1
            return None
        rectangle = self.kept.numbers(entries.get("/Rect"), 4)
        if rectangle is None or max(map(abs, rectangle)) > 1e6:
            counts["annotation_place"] += 1
            return None
        x, y, u, v = rectangle
        if kind == "/Widget":
            sides = (abs(u - x), abs(v - y)) if self._is_on_page(rectangle, page) else (0.0, 0.0)
            normal = self.appearances.show_widget(entries, *sides, page.number)
            if normal is None:
                self.count_actions(entries.get("/A"))
                return None
        else:
            normal = self.appearances.find_shown(entries)
        body = {key: entries[key] for key in _KEPT if entries.get(key) is not None}
        body["/Rect"] = [real(each) for each in (min(x, u), min(y, v), max(x, u), max(y, v))]
        shown = "/Stamp" if kind == "/Widget" else kind  # readers pass over a widget that is of no field
        body |= {"/Type": NameObject("/Annot"), "/Subtype": NameObject(shown), "/P": reference(page.number)}
        if normal is not None:
            body["/AP"] = {NameObject("/N"): normal}
        led = self.lead(entries)
        if kind == "/Link" and not led:
            return None
        return body | (led if kind == "/Link" else {})


def name_tree(kept: KeptObjects, item: Any) -> list[tuple[bytes, Any]]:
    """The rows of a tree of names (ISO 32000-1, 7.9.6), in order; a node that is met again is passed over."""
    found: list[tuple[bytes, Any]] = []
    for row in tree_rows(kept, item, "/Names"):
        name = kept.value(row[0])
        if isinstance(name, ByteStringObject | NameObject):
            found.append((_name_bytes(name), row[1]))
    return found


def tree_rows(kept: KeptObjects, item: Any, leaf_key: str) -> list[tuple[Any, Any]]:
    """The pairs in the leaves of a tree of names or numbers, at most ``MAX_NAMES``."""
    found: list[tuple[Any, Any]] = []
    stack, seen = [item], set[int]()
    while stack and len(found) < MAX_NAMES:
        each = stack.pop()
        if is_reference(each):
            if each.idnum in seen:
                continue
            seen.add(each.idnum)
        node = kept.dictionary(each)
        row = kept.array(node.get(leaf_key))
        found += zip(row[::2], row[1::2], strict=False)
        stack += reversed(kept.array(node.get("/Kids")))
    return found[:MAX_NAMES]


def _name_bytes(name: Any) -> bytes:
    return name[1:].encode("utf-8", "surrogateescape") if isinstance(name, NameObject) else bytes(name)
