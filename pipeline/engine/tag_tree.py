"""The structure tree of a tagged PDF, from the boxes that WeasyPrint has drawn (ISO 32000-1, 14.7 and 14.8).

Checked against WeasyPrint 70.0: pdf/tags.py, formatting_structure/boxes.py. Whatever comes of one element of the HTML
is one structure element, however many pages, columns and lines it goes over. What repeats on pages is not in the tree.
"""

from typing import TYPE_CHECKING, Any

import pydyf
from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder
from weasyprint.pdf import tags as weasyprint_tags

from pipeline.engine.composable import is_formula
from pipeline.engine.html_elements import TAG
from pipeline.engine.set_aside import CALLS
from pipeline.engine.structure_elements import Annotation, Content, Element, Jump

if TYPE_CHECKING:
    from pipeline.engine.html_elements import Elements
    from pipeline.engine.rendering import RenderedPage

REPEATED = "is_repeated"
"""Attribute of boxes that show again what stands in the tree already: the head of a table where it goes on."""
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
_ASCENT = 0.88  # of an em of the sign of a note
_POINTS = 0.75  # a CSS px


class TagTree:
    """Builds the tree from laid-out pages, one after the other. *texts*: those of HTML elements, by their ids."""

    def __init__(self, elements: "Elements") -> None:
        """*elements*: those of the HTML."""
        self.document = Element(tag="Document")
        self.texts: dict[str, str] = {}
        self._sources = elements.list
        self._elements: dict[tuple[int, str], Element] = {}  # by the numbers of those of the HTML

    def add_page(self, number: int, rendered: "RenderedPage") -> None:
        """Add the elements of a drawn page, the 0-based *number*."""
        page, self._numbers = rendered.page, rendered.elements.numbers
        self._artifacts = rendered.elements.artifacts
        self._page, self._tags, self._links = number, dict(rendered.tags), rendered.links
        self._width, self._height = page.width, page.height
        self._matrix: Any = None
        self._walk(page._page_box, self.document)

    def _walk(self, box: Any, parent: Element) -> None:
        if isinstance(box, AbsolutePlaceholder):
            box = box._box
        if isinstance(box, boxes.MarginBox) or getattr(box, REPEATED, False) or id(box.element) in self._artifacts:
            return
        if isinstance(box, boxes.TextBox):
            self._add_content(box, parent)
            return
        element = self._element_of(box, parent)
        self._note_places(box, element)
        if id(box) in self._links and element.tag == "Link":
            element.kids.append(Annotation(self._page, self._links[id(box)]))
        if element.tag == "Link" and isinstance(box, boxes.InlineBox) and "::footnote-" in box.element_tag:
            self._add_jump(box, element)
        if isinstance(box, boxes.ReplacedBox):
            if element.tag in _SHOWN:
                self._note_area(box, element)
            self._add_content(box, element)
        around = self._matrix
        self._matrix = box.transformation_matrix or around  # nothing that is turned stands in something turned
        for child in getattr(box, "children", ()):
            self._walk(child, element)
        self._matrix = around

    def _note_places(self, box: Any, element: Element) -> None:
        """Note what leads to *box*: it leads to *element*."""
        style = box.style
        if (anchor := style["anchor"]) and anchor not in element.names:
            element.names.append(anchor)
        if box.bookmark_label and style["bookmark_level"] != "none":
            element.bookmarks.append((self._page, box.bookmark_label))

    def _area(self, left: float, top: float, width: float, height: float) -> list[float]:
        """What is told in px from the top left corner in pt from the lower left one; what is on the page of it."""
        corners = [(x, y) for x in (left, left + width) for y in (top, top + height)]
        if self._matrix is not None:
            corners = [self._matrix.transform_point(x, y) for x, y in corners]
        across, down = zip(*corners, strict=True)
        least = max(0, min(across)), max(0, self._height - max(down))
        most = min(self._width, max(across)), min(self._height, self._height - min(down))
        return [_POINTS * each for each in (*least, *most)]

    def _note_area(self, box: Any, element: Element) -> None:
        """Note that *element* has the area of *box*, too; what goes over pages says none (ISO 32000-1, table 344)."""
        if element.pages[0] != self._page:
            element.entries.pop("A", None)
            return
        area = self._area(box.content_box_x(), box.content_box_y(), box.width, box.height)
        known = element.entries.get("A")
        if known is not None:
            left, bottom, right, top = known["BBox"]
            area = [min(left, area[0]), min(bottom, area[1]), max(right, area[2]), max(top, area[3])]
        element.entries["A"] = pydyf.Dictionary({"O": "/Layout", "BBox": pydyf.Array(area)})

    def _add_jump(self, box: Any, link: Element) -> None:
        """A link from the call of a note to the note, or back."""
        size = box.style["font_size"]  # not the height of the box, whose lines have none
        base = self._height - box.position_y - box.baseline
        left, top = _POINTS * box.position_x, _POINTS * (base + _ASCENT * size)
        area = (left, top - _POINTS * size, left + _POINTS * box.width, top)
        note = box.element.get("id")
        if note is None:
            return
        call = f"{note}{CALL}"
        if box.element_tag.endswith("::footnote-call"):
            link.kids.append(Jump(self._page, area, note, call))
            reference = link.parent or link
            reference.names.append(call)
        else:
            link.kids.append(Jump(self._page, area, call))

    def _add_content(self, box: Any, parent: Element) -> None:
        content = self._tags.pop(box, None)
        if content is None:
            return
        if parent.tag in _GROUPS:
            last = parent.kids[-1] if parent.kids else None
            is_white = not getattr(box, "text", "-").strip()  # between two that stand in a line
            if isinstance(last, Element) and (last.is_loose or (is_white and last.tag in _PARAGRAPHS)):
                parent = last
            else:
                parent = parent.add("P")
                parent.is_loose = True
        parent.kids.append(Content(self._page, content["mcid"]))

    def _element_of(self, box: Any, parent: Element) -> Element:
        """The structure element of *box*, found or made; *parent* itself where *box* makes none of its own."""
        number, name = self._numbers.get(id(box.element)), box.element_tag
        if number is None or name in ("html", "body"):
            return parent
        if isinstance(box, boxes.PageBox | boxes.FootnoteAreaBox | boxes.LineBox) or parent.tag == "Formula":
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

    def _describe(self, element: Element, box: Any, source: Any) -> None:
        entries = element.entries
        if "::" in box.element_tag:
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
            for key, count in (("ColSpan", box.colspan), ("RowSpan", box.rowspan)):
                if count != 1:
                    entries["A"][key] = count
        elif element.tag == "L" and box.element_tag in ("ol", "ul"):
            numbering = "/Decimal" if box.element_tag == "ol" else "/Disc"
            entries["A"] = pydyf.Dictionary({"O": "/List", "ListNumbering": numbering})
        elif element.tag == "Sect" and (title := source.get("data-title")):
            entries["T"] = pydyf.String(title)
        elif element.tag == "Note":
            entries["ID"] = pydyf.String(source.get("id") or "note")


def _tag_of(box: Any, source: Any, name: str) -> str:
    if name.endswith("::footnote-marker"):
        return "Lbl"
    if name.endswith("::footnote-call"):
        return "Reference"
    if "::" not in name and source.get(TAG):
        return str(source.get(TAG))
    if "::" not in name and "footnote" in source.get("class", "").split():
        return "Note"
    if is_formula(box):
        return "Formula"
    if hasattr(box, CALLS):
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
