"""Reads the outline of a legacy PDF into a tree: titles and where they lead (ISO 32000-1, 12.3.3)."""

from dataclasses import dataclass, field
from typing import Any

from pipeline.intake.kept_objects import KeptObjects, is_reference
from pipeline.intake.links import Links
from pipeline.pdf.objects import ByteStringObject, NameObject, reference

_MAX_ITEMS = 50_000
_MAX_DEPTH = 32  # what is deeper is hung at this level
_MAX_TITLE = 4_096  # bytes
_KEPT_FLAGS = 3  # italic and bold


@dataclass(slots=True, kw_only=True)
class _Item:
    number: int
    entries: dict[str, Any]
    is_open: bool
    children: "list[_Item]" = field(default_factory=list)
    shown: int = 0  # lines below it that show when it is open


def keep_outline(kept: KeptObjects, links: Links, root: dict[str, Any]) -> int | None:
    """Put the outline of the catalogue *root*; returns the number of its root, None if there are no items."""
    held = root.get("/Outlines")
    top = _Item(number=0, entries={}, is_open=True)
    _collect(kept, links, held, top)
    if not top.children:
        return None
    top.number = kept.legacy.new_number()
    _put_below(kept, top)
    ends = top.children[0].number, top.children[-1].number
    entries: dict[str, Any] = {"/Type": NameObject("/Outlines"), "/Count": top.shown}
    entries |= {"/First": reference(ends[0]), "/Last": reference(ends[1])}
    kept.put(top.number, {NameObject(key): value for key, value in entries.items()})
    return top.number


def _collect(kept: KeptObjects, links: Links, held: Any, top: _Item) -> None:
    """Read the items below *held* in reading order; one that is met again ends its row."""
    seen: set[int] = set()
    count = 0
    stack: list[tuple[Any, _Item, int]] = [(kept.dictionary(held).get("/First"), top, 0)]
    while stack:
        item, above, depth = stack.pop()
        if item is None:
            continue
        entries = kept.dictionary(item)
        if not is_reference(item) or item.idnum in seen or not entries or count >= _MAX_ITEMS:
            kept.findings.counts["outline"] += 1
            continue
        seen.add(item.idnum)
        count += 1
        found = _item_of(kept, links, entries)
        above.children.append(found)
        stack.append((entries.get("/Next"), above, depth))
        stack.append((entries.get("/First"), found if depth < _MAX_DEPTH else above, min(depth + 1, _MAX_DEPTH)))


def _item_of(kept: KeptObjects, links: Links, entries: dict[str, Any]) -> _Item:
    title = kept.value(entries.get("/Title"))
    title = title[:_MAX_TITLE] if isinstance(title, ByteStringObject) else b""
    result: dict[str, Any] = {"/Title": ByteStringObject(title)} | links.lead(entries)
    colour = kept.numbers(entries.get("/C"), 3)
    if colour and all(0 <= each <= 1 for each in colour):
        result["/C"] = colour
    flags = kept.value(entries.get("/F"))
    if type(flags) is int and flags & _KEPT_FLAGS:
        result["/F"] = flags & _KEPT_FLAGS
    count = kept.value(entries.get("/Count"))
    return _Item(number=kept.legacy.new_number(), entries=result, is_open=type(count) is int and count > 0)


def _put_below(kept: KeptObjects, top: _Item) -> None:
    """Put all items below *top*, those further down first, since counts add up."""
    order, stack = [], [top]
    while stack:
        item = stack.pop()
        order.append(item)
        stack += item.children
    for item in reversed(order):
        item.shown = sum(1 + (child.shown if child.is_open else 0) for child in item.children)
        for index, child in enumerate(item.children):
            entries = child.entries | {"/Parent": reference(item.number)}
            if index:
                entries["/Prev"] = reference(item.children[index - 1].number)
            if index + 1 < len(item.children):
                entries["/Next"] = reference(item.children[index + 1].number)
            if child.children:
                entries |= {
                    "/First": reference(child.children[0].number),
                    "/Last": reference(child.children[-1].number),
                }
                entries["/Count"] = child.shown if child.is_open else -child.shown
            kept.put(child.number, {NameObject(key): value for key, value in entries.items()})
