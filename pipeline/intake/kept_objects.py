"""What of a legacy PDF is kept: objects tamed and put into a RawPdf, with all that they refer to.

Whoever puts an object decides what it holds (pages, annotations, outline, tags); what is only referred to (resources:
faces, images, forms, colour spaces) is carried as it stands, without what could do something or leads out of the file.
"""

import re
import zlib
from dataclasses import dataclass, field
from typing import Any, TypeGuard

from pipeline.i18n import _
from pipeline.intake.content_state import state_of
from pipeline.intake.findings import Findings
from pipeline.intake.legacy_objects import DamagedError, LegacyObjects, TooMuchError
from pipeline.pdf.content_tokens import BrokenContentError, readable_beginning
from pipeline.pdf.object_syntax import MAX_INTEGER, UnreadableError
from pipeline.pdf.objects import ByteStringObject, IndirectObject, NameObject, Written, write_object
from pipeline.pdf.raw_pdf import RawPdf, references
from pipeline.pdf.stream_decoding import ExcessiveError, UndecodableError, filters_of, is_whole_but_for_checksum

_PARENT_KEYS = ("/StructParent", "/StructParents")
# Of a stream: where its data are in another file (ISO 32000-1, table 5).
_EXTERNAL = ("/F", "/FFilter", "/FDecodeParms")
# Of forms and images: private data, previews for print, history, tags of their own (ISO 32000-1, tables 89 and 95).
_NOT_KEPT = ("/PieceInfo", "/Metadata", "/OPI", "/LastModified", "/AF", "/Alternates", "/PS", "/Subtype2", "/Ref")
_EMPTY_FORM = {
    NameObject("/Type"): NameObject("/XObject"),
    NameObject("/Subtype"): NameObject("/Form"),
    NameObject("/BBox"): [0, 0, 0, 0],
}
_FACES = frozenset({"/Length1", "/Length2"})  # ISO 32000-1, table 127
_FACE_KINDS = frozenset({"/Type1C", "/CIDFontType0C", "/OpenType"})  # table 126
_ONE_BYTE = re.compile(rb"[/<>\[\]{}%]")
_MOST_OVERLAP = 100  # tiles of a pattern that lie on each other in one direction; those of drawings touch
_MOST_FONTS = 20_000
# Bytes of content of forms and patterns that are looked into, altogether: what takes some three seconds.
_MOST_LOOKED_AT = 64 << 20


