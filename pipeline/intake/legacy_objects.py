"""The objects of a legacy PDF, found wherever they are and read when they are asked for.

pypdf reads the cross-reference. Where it lies, what the file itself says counts: the last object of a number. All
work is bounded by the length of the file, whatever its tables claim.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from pipeline.i18n import _
from pipeline.intake.decryption import decrypt_stream, decrypter_of_strings, is_plain
from pipeline.intake.file_search import (
    HEAD,
    begins_with,
    find_encryption,
    find_encryption_entries,
    find_objects,
    find_trailer,
)
from pipeline.pdf.foreign_files import CrossReference, read_cross_reference
from pipeline.pdf.object_syntax import UnreadableError, gap_end, read_damaged_value, read_value
from pipeline.pdf.objects import IndirectObject, reference
from pipeline.pdf.stream_decoding import LIMITS, MEBIBYTE, Decoder, UndecodableError

_STREAM = re.compile(rb"stream[ \t]*(?:\r\n|\n|\r)?")
_STREAM_END = re.compile(rb"(?:\r\n|\n|\r)?endstream")
_DIGITS = re.compile(rb"\d{1,10}")
_STARTXREF = re.compile(rb"startxref\s+\d+\s+%%EOF")
_TAIL = 2048  # where readers look for the end (ISO 32000-1, annex H.3, note 18)
# How much of the file is read, all objects together, in lengths of the file: objects don't overlap.
_MAX_READINGS, _MIN_READ = 8, 4 * MEBIBYTE
_MOST_STEPS = 8  # from reference to reference
_MOST_KNOWN = 4096  # objects that are kept as they were read: what pages share is asked for by each
# Object streams decoded, all together: tagged files hold some twenty times their own length in them.
_MIN_UNPACKED, _MAX_UNPACKED, _MAX_UNPACKED_PER_BYTE = 64 * MEBIBYTE, 2048 * MEBIBYTE, 24


class DamagedError(ValueError):
    """The file is damaged beyond what can be bound, or made to do harm; the reason is told in words of the trade."""


class TooMuchError(DamagedError):
    """The file asks for more than is done for any: it is made to do harm."""


class _Place(NamedTuple):
    """An object in an object stream: the text of the stream and where in it the object stands."""

    text: bytes
    start: int


@dataclass(kw_only=True)
class LegacyObjects:
    """Objects of the file *data*. References are given numbers of their own, from 1, in the order they are met.

    *was_mended*: something was not where the file says. *missing*: objects that are referred to and are nowhere.
    *is_tolerant*: who asks does without what can't be read, and tells it; *repaired* is where damaged objects begin.
    """

    data: bytes
    decoder: Decoder
    is_tolerant: bool = False
    was_mended: bool = False
    is_rebuilt: bool = False  # nothing is left to be tried
    missing: set[tuple[int, int]] = field(default_factory=set)
    repaired: set[int] = field(default_factory=set)
    table: CrossReference = field(init=False)
    _numbers: dict[tuple[int, int], int] = field(default_factory=dict)
    _origins: list[tuple[int, int] | None] = field(default_factory=lambda: [None])
    _scanned: dict[tuple[int, int], int] | None = None
    _generations: dict[int, int] = field(default_factory=dict)  # of objects, where their references are damaged
    _known: dict[int, Any] = field(default_factory=dict)
    _opened: dict[int, dict[int, _Place]] = field(default_factory=dict)
    _packed: dict[int, tuple[int, int]] = field(default_factory=dict)
    _read: int = 0
    _read_packed: int = 0
    _unpacked: int = 0
    _unpacking: bool = False  # an object stream is being read: its length is no object of another one

    # --- the file as a whole -------------------------------------------------------------------------------------

    def open(self) -> None:
        """Read the cross-reference, or do without. Raises DamagedError."""
        if _STARTXREF.search(self.data, max(0, len(self.data) - _TAIL)):
            try:
                self.table = read_cross_reference(self.data, LIMITS)
            except Exception:  # noqa: BLE001 (pypdf raises anything on a damaged file; without it all is searched for)
                self.rebuild()
            else:
                self.was_mended = bool(self.table.complaints)
                self._packed = dict(self.table.packed)
        else:
            self.rebuild()

    def rebuild(self) -> None:
        """Forget the cross-reference: objects and trailer are searched for in the file."""
        self.was_mended = True
        self._numbers, self._origins, self._opened, self._known = {}, [None], {}, {}
        self.missing.clear()
        self.is_rebuilt = True
        self._generations = dict(self._scan().keys())
        trailer = find_trailer(self.data, self._scan().values(), self._spend)
        known = self._encryption_found(trailer)
        locked, unveil = (known.needs_password, known.unveil) if known else (False, None)
        self.table = CrossReference(
            offsets=dict(self._scan()), packed={}, trailer=trailer, unveil=unveil, needs_password=locked, complaints=()
        )
        self._packed = {}
        if locked:
            return
        for (stream, _generation), at in list(self.table.offsets.items()):
            if begins_with(self.data, at, b"/ObjStm"):
                self._packed |= dict.fromkeys(self._places_in(stream), (stream, 0))
        if not self._is_catalogue(self.table.trailer.get("/Root")):
            self.table.trailer["/Root"] = self._catalogue_found() or self.table.trailer.get("/Root")

    def _scan(self) -> dict[tuple[int, int], int]:
        if self._scanned is None:
            self._scanned = find_objects(self.data)
        return self._scanned

    def _encryption_found(self, trailer: dict[str, Any]) -> CrossReference | None:
        """How the file is encrypted; None where it is not, as where the dictionary that *trailer* names is nowhere."""
        entries = find_encryption_entries(self.data, self._scan(), trailer)
        if entries is None:
            trailer.pop("/Encrypt", None)
            return None
        try:
            return find_encryption(self.data, self._scan(), trailer)
        except NotImplementedError as error:  # by another handler than that of passwords (ISO 32000-1, 7.6)
            if entries.get("/Filter") == "/Adobe.PubSec":
                reason = _("it is encrypted for the holders of certificates, and not by a password")
            else:
                reason = _("it is encrypted in a way that only the program it comes from knows")
            raise DamagedError(reason) from error
        except Exception as error:
            raise DamagedError(_("encrypted, and damaged besides")) from error

    def _is_catalogue(self, held: Any) -> bool:
        """Whether *held*, of a trailer, leads to something that has pages."""
        try:
            found = self.value(self.refer(held.idnum, held.generation)) if isinstance(held, IndirectObject) else None
        except UnreadableError:
            return False
        return isinstance(found, dict) and "/Pages" in found

    def _catalogue_found(self) -> Any:
        for (number, generation), at in self.table.offsets.items():
            if begins_with(self.data, at, b"/Catalog"):
                return IndirectObject(number, generation, None)
        for number, (stream, _index) in self._packed.items():
            place = self._places_in(stream).get(number)
            if place and begins_with(place.text, place.start, b"/Catalog"):
                return IndirectObject(number, 0, None)
        held = (IndirectObject(*key, None) for key in self.table.offsets)  # its type may be what is damaged
        return next(filter(self._is_catalogue, held), None)

    # --- objects -------------------------------------------------------------------------------------------------

    def refer(self, number: int, generation: int) -> Any:
        """The reference that stands for the object *number* of the file; None, noted as missing, if there is none."""
        key = number, generation
        if key not in self._numbers:
            if not self._is_there(number, generation):
                found = self._generations.get(number, generation) if self.is_rebuilt else generation
                if found != generation:
                    return self.refer(number, found)
                self.missing.add(key)
                return None
            self._origins.append(key)
            self._numbers[key] = len(self._origins) - 1
        return reference(self._numbers[key])

    def new_number(self) -> int:
        """A number for an object that the file has not."""
        self._origins.append(None)
        return len(self._origins) - 1

    def _is_there(self, number: int, generation: int) -> bool:
        if (number, generation) in self.table.offsets or (generation == 0 and number in self._packed):
            return True
        if not (self.is_rebuilt or self.table.complaints) or (number, generation) not in self._scan():
            return False
        self.was_mended = True
        self.table.offsets[number, generation] = self._scan()[number, generation]
        return True

    def value(self, item: Any) -> Any:
        """*item*, or what it refers to; of a stream, its dictionary. It must not be changed: it may be asked for again.

        Raises UnreadableError and DamagedError.
        """
        for _step in range(_MOST_STEPS):
            if not isinstance(item, IndirectObject):
                return item
            number = item.idnum
            if number in self._known:
                item = self._known[number]
                continue
            item = self._value_at(number)[0]
            if len(self._known) == _MOST_KNOWN:
                self._known.clear()
            self._known[number] = item
        raise UnreadableError(_("references that lead in a circle"), 0)

    def read(self, number: int) -> tuple[Any, bytes | None]:
        """The object of the (new) *number*, without /Length, and the encoded data of its stream, decrypted.

        Raises UnreadableError when it is no object, DamagedError when the file is made to be read without an end.
        """
        value, origin, at = self._value_at(number)
        return (value, None) if at is None else self._with_stream(value, origin, at)

    def _value_at(self, number: int) -> tuple[Any, tuple[int, int], int | None]:
        """The object, its number and generation in the file, and where its stream may follow."""
        origin = self._origins[number]
        if origin is None:
            raise UnreadableError(_("made by Kanben"), 0)
        packed = self._packed.get(origin[0]) if origin[1] == 0 else None
        place = self._places_in(packed[0]).get(origin[0]) if packed is not None else None
        if place is None:
            return self._parse_at(*origin)
        value, end = self._parse(place.text, place.start, bytes)
        self._read_packed += end - place.start
        if self._read_packed > _MAX_READINGS * self._unpacked + _MIN_READ:
            raise TooMuchError(_("objects overlap"))
        return value, origin, None

    def _parse_at(self, number: int, generation: int) -> tuple[Any, tuple[int, int], int]:
        start = self._body_of(number, generation)
        strings = bytes if self.table.unveil is None else decrypter_of_strings(self.table.unveil(number, generation)[0])
        try:
            value, end = self._parse(self.data, start, strings)
        except UnreadableError as error:
            self._spend(error.end - start)
            raise
        self._spend(end - start)
        return value, (number, generation), end

    def _parse(self, text: bytes, at: int, strings: Callable[[bytes], bytes]) -> tuple[Any, int]:
        try:
            return read_value(text, at, self.refer, strings)
        except UnreadableError:
            if not self.is_tolerant:
                raise
            self.repaired.add(at)
            return read_damaged_value(text, at, self.refer, strings)

    def _with_stream(self, value: Any, origin: tuple[int, int], end: int) -> tuple[Any, bytes | None]:
        head = _STREAM.match(self.data, gap_end(self.data, end))
        if not isinstance(value, dict) or head is None:
            return value, None
        data = self._stream_data(value.get("/Length"), head.end())
        if self.table.unveil is not None and not is_plain(value):
            data = decrypt_stream(self.table.unveil(*origin)[1], data)
        return {key: each for key, each in value.items() if key != "/Length"}, data

    def _body_of(self, number: int, generation: int) -> int:
        """Where the object begins, after ``obj``; where the table is wrong, the last of that number counts."""
        offset = self.table.offsets.get((number, generation), -1)
        match = HEAD.match(self.data, gap_end(self.data, offset)) if offset >= 0 else None
        if match is None or (int(match[1]), int(match[2])) != (number, generation):
            self.was_mended = True
            offset = self._scan().get((number, generation), -1)
            match = HEAD.match(self.data, offset) if offset >= 0 else None
            if match is None:
                raise UnreadableError(_("not in the file"), 0)
            self.table.offsets[number, generation] = offset
        return match.end()

    def _stream_data(self, length: Any, start: int) -> bytes:
        length = self._plain_value(length)
        if not isinstance(length, int) or length < 0 or not _STREAM_END.match(self.data, start + length):
            self.was_mended = True
            end = self.data.find(b"endstream", start)
            if self.is_tolerant:
                ends = end, self.data.find(b"endobj", start)
                end = min((each for each in ends if each >= 0), default=len(self.data))
            if end < 0:
                self._spend(len(self.data) - start)
                raise UnreadableError(_("a stream without an end"), len(self.data))
            length = end - start
            for line_end in (b"\r\n", b"\n", b"\r"):
                if self.data.endswith(line_end, start, end):
                    length -= len(line_end)
                    break
        self._spend(length)
        return self.data[start : start + length]

    def _plain_value(self, item: Any) -> Any:
        """A number that may be an object of its own, which is no stream: nothing leads on from there."""
        if not isinstance(item, IndirectObject):
            return item
        origin = self._origins[item.idnum]
        if origin is None or (origin[1] == 0 and origin[0] in self._packed and self._unpacking):
            return None
        try:
            if origin[1] == 0 and origin[0] in self._packed:
                place = self._places_in(self._packed[origin[0]][0])[origin[0]]
                return read_value(place.text, place.start, self.refer, bytes)[0]
            return read_value(self.data, self._body_of(*origin), self.refer, bytes)[0]
        except (UnreadableError, KeyError):
            return None

    def _spend(self, amount: int) -> None:
        self._read += amount
        if self._read > _MAX_READINGS * len(self.data) + _MIN_READ:
            raise TooMuchError(_("objects overlap"))

    # --- object streams ------------------------------------------------------------------------------------------

    def _places_in(self, stream: int) -> dict[int, _Place]:
        """The objects of an object stream (ISO 32000-1, 7.5.7); none when it can't be read."""
        if stream not in self._opened:
            self._opened[stream] = {}
            self._unpacking = True
            try:
                self._opened[stream] = self._unpacked_places(stream)
            except (UnreadableError, UndecodableError):
                self.was_mended = True
            finally:
                self._unpacking = False
        return self._opened[stream]

    def _unpacked_places(self, stream: int) -> dict[int, _Place]:
        generations = [0] if (stream, 0) in self.table.offsets else [g for n, g in self.table.offsets if n == stream]
        if not generations:
            return {}
        dictionary, data = self._with_stream(*self._parse_at(stream, generations[0]))
        if data is None or dictionary.get("/Type") != "/ObjStm":
            return {}
        text = self.decoder.decode(dictionary, data)
        self._unpacked += len(text)
        if self._unpacked > min(_MAX_UNPACKED, _MIN_UNPACKED + _MAX_UNPACKED_PER_BYTE * len(self.data)):
            raise TooMuchError(_("the streams of the file are too large together"))
        first = dictionary.get("/First")
        if not isinstance(first, int) or not 0 <= first <= len(text):
            return {}
        row = [int(number) for number in _DIGITS.findall(text[:first])]
        pairs = zip(row[::2], row[1::2], strict=False)
        return {number: _Place(text, first + offset) for number, offset in pairs if first + offset < len(text)}
