"""Pages in the colours of the press: one plate for text, one for a spot ink, nothing left in colours of screens."""

import re
import struct
import zlib
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageCms, ImageStat

from pipeline.colours import Colour, rgb_of
from pipeline.pdf.objects import object_of
from pipeline.press.separation.plates import Separated
from tests.press.separated_pages import NAMEPLATE, PROFILE, SPOT, all_content, content, separated, set_pages

RGB_OPERATOR = re.compile(r"(?:^|\s)(?:rg|RG)(?:\s|$)")
BLACK = "0 0 0 1 k"


def images(result: Separated) -> list[tuple[dict[str, object], bytes]]:
    """Dictionary and data of each picture, soft masks not counted."""
    masks = {
        object_of(result.pdf, number).raw_get("/SMask").idnum
        for number in result.pdf.streams
        if b"/SMask" in result.pdf.bodies[number]
    }
    return [
        (object_of(result.pdf, number), data)
        for number, data in result.pdf.streams.items()
        if re.search(rb"/Subtype\s*/Image", result.pdf.bodies[number]) and number not in masks
    ]


def _as_png_file(entries: dict[str, object], data: bytes) -> bytes:
    """A file of the filtered rows *data*, whose four inks pass for colour with alpha."""
    head = struct.pack(">IIBBBBB", int(str(entries["/Width"])), int(str(entries["/Height"])), 8, 6, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", data), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(part)) + kind + part + struct.pack(">I", zlib.crc32(kind + part)) for kind, part in chunks
    )


def save(path: Path, image: Image.Image, **options: object) -> Path:
    image.save(path, **options)  # type: ignore[arg-type]
    return path


def photo(mode: str = "RGB") -> Image.Image:
    """A small picture with many colours."""
    image = Image.merge("RGB", [Image.linear_gradient("L").resize((40, 30)).rotate(turn) for turn in (0, 90, 180)])
    return image.convert(mode)


def test_a_jpeg_stays_as_good_as_it_was(tmp_path: Path) -> None:
    """Measured on pixels, beside the same picture without loss; at quality 75 it is off by twice as much."""
    noise = Image.effect_noise((64, 64), 60)
    picture = Image.merge("RGB", [noise, noise.rotate(90), noise.rotate(180)])
    save(tmp_path / "a.jpg", picture, quality=100, subsampling=0)
    save(tmp_path / "a.png", Image.open(tmp_path / "a.jpg"))
    decoded = {}
    for name in ("a.jpg", "a.png"):
        ((entries, data),) = images(separated(f'<img alt="" src="workspace:{name}">', tmp_path))
        if name == "a.jpg":
            decoded[name] = Image.open(BytesIO(data))
        else:
            rows = Image.open(BytesIO(_as_png_file(entries, data)))
            decoded[name] = Image.frombytes("CMYK", rows.size, rows.tobytes())
    difference = ImageStat.Stat(ImageChops.difference(decoded["a.jpg"], decoded["a.png"]))
    assert max(difference.mean) < 2.5


def test_text_is_black_alone_and_overprints(tmp_path: Path) -> None:
    result = separated("<p>正文</p>", tmp_path)
    assert BLACK in content(result)
    assert "/KanbenOverprint11 gs" in content(result)
    assert not RGB_OPERATOR.search(all_content(result))
    assert set(result.inks) == {"black"}
    state = object_of(result.pdf, resources_of(result))["/ExtGState"]["/KanbenOverprint11"]
    assert (state["/OP"].value, state["/op"].value, state["/OPM"]) == (True, True, 1)


def resources_of(result: Separated) -> int:
    """The number of the resources that the first page names."""
    from pipeline.pdf.objects import page_numbers

    return int(object_of(result.pdf, page_numbers(result.pdf)[0]).raw_get("/Resources").idnum)


def test_before_there_was_rgb(tmp_path: Path) -> None:
    before = set_pages("<p>正文</p>", tmp_path)
    raw = Separated(pdf=before, spots=(), unmapped={}, unusable={}, inks={}, effects={})
    assert RGB_OPERATOR.search(all_content(raw))


