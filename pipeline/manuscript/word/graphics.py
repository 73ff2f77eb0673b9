"""Drawings of Word: pictures, text boxes, and what of others (charts, SmartArt, embedded objects) has words."""

import re
from collections.abc import Callable, Iterator

from pipeline.i18n import _
from pipeline.manuscript.word.container import Container
from pipeline.manuscript.word.ledger import Ledger
from pipeline.manuscript.word.manuscript import Block, Look, Paragraph, PictureCall, Place, TextBox, Words
from pipeline.manuscript.word.parts import MC, WP, A, Element, M, O, Part, R, V, W, read_part

ReadBlocks = Callable[[Element], tuple[Block, ...]]
_READABLE = (f"{W}t", f"{A}t", f"{M}t", f"{A}blip", f"{V}imagedata", f"{V}textpath")
_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
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

    def read(self, element: Element, place: Place) -> tuple[list[PictureCall], list[TextBox]]:
        """The pictures and the text boxes of *element*, a drawing in the paragraph at *place*."""
        pictures: list[PictureCall] = []
        boxes: list[TextBox] = []
        for found in self._find(element, place):
            (boxes if isinstance(found, TextBox) else pictures).append(found)  # type: ignore[arg-type]
        return pictures, boxes

    def _find(self, element: Element, place: Place, alt: str = "") -> Iterator[PictureCall | TextBox]:
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
                    yield TextBox((Paragraph(pieces=(words,), place=place),), place)
                case tag if tag == f"{A}t":
                    yield TextBox((Paragraph(pieces=(Words(self._ledger.take(child), Look()),), place=place),), place)
                case tag if tag in (f"{_CHART}chart", f"{_DIAGRAM}relIds"):
                    self._tell_diagram(child, place)
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

    def _tell_diagram(self, element: Element, place: Place) -> None:
        """Note that a chart or a diagram can't be read, with its words."""
        ids = [value for name, value in element.attrib.items() if str(name).startswith(R)]
        for name in (self._part.links[each].target for each in ids if each in self._part.links):
            part = read_part(self._container, name) if name.endswith(".xml") else None
            words = part.root.iter(f"{A}t", f"{_CHART}v") if part is not None else ()
            self._ledger.omit("diagram", " ".join(dict.fromkeys(each.text or "" for each in words)), place)
        message = _("A chart or diagram of Word can't be read: save it as a picture, or write it as ::: chart.")
        self._ledger.notice(message, place)

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
