"""Which characters the codes of fonts stand for."""

from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from pipeline.intake.opened_pdf import open_pdf
from pipeline.tags.character_maps import UNKNOWN, UNREAD, CharacterMaps, read_map
from tests.preflight.good_files import saved


@pytest.mark.parametrize(
    ("source", "codes", "wanted"),
    [
        (b"1 beginbfchar <0001> <4E00> endbfchar", b"\0\1", "一"),
        (b"1 beginbfrange <0001> <0003> <4E00> endbfrange", b"\0\1\0\3", "一丂"),
        (b"1 beginbfrange <0001> <0002> [<4E00> <00660069>] endbfrange", b"\0\2\0\1", "fi一"),
        (b"1 beginbfchar <0001> <D840DC0B> endbfchar", b"\0\1", "\U0002000b"),
        (b"1 beginbfchar <0001> <4E00> endbfchar", b"\0\2", UNKNOWN),
        (b"1 begincodespacerange <00> <FF> endcodespacerange 1 beginbfchar <41> <0042> endbfchar", b"A", "B"),
        (b"1 beginbfchar <0001> <4E00> endbfchar ) broken", b"\0\1", "一"),
        (b"1 beginbfrange <0001> <FFFFFFFF> <4E00> endbfrange", b"\0\2", "丁"),
        (b"1 beginbfrange <00> <ff> <fe> endbfrange", b"\0\2", UNKNOWN),
        (b"1 beginbfchar 1 2 endbfchar 1 beginbfrange (a) endbfrange", b"\0\1", UNKNOWN),
    ],
)
def test_maps(source: bytes, codes: bytes, wanted: str) -> None:
    assert read_map(source, 2).text(codes) == wanted


JAPANESE = Array([Dictionary(CIDSystemInfo=Dictionary(Registry=String("Adobe"), Ordering=String("Japan1")))])
DIFFERENCES = Dictionary(Differences=Array([1, Name.fi, Name.uni4E00]))


@pytest.mark.parametrize(
    ("font", "codes", "wanted"),
    [
        ({"Subtype": Name.Type1, "BaseFont": Name.Helvetica}, b"A'", "A\u2019"),
        ({"Subtype": Name.TrueType, "Encoding": Name.WinAnsiEncoding}, b"\x93\x80", "“€"),
        ({"Subtype": Name.TrueType, "Encoding": Name.MacRomanEncoding}, b"\xd2", "“"),
        ({"Subtype": Name.Type1, "Encoding": DIFFERENCES}, b"\1\2", "ﬁ一"),
        ({"Subtype": Name.Type1, "FontDescriptor": Dictionary(Flags=4)}, b"A", UNREAD),
        ({"Subtype": Name.Type0, "Encoding": Name("/UniGB-UCS2-H")}, b"\x4e\x00", "一"),
        ({"Subtype": Name.Type0, "Encoding": Name("/GBK-EUC-H")}, b"\xd2\xbb", "一"),
        ({"Subtype": Name.Type0, "Encoding": Name("/Identity-H")}, b"\0\1\0\2", UNKNOWN * 2),
        ({"Subtype": Name.Type0, "Encoding": Name("/Identity-H"), "DescendantFonts": JAPANESE}, b"\0\1", UNREAD),
        ({"Subtype": Name.Type3}, b"\1", UNKNOWN),
        ({"Subtype": Name.Type1, "Encoding": Dictionary(BaseEncoding=Dictionary())}, b"\1", UNREAD),
    ],
)  # fmt: skip
def test_fonts_without_a_map(font: dict[str, Any], codes: bytes, wanted: str, tmp_path: Path) -> None:
    pdf = pikepdf.new()
    pdf.add_blank_page()
    held = Dictionary(Type=Name.Font)
    for key, value in font.items():
        held[f"/{key}"] = value
    pdf.pages[0].obj.Resources = Dictionary(Font=Dictionary(F1=held))
    opened = open_pdf(saved(pdf, tmp_path / "a.pdf"))
    fonts = opened.dictionary(opened.dictionary(opened.pages[0].entries["/Resources"])["/Font"])
    assert CharacterMaps(opened).of_font(fonts["/F1"]).text(codes) == wanted


def test_codes_of_simple_fonts_are_one_byte_whatever_the_map_says(tmp_path: Path) -> None:
    pdf = pikepdf.new()
    pdf.add_blank_page()
    source = b"1 begincodespacerange <0000> <FFFF> endcodespacerange 1 beginbfchar <0041> <0042> endbfchar"
    held = Dictionary(Type=Name.Font, Subtype=Name.TrueType, ToUnicode=pdf.make_stream(source))
    pdf.pages[0].obj.Resources = Dictionary(Font=Dictionary(F1=held))
    opened = open_pdf(saved(pdf, tmp_path / "a.pdf"))
    fonts = opened.dictionary(opened.dictionary(opened.pages[0].entries["/Resources"])["/Font"])
    assert CharacterMaps(opened).of_font(fonts["/F1"]).text(b"AAC") == "BBC"
