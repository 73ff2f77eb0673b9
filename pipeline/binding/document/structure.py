"""The structure trees of the parts joined under one document (ISO 32000-1, 14.7).

Each part's tree hangs below one element of the volume's; keys into the parent tree are counted on from part to part.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from pipeline.binding.document.object_copier import ObjectCopier
from pipeline.pdf.object_writer import ObjectWriter
from pipeline.pdf.objects import (
    IndirectObject,
    NameObject,
    Written,
    catalogue_of,
    object_of,
    parse_object,
    reference,
    resolve,
    write_object,
)
from pipeline.pdf.raw_pdf import RawPdf

_ELEMENT = re.compile(rb"/Type\s*/StructElem\b")
_PARENT_ROW = re.compile(rb"(\d+)\s*(\[[^\]]*\]|\d+\s+\d+\s+R|null)")
_PARENT_KEY = re.compile(rb"/StructParents?\s*(\d+)")
_TABLE_ID = re.compile(rb"(/ID|/Headers)\s*(\[[^\]]*\]|\([^)]*\)|<[0-9A-Fa-f]*>)")
_STRING = re.compile(rb"\([^)\\]*\)|<[0-9A-Fa-f]*>")
_DOCUMENT_ROLE = re.compile(rb"/S\s*/Document\b")
_ROWS_PER_LEAF = 64


@dataclass(kw_only=True)
class Structure:
    """The structure tree of the volume, which is in *language*, as it grows."""

    writer: ObjectWriter
    language: str
    root: int = field(init=False)
    document: int = field(init=False)
    next_key: int = 0
    is_whole: bool = True  # every part has a tree
    _tops: list[int] = field(default_factory=list)
    _rows: list[tuple[int, bytes]] = field(default_factory=list)
    _ids: list[tuple[bytes, int]] = field(default_factory=list)
    _namespaces: dict[int, None] = field(default_factory=dict)
    _maps: dict[str, dict[str, Written]] = field(default_factory=lambda: {"/RoleMap": {}, "/ClassMap": {}})

    def __post_init__(self) -> None:
        self.root, self.document = self.writer.reserve(), self.writer.reserve()

    def expect(self, pdf: RawPdf, copier: ObjectCopier) -> list[int]:
        """Name the elements of *pdf* to *copier*; returns their numbers.

        The root of its tree becomes the document of the volume's.
        """
        elements = [number for number, body in pdf.bodies.items() if _ELEMENT.search(body)]
        copier.expect(elements)
        root = _root_of(pdf)
        if root is not None:
            copier.settle(root, self.document)
        return elements

    def top_of(self, pdf: RawPdf, copier: ObjectCopier) -> int:
        """The number in the volume of the first element at the top of *pdf*'s tree; 0: none."""
        root = _root_of(pdf)
        if root is None:
            return 0
        tree = object_of(pdf, root)
        tops = _references_in(pdf, tree.raw_get("/K")) if "/K" in tree else []
        return (copier.number_of(tops[0]) or 0) if tops else 0

    def take_in(
        self,
        pdf: RawPdf,
        copier: ObjectCopier,
        elements: list[int],
        title: str,
        is_first: bool,
        complete: Callable[[bytes], bytes] = bytes,
    ) -> None:
        """Write the *elements* of *pdf* and hang them below the document, *title* being the part's name there.

        A part that *is_first* goes before those that are there already. *complete* makes what is written of an element
        of what is carried.
        """
        first_key = self.next_key
        keys = (int(key) for body in pdf.bodies.values() for key in _PARENT_KEY.findall(body))
        self.next_key += 1 + max(keys, default=-1)
        root = _root_of(pdf)
        if root is None:
            self.is_whole = False
            return
        tree = object_of(pdf, root)
        tops = _references_in(pdf, tree.raw_get("/K") if "/K" in tree else [])
        language = self._language_of(pdf)
        for number in elements:
            body = pdf.bodies[number]
            in_volume = copier.number_of(number)
            assert in_volume is not None
            if b"/ID" in body or b"/Headers" in body:
                body = self._with_own_ids(body, b"%d." % first_key, in_volume)
            if number in tops:
                body = _DOCUMENT_ROLE.sub(lambda _match: b"/S/Part/T" + write_object(title), body)
                if language and b"/Lang" not in body:
                    body = body.rstrip()[:-2] + language + b">>"
            self.writer.put(in_volume, complete(copier.carry(body)))
        spaces = resolve(pdf, tree, "/Namespaces") or ()
        carried = (copier.number_of(each.idnum) for each in spaces if isinstance(each, IndirectObject))
        self._namespaces |= {number: None for number in carried if number}
        numbers = [in_volume for top in tops if (in_volume := copier.number_of(top))]
        self._tops = [*numbers, *self._tops] if is_first else [*self._tops, *numbers]
        held = tree.raw_get("/ParentTree")
        rows = pdf.bodies[held.idnum] if isinstance(held, IndirectObject) else write_object(held)
        _before, _nums, rows = rows.partition(b"/Nums")  # one node in all that is read here
        self._rows += [
            (first_key + int(key), copier.carry(value)) for key, value in _PARENT_ROW.findall(rows.strip()[1:])
        ]
        for key, shared in self._maps.items():
            for name, value in (resolve(pdf, tree, key) or {}).items():
                shared.setdefault(name, Written(copier.carry(write_object(value))))

    def _language_of(self, pdf: RawPdf) -> bytes:
        """The entry of what stands at the top of *pdf*'s tree, if all of it is in another language than the volume."""
        language = catalogue_of(pdf).get("/Lang")
        text = language.decode("latin-1") if isinstance(language, bytes) else str(language or "")
        return b"/Lang" + write_object(language) if text and text.lower() != self.language.lower() else b""

    def _with_own_ids(self, body: bytes, prefix: bytes, in_volume: int) -> bytes:
        """Make the ids unique by which cells of tables name their headers, and note whose they are."""

        def change(match: re.Match[bytes]) -> bytes:
            names = [prefix + bytes(_text_of(name)) for name in _STRING.findall(match[2])]
            if match[1] == b"/ID":
                self._ids.append((names[0], in_volume))
                return b"/ID" + write_object(names[0])
            return match[1] + write_object(names)

        return _TABLE_ID.sub(change, body)

    def write(self, title: str) -> bytes:
        """Write the tree; returns what the catalogue says of it."""
        put, reserve = self.writer.put, self.writer.reserve
        self._rows.sort()
        leaves = []
        for start in range(0, len(self._rows), _ROWS_PER_LEAF):
            rows = self._rows[start : start + _ROWS_PER_LEAF]
            leaves.append(reserve())
            text = b" ".join(b"%d %s" % row for row in rows)
            put(leaves[-1], b"<</Limits[%d %d]/Nums[%s]>>" % (rows[0][0], rows[-1][0], text))
        parents = reserve()
        put(parents, write_object({"/Kids": [reference(leaf) for leaf in leaves]} if leaves else {"/Nums": []}))
        tree: dict[str, Any] = {
            "/Type": NameObject("/StructTreeRoot"),
            "/K": [reference(self.document)],
            "/ParentTree": reference(parents),
            "/ParentTreeNextKey": self.next_key,
        }
        tree |= {name: shared for name, shared in self._maps.items() if shared}
        if self._ids:
            tree["/IDTree"] = reference(self._write_ids())
        spaces = [reference(number) for number in self._namespaces]
        tree |= {"/Namespaces": spaces} if spaces else {}
        put(self.root, write_object(tree))
        document = {
            **({"/NS": spaces[0]} if spaces else {}),
            "/Type": NameObject("/StructElem"),
            "/S": NameObject("/Document"),
            "/P": reference(self.root),
            "/T": title,
            "/Lang": self.language,
            "/K": [reference(top) for top in self._tops],
        }
        put(self.document, write_object(document))
        suspects = b"" if self.is_whole else b"/Suspects true"
        return b"/StructTreeRoot %d 0 R/MarkInfo<</Marked true%s>>" % (self.root, suspects)

    def _write_ids(self) -> int:
        """The tree of names by which headers are found (ISO 32000-1, table 322)."""
        number = self.writer.reserve()
        pairs = b"".join(write_object(name) + b" %d 0 R " % element for name, element in sorted(self._ids))
        self.writer.put(number, b"<</Names[%s]>>" % pairs)
        return number


def _root_of(pdf: RawPdf) -> int | None:
    """The number of the root of the structure tree, which is an object of its own in all that is read here."""
    catalogue = catalogue_of(pdf)
    held = catalogue.raw_get("/StructTreeRoot") if "/StructTreeRoot" in catalogue else None
    return held.idnum if isinstance(held, IndirectObject) else None


def _references_in(pdf: RawPdf, item: Any) -> list[int]:
    """The numbers of the elements that *item* (/K of the root: one reference, or an array) names."""
    if isinstance(item, IndirectObject):
        body = pdf.bodies.get(item.idnum, b"null")
        return _references_in(pdf, parse_object(body)) if body.startswith(b"[") else [item.idnum]
    return [each.idnum for each in item if isinstance(each, IndirectObject)]


def _text_of(string: bytes) -> bytes:
    return string[1:-1] if string.startswith(b"(") else bytes.fromhex(string[1:-1].decode("ascii"))
