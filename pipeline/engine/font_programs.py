"""Font programs as small as they can be: the glyphs that are printed, and nothing that keeps their places.

WeasyPrint 70.0 (pdf/fonts.py) keeps every glyph's number when it cuts a face down, so that each face carries thousands
of empty glyphs, and wraps the outlines in a whole OpenType file. Our faces are CID-keyed with CIDs equal to glyph
numbers (tests/fonts): cut down again without keeping numbers, the charset still tells each glyph's old CID, which is
what the text is written in, and the bare CFF table is all that PDF asks for (ISO 32000-1, table 126, CIDFontType0C).
"""

from typing import Any

import uharfbuzz


def compact_font_programs(document: Any, pdf: Any) -> None:
    """Replace the OpenType programs in *pdf* (pydyf) by bare CFF tables of the glyphs that *document* prints."""
    glyphs: dict[bytes, set[int]] = {}
    for font in document.fonts.values():
        glyphs.setdefault(font.file_content, set()).update(font.to_unicode)
    for program in pdf.objects:
        if getattr(program, "extra", {}).get("Subtype") == "/OpenType":
            (content,) = program.stream
            program.stream = [_bare_cff(content, glyphs[content])]
            program.extra["Subtype"] = "/CIDFontType0C"


def _bare_cff(content: bytes, glyphs: set[int]) -> bytes:
    wanted = uharfbuzz.SubsetInput()
    wanted.glyph_set.update({0, *glyphs})
    wanted.flags = uharfbuzz.SubsetFlags.DESUBROUTINIZE | uharfbuzz.SubsetFlags.NO_HINTING
    face = uharfbuzz.subset(uharfbuzz.Face(content), wanted)
    return bytes(face.reference_table("CFF ").data)
