"""What the volume says of a face: the figures of the subsets put together, or none where they are of two faces."""

import re
from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from unittest.mock import patch

import pypdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.binding.fonts import font_union
from pipeline.binding.fonts.font_union import FontUnion, glyph_widths
from pipeline.binding.fonts.glyph_programs import DiffersError
from pipeline.pdf.object_writer import ObjectWriter
from pipeline.pdf.raw_pdf import RawPdf

FONT, DESCENDANT, DESCRIPTOR, PROGRAM, MAP, MORE = range(1, 7)


class Program:
    """Glyphs that are letters: programs are of one face when they begin with the same one."""

    def __init__(self) -> None:
        self.data = b""

    def join(self, data: bytes) -> None:
        if self.data and data[:1] != self.data[:1]:
            raise DiffersError("another face")
        self.data += data

    def compile(self) -> bytes:
        return self.data


@pytest.fixture(autouse=True, scope="module")
def _letters_for_glyphs() -> Iterator[None]:
    with patch.multiple(font_union, CffProgram=Program, TrueTypeProgram=Program):
        yield


def to_unicode(characters: Mapping[int, str]) -> bytes:
    rows = "\n".join(f"<{glyph:04X}> <{text.encode('utf-16-be').hex().upper()}>" for glyph, text in characters.items())
    return f"{len(characters)} beginbfchar\n{rows}\nendbfchar".encode()


def subset(
    *,
    name: str = "/ABCDEF+Song",
    font: str = "/Subtype/Type0/Encoding/Identity-H",
    widths: str = "/W[1[500 500]]",
    descendant: str = "",
    box: str = "0 -120 1000 880",
    flags: int = 4,
    descriptor: str = "/Ascent 880/FontFile3 4 0 R",
    program: bytes = b"song",
    kind: bytes = b"<</Subtype/CIDFontType0C>>",
    characters: bytes | None = None,
    more: bytes = b"[]",
    more_data: bytes | None = None,
) -> RawPdf:
    """A PDF with the subset of a face of two glyphs."""
    bodies = {
        FONT: f"<</Type/Font{font}/BaseFont{name}/ToUnicode 5 0 R/DescendantFonts[2 0 R]>>".encode(),
        DESCENDANT: f"<</Type/Font{descendant}{widths}/BaseFont{name}/FontDescriptor 3 0 R>>".encode(),
        DESCRIPTOR: f"<</FontName{name}/FontBBox[{box}]/Flags {flags}{descriptor}>>".encode(),
        PROGRAM: kind,
        MAP: b"<<>>",
        MORE: more,
    }
    streams = {PROGRAM: program, MAP: to_unicode({1: "甲", 2: "乙"}) if characters is None else characters}
    return RawPdf(FONT, bodies, streams | ({MORE: more_data} if more_data is not None else {}))


def joined(subsets: Iterable[RawPdf]) -> list[pypdf.generic.DictionaryObject]:
    """The fonts that stand for *subsets* in a volume, read back."""
    file = BytesIO()
    writer = ObjectWriter(file)
    fonts = FontUnion(writer)
    numbers = [fonts.join(each, FONT) for each in subsets]
    assert None not in numbers
    fonts.write()
    root = writer.reserve()
    writer.put(root, b"<</Type/Catalog/Found[%s]>>" % b" ".join(b"%d 0 R" % (number or 0) for number in numbers))
    writer.finish(root, root)
    found = pypdf.PdfReader(BytesIO(file.getvalue())).trailer["/Root"]["/Found"]  # type: ignore[index]
    return [each.get_object() for each in found]  # type: ignore[attr-defined]


def is_joined(pdf: RawPdf) -> bool:
    return FontUnion(ObjectWriter(BytesIO())).join(pdf, FONT) is not None


def below(font: pypdf.generic.DictionaryObject) -> pypdf.generic.DictionaryObject:
    return font["/DescendantFonts"][0].get_object()  # type: ignore[index, no-any-return]


def widths_in(font: pypdf.generic.DictionaryObject) -> dict[int, float]:
    """/W as ISO 32000-1, 9.7.4.3 has it read."""
    found: dict[int, float] = {}
    row = list(below(font)["/W"])  # type: ignore[call-overload]
    while row:
        first, widths = int(row.pop(0)), row.pop(0)
        for place, width in enumerate(widths):
            assert first + place not in found
            found[first + place] = float(width)
    return found


def characters_in(font: pypdf.generic.DictionaryObject) -> dict[int, str]:
    """The ToUnicode CMap as Adobe's technical note 5411 has it read."""
    text = font["/ToUnicode"].get_data().decode()  # type: ignore[attr-defined]
    found: dict[int, str] = {}
    for said, block in re.findall(r"(\d+) beginbfchar\n(.*?)endbfchar", text, re.DOTALL):
        rows = re.findall(r"<(....)> <(.*?)>", block)
        assert int(said) == len(rows) <= 100
        found |= {int(glyph, 16): bytes.fromhex(units).decode("utf-16-be") for glyph, units in rows}
    return found


