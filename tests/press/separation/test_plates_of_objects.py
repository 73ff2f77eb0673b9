"""Pages made by hand in the colours of the press: every kind of object that can paint, and what is told of it."""

import re
import zlib
from collections.abc import Iterator
from typing import Any
from unittest.mock import patch

import pytest

from pipeline.colours import Cmyk, Colour, Rgb
from pipeline.pdf.objects import DictionaryObject, NameObject, object_of
from pipeline.pdf.raw_pdf import RawPdf, decode_stream
from pipeline.press.separation import plates
from pipeline.press.separation.conversion import Separation
from pipeline.press.separation.ink_table import InkTable
from pipeline.press.separation.plates import Separated, separate

CATALOGUE, TREE, RESOURCES = 1, 2, 3
PAGE, CONTENT = 10, 11  # of the first page; ten more for each that follows
RED = Colour("red", (255, 0, 0), (0.0, 0.9, 0.8, 0.0))
SPOT = Colour("red", (255, 0, 0), (0.0, 0.9, 0.8, 0.0), "PANTONE 485 C")
Objects = dict[int, str | tuple[str, str]]  # bodies, or of streams with their data
BLACK_FIRST = "0 0 0 1 K /KanbenOverprint10 gs 0 0 0 1 k /KanbenOverprint11 gs\n"


class Complements(Separation):
    """Light turned into its complement; greys into black."""

    def colour(self, rgb: Rgb) -> Cmyk:
        red, green, blue = (1 - each / 255 for each in rgb)
        return (0.0, 0.0, 0.0, red) if red == green == blue else (red, green, blue, 0.0)


@pytest.fixture(autouse=True, scope="module")
def _pictures_in_a_word() -> Iterator[None]:
    """A picture whose data is ``colour`` becomes one in CMYK, any other a grey one."""

    def separate_picture(entries: DictionaryObject, data: bytes, _separation: Separation) -> tuple[Any, bytes]:
        space = "/DeviceCMYK" if data == b"colour" else "/DeviceGray"
        return {**entries, NameObject("/ColorSpace"): NameObject(space)}, data + b" separated"

    with patch.object(plates, "separate_picture", separate_picture):
        yield


def made(*contents: str, resources: str = "", objects: Objects | None = None, each_page: str = "") -> RawPdf:
    """A PDF of pages with *contents*, sharing *resources*; *objects* are bodies, or of streams with their data."""
    kids = " ".join(f"{PAGE + 10 * index} 0 R" for index in range(len(contents)))
    bodies = {
        CATALOGUE: "<</Type/Catalog/Pages 2 0 R>>",
        TREE: f"<</Type/Pages/Kids[{kids}]/Count {len(contents)}>>",
        RESOURCES: f"<<{resources}>>",
    }
    streams: dict[int, str] = {}
    for index, content in enumerate(contents):
        number = PAGE + 10 * index
        held = each_page or f"/Contents {number + 1} 0 R/Resources 3 0 R"
        bodies[number], bodies[number + 1] = f"<</Type/Page/Parent 2 0 R{held}>>", "<<>>"
        streams[number + 1] = content
    for number, each in (objects or {}).items():
        bodies[number], *data = (each,) if isinstance(each, str) else each
        streams |= {number: data[0]} if data else {}
    return RawPdf(
        CATALOGUE,
        {number: body.encode() for number, body in bodies.items()},
        {number: data.encode() for number, data in streams.items()},
    )


def inked(pdf: RawPdf, table: tuple[Colour, ...] = (RED,)) -> Separated:
    return separate(pdf, InkTable(table, Complements(b"")))


def stream(result: Separated, number: int = CONTENT) -> str:
    return decode_stream(result.pdf, number).decode()


def entries(result: Separated, number: int) -> dict[str, Any]:
    return dict(object_of(result.pdf, number))


# --- pages ----------------------------------------------------------------------------------------------------------


def test_pages_begin_in_black_and_each_is_told_by_its_number() -> None:
    contents = ("1 0 0 rg", "0 0 1 rg", "0 1 0 rg 0 0 1 rg 0 0 1 rg")
    result = inked(made(*contents))
    assert [stream(result, number) for number in (11, 21, 31)] == [
        BLACK_FIRST + "0 0.9 0.8 0 k /KanbenOverprint10 gs",
        BLACK_FIRST + "1 1 0 0 k /KanbenOverprint10 gs",
        BLACK_FIRST + "1 0 1 0 k /KanbenOverprint10 gs 1 1 0 0 k 1 1 0 0 k",
    ]
    assert result.unmapped == {(0, 0, 255): [1, 2], (0, 255, 0): [2]}
    assert result.inks == {"black": [0, 1, 2], "magenta": [0, 1, 2], "yellow": [0, 2], "cyan": [1, 2]}
    assert (result.unusable, result.effects, result.spots) == ({}, {}, ())


