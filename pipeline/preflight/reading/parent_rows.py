"""The parent tree: from marked content and annotations back to their elements (ISO 32000-1, 14.7.4.4)."""

from dataclasses import dataclass, field
from typing import Any

from pipeline.intake.kept_objects import is_reference
from pipeline.intake.links import tree_rows
from pipeline.pdf.objects import reference
from pipeline.preflight.reading.document import Document
from pipeline.tags.elements import Content


@dataclass
class ParentRows:
    """The rows of the parent tree of *document* by their keys."""

    document: Document
    _rows: dict[int, Any] = field(default_factory=dict)
    _read: dict[int, list[Any]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        look = self.document
        root = look.dictionary(look.root.get("/StructTreeRoot"))
        for key, item in tree_rows(look.kept, root.get("/ParentTree"), "/Nums"):
            number = look.value(key)
            if type(number) is int:
                self._rows.setdefault(number, item)

    def owner_of(self, content: Content) -> int | None:
        """The number of the element that *content* is said to be in; None if none is named."""
        look = self.document
        form = look.dictionary(reference(content.stream)) if content.stream else {}
        entries = form if content.stream else look.pages[content.page].entries
        key = look.value(entries.get("/StructParents"))
        if type(key) is not int or key not in self._rows:
            return None
        if key not in self._read:
            self._read[key] = look.array(self._rows[key])
        row = self._read[key]
        held = row[content.mcid] if content.mcid < len(row) else None
        return held.idnum if is_reference(held) else None

    def owner_of_annotation(self, entries: dict[str, Any]) -> int | None:
        """The number of the element that the annotation of *entries* is said to be in; None if none is named."""
        held = self._rows.get(self.document.value(entries.get("/StructParent")))
        return held.idnum if is_reference(held) else None
