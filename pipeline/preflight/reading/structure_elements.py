"""The elements of a tag tree, without recursion (ISO 32000-1, 14.7.2)."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pipeline.intake.kept_objects import is_reference
from pipeline.preflight.reading.document import Document

_MOST_ELEMENTS = 2_000_000
_MOST_ROLES = 16  # from role to role


@dataclass(frozen=True, slots=True)
class Element:
    """An element: *kind* is its standard type, *has_words* an alternative or actual text; *page* a 0-based index."""

    kind: str
    has_words: bool
    page: int | None


def elements(document: Document) -> Iterator[Element]:
    """All elements, in no particular order."""
    tree = document.dictionary(document.root.get("/StructTreeRoot"))
    roles = document.dictionary(tree.get("/RoleMap"))
    pages = {page.number: page.index for page in document.pages}
    waiting: list[tuple[Any, int | None]] = [(tree.get("/K"), None)]
    seen: set[int] = set()
    while waiting and len(seen) < _MOST_ELEMENTS:
        item, page = waiting.pop()
        if is_reference(item):
            if item.idnum in seen:
                continue
            seen.add(item.idnum)
        value = document.value(item)
        if isinstance(value, list):
            waiting += [(each, page) for each in value]
        elif isinstance(value, dict):
            held = value.get("/Pg")
            page = pages.get(held.idnum, page) if is_reference(held) else page
            if "/S" in value:
                place = page if page is not None else _page_below(document, pages, value)
                yield Element(_kind(document, roles, value), _has_words(document, value), place)
            waiting.append((value.get("/K"), page))


def _kind(document: Document, roles: dict[str, Any], entries: dict[str, Any]) -> str:
    kind = document.value(entries["/S"])
    for _step in range(_MOST_ROLES):
        if not isinstance(kind, str) or kind not in roles:
            break
        kind = document.value(roles[kind])
    return kind if isinstance(kind, str) else ""


def _has_words(document: Document, entries: dict[str, Any]) -> bool:
    return any(document.value(entries.get(key)) for key in ("/Alt", "/ActualText"))


def _page_below(document: Document, pages: dict[int, int], entries: dict[str, Any]) -> int | None:
    """The page of the first content that an element holds itself."""
    kids = document.value(entries.get("/K"))
    for kid in kids[:8] if isinstance(kids, list) else [kids]:
        held = document.dictionary(kid).get("/Pg")
        if is_reference(held) and held.idnum in pages:
            return pages[held.idnum]
    return None
