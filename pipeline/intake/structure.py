"""Mends the structure tree of a legacy PDF so that ``structure`` can join it (ISO 32000-1, 14.7), or leaves it out.

Half a tree is worse than none: readers would leave out what it does not name. So a tree that is broken is dropped as a
whole; the marks in the content stay, and mean nothing.
"""

from dataclasses import dataclass, field
from typing import Any

from pipeline.i18n import _
from pipeline.intake.kept_objects import KeptObjects, is_reference
from pipeline.intake.links import MAX_NAMES, Links, tree_rows
from pipeline.pdf.object_syntax import MAX_INTEGER
from pipeline.pdf.objects import NameObject, reference

_MAX_ELEMENTS = 2_000_000
_MAX_DEPTH = 500  # elements in one another; readers go down by recursion
_CONTENT = ("/MCR", "/OBJR")
_MAX_ROLES = 32  # from a kind of its own to a known one
_KEPT = ("/S", "/ID", "/C", "/R", "/T", "/Lang", "/Alt", "/E", "/ActualText")


class BrokenTreeError(ValueError):
    """The structure tree is broken; the reason is told in words of the trade."""


@dataclass(slots=True)
class _Element:
    """An element that is waiting to be put: *number* in what is kept, *parent* that of the element above."""

    number: int
    entries: dict[str, Any]
    parent: int
    depth: int


