"""The structure tree as objects of a PDF: elements, the parent tree, and the annotations of links."""

from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pydyf

from pipeline.engine.structure_elements import Annotation, Content, Element, Jump
from pipeline.engine.written_pages import PlacedTree
from pipeline.pdf.note_links import NOTE_LINK

_MOST_CONTENTS = 80  # characters of a link's description


@dataclass(kw_only=True)
class WrittenTree:
    """What has been written: *owners* of marked content by page and number, *links* with their elements, *names* of
    elements, *anchors* to be added; *elements* with their dictionaries and the 0-based pages of the PDF by those of
    their part, in order; *articles*: the dictionaries of those by their names. *annotations*: those of the links of
    each page, by their numbers."""

    pdf: Any
    pages: Sequence[Any]
    annotations: Sequence[Mapping[int, Any]]
    owners: list[dict[int, str]]
    links: list[tuple[Any, str]] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    anchors: list[tuple[str, Any]] = field(default_factory=list)
    elements: list[tuple[Element, Any, Mapping[int, int]]] = field(default_factory=list)
    articles: dict[str, Any] = field(default_factory=dict)


def write_tag_tree(
    pdf: Any,
    trees: Sequence[PlacedTree],
    pages: Sequence[Any],
    annotations: Sequence[Mapping[int, Any]],
    describe_target: Callable[[Any], str],
) -> WrittenTree:
    """Write *trees* into *pdf* as one; *pages* are its page dictionaries in order.

    *annotations*: those of the links of each page, by their numbers; links that are not there are left out.
    *describe_target* says in words where the link of an annotation leads.
    """
    root = pydyf.Dictionary({"Type": "/StructTreeRoot"})
    pdf.add_object(root)
    written = WrittenTree(pdf=pdf, pages=pages, annotations=annotations, owners=[{} for _page in pages])
    root["K"] = pydyf.Array([_write_document(written, trees, root.reference)])
    nums = pydyf.Array()
    for number, owners in enumerate(written.owners):
        nums += [number, pydyf.Array([owners.get(mcid, "null") for mcid in range(max(owners, default=-1) + 1)])]
    for number, (annotation, owner) in enumerate(written.links, len(pages)):
        nums += [number, owner]
        annotation["StructParent"] = number
        annotation["Contents"] = pydyf.String(describe_target(annotation))
    parent_tree = pydyf.Dictionary({"Nums": nums})
    pdf.add_object(parent_tree)
    root["ParentTree"], root["ParentTreeNextKey"] = parent_tree.reference, len(pages) + len(written.links)
    if written.names:
        pairs = sorted(written.names.items())
        rows = pydyf.Array(each for name, owner in pairs for each in (pydyf.String(name), owner))
        limits = pydyf.Array([pydyf.String(pairs[0][0]), pydyf.String(pairs[-1][0])])
        leaf = pydyf.Dictionary({"Limits": limits, "Names": rows})
        pdf.add_object(leaf)
        root["IDTree"] = pydyf.Dictionary({"Kids": pydyf.Array([leaf.reference])})
    pdf.catalog["StructTreeRoot"] = root.reference
    if written.anchors:
        _add_anchors(pdf.catalog["Names"]["Dests"], written.anchors)
    return written


def _add_anchors(tree: Any, anchors: Sequence[tuple[str, Any]]) -> None:
    """Add *anchors* to the name *tree*, whose names are in order (ISO 32000-1, 7.9.6)."""
    known = tree["Names"]
    rows = [(name.string, place) for name, place in zip(known[::2], known[1::2], strict=True)]
    known[:] = [
        part
        for name, place in sorted([*rows, *anchors], key=lambda row: row[0])
        for part in (pydyf.String(name), place)
    ]


def shorten(text: str) -> str:
    """*text*, cut to _MOST_CONTENTS characters."""
    return text if len(text) <= _MOST_CONTENTS else f"{text[:_MOST_CONTENTS]}…"


def _write_document(written: WrittenTree, trees: Sequence[PlacedTree], parent: str) -> str:
    """Write the one element around all *trees*; its reference. A section that goes on in the next tree is one."""
    result = pydyf.Dictionary({"Type": "/StructElem", "S": "/Document", "P": parent})
    written.pdf.add_object(result)
    kids = result["K"] = pydyf.Array()
    section, around = "", result
    for tree in trees:
        page = _first_page(tree.elements, tree.places)
        if page is not None:
            result.setdefault("Pg", written.pages[tree.places[page]].reference)
        for kid in tree.elements.kids:
            if not isinstance(kid, Element):
                continue
            if kid.section and kid.section == section:
                _go_on(written, kid, around, tree.places)
            elif (made := _write(written, kid, result.reference, tree.places)) is not None:
                section, around = kid.section, made
                kids.append(made.reference)
    reference: str = result.reference
    return reference


