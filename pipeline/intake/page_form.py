"""A page of any PDF as a form that another PDF draws (ISO 32000-1, 8.10): tamed, with its own fonts and colours.

What belongs to the file and not to the look of the page is gone: tags and marked content, actions, scripts, links,
attached files. What can't be taken over so that the page looks the same is told as the reason why.
"""

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.errors import BindingError
from pipeline.i18n import _
from pipeline.intake.tamed_pdf import TamedPdf, take_in
from pipeline.pdf.content_tokens import BrokenContentError, located_operations
from pipeline.pdf.objects import (
    DictionaryObject,
    FloatObject,
    IndirectObject,
    NameObject,
    catalogue_of,
    object_of,
    parse_object,
    reference,
    resolve,
    write_object,
)
from pipeline.pdf.places import Box
from pipeline.pdf.raw_pdf import RawPdf, decode_stream, references
from pipeline.pdf.stream_decoding import Decoder, UndecodableError, filters_of

_MARKS = frozenset({b"BMC", b"BDC", b"EMC", b"MP", b"DP"})
# What refers to tags and layers of the file; /Interpolate and /CIDSet, which PDF/A wants not there or without a fault.
_DROPPED = frozenset({"/StructParent", "/StructParents", "/OC", "/Interpolate", "/CIDSet", "/CharSet"})
_PROFILE = re.compile(rb"/ICCBased (\d+) 0 R")  # as `write_object` writes it
_LEVEL = 9
_DIGITS = 10
_WORD_OF_FILES = b"endobj"  # by which a finished file is sliced