def test_streams_are_compressed_as_well_as_can_be() -> None:
    pdf = made("0 g " * 400)
    result = inked(pdf)
    assert result.pdf.bodies[CONTENT] == b"<</Filter/FlateDecode>>"
    assert result.pdf.streams[CONTENT] == zlib.compress(stream(result).encode(), 9)
    pdf.bodies[CONTENT], pdf.streams[CONTENT] = b"<</Filter/FlateDecode>>", zlib.compress(b"0 g")
    assert inked(pdf).pdf.bodies[CONTENT] == b"<</Filter/FlateDecode>>"


@pytest.mark.parametrize(
    ("page", "message"),
    [
        ("/Contents[11 0 R 11 0 R]/Resources 3 0 R", "page 0 has 2 content streams"),
        ("/Contents[]/Resources 3 0 R", "page 0 has 0 content streams"),
        ("/Contents 11 0 R/Resources<<>>", "resources of stream 11"),
    ],
)
def test_pages_that_are_not_as_ours_are(page: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        inked(made("", each_page=page))


def test_one_content_stream_may_stand_in_an_array() -> None:
    result = inked(made("0 g", each_page="/Contents[11 0 R]/Resources 3 0 R"))
    assert stream(result) == BLACK_FIRST + "0 0 0 1 k"


def test_a_stream_of_two_pages_is_recoloured_once() -> None:
    result = inked(made("1 0 0 rg", "", each_page="/Contents 11 0 R/Resources 3 0 R"))
    assert stream(result) == BLACK_FIRST + "0 0.9 0.8 0 k /KanbenOverprint10 gs"


def test_resources_have_the_states_that_overprint_besides_their_own() -> None:
    result = inked(made("", resources="/ExtGState<</Own<</ca 1>>>>/ColorSpace<</Old/DeviceRGB>>/Font<<>>"))
    found = entries(result, RESOURCES)
    assert set(found) == {"/ExtGState", "/Font"}
    assert set(found["/ExtGState"]) == {"/Own", *(f"/KanbenOverprint{n}" for n in ("00", "01", "10", "11"))}
    for name in ("00", "01", "10", "11"):
        state = found["/ExtGState"][f"/KanbenOverprint{name}"]
        assert (state["/OP"].value, state["/op"].value) == (name[0] == "1", name[1] == "1")
        assert (state["/OPM"], state["/Type"]) == (1, "/ExtGState")


def test_a_spot_ink_is_no_process_ink() -> None:
    result = inked(made("1 0 0 rg"), (SPOT,))
    assert (result.inks, [spot.name for spot in result.spots]) == ({"black": [0]}, ["PANTONE 485 C"])
    (name,) = entries(result, RESOURCES)["/ColorSpace"]
    assert stream(result) == f"{BLACK_FIRST}{name} cs 1 scn /KanbenOverprint10 gs"


# --- forms, patterns, pictures --------------------------------------------------------------------------------------

GROUP = "/Group<</S/Transparency/CS/DeviceRGB/I true>>"
FORM = f"<</Type/XObject/Subtype/Form{GROUP}/Resources 3 0 R>>"
IMAGE = "<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceRGB{more}>>"
SEE_THROUGH = "/ExtGState<</T<</ca .5>>>>"


def test_forms_paint_as_whoever_draws_them() -> None:
    objects: Objects = {50: (FORM, "1 0 0 rg")}
    result = inked(made("/F Do", "/F Do", resources="/XObject<</F 50 0 R>>", objects=objects))
    assert stream(result, 50) == "0 0.9 0.8 0 k /KanbenOverprint00 gs"
    assert stream(result) == BLACK_FIRST + "/F Do"
    assert "/Group" not in entries(result, 50)  # nothing shines through


@pytest.mark.parametrize("draws", [("/T gs /F Do",), ("/F Do", "/T gs"), ("/F Do /F Do /T gs",)])
def test_where_something_shines_through_groups_blend_in_inks(draws: tuple[str, ...]) -> None:
    objects: Objects = {50: (FORM, "1 0 0 rg"), 51: ("<</Subtype/Form/Resources 3 0 R>>", "0 g")}
    resources = f"/XObject<</F 50 0 R/G 51 0 R>>{SEE_THROUGH}"
    result = inked(made(*draws, resources=resources, objects=objects))
    group = entries(result, 50)["/Group"]
    assert (group["/CS"], group["/S"], group["/I"].value) == ("/DeviceCMYK", "/Transparency", True)
    assert result.effects == {"opacity": [len(draws) - 1]}


def test_a_form_without_a_group_gets_none() -> None:
    objects: Objects = {50: ("<</Subtype/Form/Resources 3 0 R>>", "0 g")}
    result = inked(made("/F Do /T gs", resources=f"/XObject<</F 50 0 R>>{SEE_THROUGH}", objects=objects))
    assert "/Group" not in entries(result, 50)


@pytest.mark.parametrize(
    ("data", "more", "space", "inks", "effects"),
    [
        ("colour", "", "/DeviceCMYK", {"cyan", "magenta", "yellow", "black"}, {}),
        ("grey", "", "/DeviceGray", {"black"}, {}),
        ("grey", "/SMask 51 0 R", "/DeviceGray", {"black"}, {"mask": [1]}),
    ],
)
def test_pictures(data: str, more: str, space: str, inks: set[str], effects: dict[str, list[int]]) -> None:
    objects: Objects = {50: (IMAGE.format(more=more), data), 51: (IMAGE.format(more=""), "mask")}
    result = inked(made("", "/I Do", "/I Do", resources="/XObject<</I 50 0 R>>", objects=objects))
    assert (entries(result, 50)["/ColorSpace"], result.pdf.streams[50]) == (space, f"{data} separated".encode())
    assert (result.pdf.streams[51], result.effects) == (b"mask", effects)
    assert {ink: 1 in pages for ink, pages in result.inks.items()} == dict.fromkeys(inks, True)
    assert stream(result, 21) == BLACK_FIRST + "q /KanbenOverprint00 gs /I Do Q"


def test_patterns_are_pages_of_their_own() -> None:
    objects: Objects = {50: ("<</PatternType 1/Resources 3 0 R>>", "1 0 0 rg")}
    content = "/Pattern cs /P scn"
    result = inked(made(content, resources="/Pattern<</P 50 0 R>>", objects=objects))
    assert stream(result, 50) == BLACK_FIRST + "0 0.9 0.8 0 k /KanbenOverprint10 gs"
    assert result.unusable == {}


# --- blends ---------------------------------------------------------------------------------------------------------

BLEND = "<</ShadingType 2/ColorSpace{space}/Function {function}>>"
RED_TO_GREEN = "<</FunctionType 2/N 1/C0[1 0 0]/C1[0 .5 0]>>"


@pytest.mark.parametrize("content", ["/S sh", "/Pattern cs /P scn", "/S sh /P scn /S sh"])
@pytest.mark.parametrize("apart", [False, True])
def test_blends_run_from_ink_to_ink(content: str, apart: bool) -> None:
    objects: Objects = {
        50: BLEND.format(space="/DeviceRGB", function="51 0 R" if apart else RED_TO_GREEN),
        51: RED_TO_GREEN,
        52: "<</PatternType 2/Shading 50 0 R>>",
    }
    resources = "/Shading<</S 50 0 R>>/Pattern<</P 52 0 R>>"
    result = inked(made("", content, resources=resources, objects=objects))
    found = entries(result, 50)
    assert (found["/ColorSpace"], found["/ShadingType"]) == ("/DeviceCMYK", 2)
    assert [float(each) for each in found["/Function"]["/C0"]] == [0, 0.9, 0.8, 0]
    assert [float(each) for each in found["/Function"]["/C1"]] == [1, 0.498, 1, 0]
    assert result.unmapped == {(0, 128, 0): [1]}
    assert result.inks == {"black": [0, 1], "cyan": [1], "magenta": [1], "yellow": [1]}
    assert result.unusable == {}


def test_the_stops_of_a_blend_are_separated_each() -> None:
    stitched = f"<</FunctionType 3/Functions[51 0 R {RED_TO_GREEN}]/Bounds[.5]>>"
    objects: Objects = {
        50: BLEND.format(space="/DeviceRGB", function=stitched),
        51: "<</FunctionType 2/C0[0 0 0]/C1[1 0 0]>>",
    }
    result = inked(made("/S sh", resources="/Shading<</S 50 0 R>>", objects=objects))
    first, second = entries(result, 50)["/Function"]["/Functions"]
    assert [list(map(float, first[key])) for key in ("/C0", "/C1")] == [[0, 0, 0, 1], [0, 0.9, 0.8, 0]]
    assert [list(map(float, second[key])) for key in ("/C0", "/C1")] == [[0, 0.9, 0.8, 0], [1, 0.498, 1, 0]]


def test_a_spot_ink_blends_as_what_it_looks_like() -> None:
    objects: Objects = {50: BLEND.format(space="/DeviceRGB", function="<</C0[1 0 0]/C1[1 1 1]>>")}
    result = inked(made("/S sh", resources="/Shading<</S 50 0 R>>", objects=objects), (SPOT,))
    assert [float(each) for each in entries(result, 50)["/Function"]["/C0"]] == [0, 0.9, 0.8, 0]
    assert set(result.inks) == {"black", "magenta", "yellow"}


@pytest.mark.parametrize(
    ("shading", "unusable"),
    [
        (BLEND.format(space="/DeviceGray", function="<</C0[0]/C1[1]>>"), {}),
        (BLEND.format(space="/DeviceCMYK", function="<</C0[0 0 0 0]/C1[1 1 1 1]>>"), {"sh": [0]}),
        (BLEND.format(space="/DeviceRGB", function="[]"), {"sh": [0]}),
    ],
)
def test_blends_of_another_kind_are_left_and_told(shading: str, unusable: dict[str, list[int]]) -> None:
    result = inked(made("/S sh", resources="/Shading<</S 50 0 R>>", objects={50: shading}))
    assert (result.pdf.bodies[50].decode(), result.unusable) == (shading, unusable)


# --- states and masks -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("apart", [False, True])
@pytest.mark.parametrize(
    ("state", "effects"),
    [
        ("/ca 1/CA 1", set()),
        ("/ca .99", {"opacity"}),
        ("/CA .99", {"opacity"}),
        ("/ca 1/CA 0", {"opacity"}),
        ("/BM/Normal", set()),
        ("/BM/Compatible", set()),
        ("/BM/Multiply", {"blend"}),
        ("/SMask/None", set()),
        ("/LW 2", set()),
        ("/ca .5/BM/Screen", {"opacity", "blend"}),
    ],
)
def test_what_shines_through_is_told(state: str, effects: set[str], apart: bool) -> None:
    resources = f"/ExtGState<</T {'50 0 R' if apart else f'<<{state}>>'}>>"
    result = inked(made("", "/T gs", resources=resources, objects={50: f"<<{state}>>"}))
    assert result.effects == {effect: [1] for effect in effects}
    assert result.unusable == {}


def test_masks_are_grey_all_through() -> None:
    objects: Objects = {
        50: (FORM, "1 0 0 rg 0 0 1 RG /I Do /S sh /Pattern cs /P scn"),
        51: (IMAGE.format(more=""), "mask"),
        52: BLEND.format(space="/DeviceRGB", function="<</C0[1 0 0]/C1[1 1 1]>>"),
        53: ("<</PatternType 1/Resources 3 0 R>>", "0 1 0 rg"),
    }
    names = "/XObject<</I 51 0 R>>/Shading<</S 52 0 R>>/Pattern<</P 53 0 R>>"
    resources = f"{names}/ExtGState<</M<</SMask<</S/Luminosity/G 50 0 R>>>>>>"
    result = inked(made("/M gs", resources=resources, objects=objects))
    assert stream(result, 50) == "0.3 g 0.11 G /I Do /S sh /Pattern cs /P scn"
    assert stream(result, 53) == "0.59 g"
    assert entries(result, 50)["/Group"]["/CS"] == "/DeviceGray"
    assert result.pdf.streams[51] == b"mask"
    blend = entries(result, 52)
    assert blend["/ColorSpace"] == "/DeviceGray"
    assert [[float(x) for x in blend["/Function"][key]] for key in ("/C0", "/C1")] == [[0.3], [1]]
    assert (result.effects, result.inks, result.unmapped) == ({"mask": [0]}, {"black": [0]}, {})


@pytest.mark.parametrize(
    ("content", "unusable"),
    [("/N Do", "Do"), ("/N gs", "gs"), ("/N sh", "sh"), ("/Pattern cs /N scn", "N"), ("/N cs", "N"), ("1 sc", "sc")],
)
@pytest.mark.parametrize("kinds", ["", "/XObject<<>>/ExtGState<<>>/Shading<<>>/Pattern<<>>"])
def test_names_of_nothing_are_told(content: str, unusable: str, kinds: str) -> None:
    result = inked(made("", content, resources=kinds))
    assert result.unusable == {unusable: [1]}
    assert re.search(re.escape(content), stream(result, 21))
