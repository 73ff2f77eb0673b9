"""The structure tree of a tagged PDF, from the boxes that WeasyPrint has drawn (ISO 32000-1, 14.7 and 14.8).

Checked against WeasyPrint 70.0: pdf/tags.py. Whatever comes of one element of the HTML
is one structure element, however many pages, columns and lines it goes over. What repeats on pages is not in the tree.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import pydyf
from weasyprint.pdf import tags as weasyprint_tags

from pipeline.engine.composable import FORMULA
from pipeline.engine.html_elements import TAG
from pipeline.engine.resumable_part import TaggedBox
from pipeline.engine.structure_elements import Annotation, Content, Element, Jump

if TYPE_CHECKING:
    from pipeline.engine.html_elements import Elements

CALL = "-call"
"""Ends the name of the anchor at the call of a note, which begins with that of the note."""
_GROUPS = frozenset(
    ("Document", "Part", "Art", "Sect", "Div", "BlockQuote", "TOC", "TOCI", "L", "LI", "Table", "THead", "TBody", "TR")
)
"""Tags of elements that hold elements only: text that stands in them has a paragraph of its own."""
_TRANSPARENT = frozenset({"NonStruct", "Span"})
_TAGS = {"ruby": "Ruby", "rb": "RB", "rt": "RT"}  # which WeasyPrint does not know
_SHOWN = frozenset({"Figure", "Formula"})
"""Tags of what is told in other words than it shows; a formula may be in several pieces."""
_PARAGRAPHS = frozenset({"P", "H1", "H2", "H3", "H4", "H5", "H6"})  # a note called in one comes after it


class TagTree:
    """Builds the tree from laid-out pages, one after the other. *texts*: those of HTML elements, by their ids."""

    def __init__(self, elements: "Elements") -> None:
        """*elements*: those of the HTML."""
        self.document = Element(tag="Document")
        self.texts: dict[str, str] = {}
        self._sources = elements.list
        self._elements: dict[tuple[int, str], Element] = {}  # by the numbers of those of the HTML

    def add_page(self, number: int, found: Iterable[TaggedBox]) -> None:
        """Add the elements of a drawn page, the 0-based *number*, by the boxes *found* on it."""
        self._page = number
        around: list[Element] = [self.document]  # what the boxes that the next one stands in belong to
        for box in found:
            del around[box.depth + 1 :]
            if box.is_text:
                self._add_content(box, around[-1])
            else:
                around.append(self._add_box(box, around[-1]))

    def _add_box(self, box: TaggedBox, parent: Element) -> Element:
        """The element that *box* is of, in *parent*, with what leads to it and what it shows."""
        element = self._element_of(box, parent)
        if box.anchor and box.anchor not in element.names:
            element.names.append(box.anchor)
        if box.bookmark:
            element.bookmarks.append((self._page, box.bookmark))
        if box.link >= 0 and element.tag == "Link":
            element.kids.append(Annotation(self._page, box.link))
        if box.is_picture:
            if element.tag in _SHOWN:
                self._note_area(box, element)
            self._add_content(box, element)
        elif box.is_sign and element.tag == "Link":
            self._add_jump(box, element)
        return element

    def _note_area(self, box: TaggedBox, element: Element) -> None:
        """Note that *element* has the area of *box*, too; what goes over pages says none (ISO 32000-1, table 344)."""
        if element.pages[0] != self._page:
            element.entries.pop("A", None)
            return
        area = [box.left, box.bottom, box.right, box.top]
        known = element.entries.get("A")
        if known is not None:
            left, bottom, right, top = known["BBox"]
            area = [min(left, area[0]), min(bottom, area[1]), max(right, area[2]), max(top, area[3])]
        element.entries["A"] = pydyf.Dictionary({"O": "/Layout", "BBox": pydyf.Array(area)})

    def _add_jump(self, box: TaggedBox, link: Element) -> None:
        """A link from the call of a note to the note, or back."""
        note = self._sources[box.element].get("id")
        if note is None:
            return
        area = box.left, box.bottom, box.right, box.top
        call = f"{note}{CALL}"
        if box.name.endswith("::footnote-call"):
            link.kids.append(Jump(self._page, area, note, call))
            reference = link.parent or link
            reference.names.append(call)
        else:
            link.kids.append(Jump(self._page, area, call))

    def _add_content(self, box: TaggedBox, parent: Element) -> None:
        if box.mark < 0:
            return
        if parent.tag in _GROUPS:
            last = parent.kids[-1] if parent.kids else None
            is_white = box.is_white  # between two that stand in a line
            if isinstance(last, Element) and (last.is_loose or (is_white and last.tag in _PARAGRAPHS)):
                parent = last
            else:
                parent = parent.add("P")
                parent.is_loose = True
        parent.kids.append(Content(self._page, box.mark))

    def _element_of(self, box: TaggedBox, parent: Element) -> Element:
        """The structure element of *box*, found or made; *parent* itself where *box* makes none of its own."""
        number, name = box.element, box.name
        if number < 0 or name in ("html", "body") or box.is_holder or parent.tag == "Formula":
            return parent
        key, source = (number, name), self._sources[number]
        element = self._elements.get(key)
        if element is None:
            tag = _tag_of(box, source, name)
            if tag in _TRANSPARENT and not (tag == "Span" and source.get("lang") and "::" not in name):
                return parent
            element = self._elements[key] = self._place(source, number, tag, parent)
            self._describe(element, box, source)
            element.pages = (self._page, self._page)
        element.pages = (element.pages[0], self._page)
        if element.tag == "LI" and name == "li":
            return element.first("LBody") or element.add("LBody")
        return element

    def _place(self, source: Any, number: int, tag: str, parent: Element) -> Element:
        if tag == "Link":
            return _place_link(source, parent)
        if tag == "Reference":
            return parent.add("Reference").add("Link")
        if tag == "Lbl" and parent.tag == "Note":
            return parent.add("Lbl").add("Link")
        if tag == "Lbl" and parent.tag == "LBody" and parent.parent is not None:
            label = Element(tag="Lbl", parent=parent.parent)
            parent.parent.kids.insert(0, label)
            return label
        call = self._elements.get((number, f"{source.tag}::footnote-call")) if tag == "Note" else None
        around = call.parent if call is not None else None
        while around is not None and around.tag in ("Span", "Link", "Reference"):
            around = around.parent
        if around is None:
            return parent.add(tag)
        if around.tag in _PARAGRAPHS and around.parent is not None:
            return around.parent.add_after(around, tag)
        return around.add(tag)

    def _describe(self, element: Element, box: TaggedBox, source: Any) -> None:
        entries = element.entries
        if "::" in box.name:
            return
        element.section = source.get("data-section", "")
        element.article = source.get("data-slug", "") if element.tag == "Art" else ""
        if language := source.get("lang"):
            entries["Lang"] = pydyf.String(language)
        if identity := source.get("id"):
            self.texts.setdefault(identity, source.get("data-title") or _words_of(source))
        if element.tag in _SHOWN:
            entries["Alt"] = pydyf.String(source.get("alt") or "")
            element.mathml = source.get("data-mathml", "")
        elif element.tag in ("TH", "TD"):
            entries["A"] = pydyf.Dictionary({"O": "/Table"})
            if element.tag == "TH":
                entries["A"]["Scope"] = "/Row" if source.get("scope") == "row" else "/Column"
            for key, count in (("ColSpan", box.columns), ("RowSpan", box.rows)):
                if count != 1:
                    entries["A"][key] = count
        elif element.tag == "L" and box.name in ("ol", "ul"):
            numbering = "/Decimal" if box.name == "ol" else "/Disc"
            entries["A"] = pydyf.Dictionary({"O": "/List", "ListNumbering": numbering})
        elif element.tag == "Sect" and (title := source.get("data-title")):
            entries["T"] = pydyf.String(title)
        elif element.tag == "Note":
            entries["ID"] = pydyf.String(source.get("id") or "note")


def _tag_of(box: TaggedBox, source: Any, name: str) -> str:
    if name.endswith("::footnote-marker"):
        return "Lbl"
    if name.endswith("::footnote-call"):
        return "Reference"
    if "::" not in name and source.get(TAG):
        return str(source.get(TAG))
    if "::" not in name and "footnote" in source.get("class", "").split():
        return "Note"
    if name == "img" and source.get("class") == FORMULA:
        return "Formula"
    if box.is_stand_in:
        return "Div"  # holds the place of what stands elsewhere, whatever that is
    return _TAGS.get(name) or str(weasyprint_tags._get_pdf_tag(name))


def _words_of(source: Any) -> str:
    """What an element of the HTML is called where a link leads to it: its caption, or its text."""
    caption = source.find(".//caption")
    return " ".join("".join((source if caption is None else caption).itertext()).split())


def _place_link(source: Any, parent: Element) -> Element:
    """In lists of contents each link is the reference of an item, and an item has one, in however many pieces it is."""
    item = parent.add("TOCI") if parent.tag == "TOC" else parent
    around = item.parent if item.tag == "P" and item.parent is not None else item
    target = str(source.get("href", ""))
    reference = item
    if around.tag == "TOCI":
        reference = item.first("Reference") or item.add("Reference")
        known = reference.first("Link")
        if known is not None and known.target == target:
            return known
    link = reference.add("Link")
    link.target = target
    return link
