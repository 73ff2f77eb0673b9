"""Drawings of Word: pictures, text boxes, and what of others (charts, SmartArt, embedded objects) has words."""

import re
from collections.abc import Callable, Iterator

from pipeline.i18n import _
from pipeline.manuscript.word.charts import C, read_chart, words_of
from pipeline.manuscript.word.container import Container
from pipeline.manuscript.word.ledger import Ledger
from pipeline.manuscript.word.manuscript import (
    WORD_ART,
    Block,
    ChartCall,
    Look,
    Paragraph,
    PictureCall,
    Place,
    TextBox,
    Words,
)
from pipeline.manuscript.word.parts import MC, WP, A, Element, M, O, Part, R, V, W, read_part

ReadBlocks = Callable[[Element], tuple[Block, ...]]
_READABLE = (f"{W}t", f"{A}t", f"{M}t", f"{A}blip", f"{V}imagedata", f"{V}textpath")
_DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
_NO_DESCRIPTION = re.compile(
    r"(?:[A-Za-z]:\\|/|https?:).*|.*\.(?:png|jpe?g|gif|bmp|tiff?|emf|wmf)|(?:图片|Picture|IMG)[ _]*\d*", re.IGNORECASE
)


def choose(alternatives: Element) -> tuple[Element | None, list[Element]]:
    """The one of *alternatives* (``mc:AlternateContent``) that is to be read: the first with anything in it that can
    be; and the others, which show the same in the way of other programs."""
    branches = [each for each in alternatives if each.tag in (f"{MC}Choice", f"{MC}Fallback")]
    chosen = next((each for each in branches if next(each.iter(*_READABLE), None) is not None), None)
    chosen = chosen if chosen is not None else (branches[0] if branches else None)
    return chosen, [each for each in branches if each is not chosen]


class GraphicReader:
    """Reads the drawings of one *part*; *read_blocks* reads what stands in a text box."""

    def __init__(self, part: Part, container: Container, ledger: Ledger, read_blocks: ReadBlocks) -> None:
        self._part, self._container, self._ledger, self._read_blocks = part, container, ledger, read_blocks

    def read(self, element: Element, place: Place) -> tuple[list[PictureCall | ChartCall], list[TextBox]]:
        """The pictures, the charts and the text boxes of *element*, a drawing in the paragraph at *place*."""
        pictures: list[PictureCall | ChartCall] = []
        boxes: list[TextBox] = []
        for found in self._find(element, place):
            if isinstance(found, TextBox):
                boxes.append(found)
            else:
                pictures.append(found)
        return pictures, boxes

    def _find(self, element: Element, place: Place, alt: str = "") -> Iterator[PictureCall | ChartCall | TextBox]:
        described = next((child for child in element if child.tag == f"{WP}docPr"), element)
        alt = next(filter(None, (_words_of(described.get(name)) for name in ("descr", "title", "alt"))), alt)
        for child in element:
            match child.tag:
                case tag if tag == f"{W}txbxContent":
                    yield TextBox(self._read_blocks(child), place)
                case tag if tag == f"{MC}AlternateContent":
                    chosen, others = choose(child)
                    if chosen is not None:
                        yield from self._find(chosen, place, alt)
                    for other in others:
                        self._ledger.leave_out("alternative", other, place)
                case tag if tag in (f"{A}blip", f"{V}imagedata"):
                    yield from self._picture(child, place, alt)
                case tag if tag == f"{V}textpath":
                    words = Words(child.get("string", ""), Look(size=22))
                    title = Paragraph(pieces=(words,), place=place, align="center", style=WORD_ART)
                    yield TextBox((title,), place)
                case tag if tag == f"{A}t":
                    yield TextBox((Paragraph(pieces=(Words(self._ledger.take(child), Look()),), place=place),), place)
                case tag if tag == f"{C}chart":
                    yield from self._chart(child, place)
                case tag if tag == f"{_DIAGRAM}relIds":
                    yield from self._diagram(child, place)
                case tag if tag == f"{O}OLEObject":
                    self._tell_object(child.get("ProgID", ""), place)
                case _:
                    yield from self._find(child, place, alt)

    def _picture(self, element: Element, place: Place, alt: str) -> Iterator[PictureCall]:
        ids = (element.get(name, "") for name in (f"{R}embed", f"{R}id", f"{R}pict", f"{R}link", f"{R}href"))
        links = [self._part.links[each] for each in ids if each in self._part.links]
        inside = next((link for link in links if not link.is_outside), None)
        if inside is not None:
            yield PictureCall(inside.target, alt or _words_of(element.get(f"{O}title")))
        elif links:
            message = _("A picture lies outside of the file, and is not fetched: {address}.")
            self._ledger.notice(message.format(address=links[0].target), place)

    def _chart(self, element: Element, place: Place) -> Iterator[ChartCall]:
        roots = self._roots(element)
        charts = [chart for root in roots if (chart := read_chart(root)) is not None]
        yield from charts
        if not charts:
            message = _("A chart of this kind can't be read: save it as a picture, or write it as ::: chart.")
            self._ledger.notice(message, place)
            if shown := " ".join(dict.fromkeys(word for root in roots for word in words_of(root) if word)):
                message = _("Words of a chart, which are not in the article: “{text}”")
                self._ledger.notice(message.format(text=shown), place)

    def _diagram(self, element: Element, place: Place) -> Iterator[TextBox]:
        """The words of a diagram (SmartArt), each node a paragraph."""
        nodes = [node for root in self._roots(element) for node in root.iter(f"{_DIAGRAM}pt")]
        texts = ["".join(each.text or "" for each in node.iter(f"{A}t")).strip() for node in nodes]
        paragraphs = tuple(Paragraph(pieces=(Words(text, Look()),), place=place) for text in texts if text)
        message = _("Of a diagram (SmartArt) the words are read, and not how they hang together: save it as a picture.")
        self._ledger.notice(message, place)
        if paragraphs:
            yield TextBox(paragraphs, place)

    def _roots(self, element: Element) -> list[Element]:
        """The parts that *element* leads to, each once."""
        ids = [value for name, value in element.attrib.items() if str(name).startswith(R)]
        names = dict.fromkeys(self._part.links[each].target for each in ids if each in self._part.links)
        parts = [read_part(self._container, name) for name in names if name.endswith(".xml")]
        return [part.root for part in parts if part is not None]

    def _tell_object(self, program: str, place: Place) -> None:
        if program.startswith(("Equation", "MathType")):
            message = _("An equation of {program} can't be read: write it in TeX, between $ and $.")
        else:
            message = _("An embedded object of {program} can't be read; what its picture shows is all there is.")
        self._ledger.notice(message.format(program=program or "OLE"), place)


def _words_of(description: str | None) -> str:
    """A *description* of a picture, unless it is a name that a program gave it."""
    text = " ".join((description or "").split())
    return "" if _NO_DESCRIPTION.fullmatch(text) else text