glyphs = st.dictionaries(st.integers(0, 400), st.sampled_from([250, 500, 1000]), max_size=90)


@given(glyphs, st.data())
def test_widths_and_characters_are_those_of_all_subsets(face: dict[int, int], data: st.DataObject) -> None:
    parts = [data.draw(st.sets(st.sampled_from(sorted(face)))) if face else set[int]() for _part in range(2)]
    pdfs = [
        subset(
            widths="/W[" + "".join(f"{glyph}[{face[glyph]}]" for glyph in part) + "]",
            characters=to_unicode({glyph: chr(0x20000 + glyph) for glyph in part}),
        )
        for part in parts
    ]
    one, other = joined(pdfs)
    assert one == other
    union = parts[0] | parts[1]
    assert widths_in(one) == {glyph: face[glyph] for glyph in union}
    assert characters_in(one) == {glyph: chr(0x20000 + glyph) for glyph in union}
    rows = [glyph for glyph in union if glyph - 1 not in union]
    assert len(below(one)["/W"]) == 2 * len(rows)  # glyphs in a row are told in one


def test_many_characters_are_told_in_blocks_of_a_hundred() -> None:
    characters = {glyph: chr(0x4E00 + glyph) for glyph in range(250)}
    (font,) = joined([subset(characters=to_unicode(characters))])
    assert characters_in(font) == characters
    data = font["/ToUnicode"].get_data()  # type: ignore[attr-defined]
    assert re.findall(rb"(\d+) beginbfchar", data) == [b"100", b"100", b"50"]


def test_a_face_is_described_once() -> None:
    one, other = joined([subset(), subset(name="/GHIJKL+Song", program=b"sung", characters=to_unicode({3: "丙"}))])
    assert one == other
    descriptor = below(one)["/FontDescriptor"]
    assert re.fullmatch(r"/[A-Z]{6}\+Song", str(one["/BaseFont"]))
    assert {str(each) for each in (one["/BaseFont"], below(one)["/BaseFont"], descriptor["/FontName"])} == {  # type: ignore[index]
        str(one["/BaseFont"])
    }
    assert descriptor["/FontFile3"].get_data() == b"songsung"  # type: ignore[index]
    assert descriptor["/FontFile3"]["/Subtype"] == "/CIDFontType0C"  # type: ignore[index]
    assert (descriptor["/Ascent"], "/CIDSet" in descriptor) == (880, False)  # type: ignore[index, operator]
    assert (one["/Subtype"], one["/Encoding"]) == ("/Type0", "/Identity-H")


def test_a_true_type_face_tells_its_length() -> None:
    (font,) = joined([subset(descriptor="/FontFile2 4 0 R", kind=b"<<>>")])
    assert below(font)["/FontDescriptor"]["/FontFile2"]["/Length1"] == 4  # type: ignore[index]


def test_a_list_of_glyphs_is_left_off() -> None:
    descriptor = "/CIDSet 6 0 R/FontFile3 4 0 R"
    (font,) = joined([subset(descriptor=descriptor, more=b"<<>>", more_data=b"\xff")])
    assert "/CIDSet" not in below(font)["/FontDescriptor"]  # type: ignore[operator]


def test_the_tag_follows_from_the_glyphs() -> None:
    def tag(*rows: str) -> str:
        return str(joined([subset(widths=f"/W[{row}]") for row in rows])[0]["/BaseFont"])[1:7]

    assert tag("1[500]", "2[500]") == tag("2[500]", "1[500]") == tag("1[500 500]") == tag("1[250]", "2[500]")
    tags = [tag(f"{glyph}[500]") for glyph in range(60)]
    assert len(set(tags)) == 60
    assert {letter for each in tags for letter in each} == set("ABCDEFGHIJKLMNOPQRSTUVWXYZ")


def test_a_glyph_that_stands_for_another_character_takes_another_font_of_the_same_face() -> None:
    pdfs = [subset(characters=to_unicode(each)) for each in ({1: "甲"}, {1: "申", 2: "乙"}, {2: "乙", 3: "丙"})]
    one, other, third = joined(pdfs)
    assert [characters_in(font) for font in (one, other)] == [{1: "甲", 2: "乙", 3: "丙"}, {1: "申", 2: "乙"}]
    assert (third, one.raw_get("/DescendantFonts")) == (one, other.raw_get("/DescendantFonts"))


@pytest.mark.parametrize(
    "other",
    [
        {"widths": "/W[2[600]]"},
        {"program": b"hei"},
        {"name": "/ABCDEF+Hei"},
        {"flags": 6},
        {"descriptor": "/Ascent 900/FontFile3 4 0 R"},
        {"descriptor": "/Ascent 880/FontFile2 4 0 R"},
        {"descendant": "/DW 500"},
    ],
)
def test_what_differs_is_another_face(other: dict[str, str]) -> None:
    pdfs = [subset(), subset(**other), subset(), subset(**other)]  # type: ignore[arg-type]
    one, two, three, four = joined(pdfs)
    assert two == four
    assert (one == three, below(one) == below(two)) == (True, False)
    assert widths_in(one) == {1: 500, 2: 500}
    assert below(one)["/FontDescriptor"]["/FontFile3"].get_data() == b"songsong"  # type: ignore[index]


