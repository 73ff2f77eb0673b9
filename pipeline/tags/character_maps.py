"""Which characters the codes of a font stand for (ISO 32000-1, 9.10): by its ToUnicode, else by its encoding."""

from dataclasses import dataclass, field, replace
from typing import Any

from fontTools.agl import toUnicode
from fontTools.encodings.StandardEncoding import StandardEncoding

from pipeline.intake.glyph_widths import Widths, widths_of
from pipeline.intake.kept_objects import is_reference
from pipeline.intake.pdf_objects import PdfObjects
from pipeline.pdf.content_tokens import BrokenContentError, operations

UNKNOWN = "\ufffd"
"""Stands for a character that the file does not name."""
UNREAD = "\ufffc"
"""Stands for a character that the face itself names, or a collection of the trade: other programs know it."""
_COLLECTIONS = frozenset((b"GB1", b"CNS1", b"Japan1", b"Korea1"))  # ISO 14289-1, 7.21.7
_NOTHING = frozenset(("\0", "\ufeff", "\ufffe"))  # ISO 14289-1, 7.21.7: what stands for no character
_MOST_CODES = 100_000  # of a font
_MOST_CODES_ALTOGETHER = 500_000
_MOST_BYTES = 4 << 20  # of a map
_BYTES_OF_CODE = 16  # of a map, about
_LONGEST = 64  # bytes that a code stands for: ligatures have some few
_CODECS = {"/WinAnsiEncoding": "cp1252", "/MacRomanEncoding": "mac_roman"}
# Predefined CMaps that are text codes themselves (ISO 32000-1, table 118): how their names begin.
_TEXT_CODES = (
    ("/UniGB-UTF16", "utf-16-be"),
    ("/UniGB-UCS2", "utf-16-be"),
    ("/UniCNS-UTF16", "utf-16-be"),
    ("/UniCNS-UCS2", "utf-16-be"),
    ("/UniJIS-UTF16", "utf-16-be"),
    ("/UniJIS-UCS2", "utf-16-be"),
    ("/UniKS-UTF16", "utf-16-be"),
    ("/UniKS-UCS2", "utf-16-be"),
    ("/GB-EUC", "gb2312"),
    ("/GBK", "gb18030"),
    ("/GBpc-EUC", "gb2312"),
    ("/ETen-B5", "big5"),
    ("/B5pc", "big5"),
    ("/90ms-RKSJ", "cp932"),
    ("/EUC-", "euc_jp"),
    ("/KSCms-UHC", "cp949"),
    ("/KSC-EUC", "euc_kr"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CharacterMap:
    """*texts* by code; codes have *length* bytes. Where there is a *codec*, text is in that instead.

    *other* stands for codes that have no text here. *widths* are those of the glyphs, where the font tells them.
    """

    texts: dict[int, str]
    length: int = 1
    codec: str = ""
    other: str = UNKNOWN
    widths: Widths | None = field(default=None, compare=False)

    def text(self, codes: bytes) -> str:
        """What *codes* stand for."""
        if self.codec:
            return codes.decode(self.codec, "replace")
        step, get, other = self.length, self.texts.get, self.other
        if step == 1:
            return "".join([get(code, other) for code in codes])
        rows = range(0, len(codes) - step + 1, step)
        return "".join([get(int.from_bytes(codes[at : at + step], "big"), other) for at in rows])


@dataclass
class CharacterMaps:
    """The maps of the fonts of *pdf*, each read once."""

    pdf: PdfObjects
    _known: dict[int, CharacterMap] = field(default_factory=dict)
    _codes: int = 0

    def of_font(self, item: Any) -> CharacterMap:
        """The map of the font that *item* is or refers to."""
        if not is_reference(item):
            return self._read(self.pdf.dictionary(item))
        if item.idnum not in self._known:
            self._known[item.idnum] = self._read(self.pdf.dictionary(item))
        return self._known[item.idnum]

    def _read(self, font: dict[str, Any]) -> CharacterMap:
        below = self.pdf.array(font.get("/DescendantFonts"))
        inner = self.pdf.dictionary(below[0]) if below else font
        is_identity = self.pdf.value(font.get("/Encoding")) == "/Identity-H"
        found = self._map(font)
        if self._codes > _MOST_CODES_ALTOGETHER:
            return found
        widths = widths_of(self.pdf, font, inner, is_identity=is_identity)
        self._codes += len(widths.by_code) if widths is not None else 0
        return replace(found, widths=widths)

    def _map(self, font: dict[str, Any]) -> CharacterMap:
        is_wide = self.pdf.value(font.get("/Subtype")) == "/Type0"
        data = self.pdf.stream(font.get("/ToUnicode"))
        if data and len(data) <= _MOST_BYTES and self._codes < _MOST_CODES_ALTOGETHER:
            found = read_map(data, 2 if is_wide else 1)
            self._codes += len(found.texts) + len(data) // _BYTES_OF_CODE
            if found.texts and is_wide:
                return found
            if found.texts:
                return CharacterMap(texts=self._by_encoding(font) | found.texts)
        if not is_wide:
            return CharacterMap(texts=self._by_encoding(font), other=UNKNOWN if self._is_drawn(font) else UNREAD)
        name = self.pdf.value(font.get("/Encoding"))
        codec = next((codec for start, codec in _TEXT_CODES if isinstance(name, str) and name.startswith(start)), "")
        other = UNREAD if self._is_of_collection(font) else UNKNOWN
        return CharacterMap(texts={}, length=2, codec=codec, other=other)

    def _is_drawn(self, font: dict[str, Any]) -> bool:
        """Whether the glyphs have no names that a face could tell (Type 3)."""
        return bool(self.pdf.value(font.get("/Subtype")) == "/Type3")

    def _is_of_collection(self, font: dict[str, Any]) -> bool:
        """Whether the glyphs of a font of two bytes are numbered as everyone numbers them."""
        below = self.pdf.array(font.get("/DescendantFonts"))
        system = self.pdf.dictionary(self.pdf.dictionary(below[0] if below else None).get("/CIDSystemInfo"))
        return self.pdf.value(system.get("/Ordering")) in _COLLECTIONS

    def _by_encoding(self, font: dict[str, Any]) -> dict[int, str]:
        """The codes of a simple font (ISO 32000-1, 9.6.6); what is in a face of its own encoding is not known."""
        held = self.pdf.value(font.get("/Encoding"))
        entries = held if isinstance(held, dict) else {}
        base = self.pdf.value(entries.get("/BaseEncoding")) if entries else held
        found: dict[int, str] = {}
        codec = _CODECS.get(base, "") if isinstance(base, str) else ""
        if codec:
            rows = ((code, bytes((code,)).decode(codec, "ignore")) for code in range(32, 256))
            found = {code: text for code, text in rows if text}
        elif not self._is_symbolic(font):
            rows = ((code, toUnicode(name)) for code, name in enumerate(StandardEncoding))
            found = {code: text for code, text in rows if text}
        code = 0
        for item in self.pdf.array(entries.get("/Differences"))[:1024]:
            value = self.pdf.value(item)
            if type(value) is int:
                code = value
            elif isinstance(value, str) and 0 <= code < 256:
                found[code] = toUnicode(value[1:][:_LONGEST].encode("ascii", "ignore").decode()) or UNKNOWN
                code += 1
        return found

    def _is_symbolic(self, font: dict[str, Any]) -> bool:
        flags = self.pdf.value(self.pdf.dictionary(font.get("/FontDescriptor")).get("/Flags"))
        return type(flags) is int and bool(flags & 4)


def read_map(data: bytes, usual_length: int) -> CharacterMap:
    """The map that a ToUnicode stream *data* gives (Adobe technical note 5411); what is broken in it ends it."""
    texts: dict[int, str] = {}
    lengths: set[int] = set()
    left = _MOST_CODES
    try:
        for operator, operands in operations(data):
            if operator == b"endcodespacerange":
                lengths |= {len(each) for each in operands if isinstance(each, bytes) and each}
            elif operator == b"endbfchar":
                for code, text in zip(operands[::2], operands[1::2], strict=False):
                    left -= _add(texts, code, code, text, left)
            elif operator == b"endbfrange":
                for first, last, text in zip(operands[::3], operands[1::3], operands[2::3], strict=False):
                    left -= _add(texts, first, last, text, left)
    except BrokenContentError:
        pass
    length = lengths.pop() if len(lengths) == 1 else usual_length
    return CharacterMap(texts=texts, length=min(length, 4))


def _add(texts: dict[int, str], first: Any, last: Any, held: Any, most: int) -> int:
    """Add the codes from *first* to *last*, but no more than *most*; returns how many.

    Each has its text in the row *held*, or one that counts on from *held*.
    """
    if not (isinstance(first, bytes) and isinstance(last, bytes)):
        return 0
    start = int.from_bytes(first[:4], "big")
    count = max(0, min(int.from_bytes(last[:4], "big") - start + 1, most))
    for step in range(count):
        text = (held[step] if step < len(held) else None) if isinstance(held, list) else held
        if not isinstance(text, bytes) or not 0 < len(text) <= _LONGEST:
            return step
        if not isinstance(held, list):
            unit = min(2, len(text))
            number = int.from_bytes(text[-unit:], "big") + step
            text = text[:-unit] + (number % (1 << 8 * unit)).to_bytes(unit, "big")
        told = text.decode("utf-16-be", "replace") if len(text) > 1 else text.decode("latin-1")
        texts[start + step] = UNKNOWN if told in _NOTHING else told
    return count
