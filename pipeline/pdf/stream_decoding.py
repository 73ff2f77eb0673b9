"""Streams of a PDF that may be damaged or hostile, decoded within bounds (ISO 32000-1, 7.4).

zlib is asked for a piece at a time, so that a bomb of a few bytes never fills memory: what only has to be proved
readable is thrown away as it comes. pypdf's decoders, which go on after an error as if nothing were, decode the
seldom encodings only.
"""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from pypdf import Configuration

from pipeline.i18n import _
from pipeline.pdf.foreign_files import decode_by_pypdf

MEBIBYTE = 1 << 20
# What is kept decoded, if only for a moment: contents of pages, faces, object streams. The largest content streams of
# maps and drawings have some 50 MiB, the largest faces 30.
MAX_KEPT = 256 * MEBIBYTE
# An image is thrown away as it is decoded; A3 in CMYK at 1200 dpi has 1.1 GiB.
MAX_PASSED = 1280 * MEBIBYTE
# pypdf decodes LZW and run lengths byte by byte, a MiB in a second.
MAX_SLOW = 16 * MEBIBYTE
# Of all streams of a file together: what zlib decodes in six seconds, and more for what is large itself.
MAX_DECODED = 1536 * MEBIBYTE
MAX_DECODED_PER_BYTE = 100
_PIECE, _FED = 1 << 18, 1 << 16  # bytes that come out, and go in, at a time
_FED_TO_DAMAGE = 1 << 10  # in a stream that is known to be damaged
_MAX_FILTERS = 8
_MOST_HALVED = 1 << 18  # bytes: they are decoded some twenty times, each in a second at most
_TIFF = 2  # the predictor whose rows have no byte before them
_MOST_IN_ROW = 1 << 20

PICTURE_FILTERS = frozenset({"/DCTDecode", "/DCT", "/JPXDecode", "/CCITTFaxDecode", "/CCF", "/JBIG2Decode"})
_FLATE = frozenset({"/FlateDecode", "/Fl"})
_SLOW = frozenset({"/LZWDecode", "/LZW", "/RunLengthDecode", "/RL"})
_LONG_NAMES = {
    "/AHx": "/ASCIIHexDecode",
    "/A85": "/ASCII85Decode",
    "/LZW": "/LZWDecode",
    "/RL": "/RunLengthDecode",
    "/Fl": "/FlateDecode",
}
_BY_PYPDF = frozenset({"/ASCIIHexDecode", "/ASCII85Decode", "/LZWDecode", "/RunLengthDecode"})

LIMITS = Configuration(
    maximum_declared_stream_length=1 << 30,  # the largest file that is taken in
    array_maximum_element_count=10_000_000,  # bounded by the file's own length
    lzw_maximum_output_length=MAX_SLOW,
    run_length_maximum_output_length=MAX_SLOW,
    zlib_maximum_output_length=MAX_KEPT,
    zlib_maximum_recovery_input_length=65_536,  # a byte at a time: only cross-reference streams are left to it
    stream_decoding_work_maximum_length=2 * MAX_KEPT,
)


class UndecodableError(ValueError):
    """A stream is damaged, too large, or encoded in a way that is not known."""


class ExcessiveError(UndecodableError):
    """A stream, or all of them together, hold more than is decoded of any."""


@dataclass(slots=True)
class Decoder:
    """Decodes the streams of one file of *size* bytes; it knows how much it has decoded already."""

    size: int
    spent: int = 0
    limit: int = field(init=False)

    def __post_init__(self) -> None:
        self.limit = MAX_DECODED + MAX_DECODED_PER_BYTE * self.size

    def decode(self, dictionary: dict[str, Any], data: bytes) -> bytes:
        """The whole of a stream. Raises UndecodableError."""
        for name, parameters in filters_of(dictionary):
            if name in _FLATE:
                data = b"".join(self._inflate(data, MAX_KEPT))
                if parameters.get("/Predictor", 1) != 1:
                    data = _by_pypdf("/FlateDecode", parameters, zlib.compress(data, 0))
            else:
                data = self._by_pypdf(name, parameters, data)
        return data

    def decode_beginning(self, dictionary: dict[str, Any], data: bytes) -> bytes:
        """What can be read of a stream that is damaged or cut off, up to there. Raises UndecodableError."""
        filters = filters_of(dictionary)
        if not filters:
            return data
        *others, (name, parameters) = filters
        for other, its_parameters in others:
            data = self.decode({"/Filter": [other], "/DecodeParms": [its_parameters]}, data)
        if name in _FLATE:
            return self._inflate_beginning(parameters, data)
        return (
            self._decode_beginning(name, parameters, data) if name in _SLOW else self._by_pypdf(name, parameters, data)
        )

    def _decode_beginning(self, name: str, parameters: dict[str, Any], data: bytes) -> bytes:
        """Of LZW and run lengths: the longest beginning that can be decoded, found by halves."""
        if len(data) > _MOST_HALVED:
            raise UndecodableError(_("damaged"))
        sound, failing, found = 0, len(data) + 1, b""
        while failing - sound > 1:
            middle = (sound + failing) // 2
            try:
                found, sound = self._by_pypdf(name, parameters, data[:middle]), middle
            except ExcessiveError:
                raise
            except UndecodableError:
                failing = middle
        if not found:
            raise UndecodableError(_("damaged"))
        return found

    def _inflate_beginning(self, parameters: dict[str, Any], data: bytes) -> bytes:
        found = bytearray()
        for piece in _pieces_before_damage(data):
            self._spend(len(piece))
            found += piece
            if len(found) > MAX_KEPT:
                raise ExcessiveError(_("too large"))
        if parameters.get("/Predictor", 1) != 1:
            del found[len(found) - len(found) % _row_length(parameters) :]
            return _by_pypdf("/FlateDecode", parameters, zlib.compress(found, 0)) if found else b""
        if not found:
            raise UndecodableError(_("damaged"))
        return bytes(found)

    def prove(self, dictionary: dict[str, Any], data: bytes) -> None:
        """Raises UndecodableError unless a stream can be decoded. Formats of pictures are not looked into."""
        for name, parameters in filters_of(dictionary):
            if name in PICTURE_FILTERS or name in _SLOW:
                return
            if name in _FLATE:
                filters = filters_of(dictionary)
                if name == filters[-1][0] and len(filters) == 1:
                    for _piece in self._inflate(data, MAX_PASSED):
                        pass
                    return
                data = b"".join(self._inflate(data, MAX_KEPT))
            else:
                data = self._by_pypdf(name, parameters, data)

    def _by_pypdf(self, name: str, parameters: dict[str, Any], data: bytes) -> bytes:
        name = _LONG_NAMES.get(name, name)
        if name not in _BY_PYPDF:
            raise UndecodableError(_("encoded by {filter}").format(filter=name[1:]))
        result = _by_pypdf(name, parameters, data)
        self._spend(len(result))
        return result

    def _spend(self, amount: int) -> None:
        self.spent += amount
        if self.spent > self.limit:
            raise ExcessiveError(_("the streams of the file are too large together"))

    def _inflate(self, data: bytes, limit: int) -> Iterator[bytes]:
        """The pieces of a deflated stream. Its checksum may be cut off, as writers with a wrong /Length do."""
        engine, length = zlib.decompressobj(), 0
        try:
            for piece in _pieces(engine, memoryview(data)):
                length += len(piece)
                self._spend(len(piece))
                if length > limit:
                    raise ExcessiveError(_("too large"))
                yield piece
        except zlib.error as error:
            raise UndecodableError(_("damaged")) from error
        if data and not engine.eof and not is_whole_but_for_checksum(data):
            raise UndecodableError(_("cut off"))


