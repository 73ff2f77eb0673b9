"""Where links and entries of the outline lead (ISO 32000-1, 12.3.2)."""

from collections.abc import Iterator
from functools import cached_property
from typing import Any

from pipeline.intake.kept_objects import is_reference
from pipeline.preflight.reading.document import Document

_MOST_ITEMS = 100_000


class Targets:
    """The places of *document* that something can lead to."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._pages = {page.number: page.index for page in document.pages}

    @cached_property
    def _named(self) -> dict[bytes, Any]:
        old = self._document.dictionary(self._document.root.get("/Dests"))
        rows = {key[1:].encode("utf-8", "surrogateescape"): value for key, value in old.items()}
        return rows | dict(self._document.name_rows("/Dests"))

    def leads_somewhere(self, entries: dict[str, Any]) -> bool:
        """Whether a link or an entry of the outline leads to a page of this file, or out of it, or does something.

        An entry of the outline that has no destination is a heading: it leads nowhere, and does not claim to.
        """
        look = self._document
        if "/Dest" in entries:
            return self._is_place(entries["/Dest"])
        action = look.dictionary(entries.get("/A"))
        if not action:
            return "/Title" in entries and "/A" not in entries
        if look.value(action.get("/S")) != "/GoTo":
            return True
        if "/SD" in action and look.array(action["/SD"]):  # to an element of structure; /D is for older readers
            return True
        return self._is_place(action.get("/D"))

    def page_of(self, entries: dict[str, Any]) -> int | None:
        """The 0-based page of this file that a link leads to; None if it leads to none."""
        action = self._document.dictionary(entries.get("/A"))
        place = self._place(entries["/Dest"] if "/Dest" in entries else action.get("/D"))
        number = place[0].idnum if place and is_reference(place[0]) else None
        return self._pages.get(number) if number is not None else None

    def mark_of(self, entries: dict[str, Any]) -> str:
        """What tells the target of a link from others; "" of a link that names none."""
        action = self._document.dictionary(entries.get("/A"))
        target = entries.get("/Dest", action.get("/D", action.get("/URI")))
        return "" if target is None else repr(self._document.value(target))

    def _is_place(self, item: Any) -> bool:
        place = self._place(item)
        return bool(place) and is_reference(place[0]) and place[0].idnum in self._pages

    def _place(self, item: Any) -> list[Any]:
        """The explicit destination that *item* is or names; empty if it is none."""
        look = self._document
        value = look.value(item)
        if isinstance(value, str):
            value = look.value(self._named.get(value[1:].encode("utf-8", "surrogateescape")))
        elif isinstance(value, bytes):
            value = look.value(self._named.get(bytes(value)))
        if isinstance(value, dict):
            value = look.value(value.get("/D"))
        return value if isinstance(value, list) else []

    def outline_items(self) -> Iterator[dict[str, Any]]:
        """The entries of the outline, each once."""
        look = self._document
        waiting = [look.dictionary(look.root.get("/Outlines")).get("/First")]
        seen: set[int] = set()
        while waiting and len(seen) < _MOST_ITEMS:
            item = waiting.pop()
            if not is_reference(item) or item.idnum in seen:
                continue
            seen.add(item.idnum)
            entries = look.dictionary(item)
            if entries:
                yield entries
            waiting += [entries.get("/Next"), entries.get("/First")]
