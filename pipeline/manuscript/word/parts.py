"""The parts of a file of Word as trees of XML, and how they lead to one another: nothing is fetched from anywhere."""

import posixpath
import re
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from lxml import etree

from pipeline.i18n import _
from pipeline.manuscript.word.container import Container

Element: TypeAlias = etree._Element

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_M = "http://schemas.openxmlformats.org/officeDocument/2006/math"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
W, R, M, A = (f"{{{uri}}}" for uri in (_W, _R, _M, _A))
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
V = "{urn:schemas-microsoft-com:vml}"
O = "{urn:schemas-microsoft-com:office:office}"  # noqa: E741  # as the prefix is
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
_PACKAGE = "{http://schemas.openxmlformats.org/package/2006/relationships}"
# Files saved as “Strict Open XML” have other names for the same (ISO/IEC 29500-1 beside 29500-4).
_STRICT = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": _W.encode(),
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": _R.encode(),
    b"http://purl.oclc.org/ooxml/officeDocument/math": _M.encode(),
    b"http://purl.oclc.org/ooxml/drawingml/main": _A.encode(),
    b"http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing": WP[1:-1].encode(),
}
_WIDE = re.compile(rb"^(?:\xff\xfe|\xfe\xff|<\x00|\x00<)")
_DECLARATION = re.compile(r"^\ufeff?<\?xml[^>]*\?>")
_MAX_TAGS = 2_000_000  # a part of 15 MB has some 600,000
_OFF = ("0", "false", "off", "none")
MAIN = "word/document.xml"


class Link(NamedTuple):
    """Where a relation of a part leads: the name of a part, or an address outside of the file (*is_outside*)."""

    target: str
    kind: str
    is_outside: bool


@dataclass(frozen=True, slots=True)
class Part:
    """A part by its *name*: the *root* of its tree, and its *links* by their ids."""

    name: str
    root: Element
    links: dict[str, Link]


def read_part(container: Container, name: str) -> Part | None:
    """The part *name* of *container*; None where there is none. Raises ContentError for what isn't read."""
    root = _parse(container, name)
    return None if root is None else Part(name, root, _read_links(container, name))


def find_main(container: Container) -> str:
    """The name of the part with the text."""
    links = _read_links(container, "").values()
    return next((link.target for link in links if link.kind == "officeDocument" and not link.is_outside), MAIN)


def is_on(element: Element | None) -> bool:
    """Whether a property that is there or not is there, and not switched off (ISO/IEC 29500-1, 17.17.4)."""
    return element is not None and element.get(f"{W}val", "1").lower() not in _OFF


def value_of(parent: Element | None, name: str, default: str = "") -> str:
    """``w:val`` of the child *name* of *parent*; *default* where there is none."""
    child = parent.find(f"{W}{name}") if parent is not None else None
    return default if child is None else child.get(f"{W}val", default)


def number_of(text: str | None, default: int = 0) -> int:
    """*text* as a number; *default* where it is none, or one that nobody means."""
    found = re.fullmatch(r"\s*([+-]?\d{1,9})(?:\.\d*)?\s*", text or "")
    return int(found[1]) if found is not None else default


def _parse(container: Container, name: str) -> Element | None:
    data = container.read_part(name)
    if data is None:
        return None
    if _WIDE.match(data):
        data = _DECLARATION.sub("", data.decode("utf-16", "replace")).encode("utf-8", "replace")
    if b"<!DOCTYPE" in data:
        raise container.refusal(
            _("The part “{name}” defines entities, as no program of an office does.").format(name=name)
        )
    if data.count(b"<") > _MAX_TAGS:
        raise container.refusal(_("The part “{name}” has more than {limit} marks.").format(name=name, limit=_MAX_TAGS))
    if b"http://purl.oclc.org/ooxml/" in data:
        for strict, usual in _STRICT.items():
            data = data.replace(strict, usual)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        message = _("The part “{name}” is damaged, or nested too deeply.").format(name=name)
        raise container.refusal(message) from error


def _read_links(container: Container, name: str) -> dict[str, Link]:
    folder, file = posixpath.split(name)
    root = _parse(container, posixpath.join(folder, "_rels", f"{file}.rels"))
    links = {}
    for row in root.iter(f"{_PACKAGE}Relationship") if root is not None else ():
        is_outside = row.get("TargetMode") == "External"
        target = row.get("Target", "")
        if not is_outside:
            target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        links[row.get("Id", "")] = Link(target, row.get("Type", "").rpartition("/")[2], is_outside)
    return links