@dataclass(kw_only=True)
class TreeKeeper:
    """Reads the tree below *root* (of the structure), then puts it when the annotations are known."""

    kept: KeptObjects
    links: Links
    pages: frozenset[int]
    root: dict[str, Any]
    number: int = 0
    tops: list[int] = field(default_factory=list)
    rows: list[tuple[int, Any]] = field(default_factory=list)
    _elements: list[_Element] = field(default_factory=list)
    _numbers: dict[int, int] = field(default_factory=dict)
    _kids: dict[int, list[Any]] = field(default_factory=dict)

    def read(self) -> None:
        """Read the whole tree and the parent tree; nothing is put yet. Raises BrokenTreeError."""
        self.number = self.kept.legacy.new_number()
        stack = [_Element(self.number, {"/K": self.root.get("/K")}, 0, 0)]
        while stack:
            element = stack.pop()
            below = self._read_kids(element)
            stack += reversed(below)
            if element.depth:
                self._elements.append(element)
            else:
                self.tops = [each.number for each in below]
            if len(self._elements) + len(stack) > _MAX_ELEMENTS:
                raise BrokenTreeError(_("too many elements"))
        if not self.tops:
            raise BrokenTreeError(_("no elements"))
        self._read_parents()

    def _read_kids(self, element: _Element) -> list[_Element]:
        """The elements right below *element*; what else is below it is noted to be written."""
        held = self.kept.value(element.entries.get("/K"))
        rows = held if isinstance(held, list) else [element.entries.get("/K")]
        kids, below = self._kids.setdefault(element.number, []), []
        for item in rows:
            found = self.kept.value(item)
            is_number = type(found) is int and 0 <= found < MAX_INTEGER and element.depth > 0
            if is_number or (isinstance(found, dict) and self.kept.value(found.get("/Type")) in _CONTENT):
                kids.append(found)
            elif isinstance(found, dict):
                below.append(self._element(item, found, element))
                kids.append(reference(below[-1].number))
            elif found is not None:
                raise BrokenTreeError(_("something in it that is no element"))
        return below

    def _element(self, item: Any, entries: dict[str, Any], above: _Element) -> _Element:
        if not isinstance(entries.get("/S"), NameObject):
            raise BrokenTreeError(_("an element without a kind"))
        if above.depth >= _MAX_DEPTH:
            raise BrokenTreeError(_("nested too deeply"))
        number = self.kept.legacy.new_number()
        if is_reference(item):
            if item.idnum in self._numbers:
                raise BrokenTreeError(_("an element that stands in two places"))
            self._numbers[item.idnum] = number
        return _Element(number, entries, above.number, above.depth + 1)

    def _read_parents(self) -> None:
        """The rows of the parent tree (ISO 32000-1, 14.7.4.4), in order of their keys."""
        found: dict[int, Any] = {}
        for key, item in tree_rows(self.kept, self.root.get("/ParentTree"), "/Nums"):
            number = self.kept.value(key)
            if type(number) is not int or not 0 <= number < MAX_INTEGER:
                raise BrokenTreeError(_("a key of its parent tree that is none"))
            what = self.kept.value(item)
            if isinstance(what, list):
                found.setdefault(number, [self._in_tree(each) for each in what])
            elif is_reference(item):
                found.setdefault(number, self._in_tree(item))
        if len(found) >= MAX_NAMES:
            raise BrokenTreeError(_("too many elements"))
        self.rows = sorted(found.items())

    def _in_tree(self, item: Any) -> Any:
        if not is_reference(item) or item.idnum not in self._numbers:
            return None
        return reference(self._numbers[item.idnum])

    # --- putting -------------------------------------------------------------------------------------------------

    def put(self) -> None:
        """Put all elements, the parent tree and the root."""
        for element in self._elements:
            body = {key: self.kept.value(element.entries[key]) for key in _KEPT if element.entries.get(key) is not None}
            body |= {"/Type": NameObject("/StructElem"), "/P": reference(element.parent)}
            page = element.entries.get("/Pg")
            if is_reference(page) and page.idnum in self.pages:
                body["/Pg"] = page
            kids = [kid for each in self._kids[element.number] if (kid := self._kid(each)) is not None]
            if kids:
                body["/K"] = kids[0] if len(kids) == 1 and not isinstance(kids[0], dict) else kids
            if (attributes := self._attributes(element.entries.get("/A"))) is not None:
                body["/A"] = attributes
            self.kept.put(element.number, _name_keys(body), is_element=True)
        rows = [value for row in self.rows for value in row]
        tree: dict[str, Any] = {
            "/Type": NameObject("/StructTreeRoot"),
            "/K": [reference(number) for number in self.tops],
            "/ParentTree": reference(self.kept.add({NameObject("/Nums"): rows})),
        }
        if roles := self._roles():
            tree["/RoleMap"] = roles
        classes = self.kept.dictionary(self.root.get("/ClassMap"))
        if classes:
            tree["/ClassMap"] = {key: self._attributes(value) for key, value in classes.items()}
        self.kept.put(self.number, _name_keys(tree))

    def _kid(self, item: Any) -> Any:
        """A kid of an element as it is written; None if it leads to what is not kept."""
        if not isinstance(item, dict):
            return item
        kind = self.kept.value(item["/Type"])
        body: dict[str, Any] = {"/Type": NameObject(kind)}
        page = item.get("/Pg")
        if is_reference(page):
            if page.idnum not in self.pages:
                return None
            body["/Pg"] = page
        if kind == "/OBJR":
            held = item.get("/Obj")
            if not is_reference(held):
                return None
            number = self.links.annotations.get(held.idnum)
            return _name_keys(body | {"/Obj": reference(number)}) if number is not None else None
        number = self.kept.value(item.get("/MCID"))
        if type(number) is not int or not 0 <= number < MAX_INTEGER:
            return None
        if is_reference(item.get("/Stm")):
            body["/Stm"] = item["/Stm"]
        return _name_keys(body | {"/MCID": number})

    def _attributes(self, item: Any) -> Any:
        """Attributes without references: owner and values (ISO 32000-1, 14.7.5), or an array of them."""
        found = self.kept.value(item)
        if isinstance(found, list):
            rows = [self._attributes(each) if isinstance(self.kept.value(each), dict) else each for each in found[:64]]
            return [row for row in rows if isinstance(row, dict) or type(row) is int]
        if not isinstance(found, dict) or not isinstance(found.get("/O"), NameObject):
            return None
        return {key: value for key, value in found.items() if not is_reference(value) and value is not None}

    def _roles(self) -> dict[str, Any]:
        """The map of roles without circles."""
        names = self.kept.dictionary(self.root.get("/RoleMap"))
        roles = {key: role for key, value in names.items() if isinstance(role := self.kept.value(value), NameObject)}
        result = {}
        for key, role in roles.items():
            here, steps = role, 0
            while here in roles and steps < _MAX_ROLES:
                here, steps = roles[here], steps + 1
            if here not in roles:
                result[key] = role
        return result


def read_tree(kept: KeptObjects, links: Links, root: dict[str, Any]) -> TreeKeeper | None:
    """The structure tree of the catalogue *root*, read; None when there is none, or it is broken, which is noted."""
    if kept.value(root.get("/StructTreeRoot")) is None:
        kept.findings.falls_short(_("It is not tagged."))
        return None
    pages = frozenset(page.number for page in links.pages)
    tree = TreeKeeper(kept=kept, links=links, pages=pages, root=kept.dictionary(root.get("/StructTreeRoot")))
    try:
        tree.read()
    except BrokenTreeError as error:
        kept.findings.note(_("Its tags are broken ({reason}) and were dropped.").format(reason=error))
        kept.findings.falls_short(_("Its tags are broken."))
        return None
    if kept.value(kept.dictionary(root.get("/MarkInfo")).get("/Marked")) is not True:
        kept.findings.falls_short(_("It does not say that it is tagged (MarkInfo)."))
    return tree


def _name_keys(body: dict[str, Any]) -> dict[str, Any]:
    return {NameObject(key): value for key, value in body.items()}