def _row_length(parameters: dict[str, Any]) -> int:
    """Bytes of a row of what a predictor was applied to (ISO 32000-1, 7.4.4.4)."""
    bits: int = 1
    for key, usual in (("/Columns", 1), ("/Colors", 1), ("/BitsPerComponent", 8)):
        number = parameters.get(key, usual)
        if type(number) is not int or not 0 < number <= _MOST_IN_ROW:
            raise UndecodableError(_("damaged"))
        bits *= number
    return (bits + 7) // 8 + bool(parameters["/Predictor"] != _TIFF)


def is_whole_but_for_checksum(data: bytes) -> bool:
    """Whether the deflated data are there to their end (RFC 1950: two bytes of head, data, four bytes of checksum)."""
    engine = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        for _piece in _pieces(engine, memoryview(data)[2:]):
            pass
    except zlib.error:
        return False
    return engine.eof


def _pieces_before_damage(data: bytes) -> Iterator[bytes]:
    """What can be inflated of *data*, up to the byte at which it fails."""
    engine, at, step = zlib.decompressobj(), 0, _FED_TO_DAMAGE
    while at < len(data) and not engine.eof:
        before = engine.copy()  # what is inflated of a piece that fails is lost
        rest, found = data[at : at + step], []
        try:
            while rest and not engine.eof:
                found.append(engine.decompress(rest, _PIECE))
                rest = engine.unconsumed_tail
        except zlib.error:
            if step == 1:
                return
            engine, step = before, 1
            continue
        yield from found
        at += step


def _pieces(engine: Any, data: memoryview) -> Iterator[bytes]:
    """What *engine* inflates of *data*. It is fed little by little: at each step it copies what it has not used yet."""
    for start in range(0, len(data), _FED):
        rest = data[start : start + _FED]
        while rest and not engine.eof:
            yield engine.decompress(rest, _PIECE)
            rest = engine.unconsumed_tail
    while not engine.eof and (piece := engine.decompress(b"", _PIECE)):  # what it still holds back
        yield piece


def _by_pypdf(name: str, parameters: dict[str, Any], data: bytes) -> bytes:
    try:
        return decode_by_pypdf([name], [parameters], data, LIMITS)
    except Exception as error:
        raise UndecodableError(_("damaged")) from error


def filters_of(dictionary: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    """The filters of a stream and their parameters, in order; there are no references left in *dictionary*."""
    names, parameters = dictionary.get("/Filter"), dictionary.get("/DecodeParms", dictionary.get("/DP"))
    names = [names] if isinstance(names, str) else names if isinstance(names, list) else []
    rows = parameters if isinstance(parameters, list) else [parameters]
    if len(names) > _MAX_FILTERS or not all(isinstance(name, str) for name in names):
        raise UndecodableError(_("encoded in no known way"))
    rows = [row if isinstance(row, dict) else {} for row in rows] + [{}] * len(names)
    return [(name, row) for name, row in zip(names, rows, strict=False) if name != "/Crypt"]  # decrypted already


def is_plain_flate(dictionary: dict[str, Any]) -> bool:
    """Whether a stream is deflated once, without a predictor, or not encoded at all."""
    filters = filters_of(dictionary)
    return not filters or (
        len(filters) == 1 and filters[0][0] == "/FlateDecode" and filters[0][1].get("/Predictor", 1) == 1
    )
