"""Reads what a PDF carries beneath its pages (``file_layers``), from its objects, which ``intake`` opens."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.intake.kept_objects import is_reference
from pipeline.intake.links import tree_rows
from pipeline.intake.opened_pdf import OpenedPdf
from pipeline.pdf.text_strings import text_of
from pipeline.pdf.xmp import MAX_PACKET, property_text
from pipeline.regression.snapshot.file_layers import (
    BEGINNING,
    MOST_ATTACHMENTS,
    MOST_TAGS,
    Attachment,
    Bookmark,
    Face,
    FileLayers,
    Tag,
    digest_of,
    digest_of_words,
)
from pipeline.tags.elements import Content, Element, contents_in, walk
from pipeline.tags.tree_reading import read_tree

_LONGEST = 2_000  # characters of a title or an alternative text; of a longer one its digest stands behind
_MOST_INTENTS = 16
_DECLARED = (("PDF/A-", "pdfaid:part", "pdfaid:conformance"), ("PDF/UA-", "pdfuaid:part", ""))
_INFORMATION = (("Title", "dc:title"), ("Author", "dc:creator"), ("Subject", "dc:description"))
_PREFERENCES = ("/DisplayDocTitle", "/Direction")  # what else there is for viewers is taste

MarkedTexts = Mapping[tuple[int, int], str]  # page from 0, number of marked content → what it says, without spaces


@dataclass(frozen=True, slots=True)
class FoundBookmark:
    """An entry of the outline as pdfium has it: *view* is how its page is shown, *top* in the page's own units."""

    page: int
    is_open: bool
    view: str
    top: float | None


def read_layers(
    pdf: OpenedPdf, marked: MarkedTexts, bookmarks: Sequence[FoundBookmark], faces: tuple[Face, ...]
) -> FileLayers:
    """The layers of *pdf*; *marked* is what its marked content says; the rest is found already."""
    tags, is_cut = _tags(pdf, marked)
    xmp = _read_xmp(pdf)
    return FileLayers(
        properties=tuple(_properties(pdf, xmp)),
        standards=tuple(_standards(pdf, xmp)),
        attachments=tuple(_attachments(pdf)),
        units=tuple(_units(pdf)),
        bookmarks=tuple(_bookmark(pdf, each) for each in bookmarks),
        tags=tags,
        faces=faces,
        is_cut=is_cut,
    )


# --- tags ------------------------------------------------------------------------------------------------------------


def _tags(pdf: OpenedPdf, marked: MarkedTexts) -> tuple[tuple[Tag, ...], bool]:
    tree = read_tree(pdf)
    if tree is None:
        return (), False
    levels: dict[Element, int] = {}
    found: list[Tag] = []
    for element in walk(*tree.tops):
        if len(found) == MOST_TAGS:
            return tuple(found), True
        level = levels[element] = levels[element.parent] + 1 if element.parent is not None else 0
        found.append(_tag(element, level, marked))
    return tuple(found), tree.is_cut


def _tag(element: Element, level: int, marked: MarkedTexts) -> Tag:
    text = ""
    if any(isinstance(kid, Content) for kid in element.kids):
        text = "".join(marked.get((each.page, each.mcid), "") for each in contents_in(element) if not each.stream)
    said = {
        "Alt": element.alternative,
        "ActualText": element.actual,
        "Lang": element.language or None,
        "T": element.title or None,
        "E": element.expansion,
    }
    return Tag(
        level=level,
        kind=element.kind,
        page=-1 if element.page is None else element.page,
        text=text[:BEGINNING],
        digest=digest_of_words(text) if text else "",
        attributes=tuple(sorted((name, _shorten(value)) for name, value in said.items() if value is not None)),
    )


def _shorten(text: str) -> str:
    if len(text) <= _LONGEST:
        return text
    return f"{text[:_LONGEST]}… {digest_of(text.encode('utf-8', 'replace'))}"


# --- the file --------------------------------------------------------------------------------------------------------


