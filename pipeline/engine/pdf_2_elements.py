"""The structure tree as PDF 2.0 and PDF/UA-2 have it (ISO 32000-2, 14.8; ISO 14289-2, 8.2.5).

Notes and their calls name one another, items of contents what they lead to, and a caption stands in its figure.
"""

from collections.abc import Iterator

import pydyf

from pipeline.engine.structure_elements import Element, Jump

NAMESPACE = "http://iso.org/pdf2/ssn"
OLDER_TAGS = frozenset({"Art", "BlockQuote", "Reference", "TOC", "TOCI"})
"""Tags that PDF 2.0 has not: they are those of PDF 1.7, which needs no name (ISO/TS 32005)."""
_GROUP = "Div"  # of what is shown with its caption


def in_pdf_2(element: Element, parent: Element | None = None) -> Element:
    """A copy of *element*, with all in it, in the terms of PDF 2.0."""
    made = Element(
        tag=element.tag,
        parent=parent,
        entries=dict(element.entries),
        target=element.target,
        is_loose=element.is_loose,
        pages=element.pages,
        names=element.names,
        bookmarks=element.bookmarks,
        mathml=element.mathml,
        section=element.section,
        article=element.article,
    )
    made.kids = [in_pdf_2(kid, made) if isinstance(kid, Element) else kid for kid in element.kids]
    _complete(made)
    return made


def _complete(element: Element) -> None:
    entries = element.entries
    if element.tag == "Note":
        element.tag = "FENote"
        entries["A"] = pydyf.Dictionary({"O": "/FENote", "NoteType": "/Footnote"})
        element.refers = [jump.target for jump in _jumps(element)]
    elif element.tag == "Reference":
        element.refers = [jump.target for jump in _jumps(element) if jump.name]
    elif element.tag == "TOCI":
        element.refers = list(dict.fromkeys(_targets(element)))
    elif element.tag == "L":
        entries.setdefault("A", pydyf.Dictionary({"O": "/List", "ListNumbering": "/Description"}))
    elif element.tag == _GROUP:
        _place_caption(element)


def _place_caption(group: Element) -> None:
    """Put the caption of *group* into what it is of; a group of several with one caption is a section."""
    caption = group.first("Caption")
    if caption is None:
        return
    figures = list(_figures(group))
    if len(figures) != 1:
        group.tag = "Sect"
        return
    (figure,) = figures
    is_before = group.kids.index(caption) == 0
    group.kids.remove(caption)
    figure.kids.insert(0 if is_before else len(figure.kids), caption)
    caption.parent = figure


def _figures(element: Element) -> Iterator[Element]:
    for kid in element.kids:
        if isinstance(kid, Element):
            yield from [kid] if kid.tag in ("Figure", "Formula", "Table") else _figures(kid)


def _jumps(element: Element) -> Iterator[Jump]:
    for kid in element.kids:
        if isinstance(kid, Jump):
            yield kid
        elif isinstance(kid, Element):
            yield from _jumps(kid)


def _targets(element: Element) -> Iterator[str]:
    """The names of the anchors that the links in *element* lead to."""
    if element.target:
        yield element.target.removeprefix("#")
    for kid in element.kids:
        if isinstance(kid, Element):
            yield from _targets(kid)