class NoFormError(Exception):
    """The page can't be drawn as a form and look the same; the reason is told in words, to follow a colon."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageForm:
    """A page as the form that is the root of *pdf*; its matrix brings the box that is drawn to the unit square.

    *filters*: how streams are compressed. *profiles*: the ICC profiles of its colours. *has_text_unknown*: a font does
    not say which characters its glyphs are.
    """

    pdf: RawPdf
    filters: frozenset[str]
    profiles: tuple[bytes, ...]
    has_text_unknown: bool


def take_form(path: Path, index: int, box: Box, *, is_transparent: bool) -> PageForm:
    """The page with the 0-based *index* of the PDF *path*, up to *box*, in units of the page from its own origin.

    Groups are kept of a page that *is_transparent* only. Raises NoFormError, and FileAccessError when the file can't be
    read.
    """
    try:
        tamed = take_in(path, "placed")
    except BindingError as error:
        raise NoFormError(_("its objects are damaged")) from error
    if tamed.lacks_something:
        raise NoFormError(_("its content is damaged"))
    try:
        return _Taking(tamed, is_transparent).take(index, box)
    except (BrokenContentError, UndecodableError) as error:
        raise NoFormError(_("its content is damaged")) from error


class _Taking:
    """The way of one page out of *tamed*."""

    def __init__(self, tamed: TamedPdf, is_transparent: bool) -> None:
        self.tamed, self.source, self.is_transparent = tamed, tamed.pdf, is_transparent
        self.decoder = Decoder(sum(map(len, tamed.pdf.streams.values())))
        self.result = RawPdf(max(tamed.pdf.bodies) + 1)

    def take(self, index: int, box: Box) -> PageForm:
        """The form. Raises NoFormError, BrokenContentError, UndecodableError."""
        page = object_of(self.source, self.tamed.pages[index].number)
        self._require_plain(page, index)
        content = b"\n".join(decode_stream(self.source, each.idnum) for each in page["/Contents"])
        form = {"/Type": NameObject("/XObject"), "/Subtype": NameObject("/Form"), "/BBox": _numbers(*box)}
        width, height = box[2] - box[0], box[3] - box[1]
        form["/Matrix"] = _numbers(1 / width, 0, 0, 1 / height, -box[0] / width, -box[1] / height)
        form["/Resources"] = page.raw_get("/Resources")
        if "/Group" in page:
            form["/Group"] = page.raw_get("/Group")
        self._put_stream(self.result.root, DictionaryObject(_names(form)), content)
        waiting = references(self.result.bodies[self.result.root])
        while waiting:
            number = waiting.pop()
            if number not in self.result.bodies and number in self.source.bodies:
                self._carry(number)
                waiting += references(self.result.bodies[number])
        return PageForm(
            pdf=self.result,
            filters=frozenset(
                name for number in self.result.streams for name, _how in filters_of(self._entries(number))
            ),
            profiles=tuple(self._profiles()),
            has_text_unknown=any(map(_is_unknown, self._fonts())),
        )

    def _require_plain(self, page: DictionaryObject, index: int) -> None:
        if "/OCProperties" in catalogue_of(self.source):
            raise NoFormError(_("it has layers"))
        held = resolve(self.source, page, "/Annots") or []
        notes = (each if isinstance(each, DictionaryObject) else object_of(self.source, each.idnum) for each in held)
        if any(note.get("/Subtype") != "/Link" for note in notes):
            raise NoFormError(_("it has notes or fields of a form"))
        if self.tamed.pages[index].unit != 1:
            raise NoFormError(_("it is measured in units of its own"))

    def _carry(self, number: int) -> None:
        body = parse_object(self.source.bodies[number])
        if number not in self.source.streams:
            self._put(number, self._clean(body))
            return
        data = self.source.streams[number]
        if body.get("/Subtype") == "/Form" or body.get("/PatternType") == 1:
            content = self.decoder.decode(body, data)
            kept = {key: body.raw_get(key) for key in body if key not in ("/Filter", "/DecodeParms", "/DP")}
            self._put_stream(number, DictionaryObject(kept), content)
            return
        self._put(number, self._clean(body))
        self.result.streams[number] = data

    def _put_stream(self, number: int, entries: DictionaryObject, content: bytes) -> None:
        body = self._clean(entries)
        body[NameObject("/Filter")] = NameObject("/FlateDecode")
        self._put(number, body)
        self.result.streams[number] = zlib.compress(_without_marks(content), _LEVEL)

    def _put(self, number: int, value: Any) -> None:
        body = write_object(value)
        if _WORD_OF_FILES in body:
            raise NoFormError(_("its objects are damaged"))
        self.result.bodies[number] = body

    def _clean(self, value: Any) -> Any:
        """*value* without what is dropped. Raises NoFormError for what would look otherwise on another page."""
        if isinstance(value, list):
            return [self._clean(each) for each in value]
        if not isinstance(value, dict):
            return value
        if value.get("/Type") == "/ExtGState" and ("/TR" in value or value.get("/TR2", "/Default") != "/Default"):
            raise NoFormError(_("it has curves for a press of its own"))
        entries = value.raw_get if isinstance(value, DictionaryObject) else value.__getitem__
        dropped = _DROPPED if self.is_transparent else {*_DROPPED, "/Group"}
        kept = DictionaryObject({key: self._clean(entries(key)) for key in value if key not in dropped})
        if kept.get("/Subtype") == "/CIDFontType2":  # PDF/A wants it said (ISO 19005-2, 6.2.11.3.2)
            kept.setdefault(NameObject("/CIDToGIDMap"), NameObject("/Identity"))
        return kept

    def _entries(self, number: int) -> Any:
        return object_of(self.result, number)

    def _profiles(self) -> Iterator[bytes]:
        found = (int(digits) for body in self.result.bodies.values() for digits in _PROFILE.findall(body))
        for number in dict.fromkeys(found):
            yield self.decoder.decode(self._entries(number), self.result.streams.get(number, b""))

    def _fonts(self) -> Iterator[DictionaryObject]:
        for number in self.result.bodies:
            value = object_of(self.result, number)
            if isinstance(value, DictionaryObject) and value.get("/Type") == "/Font":
                yield value


def _is_unknown(font: DictionaryObject) -> bool:
    """Whether *font* does not say which characters its glyphs are (ISO 32000-1, 9.10.2)."""
    if str(font.get("/Subtype")).startswith("/CIDFont") or "/ToUnicode" in font:
        return False
    return font.get("/Subtype") not in ("/Type1", "/TrueType") or not isinstance(font.get("/Encoding"), str)


def calibrate(form: RawPdf, profile: bytes) -> RawPdf:
    """*form* with the ICC *profile* for its DeviceCMYK (ISO 32000-1, 8.6.5.6), as PDF/A wants it."""
    result = RawPdf(form.root, dict(form.bodies), dict(form.streams))
    number = max(form.bodies) + 1
    result.bodies[number] = b"<</N 4/Filter/FlateDecode>>"
    result.streams[number] = zlib.compress(profile, _LEVEL)
    space = [NameObject("/ICCBased"), reference(number)]
    shared: set[int] = set()
    for each in form.bodies:
        value = parse_object(form.bodies[each])
        held = value.raw_get("/Resources") if isinstance(value, DictionaryObject) and "/Resources" in value else None
        if isinstance(held, IndirectObject):
            shared.add(held.idnum)
        elif held is not None:
            value[NameObject("/Resources")] = _with_space(form, held, space)
            result.bodies[each] = write_object(value)
    for each in shared & form.bodies.keys():
        result.bodies[each] = write_object(_with_space(form, parse_object(form.bodies[each]), space))
    return result


def _with_space(pdf: RawPdf, resources: DictionaryObject, space: list[Any]) -> DictionaryObject:
    known = resolve(pdf, resources, "/ColorSpace") or {}
    entries = known.raw_get if isinstance(known, DictionaryObject) else known.__getitem__
    spaces = {key: entries(key) for key in known} | {NameObject("/DefaultCMYK"): space}
    return DictionaryObject(
        {key: resources.raw_get(key) for key in resources} | {NameObject("/ColorSpace"): DictionaryObject(spaces)}
    )


def _without_marks(content: bytes) -> bytes:
    """*content* without marked content, whose tags are those of another file. Raises BrokenContentError."""
    if not any(mark in content for mark in _MARKS):
        return content
    located = located_operations(content)
    return b"".join(content[start:end] for start, end, operator, _operands in located if operator not in _MARKS)


def _numbers(*values: float) -> list[Any]:
    return [FloatObject(round(value, _DIGITS)) for value in values]


def _names(entries: dict[str, Any]) -> dict[NameObject, Any]:
    return {NameObject(key): value for key, value in entries.items()}
