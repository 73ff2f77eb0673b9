"""The HTML of a part as a tree that tests can ask, refusing what is not properly nested."""

from collections.abc import Iterator
from html.parser import HTMLParser
from xml.etree.ElementTree import Element, TreeBuilder

VOID = {"meta", "img", "br", "link", "hr"}


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.builder = TreeBuilder()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.builder.start(tag, {name: value or "" for name, value in attrs})
        if tag in VOID:
            self.builder.end(tag)
        else:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag, f"</{tag}> closes what is not open"
        self.builder.end(tag)

    def handle_data(self, data: str) -> None:
        if self.open:
            self.builder.data(data)


def tree(html: str) -> Element:
    """Return the root of *html*, or of its only element. Fails where elements overlap or stay open."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    assert reader.open == []
    return reader.builder.close()


def having(root: Element, name: str) -> Iterator[Element]:
    """All elements of *root* with the class *name*, in order."""
    return (element for element in root.iter() if name in element.get("class", "").split())


def text(element: Element) -> str:
    """All text in *element*."""
    return "".join(element.itertext())


def shape(element: Element) -> tuple[object, ...]:
    """*element* as (tag, text or shape, …), without attributes: what stands in it, in order."""
    parts: list[object] = [element.tag]
    parts += [element.text] if element.text else []
    for child in element:
        parts += [shape(child)] + ([child.tail] if child.tail else [])
    return tuple(parts)
