"""The structure tree as objects of a PDF: elements, the parent tree, and the annotations of links."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import pydyf

from pipeline.engine.tag_tree import Annotation, Content, Element, Jump, TagTree
from pipeline.pdf.note_links import NOTE_LINK

_MOST_CONTENTS = 80  # characters of a link's description


@dataclass(kw_only=True)
class _Written:
    """What has been written: *owners* of marked content by page and number, *links* with their elements, *names* of
    elements, *anchors* to be added."""

    pdf: Any
    pages: Sequence[Any]
    owners: list[dict[int, str]]
    links: list[tuple[Any, str]] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    anchors: list[tuple[str, Any]] = field(default_factory=list)


def write_tag_tree(pdf: Any, tree: TagTree, pages: Sequence[Any], describe_target: Callable[[Any], str]) -> None:
    """Write *tree* into *pdf*; *pages* are its page dictionaries in order.

    *describe_target* says in words where the link of an annotation leads.
    """
    root = pydyf.Dictionary({"Type": "/StructTreeRoot"})
    pdf.add_object(root)
    written = _Written(pdf=pdf, pages=pages, owners=[{} for _page in pages])
    root["K"] = pydyf.Array([_write(written, tree.document, root.reference)])
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


def _write(written: _Written, element: Element, parent: str) -> str:
    """Write *element* and what is in it; its reference."""
    _join_annotations(element, written.pages)
    result = pydyf.Dictionary({"Type": "/StructElem", "S": f"/{element.tag}", "P": parent, **element.entries})
    written.pdf.add_object(result)
    reference: str = result.reference
    if "ID" in element.entries:
        written.names[element.entries["ID"].string] = reference
    page = element.page
    if page is not None:
        result["Pg"] = written.pages[page].reference
    kids = result["K"] = pydyf.Array()
    for kid in element.kids:
        if isinstance(kid, Element):
            if not kid.is_empty:
                kids.append(_write(written, kid, reference))
            continue
        there = written.pages[kid.page].reference
        if isinstance(kid, Annotation | Jump):
            link = kid.written if isinstance(kid, Annotation) else _write_jump(written, kid)
            written.links.append((link, reference))
            kids.append(pydyf.Dictionary({"Type": "/OBJR", "Pg": there, "Obj": link.reference}))
        else:
            written.owners[kid.page][kid.mcid] = reference
            row = pydyf.Dictionary({"Type": "/MCR", "Pg": there, "MCID": kid.mcid})
            kids.append(kid.mcid if kid.page == page else row)
    return reference


def _write_jump(written: _Written, jump: Jump) -> Any:
    """Write the annotation of *jump*."""
    area, dest = pydyf.Array(jump.area), pydyf.String(jump.target)
    if jump.name:
        left, _bottom, _right, top = jump.area
        place = pydyf.Array([written.pages[jump.page].reference, "/XYZ", left, top, 0])
        written.anchors.append((jump.name, place))
    link = pydyf.Dictionary({"Type": "/Annot", "Subtype": "/Link", "Rect": area, "F": 4, "Dest": dest})
    link["BS"] = pydyf.Dictionary({"W": 0})
    link["NM"] = pydyf.String(f"{NOTE_LINK}{jump.target}")
    written.pdf.add_object(link)
    written.pages[jump.page].setdefault("Annots", pydyf.Array()).append(link.reference)
    return link


def _join_annotations(element: Element, pages: Sequence[Any]) -> None:
    """Make one annotation a page of those of *element*, with a quadrilateral for each line (ISO 32000-1, 12.5.6.5)."""
    first: dict[int, Any] = {}
    kept: list[Element | Content | Annotation | Jump] = []
    for kid in element.kids:
        if not isinstance(kid, Annotation):
            kept.append(kid)
        elif kid.page not in first:
            first[kid.page] = kid.written
            kept.append(kid)
        elif kid.written is not first[kid.page]:
            known, more = first[kid.page], kid.written
            known["QuadPoints"] = pydyf.Array(
                [*known.get("QuadPoints", _quadrilateral(known["Rect"])), *_quadrilateral(more["Rect"])]
            )
            points = [*known["QuadPoints"]]
            xs, ys = points[::2], points[1::2]
            known["Rect"] = pydyf.Array((min(xs), min(ys), max(xs), max(ys)))
            pages[kid.page]["Annots"].remove(more.reference)
            more.clear()
    element.kids[:] = kept


def _quadrilateral(rectangle: Sequence[float]) -> list[float]:
    left, right = sorted(rectangle[::2])
    bottom, top = sorted(rectangle[1::2])
    return [left, top, right, top, left, bottom, right, bottom]
