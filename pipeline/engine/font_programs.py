"""Font programs with only the glyphs that are printed, renumbered without gaps.

WeasyPrint 70.0 (pdf/fonts.py) keeps every glyph's number when it cuts a face down, so that each face carries thousands
of empty glyphs, and wraps the outlines in a whole OpenType file. Our faces are CID-keyed with CIDs equal to glyph
numbers (tests/fonts): cut down again without keeping numbers, the charset still has each glyph's old CID, which is
what the text is written in, and the bare CFF table is all that PDF asks for (ISO 32000-1, table 126, CIDFontType0C).
A face without CIDs, as one that was added to a workspace may be, is left as it is: its glyph numbers are its CIDs.
"""

from typing import Any

import uharfbuzz

_ROS = b"\x0c\x1e"
_LONGEST_ROS = 13  # bytes: two string numbers, a supplement, the operator


def compact_font_programs(document: Any, pdf: Any) -> None:
    """Replace the OpenType programs in *pdf* (pydyf) by bare CFF tables of the glyphs that *document* prints."""
    glyphs: dict[bytes, set[int]] = {}
    for font in document.fonts.values():
        glyphs.setdefault(font.file_content, set()).update(font.to_unicode)
    for program in pdf.objects:
        if getattr(program, "extra", {}).get("Subtype") == "/OpenType":
            (content,) = program.stream
            bare = _bare_cff(content, glyphs[content])
            if _has_cids(bare):
                program.stream = [bare]
                program.extra["Subtype"] = "/CIDFontType0C"


def _bare_cff(content: bytes, glyphs: set[int]) -> bytes:
    wanted = uharfbuzz.SubsetInput()
    wanted.glyph_set.update({0, *glyphs})
    wanted.flags = uharfbuzz.SubsetFlags.DESUBROUTINIZE | uharfbuzz.SubsetFlags.NO_HINTING
    face = uharfbuzz.subset(uharfbuzz.Face(content), wanted)
    return bytes(face.reference_table("CFF ").data)


def _has_cids(cff: bytes) -> bool:
    """Whether the top DICT of a CFF table begins with ROS, as that of a CID-keyed face must (Adobe TN 5176, 9)."""
    start = _end_of_index(cff, cff[2])  # the name INDEX stands behind the header, and before that of the top DICT
    size = cff[start + 2]
    first = start + 3 + 2 * size
    return _ROS in cff[first : first + _LONGEST_ROS]


def _end_of_index(cff: bytes, start: int) -> int:
    """The first byte behind the INDEX at *start* (Adobe TN 5176, 5)."""
    count = int.from_bytes(cff[start : start + 2])
    if count == 0:
        return start + 2
    size = cff[start + 2]
    offsets = start + 3
    last = offsets + size * count
    return last + size - 1 + int.from_bytes(cff[last : last + size])
