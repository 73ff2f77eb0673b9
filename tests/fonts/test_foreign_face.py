"""A face from anyone is looked into before anything opens it."""

import io
from contextlib import suppress

import pytest
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables.DefaultTable import DefaultTable
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.fonts.foreign_face import UnfitFaceError, look_into, with_identity_cids
from pipeline.resources import find_shipped
from tests.fonts.made_fonts import font

GOOD = font("𪛖囍", names={"licenseDescription": "SIL Open Font License\nVersion 1.1", "copyright": "Copyright 2026"})


@pytest.mark.parametrize("is_cff", [False, True])
def test_what_a_face_tells_of_itself(is_cff: bool) -> None:
    names = {"licenseDescription": "SIL Open Font License\nVersion 1.1", "copyright": "Copyright 2026"}
    face = look_into(font("𪛖囍", is_cff=is_cff, names=names))
    assert (face.family, face.version, face.ending) == ("Rare Han", "Version 1", ".otf" if is_cff else ".ttf")
    assert face.licence == "SIL Open Font License Version 1.1; Copyright 2026"
    assert face.characters == {0x20, *map(ord, "𪛖囍")}


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "This file is no font."),
        (b"%PDF-1.7", "This file is no font."),
        (b"ttcf" + bytes(100), "This is a TTC file."),
        (b"wOF2" + bytes(100), "This is a WOFF2 file."),
        (b"OTTO" + bytes(100), "This file is no font: it has no characters."),
        (GOOD[:200], "This file is no font: it has no characters."),
        (font("字", rights=0x0002), "The font may not be embedded into files (fsType 0x0002)."),
        (font("字", rights=0x0104), "The font may not be embedded into files (fsType 0x0104)."),
        (font("字", rights=0x0200), "The font may not be embedded into files (fsType 0x0200)."),
        (font("字", family=" "), "The font has no name."),
    ],
)
def test_what_cannot_be_used_is_refused_in_words(data: bytes, told: str) -> None:
    with pytest.raises(UnfitFaceError) as caught:
        look_into(data)
    assert caught.value.message == told


@pytest.mark.parametrize("rights", [0x0000, 0x0004, 0x0006, 0x0008])
def test_rights_to_embed(rights: int) -> None:
    assert look_into(font("字", rights=rights)).family == "Rare Han"


@pytest.mark.parametrize("table", ["fvar", "COLR", "SVG "])
def test_variable_and_coloured_faces_are_refused(table: str) -> None:
    target = io.BytesIO()
    with TTFont(io.BytesIO(GOOD)) as whole:
        whole[table] = DefaultTable(table)
        whole[table].data = bytes(8)
        whole.save(target)
    with pytest.raises(UnfitFaceError, match="variable or in colours"):
        look_into(target.getvalue())


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(st.integers(0, len(GOOD) - 1), st.integers(0, 255)), min_size=1, max_size=30))
def test_damage_is_told_or_harmless(changes: list[tuple[int, int]]) -> None:
    data = bytearray(GOOD)
    for place, value in changes:
        data[place] = value
    with suppress(UnfitFaceError):
        look_into(bytes(data))


def test_cids_become_glyph_numbers() -> None:
    data = (find_shipped("fonts") / "KanbenHei-Regular.otf").read_bytes()
    assert with_identity_cids(GOOD) == GOOD
    assert with_identity_cids(font("字", is_cff=True)) == font("字", is_cff=True)
    with TTFont(io.BytesIO(with_identity_cids(data))) as same:
        top = same["CFF "].cff.topDictIndex[0]
        assert [int(name[3:]) for name in top.charset[1:]] == list(range(1, same["maxp"].numGlyphs))