def test_white_knocks_out(tmp_path: Path) -> None:
    result = separated('<p style="background: black; color: white">反白</p>', tmp_path)
    white = content(result).index("0 0 0 0 k")
    after = content(result)[white:].split("\n")[0]
    assert after == "0 0 0 0 k /KanbenOverprint10 gs"  # strokes stay as they were


def test_greys_are_shades_of_black(tmp_path: Path) -> None:
    result = separated('<p style="color: #808080">灰</p>', tmp_path)
    assert re.search(r"0 0 0 0\.498 k /KanbenOverprint10 gs", content(result))
    assert set(result.inks) == {"black"}


def test_a_colour_of_the_table_is_printed_as_the_table_says(tmp_path: Path) -> None:
    result = separated('<p style="color: #c8102e">刊头</p>', tmp_path)
    assert "0 0.95 1 0 k" in content(result)
    assert set(result.inks) == {"black", "magenta", "yellow"}
    assert (result.unmapped, result.unusable) == ({}, {})


def test_a_spot_ink_has_a_colour_space_of_its_own(tmp_path: Path) -> None:
    result = separated('<p style="color: #c8102e; border: 1pt solid #c8102e">刊头</p>', tmp_path, table=(SPOT,))
    assert [spot.name for spot in result.spots] == ["PANTONE 485 C"]
    spaces = object_of(result.pdf, resources_of(result))["/ColorSpace"]
    ((name, space),) = spaces.items()
    assert space[0] == "/Separation"
    assert space[1] == "/PANTONE 485 C"
    assert [float(each) for each in space[3]["/C1"]] == [0, 0.95, 1, 0]
    assert f"{name} cs 1 scn" in content(result)
    assert set(result.inks) == {"black"}


def test_a_spot_ink_that_is_not_used_has_no_plate(tmp_path: Path) -> None:
    assert separated("<p>正文</p>", tmp_path, table=(SPOT,)).spots == ()


def test_a_colour_that_the_table_does_not_have_is_told_with_its_page(tmp_path: Path) -> None:
    body = '<p>一</p><p style="break-before: page; color: #123456">二</p>'
    result = separated(body, tmp_path)
    assert result.unmapped == {rgb_of("#123456"): [1]}
    assert separated(body, tmp_path, table=(Colour("x", rgb_of("#123456"), (1, 0, 0, 0)),)).unmapped == {}


def test_colours_in_cmyk_are_taken_as_they_are(tmp_path: Path) -> None:
    result = separated('<p style="color: device-cmyk(0.1 0.2 0.3 0.4)">色</p>', tmp_path)
    assert "0.1 0.2 0.3 0.4 k" in content(result)
    assert set(result.inks) == {"cyan", "magenta", "yellow", "black"}


def test_a_colour_space_of_light_is_told(tmp_path: Path) -> None:
    result = separated('<p style="color: lab(50 20 20)">色</p>', tmp_path)
    assert result.unusable == {"lab-d50": [0], "scn": [0]}


DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="80" height="40"><rect width="40" height="40" fill="{colour}"/>'
    '<path d="M0 20h80" stroke="#000" stroke-width="2"/></svg>'
)


def test_a_drawing_goes_by_the_profile_and_its_black_by_black(tmp_path: Path) -> None:
    (tmp_path / "a.svg").write_text(DRAWING.format(colour="#2060a0"))
    result = separated('<img alt="图" src="workspace:a.svg">', tmp_path)
    assert (result.unmapped, set(result.inks)) == ({}, {"cyan", "magenta", "yellow", "black"})
    found = re.search(r"([\d.]+) ([\d.]+) ([\d.]+) ([\d.]+) k /KanbenOverprint10 gs", all_content(result))
    assert found
    cyan, magenta, yellow, black = map(float, found.groups())
    assert cyan > 0.7 > magenta > yellow
    assert black < 0.3
    assert "0 0 0 1 K" in all_content(result)
    assert "KanbenDrawing" not in all_content(result)