@dataclass(kw_only=True)
class KeptObjects:
    """Puts objects of *legacy* into *pdf*. *parent_keys*: those of the parent tree, None as long as there is none.

    *elements* are numbers of structure elements. *fonts* collects the font dictionaries that are met.
    """

    legacy: LegacyObjects
    pdf: RawPdf
    findings: Findings
    parent_keys: frozenset[int] = frozenset()
    elements: set[int] = field(default_factory=set)
    fonts: list[dict[str, Any]] = field(default_factory=list)
    has_lzw: bool = False
    _glyphs: set[int] = field(default_factory=set)  # procedures of Type 3 fonts
    _looked_at: int = 0

    def value(self, item: Any) -> Any:
        """*item*, or what it refers to; None for what can't be read."""
        try:
            return self.legacy.value(item)
        except UnreadableError:
            return None

    def needed_value(self, item: Any) -> Any:
        """*item*, or what it refers to; None, counted, for what can't be read and is done without.

        Raises UnreadableError unless that is tolerated.
        """
        try:
            return self.legacy.value(item)
        except UnreadableError:
            if not self.legacy.is_tolerant:
                raise
            self.findings.counts["unreadable"] += 1
            return None

    def dictionary(self, item: Any) -> dict[str, Any]:
        """The dictionary that *item* is or refers to; an empty one if it is none."""
        found = self.value(item)
        return found if isinstance(found, dict) else {}

    def array(self, item: Any) -> list[Any]:
        """The array that *item* is or refers to; an empty one if it is none."""
        found = self.value(item)
        return found if isinstance(found, list) else []

    def numbers(self, item: Any, count: int) -> list[float] | None:
        """*count* numbers; None if *item* is no array of so many."""
        rows = [self.value(each) for each in self.array(item)[: count + 1]]
        if len(rows) != count or not all(isinstance(row, int | float) and not isinstance(row, bool) for row in rows):
            return None
        return [float(row) for row in rows]

    def put(self, number: int, value: Any, data: bytes | None = None, *, is_element: bool = False) -> None:
        """Put the object *number*; *data* is what its stream holds."""
        self.pdf.bodies[number] = write_object(self.tame(value, is_element=is_element))
        if data is not None:
            self.pdf.streams[number] = data

    def add(self, value: Any, data: bytes | None = None) -> int:
        """Put an object that the file has not; returns its number."""
        number = self.legacy.new_number()
        self.put(number, value, data)
        return number

    def tame(self, value: Any, *, is_element: bool = False) -> Any:
        """*value* with keys into the parent tree that are there, and strings that can't be taken for anything else."""
        if isinstance(value, ByteStringObject) and _ONE_BYTE.search(value):
            return Written(b"<%s>" % value.hex().upper().encode("ascii"))
        if isinstance(value, list):
            return [self.tame(each) for each in value]
        if not isinstance(value, dict):
            return value
        if value.get("/Type") == "/Font" and len(self.fonts) < _MOST_FONTS:
            self.fonts.append(value)
        if "/CharProcs" in value:
            glyphs = self.dictionary(value["/CharProcs"]).values()
            self._glyphs |= {each.idnum for each in glyphs if is_reference(each)}
        result = {}
        for key, each in value.items():
            if key in _PARENT_KEYS and not self._is_parent_key(each):
                continue
            if key == "/Type" and each == "/StructElem" and not is_element:
                continue
            result[key] = self.tame(each)
        return result

    def _is_parent_key(self, value: Any) -> bool:
        return type(value) is int and 0 <= value < MAX_INTEGER and value in self.parent_keys

    def carry_rest(self) -> None:
        """Put all that is referred to by what was put. Raises DamagedError when something of it can't be read."""
        waiting = [number for body in self.pdf.bodies.values() for number in references(body)]
        while waiting:
            number = waiting.pop()
            if number in self.pdf.bodies:
                continue
            self._carry(number)
            waiting += references(self.pdf.bodies[number])

    def _carry(self, number: int) -> None:
        try:
            value, data = self.legacy.read(number)
        except UnreadableError as error:
            message = _("an object that a page needs can't be read: {reason}").format(reason=error)
            self._do_without(number, "unreadable", DamagedError(message))
            return
        if data is None:
            if isinstance(value, dict) and value.get("/Type") in ("/Page", "/Pages", "/Catalog", "/StructTreeRoot"):
                value = None  # a way back into the tree, by private data: it must not drag a second one along
            self.put(number, value)
            return
        assert isinstance(value, dict)
        if self._repeats_without_end(value):
            message = _("a pattern that a page needs repeats itself without an end")
            self._do_without(number, "stream", DamagedError(message))
            return
        if value.get("/Subtype") == "/PS" or value.get("/Subtype2") == "/PS":
            self.findings.counts["postscript"] += 1
            value, data = dict(_EMPTY_FORM), b""
        try:
            self._put_stream(number, value, data)
        except TooMuchError:
            raise
        except DamagedError as error:
            is_face = bool(_FACES & value.keys()) or value.get("/Subtype") in _FACE_KINDS
            is_lost = is_face and not is_whole_but_for_checksum(data)  # half a face is none
            if is_lost or not self._put_beginning(number, value, data):
                self._do_without(number, "face" if is_face else "stream", error)

    def _put_stream(self, number: int, value: dict[str, Any], data: bytes) -> None:
        """Put a stream that can be decoded; of content that is damaged what viewers show. Raises DamagedError."""
        sound = self.sound_stream(value, data)
        is_content = sound.get("/Subtype") == "/Form" or sound.get("/PatternType") == 1 or number in self._glyphs
        beginning = self._beginning_of_content(sound, data) if is_content else None
        if beginning is None:
            self.put(number, sound, data)
            return
        self.findings.counts["stream"] += 1
        self.put(number, _with_filters(sound, [("/FlateDecode", {})]), zlib.compress(beginning))

    def _beginning_of_content(self, sound: dict[str, Any], data: bytes) -> bytes | None:
        """What can be read of a form, a pattern or a glyph whose content is damaged; None where it is whole.

        Raises DamagedError.
        """
        if self._looked_at > _MOST_LOOKED_AT:
            return None
        try:
            content = self.legacy.decoder.decode(sound, data)
        except ExcessiveError as error:
            raise TooMuchError(_("a stream that a page needs is {reason}").format(reason=error)) from error
        except UndecodableError as error:
            raise DamagedError(_("a stream that a page needs is {reason}").format(reason=error)) from error
        self._looked_at += len(content)
        try:
            self.findings.counts["form_content"] += state_of(content).strange > 0
        except BrokenContentError:
            return readable_beginning(content)
        return None

    def _repeats_without_end(self, pattern: dict[str, Any]) -> bool:
        """Whether tiles of a *pattern* lie so close that a reader paints them for ever (ISO 32000-1, 8.7.3)."""
        if pattern.get("/PatternType") != 1:
            return False
        box = self.numbers(pattern.get("/BBox"), 4) or [0.0] * 4
        sizes = abs(box[2] - box[0]), abs(box[3] - box[1])
        steps = (self.value(pattern.get(key)) for key in ("/XStep", "/YStep"))
        return any(
            isinstance(step, int | float) and 0 < abs(step) * _MOST_OVERLAP < size
            for step, size in zip(steps, sizes, strict=True)
        )

    def _put_beginning(self, number: int, value: dict[str, Any], data: bytes) -> bool:
        """Put what can be read of a stream, deflated anew: viewers show so much of it. Whether that is anything."""
        try:
            sound = self.sound_stream(value, data, is_proved=False)
            first, *others = filters_of(sound)
            found = self.legacy.decoder.decode_beginning(_with_filters(sound, [first]), data)
        except (DamagedError, UndecodableError, ValueError):
            return False
        if found:
            self.findings.counts["stream"] += 1
            deflated: tuple[str, dict[str, Any]] = ("/FlateDecode", {})
            self.put(number, _with_filters(sound, [deflated, *others]), zlib.compress(found))
        return bool(found)

    def _do_without(self, number: int, kind: str, error: DamagedError) -> None:
        """Put nothing in place of what can't be read, and count it as of *kind*. Raises *error* unless tolerated."""
        if not self.legacy.is_tolerant:
            raise error
        self.findings.counts[kind] += 1
        self.put(number, None)

    def sound_stream(self, dictionary: dict[str, Any], data: bytes, *, is_proved: bool = True) -> dict[str, Any]:
        """The dictionary of a stream, proved to be decodable, without what leads out of it. Raises DamagedError.

        Not *is_proved*: who asks will decode it.
        """
        kept = {key: value for key, value in dictionary.items() if key not in _EXTERNAL and key not in _NOT_KEPT}
        if "/F" in dictionary or "/Ref" in dictionary:
            self.findings.counts["external"] += 1
        for key in ("/Filter", "/DecodeParms", "/DP"):
            if key in kept:
                kept[key] = self._resolved_filter(kept[key])
        try:
            if any(name in ("/LZWDecode", "/LZW") for name, _parameters in filters_of(kept)):
                self.has_lzw = True
            if is_proved:
                self.legacy.decoder.prove(kept, data)
        except ExcessiveError as error:
            raise TooMuchError(_("a stream that a page needs is {reason}").format(reason=error)) from error
        except UndecodableError as error:
            is_image = kept.get("/Subtype") == "/Image"
            message = _("an image is {reason}") if is_image else _("a stream that a page needs is {reason}")
            raise DamagedError(message.format(reason=error)) from error
        return kept

    def _resolved_filter(self, item: Any) -> Any:
        """Filters and parameters without references, but for streams that parameters name."""
        found = self.value(item)
        if isinstance(found, list):
            return [self._resolved_filter(each) for each in found[:16]]
        if isinstance(found, dict):
            return {key: value if key == "/JBIG2Globals" else self.value(value) for key, value in found.items()}
        return found


def _with_filters(dictionary: dict[str, Any], filters: list[tuple[str, dict[str, Any]]]) -> dict[str, Any]:
    """The *dictionary* of a stream with other *filters*, each with its parameters."""
    kept = {key: each for key, each in dictionary.items() if key not in ("/Filter", "/DecodeParms", "/DP")}
    names = [NameObject(name) for name, _parameters in filters]
    if any(parameters for _name, parameters in filters):
        kept[NameObject("/DecodeParms")] = [parameters or None for _name, parameters in filters]
    return kept | {NameObject("/Filter"): names[0] if len(names) == 1 else names}


def is_reference(item: Any) -> TypeGuard[IndirectObject]:
    """Whether *item* refers to an object."""
    return isinstance(item, IndirectObject)
