"""A copy of a PDF in which each glyph stands for itself, and the faces that its glyphs are taken from.

Where a gap is set or a mark gives way, the pipeline writes the text of the glyphs around it (``ActualText``,
engine/patches/whole_words.py), and PDFium then knows one place only for all of them. White at the edge of a span is
a space before the first or behind the last glyph, which stands for nothing. The copy has neither: that moves
nothing on the page.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Any

import pikepdf

_TEXT = rb"<[0-9a-fA-F\s]*>|\((?:\\.|[^\\()])*\)"
_ACTUAL_TEXT = re.compile(rb"/ActualText\s*(?:" + _TEXT + rb")", re.DOTALL)
_FACE_OR_TEXT = re.compile(
    rb"/(?P<face>\w+)\s+[\d.]+\s+Tf|/ActualText\s*(?P<text>" + _TEXT + rb")\s*>>\s*BDC\s*\[(?P<shown>[^]]*)\] TJ",
    re.DOTALL,
)
_MAPPED = re.compile(rb"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>")


def without_actual_text(data: bytes) -> bytes:
    """A copy of a PDF in whose pages no ``ActualText`` is left, and no space that stands for nothing."""
    result = BytesIO()
    with pikepdf.open(BytesIO(data)) as pdf:
        spaces = {number: _space(face) for number, face in _all_faces(pdf).items()}
        for page in pdf.pages:
            contents = page.obj.get("/Contents")
            if contents is None:
                continue
            page.contents_coalesce()
            stream = page.obj.Contents.read_bytes()
            if b"/ActualText" in stream:
                known = {name.encode(): found for name, face in _faces(page) if (found := spaces[face.objgen])}
                page.obj.Contents = pdf.make_stream(_ACTUAL_TEXT.sub(b"", _without_stand_ins(stream, known)))
        pdf.save(result)
    return result.getvalue()


def widths_by_face(data: bytes) -> dict[str, dict[str, set[float]]]:
    """For each face of a PDF (by its name with the subset's letters) the widths in em that each character has in it.

    A mark that Chinese and Latin text share has two.
    """
    result: dict[str, dict[str, set[float]]] = defaultdict(lambda: defaultdict(set))
    with pikepdf.open(BytesIO(data)) as pdf:
        for face in _all_faces(pdf).values():
            widths = _widths(face.DescendantFonts[0].W)
            for code, character in _characters(face).items():
                result[str(face.BaseFont).lstrip("/")][character].add(widths.get(code, 1000) / 1000)
    return result


def _all_faces(pdf: pikepdf.Pdf) -> dict[tuple[int, int], Any]:
    """The faces of all pages by the numbers of their objects, each once."""
    return {face.objgen: face for page in pdf.pages for _name, face in _faces(page)}


def _faces(page: Any) -> Iterator[tuple[str, Any]]:
    for name, face in page.obj.get("/Resources", {}).get("/Font", {}).items():
        yield name.lstrip("/"), face


def _characters(face: Any) -> dict[int, str]:
    table: bytes = face.ToUnicode.read_bytes()
    mapped = _MAPPED.findall(table.partition(b"beginbfchar")[2])
    return {int(code, 16): bytes.fromhex(text.decode()).decode("utf-16-be") for code, text in mapped}


def _widths(table: Any) -> dict[int, float]:
    """Widths by the number of the glyph (PDF 32000-1, 9.7.4.3): of one after another, or one for a whole range."""
    result: dict[int, float] = {}
    rest = iter(table)
    for first in rest:
        following = next(rest)
        if isinstance(following, pikepdf.Array):
            result |= {int(first) + at: float(width) for at, width in enumerate(following)}
        else:
            result |= dict.fromkeys(range(int(first), int(following) + 1), float(next(rest)))
    return result


def _space(face: Any) -> tuple[bytes, bytes] | None:
    """The glyph of the space in *face*, in hexadecimal digits, and its width in thousandths of an em."""
    codes = [code for code, character in _characters(face).items() if character == " "]
    if not codes:
        return None
    return f"{codes[0]:04x}".encode(), f"{_widths(face.DescendantFonts[0].W)[codes[0]]:g}".encode()


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