def _read_xmp(pdf: OpenedPdf) -> str:
    data = pdf.stream(pdf.root.get("/Metadata"))
    return data.decode("utf-8", "replace") if data is not None and len(data) <= MAX_PACKET else ""


def _properties(pdf: OpenedPdf, xmp: str) -> Iterator[tuple[str, str]]:
    for name, declared in _INFORMATION:
        value = _text(pdf, pdf.information.get(f"/{name}")) or property_text(xmp, declared)
        if value:
            yield name, _shorten(value)
    if language := _text(pdf, pdf.root.get("/Lang")):
        yield "Lang", language
    preferences = pdf.dictionary(pdf.root.get("/ViewerPreferences"))
    for key in _PREFERENCES:
        value = pdf.value(preferences.get(key))
        if isinstance(value, bool | str):
            yield key[1:], str(value).removeprefix("/")


def _text(pdf: OpenedPdf, item: Any) -> str:
    value = pdf.value(item)
    return text_of(value[: 4 * _LONGEST]).strip() if isinstance(value, bytes) else ""


def _standards(pdf: OpenedPdf, xmp: str) -> Iterator[str]:
    for name, part, level in _DECLARED:
        if number := property_text(xmp, part):
            yield f"{name}{number}{property_text(xmp, level).lower() if level else ''}"[:64]
    press = property_text(xmp, "pdfxid:GTS_PDFXVersion") or _text(pdf, pdf.information.get("/GTS_PDFXVersion"))
    if press:
        yield press[:64]
    for item in pdf.array(pdf.root.get("/OutputIntents"))[:_MOST_INTENTS]:
        entries = pdf.dictionary(item)
        kind, name = pdf.value(entries.get("/S")), _text(pdf, entries.get("/OutputConditionIdentifier"))
        profile = pdf.stream(entries.get("/DestOutputProfile"))
        told = f"{kind[1:] if isinstance(kind, str) else '?'}: {name}"
        yield f"{told} ({digest_of(profile)})" if profile is not None else told


def _attachments(pdf: OpenedPdf) -> Iterator[Attachment]:
    names = pdf.dictionary(pdf.root.get("/Names"))
    rows = [item for _name, item in tree_rows(pdf.kept, names.get("/EmbeddedFiles"), "/Names")]
    seen: set[int] = set()
    found = []
    for item in (rows + pdf.array(pdf.root.get("/AF")))[:MOST_ATTACHMENTS]:
        if is_reference(item) and item.idnum in seen:
            continue
        seen |= {item.idnum} if is_reference(item) else set()
        entries = pdf.dictionary(item)
        held = pdf.dictionary(entries.get("/EF"))
        data = pdf.stream(held.get("/UF") or held.get("/F"))
        relation = pdf.value(entries.get("/AFRelationship"))
        found.append(
            Attachment(
                name=_text(pdf, entries.get("/UF")) or _text(pdf, entries.get("/F")),
                description=_shorten(_text(pdf, entries.get("/Desc"))),
                relation=relation[1:] if isinstance(relation, str) else "",
                digest="" if data is None else hashlib.sha256(data).hexdigest()[:12],
            )
        )
    yield from sorted(found, key=lambda each: (each.name, each.digest))


def _units(pdf: OpenedPdf) -> Iterator[tuple[int, float]]:
    for page in pdf.pages:
        if page.base[0] != 1.0:
            yield page.index, round(page.base[0], 4)


def _bookmark(pdf: OpenedPdf, found: FoundBookmark) -> Bookmark:
    if found.top is None or not 0 <= found.page < len(pdf.pages):
        return Bookmark(is_open=found.is_open, view=found.view, top=None)
    page = pdf.pages[found.page]
    cut = page.trim or page.find_box(page.entries.get("/CropBox"), pdf) or page.media
    top = cut[3] - (page.base[3] * found.top + page.base[5])
    return Bookmark(is_open=found.is_open, view=found.view, top=round(max(-1e6, min(1e6, top)), 1) + 0.0)
