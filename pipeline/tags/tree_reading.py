"""Reads the tag tree of a PDF that anyone may have made (ISO 32000-1, 14.7), without recursion and within bounds.

Each object is one element: where it stands a second time, it is left out there, so that a tree can't lead back into
itself.
"""

from dataclasses import dataclass, field
from typing import Any

from pipeline.intake.kept_objects import is_reference
from pipeline.intake.opened_pdf import OpenedPdf
from pipeline.pdf.text_strings import text_of
from pipeline.tags.elements import Annotation, Content, Element, Fault, FaultyElement, TagTree, walk

MOST_ELEMENTS = 500_000
MOST_DEPTH = 200  # elements in one another; InDesign and Word come to some thirty
_MOST_FAULTS = 10_000
_MOST_ROLES = 16  # from role to role
_OLDER_KINDS = {"FENote": "Note"}  # what is the same in PDF 1.7
_MOST_CHARACTERS = 20_000  # of a text that stands for something
_MOST_ATTRIBUTES = 64
_MOST_INTEGER = 2**31


@dataclass(kw_only=True)
class _Reader:
    """Reads the tree of *pdf*; *pages*: page objects by their numbers → 0-based index."""

    pdf: OpenedPdf
    root: dict[str, Any]
    pages: dict[int, int] = field(default_factory=dict)
    owners: dict[Content | Annotation, Element] = field(default_factory=dict)
    faults: list[FaultyElement] = field(default_factory=list)
    count: int = 0
    _seen: set[int] = field(default_factory=set)
    _kinds: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.pages = {page.number: page.index for page in self.pdf.pages}
        self._roles = self.pdf.dictionary(self.root.get("/RoleMap"))
        self._classes = self.pdf.dictionary(self.root.get("/ClassMap"))

    def read(self) -> list[Element]:
        """The elements at the top, with all that is below them."""
        held = self.pdf.root.get("/StructTreeRoot")
        above = Element(kind="", number=held.idnum if is_reference(held) else 0)
        waiting = [(above, self.root, 0)]
        while waiting:
            element, entries, depth = waiting.pop()
            below = self._read_kids(element, entries, depth)
            waiting += reversed(below)
        for element in reversed(list(walk(*above.elements))):
            element.page = next((kid.page for kid in element.kids if kid.page is not None), element.page)
        for kid in above.elements:
            kid.parent = None
        return above.elements

    def _read_kids(self, element: Element, entries: dict[str, Any], depth: int) -> list[tuple[Element, Any, int]]:
        held = self.pdf.value(entries.get("/K"))
        rows = held if isinstance(held, list) else [entries.get("/K")]
        page = self.pages.get(entries["/Pg"].idnum) if is_reference(entries.get("/Pg")) else None
        below = []
        for item in rows:
            found = self.pdf.value(item)
            kind = self.pdf.value(found.get("/Type")) if isinstance(found, dict) else None
            if type(found) is int or kind == "/MCR":
                self._add_content(element, found, page)
            elif kind == "/OBJR":
                self._add_annotation(element, found, page)
            elif isinstance(found, dict):
                kid = self._element(item, found, element, depth)
                if kid is not None:
                    below.append((kid, found, depth + 1))
            elif found is not None:
                self._note(Fault.NO_ELEMENT, element)
        return below

    def _note(self, fault: Fault, element: Element) -> None:
        if len(self.faults) < _MOST_FAULTS:
            self.faults.append(FaultyElement(fault, element))

    def _element(self, item: Any, entries: dict[str, Any], parent: Element, depth: int) -> Element | None:
        number = item.idnum if is_reference(item) else 0
        fault = None
        if number and number in self._seen:
            fault = Fault.TWO_PLACES
        elif not isinstance(self.pdf.value(entries.get("/S")), str):
            fault = Fault.NO_KIND
        elif depth >= MOST_DEPTH:
            fault = Fault.TOO_DEEP
        if fault is not None or self.count >= MOST_ELEMENTS:
            if fault is not None:
                self._note(fault, parent)
            return None
        self._seen.add(number)
        self.count += 1
        element = self._describe(entries, number, parent)
        parent.kids.append(element)
        claimed = entries.get("/P")
        if parent.number and not (is_reference(claimed) and claimed.idnum == parent.number):
            self._note(Fault.OTHER_PARENT, element)
        return element

    def _describe(self, entries: dict[str, Any], number: int, parent: Element) -> Element:
        role = self.pdf.value(entries["/S"])[1:]
        identity, page = self.pdf.value(entries.get("/ID")), entries.get("/Pg")
        return Element(
            kind=self._kind(role),
            role=role,
            has_namespace=bool(self.pdf.dictionary(entries.get("/NS"))),
            number=number,
            parent=parent,
            page=self.pages.get(page.idnum) if is_reference(page) else None,
            language=self._text(entries.get("/Lang")) or "",
            title=self._text(entries.get("/T")) or "",
            identity=bytes(identity[:_MOST_CHARACTERS]) if isinstance(identity, bytes) else b"",
            alternative=self._text(entries.get("/Alt")),
            actual=self._text(entries.get("/ActualText")),
            expansion=self._text(entries.get("/E")),
            attributes=self._attributes(entries),
        )

    def _text(self, item: Any) -> str | None:
        found = self.pdf.value(item)
        return text_of(found[:_MOST_CHARACTERS]) if isinstance(found, bytes) else None

    def _kind(self, role: str) -> str:
        if role not in self._kinds:
            kind: Any = f"/{role}"
            for _step in range(_MOST_ROLES):
                if not isinstance(kind, str) or kind not in self._roles:
                    break
                kind = self.pdf.value(self._roles[kind])
            found = kind[1:] if isinstance(kind, str) else role
            self._kinds[role] = _OLDER_KINDS.get(found, found)
        return self._kinds[role]

    def roles(self) -> dict[str, str]:
        """The role map."""
        rows = ((key[1:], self.pdf.value(item)) for key, item in self._roles.items())
        return {key: value[1:] for key, value in rows if isinstance(value, str)}

    def _attributes(self, entries: dict[str, Any]) -> dict[str, Any]:
        found: dict[str, Any] = {}
        classes = self.pdf.value(entries.get("/C"))
        for name in classes[:_MOST_ATTRIBUTES] if isinstance(classes, list) else [classes]:
            if isinstance(name, str):
                self._add_attributes(found, self._classes.get(name))
        self._add_attributes(found, entries.get("/A"))
        return found

    def _add_attributes(self, found: dict[str, Any], item: Any) -> None:
        held = self.pdf.value(item)
        for row in held[:_MOST_ATTRIBUTES] if isinstance(held, list) else [item]:
            for key, value in list(self.pdf.dictionary(row).items())[:_MOST_ATTRIBUTES]:
                found[key[1:]] = self._plain(value)

    def _plain(self, item: Any) -> Any:
        value = self.pdf.value(item)
        if isinstance(value, list):
            return tuple(self._plain_one(each) for each in value[:_MOST_ATTRIBUTES])
        return self._plain_one(value)

    def _plain_one(self, item: Any) -> Any:
        value = self.pdf.value(item)
        if isinstance(value, bytes):
            return bytes(value[:_MOST_CHARACTERS])
        if isinstance(value, str):
            return value[1:]
        return float(value) if isinstance(value, float) else value if isinstance(value, int) else None

    def _add_content(self, element: Element, found: Any, page: int | None) -> None:
        entries = found if isinstance(found, dict) else {"/MCID": found}
        there = entries.get("/Pg")
        page = self.pages.get(there.idnum) if is_reference(there) else page
        mcid = self.pdf.value(entries.get("/MCID"))
        stream = entries.get("/Stm")
        if page is None or type(mcid) is not int or not 0 <= mcid < _MOST_INTEGER:
            self._note(Fault.NO_ELEMENT, element)
            return
        self._own(element, Content(page, stream.idnum if is_reference(stream) else 0, mcid))

    def _add_annotation(self, element: Element, entries: dict[str, Any], page: int | None) -> None:
        there, what = entries.get("/Pg"), entries.get("/Obj")
        page = self.pages.get(there.idnum) if is_reference(there) else page
        if not is_reference(what):
            self._note(Fault.NO_ELEMENT, element)
            return
        self._own(element, Annotation(page, what.idnum))

    def _own(self, element: Element, item: Content | Annotation) -> None:
        if item in self.owners:
            self._note(Fault.CONTENT_TWICE, element)
            return
        self.owners[item] = element
        element.kids.append(item)


def read_tree(pdf: OpenedPdf) -> TagTree | None:
    """The tag tree of *pdf*; None if it has none, or nothing is in it."""
    root = pdf.dictionary(pdf.root.get("/StructTreeRoot"))
    reader = _Reader(pdf=pdf, root=root)
    tops = reader.read() if root else []
    if not tops:
        return None
    language = pdf.value(pdf.root.get("/Lang"))
    return TagTree(
        tops=tuple(tops),
        language=text_of(language[:_MOST_CHARACTERS]) if isinstance(language, bytes) else "",
        owners=reader.owners,
        faults=tuple(reader.faults),
        is_cut=reader.count >= MOST_ELEMENTS,
        roles=reader.roles(),
    )