def test_a_drawing_in_a_colour_of_the_table_takes_its_ink(tmp_path: Path) -> None:
    (tmp_path / "a.svg").write_text(DRAWING.format(colour="#c8102e"))
    result = separated('<img alt="图" src="workspace:a.svg">', tmp_path, table=(SPOT,))
    assert ([spot.name for spot in result.spots], set(result.inks)) == (["PANTONE 485 C"], {"black"})


def test_a_drawing_of_the_layout_must_use_its_colours(tmp_path: Path) -> None:
    (tmp_path / "a.svg").write_text(DRAWING.format(colour="#2060a0"))
    result = separated('<img alt="图" src="layout:a.svg">', tmp_path)
    assert result.unmapped == {rgb_of("#2060a0"): [0]}


@pytest.mark.parametrize("name", ["a.png", "a.jpg"])
def test_pictures_become_cmyk(tmp_path: Path, name: str) -> None:
    save(tmp_path / name, photo())
    result = separated(f'<img alt="图" src="workspace:{name}">', tmp_path)
    ((entries, data),) = images(result)
    assert entries["/ColorSpace"] == "/DeviceCMYK"
    wanted = ImageCms.profileToProfile(
        Image.open(tmp_path / name),
        ImageCms.createProfile("sRGB"),
        ImageCms.ImageCmsProfile(BytesIO(PROFILE)),
        ImageCms.Intent.RELATIVE_COLORIMETRIC,
        outputMode="CMYK",
        flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )
    assert wanted is not None
    found = pixels(entries, data)
    assert found.size == wanted.size
    differences = [abs(a - b) for a, b in zip(found.tobytes(), wanted.tobytes(), strict=True)]
    assert sum(differences) / len(differences) < (4 if name == "a.jpg" else 0.001)


def pixels(entries: dict[str, object], data: bytes) -> Image.Image:
    """The CMYK picture as a reader of PDF sees it."""
    import pikepdf

    pdf = pikepdf.new()
    stream = pikepdf.Stream(pdf, data)
    for key in ("/Filter", "/Width", "/Height", "/BitsPerComponent", "/ColorSpace"):
        stream[key] = pikepdf.Name(str(entries[key])) if str(entries[key]).startswith("/") else int(str(entries[key]))
    if "/DecodeParms" in entries:
        rows = entries["/DecodeParms"]
        stream["/DecodeParms"] = pikepdf.Dictionary({key: int(value) for key, value in rows.items()})  # type: ignore[attr-defined]
    if entries["/Filter"] == "/DCTDecode":
        assert [int(str(each)) for each in entries["/Decode"]] == [1, 0] * 4  # type: ignore[attr-defined]
        return Image.open(BytesIO(data))  # which turns Adobe's upside-down values over itself
    size = int(str(entries["/Width"])), int(str(entries["/Height"]))
    return Image.frombytes("CMYK", size, stream.read_bytes())


def test_pictures_in_cmyk_are_not_touched(tmp_path: Path) -> None:
    path = save(tmp_path / "a.jpg", photo("CMYK"), quality=80)
    result = separated('<img alt="图" src="workspace:a.jpg">', tmp_path)
    ((entries, data),) = images(result)
    assert data == path.read_bytes()
    assert entries["/ColorSpace"] == "/DeviceCMYK"
    assert set(result.inks) == {"cyan", "magenta", "yellow", "black"}


def test_grey_pictures_need_black_alone(tmp_path: Path) -> None:
    save(tmp_path / "a.png", photo("L").convert("RGB"))
    result = separated('<img alt="图" src="workspace:a.png">', tmp_path)
    assert [entries["/ColorSpace"] for entries, _data in images(result)] == ["/DeviceGray"]
    assert set(result.inks) == {"black"}