def _write(written: WrittenTree, element: Element, parent: str, places: Mapping[int, int]) -> Any | None:
    """Write *element*, and what is in it on those pages of its part that have *places* in the PDF.

    None where there is nothing to be listed in its parent: the rest of an article goes where it began.
    """
    if element.is_empty_on(places):
        return None
    if element.article in written.articles:
        _go_on(written, element, written.articles[element.article], places)
        return None
    if element.section and (rests := _rests_in(written, element, places)):
        for rest in rests:
            _write(written, rest, parent, places)
        return None
    result = pydyf.Dictionary({"Type": "/StructElem", "S": f"/{element.tag}", "P": parent, **element.entries})
    written.pdf.add_object(result)
    written.elements.append((element, result, places))
    if element.article:
        written.articles[element.article] = result
    if "ID" in element.entries:
        _write_name(written, result)
    page = _first_page(element, places)
    if page is not None:
        result["Pg"] = written.pages[places[page]].reference
    result["K"] = pydyf.Array()
    _write_kids(written, element, result, places)
    return result


def _go_on(written: WrittenTree, element: Element, begun: Any, places: Mapping[int, int]) -> None:
    """Write what is in *element* into the dictionary *begun*, of which it is a further piece."""
    written.elements.append((element, begun, places))
    _write_kids(written, element, begun, places)


def _rests_in(written: WrittenTree, section: Element, places: Mapping[int, int]) -> list[Element]:
    """What is in *section*, if it has nothing of its own: only what goes on articles that began before it."""
    elements = [kid for kid in section.kids if isinstance(kid, Element)]
    rests = [each for each in elements if each.article in written.articles or each.is_empty_on(places)]
    return rests if len(rests) == len(section.kids) else []


def _write_kids(written: WrittenTree, element: Element, result: Any, places: Mapping[int, int]) -> None:
    """Write what is in *element*, which is or goes on the dictionary *result*."""
    reference: str = result.reference
    kids = result["K"]
    for kid in _join_annotations(written, element.kids, places):
        if isinstance(kid, Element):
            if (made := _write(written, kid, reference, places)) is not None:
                kids.append(made.reference)
            continue
        there = written.pages[places[kid.page]].reference
        if isinstance(kid, Content):
            written.owners[places[kid.page]][kid.mcid] = reference
            row = pydyf.Dictionary({"Type": "/MCR", "Pg": there, "MCID": kid.mcid})
            kids.append(kid.mcid if there == result.get("Pg") else row)
            continue
        if isinstance(kid, Annotation):
            link = written.annotations[places[kid.page]][kid.link]
        else:
            link = _write_jump(written, kid, places)
        written.links.append((link, reference))
        kids.append(pydyf.Dictionary({"Type": "/OBJR", "Pg": there, "Obj": link.reference}))


def _first_page(element: Element, shown: Container[int]) -> int | None:
    """The page of the first content of *element*, of those *shown*."""
    for kid in element.kids:
        page = _first_page(kid, shown) if isinstance(kid, Element) else kid.page
        if page is not None and page in shown:
            return page
    return None


def _write_name(written: WrittenTree, element: Any) -> None:
    """Make the name of an *element* one of its own."""
    name = first = element["ID"].string
    number = 1
    while name in written.names:
        number += 1
        name = f"{first}-{number}"
    element["ID"] = pydyf.String(name)
    written.names[name] = element.reference


def _write_jump(written: WrittenTree, jump: Jump, places: Mapping[int, int]) -> Any:
    """Write the annotation of *jump*."""
    page = written.pages[places[jump.page]]
    area, dest = pydyf.Array(jump.area), pydyf.String(jump.target)
    if jump.name:
        left, _bottom, _right, top = jump.area
        place = pydyf.Array([page.reference, "/XYZ", left, top, 0])
        written.anchors.append((jump.name, place))
    link = pydyf.Dictionary({"Type": "/Annot", "Subtype": "/Link", "Rect": area, "F": 4, "Dest": dest})
    link["BS"] = pydyf.Dictionary({"W": 0})
    link["NM"] = pydyf.String(f"{NOTE_LINK}{jump.target}")
    written.pdf.add_object(link)
    page.setdefault("Annots", pydyf.Array()).append(link.reference)
    return link


def _join_annotations(
    written: WrittenTree, kids: Sequence[Element | Content | Annotation | Jump], places: Mapping[int, int]
) -> Iterator[Element | Content | Annotation | Jump]:
    """The *kids* on the pages that have *places*, with one annotation a page, which has a quadrilateral for each line.

    ISO 32000-1, 12.5.6.5. The annotations of the other lines go.
    """
    joined: dict[int, Any] = {}
    for kid in kids:
        if isinstance(kid, Element):
            yield kid
        elif kid.page not in places:
            continue
        elif not isinstance(kid, Annotation):
            yield kid
        elif (annotation := written.annotations[places[kid.page]].get(kid.link)) is None:
            continue
        elif kid.page not in joined:
            joined[kid.page] = annotation
            yield kid
        elif annotation is not joined[kid.page]:
            _join(joined[kid.page], annotation)
            written.pages[places[kid.page]]["Annots"].remove(annotation.reference)
            annotation.clear()


def _join(known: Any, more: Any) -> None:
    """Add the area of the annotation *more* to the one *known*."""
    points = [*known.get("QuadPoints", _quadrilateral(known["Rect"])), *_quadrilateral(more["Rect"])]
    known["QuadPoints"] = pydyf.Array(points)
    xs, ys = points[::2], points[1::2]
    known["Rect"] = pydyf.Array((min(xs), min(ys), max(xs), max(ys)))


def _quadrilateral(rectangle: Sequence[float]) -> list[float]:
    left, right = sorted(rectangle[::2])
    bottom, top = sorted(rectangle[1::2])
    return [left, top, right, top, left, bottom, right, bottom]
