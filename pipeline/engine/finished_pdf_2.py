"""What makes a PDF with a structure tree one of PDF 2.0, PDF/A-4 and PDF/UA-2 (ISO 32000-2, 19005-4, 14289-2).

Elements name their namespace and what they refer to; links and bookmarks lead to elements as well as to places; the
MathML of formulas is embedded.
"""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import pydyf

from pipeline.engine.pdf_2_elements import NAMESPACE, OLDER_TAGS
from pipeline.engine.written_tags import WrittenTree
from pipeline.pdf.volume_links import SCHEME
from pipeline.pdf.xmp import PdfFacts, packet
from pipeline.standards import Standard

_MATHML = "/application#2fmathml+xml"


def finish_pdf_2(pdf: Any, written: WrittenTree, facts: PdfFacts) -> None:
    """Finish *pdf* (pydyf), which has the tree *written*, and says *facts* of itself."""
    namespace = pydyf.Dictionary({"Type": "/Namespace", "NS": pydyf.String(NAMESPACE)})
    pdf.add_object(namespace)
    root, document = _roots(pdf)
    root["Namespaces"] = pydyf.Array([namespace.reference])
    root["RoleMap"] = pydyf.Dictionary({"FENote": "/Note"})  # for readers that know PDF 1.7 only
    document["NS"] = namespace.reference
    for element, dictionary, _places in written.elements:
        if element.tag not in OLDER_TAGS:
            dictionary["NS"] = namespace.reference
    targets = _Targets(written, document)
    for element, dictionary, _places in written.elements:
        found = [targets.by_name[name] for name in element.refers if name in targets.by_name]
        found += [pydyf.String(name) for name in element.refers if name.startswith(SCHEME)]
        if found:
            dictionary["Ref"] = pydyf.Array(found)
    _lead_to_elements(pdf, targets)
    has_files = _embed_mathml(pdf, written)
    _object(pdf, pdf.catalog["Metadata"]).stream = [packet(facts, standard=Standard.PDF_A_4, has_files=has_files)]
    for each in pdf.objects:
        if isinstance(each, dict) and each.get("Type") == "/FontDescriptor":
            each.pop("CIDSet", None)  # deprecated


class _Targets:
    """The references of elements: *by_name*, those of anchors; those of bookmarks; and where neither is known.

    Pages are known by the numbers of their objects.
    """

    def __init__(self, written: WrittenTree, document: Any) -> None:
        self.by_name: dict[str, Any] = {}
        self._document = document.reference
        self._bookmarks: dict[tuple[int, str], list[Any]] = defaultdict(list)
        self._first: dict[int, Any] = {}  # on each page
        pages = [_number(page.reference) for page in written.pages]
        for element, dictionary, places in written.elements:
            for name in element.names:
                self.by_name.setdefault(name, dictionary.reference)
            for page, label in element.bookmarks:
                if page in places:
                    self._bookmarks[pages[places[page]], label].append(dictionary.reference)
            if any(isinstance(kid, int) for kid in dictionary["K"]):
                self._first.setdefault(_number(dictionary["Pg"]), dictionary.reference)

    def first_on(self, page: int) -> Any:
        """The first element with content on *page*, or the document."""
        return self._first.get(page, self._document)

    def take_bookmark(self, page: int, label: str) -> Any:
        """The element on *page* that the next bookmark with *label* leads to."""
        found = self._bookmarks[page, label]
        return found.pop(0) if found else self.first_on(page)


def _roots(pdf: Any) -> tuple[Any, Any]:
    root = _object(pdf, pdf.catalog["StructTreeRoot"])
    return root, _object(pdf, root["K"][0])


def _object(pdf: Any, reference: Any) -> Any:
    return pdf.objects[_number(reference)]


def _number(reference: Any) -> int:
    """The number in a *reference*, which pydyf has as str or bytes."""
    return int(reference.split()[0])


def _lead_to_elements(pdf: Any, targets: _Targets) -> None:
    """Give each anchor, internal link and bookmark a structure destination (ISO 32000-2, 12.3.2.3), beside that in the
    page. An anchor is an action then, whose place a link names by its name (12.3.2.4).
    """
    named: dict[str, Any] = {}
    if "Dests" in pdf.catalog.get("Names", {}):
        rows = pdf.catalog["Names"]["Dests"]["Names"]
        for index in range(0, len(rows), 2):
            name, place = rows[index].string, rows[index + 1]
            element = targets.by_name.get(name) or targets.first_on(_number(place[0]))
            named[name] = rows[index + 1] = _go_to(place, element)
    for holder in [each for each in pdf.objects if isinstance(each, dict) and "Dest" in each]:
        held = holder.pop("Dest")
        if isinstance(held, pydyf.String):
            holder["A"] = pydyf.Dictionary({**named[held.string], "D": held})
        else:
            holder["A"] = _go_to(held, targets.take_bookmark(_number(held[0]), holder["Title"].string))


def _go_to(place: Any, element: Any) -> Any:
    return pydyf.Dictionary({"S": "/GoTo", "D": place, "SD": pydyf.Array([element, *place[1:]])})


def _embed_mathml(pdf: Any, written: WrittenTree) -> bool:
    """Embed the MathML of each formula as a file of its element (ISO 32000-2, 14.13); whether there is any."""
    streams: dict[str, Any] = {}
    names = pydyf.Array()
    for number, (element, dictionary) in enumerate(_formulas(written), 1):
        if element.mathml not in streams:
            data = element.mathml.encode("utf-8")
            extra = {"Type": "/EmbeddedFile", "Subtype": _MATHML, "Params": pydyf.Dictionary({"Size": len(data)})}
            stream = pydyf.Stream([data], extra, compress=True)
            pdf.add_object(stream)
            streams[element.mathml] = stream.reference
        name = pydyf.String(f"formula-{number:05}.mml")
        entries = {"Type": "/Filespec", "F": name, "UF": name, "AFRelationship": "/Supplement"}
        entries["EF"] = pydyf.Dictionary({"F": streams[element.mathml], "UF": streams[element.mathml]})
        entries["Desc"] = dictionary["Alt"]
        file = pydyf.Dictionary(entries)
        pdf.add_object(file)
        dictionary["AF"] = pydyf.Array([file.reference])
        names += [name, file.reference]
    if names:
        tree = pydyf.Dictionary({"Names": names})
        pdf.add_object(tree)
        pdf.catalog.setdefault("Names", pydyf.Dictionary())["EmbeddedFiles"] = tree.reference
    return bool(names)


def _formulas(written: WrittenTree) -> Iterator[tuple[Any, Any]]:
    return ((element, dictionary) for element, dictionary, _places in written.elements if element.mathml)