@pytest.mark.parametrize(
    "other",
    [
        {"name": "/QQQQQQ+Song"},
        {"name": "/Song"},
        {"descendant": "/B 2/A 1"},
        {"widths": "/W[3[700]]"},
        {"widths": "/W 6 0 R", "more": b"[1[500]2[500]]"},
        {"widths": "/W [ 1 [ 500 ]\n2[500.0]]".replace("500.0", "500")},
        {"box": "1 2 3 4"},
        {"flags": 5},
    ],
)
def test_what_a_subset_may_say_otherwise(other: dict[str, str]) -> None:
    first = subset(descendant="/A 1/B 2") if "descendant" in other else subset()
    one, two = joined([first, subset(**other)])  # type: ignore[arg-type]
    assert one == two


@pytest.mark.parametrize(
    "boxes", [("0 -120 900 880", "-10.5 -100 1000 870"), ("-10.5 -100 1000 870", "0 -120 900 880")]
)
def test_the_box_holds_those_of_all_subsets(boxes: tuple[str, str]) -> None:
    font, _same = joined([subset(box=box) for box in boxes])
    assert list(map(float, below(font)["/FontDescriptor"]["/FontBBox"])) == [-10.5, -120, 1000, 880]  # type: ignore[index]


@pytest.mark.parametrize(
    ("flags", "widths", "wanted"),
    [
        ((5, 5), ("1[500]", "2[500]"), 5),
        ((5, 5), ("1[500]", "2[600]"), 4),
        ((5, 4), ("1[500]", "2[500]"), 4),
        ((4, 5), ("1[500]", "2[500]"), 4),
        ((7, 7), ("1[500]", "1[500]"), 7),
    ],
)
def test_a_face_is_of_fixed_pitch_when_all_subsets_are_and_have_one_width(
    flags: tuple[int, int], widths: tuple[str, str], wanted: int
) -> None:
    pairs = zip(flags, widths, strict=True)
    font, _same = joined([subset(flags=flag, widths=f"/W[{row}]") for flag, row in pairs])
    assert below(font)["/FontDescriptor"]["/Flags"] == wanted  # type: ignore[index]


MANY = "".join(f"/K{key} 6 0 R" for key in range(15))


@pytest.mark.parametrize(
    ("changes", "wanted"),
    [
        ({}, True),
        ({"widths": ""}, True),
        ({"widths": "", "descendant": "/WMode 1"}, True),
        ({"descendant": "/CIDToGIDMap/Identity"}, True),
        ({"descendant": "/CIDSystemInfo 6 0 R", "more": b"<</Ordering(Identity)>>"}, True),
        ({"descendant": MANY}, True),  # sixteen with the descriptor
        ({"descendant": MANY + "/K15 6 0 R"}, False),
        ({"font": "/Subtype/TrueType/Encoding/Identity-H"}, False),
        ({"font": "/Subtype/Type3/Encoding/Identity-H"}, False),
        ({"font": "/Subtype/Type0/Encoding/Identity-V"}, False),
        ({"widths": "/W[1 2 500]"}, False),
        ({"descendant": "/CIDToGIDMap 6 0 R", "more": b"<<>>", "more_data": b"\0\0"}, False),
        ({"descendant": "/Other 6 0 R", "more": b"<<>>", "more_data": b"\0\0"}, False),
        ({"descendant": "/Other 6 0 R", "more": b"[4 0 R]"}, False),
        ({"descriptor": "/Style 6 0 R/FontFile3 4 0 R", "more": b"<<>>", "more_data": b"\0\0"}, False),
        ({"descriptor": ""}, False),
        ({"kind": b"<</Subtype/OpenType>>"}, False),
        ({"kind": b"<<>>", "descriptor": "/FontFile2 4 0 R"}, True),
        ({"kind": b"<</Filter/LZWDecode/Subtype/CIDFontType0C>>"}, False),
        ({"characters": b"1 beginbfrange\n<0001> <0002> <4E00>\nendbfrange"}, False),
        ({"box": "0 0 1"}, False),
        ({"box": "0 0 1 1 1"}, False),
        ({"box": "0 0 1 /None"}, False),
    ],
)
def test_what_can_be_joined(changes: dict[str, str], wanted: bool) -> None:
    pdf = subset(**changes)  # type: ignore[arg-type]
    assert is_joined(pdf) is wanted
    if not wanted:
        with pytest.raises((ValueError, LookupError, AttributeError)):
            glyph_widths(pdf, FONT)


def test_widths_of_glyphs() -> None:
    assert glyph_widths(subset(widths="/W[7[500.5 -1]20[1000]]"), FONT) == {7: 500.5, 8: -1, 20: 1000}
    assert glyph_widths(subset(widths=""), FONT) == {}