@pytest.mark.parametrize("mode", ["RGB", "CMYK"])
def test_a_job_without_cyan_has_grey_pictures(tmp_path: Path, mode: str) -> None:
    save(tmp_path / "a.jpg", photo(mode))
    (tmp_path / "a.svg").write_text(DRAWING.format(colour="#2060a0"))
    body = '<img alt="图" src="workspace:a.jpg"><img alt="图" src="workspace:a.svg">'
    result = separated(body, tmp_path, inks=("black",))
    assert [entries["/ColorSpace"] for entries, _data in images(result)] == ["/DeviceGray"]
    assert set(result.inks) == {"black"}


def test_soft_edges_stay_and_are_told(tmp_path: Path) -> None:
    image = photo("RGBA")
    image.putalpha(Image.linear_gradient("L").resize(image.size))
    save(tmp_path / "a.png", image)
    result = separated('<img alt="图" src="workspace:a.png">', tmp_path)
    ((entries, _data),) = images(result)
    assert "/SMask" in entries
    assert result.effects == {"mask": [0]}


def test_opacity_is_told_and_its_group_blends_in_inks(tmp_path: Path) -> None:
    result = separated('<div style="opacity: .5"><p>淡</p></div>', tmp_path)
    assert result.effects == {"opacity": [0]}
    groups = [body for body in result.pdf.bodies.values() if b"/Group" in body]
    assert groups
    assert all(b"/CS/DeviceCMYK" in body for body in groups)


def test_without_transparency_there_are_no_groups(tmp_path: Path) -> None:
    style = "p { background: url('layout:dots.svg') 0 0 / 4pt 4pt }"
    (tmp_path / "dots.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 4"><circle r="1"/></svg>'
    )
    before = set_pages("<p>点</p>", tmp_path, style)
    assert any(b"/Group" in body for body in before.bodies.values())
    result = separated("<p>点</p>", tmp_path, style)
    assert result.effects == {}
    assert not any(b"/Group" in body for body in result.pdf.bodies.values())


GRADIENT = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="80" height="40"><linearGradient id="g">'
    '<stop offset="0" stop-color="#2060a0"/><stop offset=".5" stop-color="#fff"/><stop offset="1" stop-color="{last}"/>'
    '</linearGradient><rect width="80" height="40" fill="url(#g)"/></svg>'
)


def test_blends_run_through_inks(tmp_path: Path) -> None:
    (tmp_path / "a.svg").write_text(GRADIENT.format(last="#c8102e"))
    result = separated('<img alt="图" src="workspace:a.svg">', tmp_path)
    shadings = [body for body in result.pdf.bodies.values() if b"/ShadingType" in body]
    assert shadings
    assert all(b"/DeviceCMYK" in body and b"/DeviceRGB" not in body for body in shadings)
    assert any(re.search(rb"\[0(?:\.0)? 0?\.95 1(?:\.0)? 0(?:\.0)?\]", body) for body in shadings)  # the table's red


def test_nothing_in_a_page_of_many_things_is_in_the_colours_of_screens(tmp_path: Path) -> None:
    save(tmp_path / "a.png", photo())
    save(tmp_path / "b.jpg", photo())
    (tmp_path / "a.svg").write_text(GRADIENT.format(last="#c8102e"))
    body = "".join(f'<img alt="图" src="workspace:{name}">' for name in ("a.png", "b.jpg", "a.svg"))
    result = separated(f'{body}<p style="color: #c8102e; text-decoration: underline">字</p>', tmp_path)
    assert not any(b"DeviceRGB" in body for body in result.pdf.bodies.values())
    assert not RGB_OPERATOR.search(all_content(result))


def test_the_source_is_left_as_it_is(tmp_path: Path) -> None:
    from pipeline.press.separation.conversion import Separation
    from pipeline.press.separation.ink_table import InkTable
    from pipeline.press.separation.plates import separate

    pdf = set_pages("<p>正文</p>", tmp_path)
    bodies, streams = dict(pdf.bodies), dict(pdf.streams)
    separate(pdf, InkTable((NAMEPLATE,), Separation(PROFILE)))
    assert (pdf.bodies, pdf.streams) == (bodies, streams)
