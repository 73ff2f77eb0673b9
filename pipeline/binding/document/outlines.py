"""The outline of the volume: volume → issue → section → article (ISO 32000-1, 12.3.3).

The outline of an issue that has one is hung below its item as it stands: its items keep their order and their depth.
"""

import re
from dataclasses import dataclass, field

from pipeline.binding.document.object_copier import ObjectCopier
from pipeline.pdf.object_writer import ObjectWriter
from pipeline.pdf.objects import IndirectObject, Written, catalogue_of, object_of, reference, write_object
from pipeline.pdf.raw_pdf import RawPdf

_ITEM_LINK = re.compile(rb"/(?:First|Next)\s+(\d+)\s+\d+\s+R")


@dataclass(slots=True, kw_only=True)
class OutlineItem:
    """A line of the outline. *destination* is written already: an array, or the name of a named destination.

    *element*: the number of the structure element that it leads to as well, in a volume of PDF 2.0; 0: none.
    *hung* tells first and last item and the count of an outline that is carried, *number* the object if it has one yet.
    """

    title: str
    destination: bytes
    children: "list[OutlineItem]" = field(default_factory=list)
    hung: tuple[int, int, int] | None = None
    number: int | None = None
    is_open: bool = False
    element: int = 0

    def go(self) -> dict[str, object]:
        """The entries that say where it leads (ISO 32000-2, 12.6.4.2)."""
        if not self.element:
            return {"/Dest": Written(self.destination)}
        _page, _reference, how = self.destination.partition(b" R")
        place = b"[%d 0 R%s" % (self.element, how)
        return {"/A": Written(b"<</S/GoTo/D%s/SD%s>>" % (self.destination, place))}


def copy_outline(pdf: RawPdf, copier: ObjectCopier, below: int) -> tuple[int, int, int] | None:
    """Carry the outline of *pdf*, whose top items go below the object *below*; None if it has none.

    Returns the numbers of its first and last item, and how many would show if the item above were opened.
    """
    catalogue = catalogue_of(pdf)
    held = catalogue.raw_get("/Outlines") if "/Outlines" in catalogue else None
    if not isinstance(held, IndirectObject) or held.idnum not in pdf.bodies:
        return None
    root = object_of(pdf, held.idnum)
    items = _items_below(pdf, held.idnum)
    if not items:
        return None
    copier.expect(items)
    copier.settle(held.idnum, below)
    first, last = (copier.number_of(root.raw_get(key).idnum) for key in ("/First", "/Last"))
    assert first is not None
    assert last is not None
    copier.write_expected(items)
    return first, last, abs(int(root.get("/Count", len(items))))


def _items_below(pdf: RawPdf, root: int) -> list[int]:
    """The numbers of all items below the object *root*."""
    found: dict[int, None] = {}
    waiting = [root]
    while waiting:
        for number in map(int, _ITEM_LINK.findall(pdf.bodies[waiting.pop()])):
            if number not in found and number in pdf.bodies:
                found[number] = None
                waiting.append(number)
    return list(found)


def write_outline(writer: ObjectWriter, items: list[OutlineItem]) -> int:
    """Write the outline with *items* at its top; returns the number of its root."""
    root = writer.reserve()
    first, last, shown = _write_items(writer, items, root)
    writer.put(
        root, write_object({"/Type": _OUTLINES, "/First": reference(first), "/Last": reference(last), "/Count": shown})
    )
    return root


_OUTLINES = Written(b"/Outlines")


def _write_items(writer: ObjectWriter, items: list[OutlineItem], parent: int) -> tuple[int, int, int]:
    """Write *items* below *parent*: numbers of the first and the last, and how many show when the parent is open."""
    numbers = [item.number or writer.reserve() for item in items]
    shown = len(items)
    for index, (item, number) in enumerate(zip(items, numbers, strict=True)):
        entry: dict[str, object] = {
            "/Title": item.title,
            "/Parent": reference(parent),
            **item.go(),
        }
        if index:
            entry["/Prev"] = reference(numbers[index - 1])
        if index + 1 < len(numbers):
            entry["/Next"] = reference(numbers[index + 1])
        below = _write_items(writer, item.children, number) if item.children else item.hung
        if below is not None:
            entry |= {"/First": reference(below[0]), "/Last": reference(below[1])}
            entry["/Count"] = below[2] if item.is_open else -below[2]
            shown += below[2] if item.is_open else 0
        writer.put(number, write_object(entry))
    return numbers[0], numbers[-1], shown
