"""A copy of a PDF in which each glyph stands for itself, and the faces that its glyphs are taken from.

Where a gap is set or a mark gives way, the pipeline draws a copy of the glyph that is wider or narrower
(engine/glyph_copies.py), and where there is none writes the text of the glyphs around it (``ActualText``,
engine/patches/whole_words.py). White beside a reading is a space that stands for nothing. The copy of the PDF has none
of these: each glyph is that of the face, and what follows it is moved. That moves nothing on the page.
"""

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import uharfbuzz

from pipeline.engine.glyph_copies import GlyphCopies, copies_in
from pipeline.resources import find_shipped

_TEXT = rb"<[0-9a-fA-F\s]*>|\((?:\\.|[^\\()])*\)"
_ACTUAL_TEXT = re.compile(rb"/ActualText\s*(?:" + _TEXT + rb")", re.DOTALL)
_FACE_OR_TEXT = re.compile(
    rb"/(?P<face>\w+)\s+[\d.]+\s+Tf|/ActualText\s*(?P<text>" + _TEXT + rb")\s*>>\s*BDC\s*\[(?P<shown>[^]]*)\] TJ",
    re.DOTALL,
)
_MAPPED = re.compile(rb"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>")


def plainly_drawn(data: bytes) -> bytes:
    """A copy of a PDF that has no ``ActualText``, no space that stands for nothing, and no copy of a glyph."""
    result = BytesIO()
    with pikepdf.open(BytesIO(data)) as pdf:
        named: dict[bytes, Any] = {}
        for page in pdf.pages:
            named |= {name.encode(): face for name, face in _faces(page).items()}
        spaces = {name: space for name, face in named.items() if (space := _space(face))}
        copies = {name: copies_of_face(face) for name, face in named.items()}
        for page in pdf.pages:
            if "/Contents" in page:
                stream = _ACTUAL_TEXT.sub(b"", _without_stand_ins(_contents(page), spaces))
                page.Contents = pdf.make_stream(_without_copies(stream, copies))
        for face in named.values():
            _name_originals(face)
        pdf.save(result, compress_streams=False)
    return result.getvalue()


def _contents(page: pikepdf.Page) -> bytes:
    """What a *page* draws; where it is in several streams, one after the other."""
    parts = page.Contents if isinstance(page.Contents, pikepdf.Array) else [page.Contents]
    return b"\n".join(part.read_bytes() for part in parts)


def widths_by_face(data: bytes) -> dict[str, dict[str, set[float]]]:
    """For each face of a PDF (by its name with the subset's letters) the widths in em that each character has in it.

    A mark that Chinese and Latin text share has two.
    """
    result: dict[str, dict[str, set[float]]] = defaultdict(lambda: defaultdict(set))
    faces: dict[str, Any] = {}
    with pikepdf.open(BytesIO(data)) as pdf:
        for page in pdf.pages:
            faces |= {str(face["/BaseFont"]).lstrip("/"): face for face in _faces(page).values()}
        for name, face in faces.items():
            widths, copies = _widths(face["/DescendantFonts"][0]["/W"]), copies_of_face(face)
            for code, character in _characters(face).items():
                if copies.find(code).glyph == code:
                    result[name][character].add(widths.get(code, 1000) / 1000)
    return result


@cache
def _files() -> dict[str, Path]:
    """The files of our faces by the names that they have in PDFs."""
    files = [file for file in find_shipped("fonts").rglob("Kanben*") if file.suffix in (".otf", ".ttf")]
    faces = (uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(file))) for file in files)
    name = uharfbuzz.OTNameIdPredefined.FULL_NAME
    return {str(face.get_name(name)).replace(" ", "-"): file for face, file in zip(faces, files, strict=True)}


def copies_of_face(face: Any) -> GlyphCopies:
    """The copies of glyphs that there are for a face of a PDF."""
    file = _files().get(str(face["/BaseFont"]).rpartition("+")[2])
    return copies_in(file, 0) if file else GlyphCopies(0, (), None)


def _without_copies(stream: bytes, copies: Mapping[bytes, GlyphCopies]) -> bytes:
    """A page's content in which copies are the glyphs that they are of, and what is around them is moved."""
    face, size = GlyphCopies(0, (), None), 0.0

    def draw(match: re.Match[bytes]) -> bytes:
        code = int(match[0], 16)
        glyph, shift, growth, rise = face.find(code)
        if glyph == code:
            return match[0]
        if rise:
            accent = b"] TJ %g Ts [%d <%04x> %d] TJ 0 Ts [" % (rise * size / 1000, shift, glyph, -(shift + growth))
            return b"> %s <" % accent
        before = b"> %d <" % shift if shift else b""
        return before + b"%04x> %d <" % (glyph, -(shift + growth))

    def show(match: re.Match[bytes]) -> bytes:
        nonlocal face, size
        if match["face"]:
            face, size = copies[match["face"]], float(match["size"])
            return match[0]
        plain = re.sub(rb"<[0-9a-f]+>", lambda shown: re.sub(rb"(?<=[<0-9a-f])[0-9a-f]{4}", draw, shown[0]), match[0])
        return plain.replace(b"<>", b" ")  # before a number it would have PDFium lose that

    return re.sub(rb"/(?P<face>\w+)\s+(?P<size>[\d.]+)\s+Tf|\[[^]]*\] TJ", show, stream)


def _name_originals(face: Any) -> None:
    """Tell of what copies in *face* are copies of, where only these are used, the same as of these."""
    descendant = face["/DescendantFonts"][0]
    widths, characters, copies = _widths(descendant["/W"]), _characters(face), copies_of_face(face)
    more = b""
    for code in [code for code in characters if copies.find(code).glyph not in characters]:
        glyph, _shift, growth, _rise = copies.find(code)
        text = characters[code].encode("utf-16-be").hex().encode()
        more += b"1 beginbfchar\n<%04x> <%s>\nendbfchar\n" % (glyph, text)
        descendant["/W"].extend([glyph, pikepdf.Array([widths[code] - growth])])
    table = face["/ToUnicode"]
    table.write(table.read_bytes().replace(b"endcmap", more + b"endcmap"))


def _faces(page: pikepdf.Page) -> dict[str, Any]:
    return {name.lstrip("/"): face for name, face in page.get("/Resources", {}).get("/Font", {}).items()}


def _characters(face: Any) -> dict[int, str]:
    mapped = _MAPPED.findall(face["/ToUnicode"].read_bytes().partition(b"beginbfchar")[2])
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
    """The glyph of the space in a *face*, in hexadecimal digits, and its width in thousandths of an em."""
    code = next((code for code, character in _characters(face).items() if character == " "), None)
    if code is None:
        return None
    return f"{code:04x}".encode(), f"{_widths(face['/DescendantFonts'][0]['/W'])[code]:g}".encode()


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
