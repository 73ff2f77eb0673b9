"""A copy of a PDF in which each glyph stands for itself, and the faces that its glyphs are taken from.

Where a gap is set or a mark gives way, the pipeline writes the text of the glyphs around it (``ActualText``,
engine/patches/whole_words.py), and PDFium then knows one place only for all of them. White at the edge of a span is
a space before the first or behind the last glyph, which stands for nothing. The copy has neither: that moves
nothing on the page.
"""

import re
from collections import defaultdict
from collections.abc import Mapping
from io import BytesIO
from typing import Any

import pypdf
from pypdf.generic import NameObject, StreamObject

_TEXT = rb"<[0-9a-fA-F\s]*>|\((?:\\.|[^\\()])*\)"
_ACTUAL_TEXT = re.compile(rb"/ActualText\s*(?:" + _TEXT + rb")", re.DOTALL)
_FACE_OR_TEXT = re.compile(
    rb"/(?P<face>\w+)\s+[\d.]+\s+Tf|/ActualText\s*(?P<text>" + _TEXT + rb")\s*>>\s*BDC\s*\[(?P<shown>[^]]*)\] TJ",
    re.DOTALL,
)
_MAPPED = re.compile(rb"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>")


def without_actual_text(data: bytes) -> bytes:
    """A copy of a PDF in whose pages no ``ActualText`` is left, and no space that stands for nothing."""
    writer = pypdf.PdfWriter(clone_from=BytesIO(data))
    for page in writer.pages:
        contents = page.get_contents()
        stream = contents.get_data() if contents is not None else b""
        if b"/ActualText" in stream:
            plain = StreamObject()
            plain.set_data(_ACTUAL_TEXT.sub(b"", _without_stand_ins(stream, _spaces(page))))
            page[NameObject("/Contents")] = writer._add_object(plain)
    result = BytesIO()
    writer.write(result)
    return result.getvalue()


def widths_by_face(data: bytes) -> dict[str, dict[str, set[float]]]:
    """For each face of a PDF (by its name with the subset's letters) the widths in em that each character has in it.

    A mark that Chinese and Latin text share has two.
    """
    result: dict[str, dict[str, set[float]]] = defaultdict(lambda: defaultdict(set))
    for page in pypdf.PdfReader(BytesIO(data)).pages:
        for face in _faces(page).values():
            widths = _widths(face["/DescendantFonts"][0].get_object()["/W"])
            for code, character in _characters(face).items():
                result[face["/BaseFont"].lstrip("/")][character].add(widths.get(code, 1000) / 1000)
    return result


def _faces(page: Any) -> dict[str, Any]:
    faces = page.get("/Resources", {}).get_object().get("/Font", {}).get_object()
    return {name.lstrip("/"): face.get_object() for name, face in faces.items()}


def _characters(face: Mapping[str, Any]) -> dict[int, str]:
    table: bytes = face["/ToUnicode"].get_object().get_data()
    mapped = _MAPPED.findall(table.partition(b"beginbfchar")[2])
    return {int(code, 16): bytes.fromhex(text.decode()).decode("utf-16-be") for code, text in mapped}


def _widths(table: Any) -> dict[int, float]:
    """Widths by the number of the glyph (PDF 32000-1, 9.7.4.3): of one after another, or one for a whole range."""
    result: dict[int, float] = {}
    rest = iter(part.get_object() for part in table)
    for first in rest:
        following = next(rest)
        if isinstance(following, list):
            result |= {int(first) + at: float(width) for at, width in enumerate(following)}
        else:
            result |= dict.fromkeys(range(int(first), int(following) + 1), float(next(rest)))
    return result


def _spaces(page: Any) -> dict[bytes, tuple[bytes, bytes]]:
    """The glyph of the space in each face of a page, in hexadecimal digits, and its width in thousandths of an em."""
    result = {}
    for name, face in _faces(page).items():
        codes = [code for code, character in _characters(face).items() if character == " "]
        if codes:
            width = _widths(face["/DescendantFonts"][0].get_object()["/W"])[codes[0]]
            result[name.encode()] = f"{codes[0]:04x}".encode(), f"{width:g}".encode()
    return result


def _without_stand_ins(stream: bytes, spaces: Mapping[bytes, tuple[bytes, bytes]]) -> bytes:
    """A page's content without the spaces that begin or end a piece with ActualText, but not its text."""
    face = b""

    def plain(match: re.Match[bytes]) -> bytes:
        nonlocal face
        face = match["face"] or face
        if match["face"] or face not in spaces:
            return match[0]
        piece, text = match[0], match["text"].lower()
        space, width = spaces[face]
        if not text.startswith((b"<feff0020", b"( ")):
            piece = re.sub(rb"(BDC\s*\[[^<]*<)" + space, rb"\1> -" + width + rb" <", piece)
        if not text.endswith((b"0020>", b" )")):
            piece = re.sub(rb"(<[0-9a-f]*)" + space + rb">(?=[^<]*\] TJ$)", rb"\1> -" + width, piece)
            piece = piece.replace(b"<>", b"")  # before a number it would have PDFium lose that
        return piece

    return _FACE_OR_TEXT.sub(plain, stream)
