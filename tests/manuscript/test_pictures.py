"""Pictures: what they are, how large, and what they may not do."""

import warnings
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import ExifTags, Image

from pipeline.blocks import Picture
from pipeline.errors import Problem
from pipeline.manuscript import pictures as content_pictures
from pipeline.pictures import judging
from pipeline.units import Size
from tests.workspaces import GOOD, ISSUE

IMAGES = GOOD / ISSUE / "images"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" {size}>{content}</svg>'


def look_into(path: Path) -> Picture | Problem:
    """The picture of *path*, whose folder stands for the workspace."""
    return content_pictures.look_into(path, path.parent)


def drawing(folder: Path, content: str = "", size: str = 'viewBox="0 0 40 30"') -> Picture | Problem:
    path = folder / "drawing.svg"
    path.write_text(SVG.format(size=size, content=content), encoding="utf-8")
    return look_into(path)


def message(result: Picture | Problem) -> str:
    assert isinstance(result, Problem)
    return result.message


@pytest.mark.parametrize(
    ("name", "size"), [("square.png", Size(8, 6)), ("bar.jpg", Size(16, 4)), ("chart.svg", Size(120, 60))]
)
def test_good_pictures(name: str, size: Size) -> None:
    picture = look_into(IMAGES / name)
    assert isinstance(picture, Picture)
    assert (picture.path, picture.size) == (IMAGES / name, size)


@pytest.mark.parametrize(
    ("orientation", "size"), [(value, Size(16, 4) if value < 5 else Size(4, 16)) for value in range(1, 9)]
)
def test_a_picture_that_is_shown_turned_has_the_size_that_is_shown(
    tmp_path: Path, orientation: int, size: Size
) -> None:
    path = tmp_path / "photo.jpg"
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = orientation
    Image.new("RGB", (16, 4)).save(path, exif=exif)
    assert look_into(path) == Picture(path, size)


def test_endings_may_be_capitals(tmp_path: Path) -> None:
    for name in ("square.png", "bar.jpg", "chart.svg"):
        (tmp_path / name.upper()).write_bytes((IMAGES / name).read_bytes())
        assert isinstance(look_into(tmp_path / name.upper()), Picture)


@pytest.mark.parametrize("keep", [0, 8, 40, -1])
def test_a_png_cut_short(tmp_path: Path, keep: int) -> None:
    large = tmp_path / "large.png"
    Image.effect_noise((60, 60), 50).save(large)
    data = large.read_bytes()
    large.write_bytes(data[: len(data) // 2 if keep < 0 else keep])
    assert message(look_into(large)) == "The picture is damaged, or no PNG."


def test_a_png_with_a_flipped_byte(tmp_path: Path) -> None:
    data = bytearray((IMAGES / "square.png").read_bytes())
    data[20] ^= 0xFF  # in the header, whose checksum no longer fits
    (tmp_path / "a.png").write_bytes(data)
    assert message(look_into(tmp_path / "a.png")) == "The picture is damaged, or no PNG."


def test_a_jpeg_that_calls_itself_png(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes((IMAGES / "bar.jpg").read_bytes())
    assert message(look_into(tmp_path / "a.png")) == "The picture is damaged, or no PNG."


def test_a_picture_of_too_many_pixels(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Image.new("1", (101, 100)).save(tmp_path / "a.png")
    monkeypatch.setattr(judging, "MAX_PIXELS", 10_100)
    assert isinstance(look_into(tmp_path / "a.png"), Picture)
    monkeypatch.setattr(judging, "MAX_PIXELS", 10_099)
    problem = look_into(tmp_path / "a.png")
    assert message(problem).startswith("The picture has more than")
    assert isinstance(problem, Problem)
    hint = "It has 101 × 100. Save it with 100 × 99 at most: a page of A3 can show no more."
    assert problem.hint == hint


@pytest.mark.parametrize("side", [9_500, 13_500])  # 90 and 182 million: Pillow warns of one and refuses the other
def test_pictures_of_very_many_pixels_are_refused_in_words(side: int, tmp_path: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        Image.new("1", (side, side)).save(tmp_path / "a.png")
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        problem = look_into(tmp_path / "a.png")
    assert told == []
    assert message(problem) == "The picture has more than 80 million pixels."
    assert isinstance(problem, Problem)
    assert "A3" in problem.hint


@pytest.mark.parametrize(("name", "kind"), [("a.png", "PNG"), ("a.jpg", "JPEG"), ("a.svg", "SVG")])
def test_a_file_that_is_too_large(tmp_path: Path, name: str, kind: judging.PictureKind) -> None:
    with (tmp_path / name).open("wb") as file:
        file.truncate(judging.MAX_BYTES[kind] + 1)
    assert message(look_into(tmp_path / name)).startswith("The file is larger than")


@pytest.mark.parametrize("name", ["a.gif", "a.webp", "a.pdf", "a", "a.svgz"])
def test_other_kinds_of_pictures(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes((IMAGES / "square.png").read_bytes())
    assert message(look_into(tmp_path / name)) == "This is no PNG, JPEG or SVG."


@pytest.mark.parametrize("name", ["a.png", "a.jpg", "a.svg"])
def test_a_picture_that_cannot_be_read(tmp_path: Path, name: str) -> None:
    (tmp_path / name).mkdir()
    assert "read" in message(look_into(tmp_path / name)) or "plain file" in message(look_into(tmp_path / name))
    assert "read" in message(look_into(tmp_path / f"none-{name}")) or "damaged" in message(
        look_into(tmp_path / f"none-{name}")
    )


@pytest.mark.parametrize(
    ("size", "wanted"),
    [
        ('viewBox="0 0 40 30"', Size(40, 30)),
        ('viewBox="-5,-5,40.5,30"', Size(40.5, 30)),
        ('width="40mm" height="30mm"', Size(40, 30)),
        ('width="100%" height="100%" viewBox="0 0 4 3"', Size(4, 3)),
    ],
)
def test_sizes_of_drawings(tmp_path: Path, size: str, wanted: Size) -> None:
    picture = drawing(tmp_path, size=size)
    assert isinstance(picture, Picture)
    assert picture.size == wanted


@pytest.mark.parametrize(
    "size",
    ["", 'viewBox="0 0 0 30"', 'viewBox="0 0 1e-300 1"', 'viewBox="0 0 30"', 'width="40"',
     'width="1e9" height="1"', 'viewBox="0 0 -4 3"'],
)  # fmt: skip
def test_sizes_that_are_none(tmp_path: Path, size: str) -> None:
    assert message(drawing(tmp_path, size=size)).startswith("The SVG has neither")


def test_the_words_of_a_drawing(tmp_path: Path) -> None:
    content = "<title>不印</title><text>一<tspan>二</tspan></text><g><text>三</text></g>四"
    picture = drawing(tmp_path, content)
    assert isinstance(picture, Picture)
    assert picture.text == "一二三"


@pytest.mark.parametrize(
    "content",
    [
        "<SCRIPT/>".lower(),
        '<x:script xmlns:x="http://www.w3.org/1999/xhtml"/>',
        "<foreignObject/>",
        '<a href="https://example.org"><rect/></a>',
        '<a xlink:href="javascript:alert(1)"><rect/></a>',
        '<use href="other.svg#a"/>',
        '<use href=" #a"/>',
        '<rect onclick="x"/>',
        '<rect style="fill: url(https://example.org)"/>',
        "<rect style=\"fill: URL( 'data:x' )\"/>",
        "<style>@import 'x';</style>",
        "<style>rect { fill: url(x.svg#a) }</style>",
        "<animate/>",
        "<mask/>",
        "<?xml-stylesheet href='x'?>",
    ],
)
def test_what_a_drawing_may_not_hold(tmp_path: Path, content: str) -> None:
    problem = drawing(tmp_path, f"\n{content}")
    assert isinstance(problem, Problem)
    assert problem.line == 2
    assert problem.hint


@pytest.mark.parametrize(
    "content",
    [
        '<defs><linearGradient id="a"/></defs><rect fill="url(#a)" style="stroke: url( \'#a\' )"/>',
        '<defs><g id="a"><path d="M0 0"/></g></defs>' + '<use href="#a"/>' * 1000,
        "<style>rect { fill: red }</style><rect/>",
        "<g>" * 90 + "</g>" * 90,
        "<!-- url(x) -->",
    ],
)
def test_what_a_drawing_may_hold(tmp_path: Path, content: str) -> None:
    assert isinstance(drawing(tmp_path, content), Picture)


def test_entities_are_not_expanded(tmp_path: Path) -> None:
    path = tmp_path / "a.svg"
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 50 if n else "x" * 50}">' for n in range(20))
    path.write_text(f"<!DOCTYPE svg [{entities}]><svg viewBox='0 0 1 1'>&e19;</svg>", encoding="utf-8")
    assert message(look_into(path)) == "A document type declaration is not allowed."


@pytest.mark.parametrize("encoding", ["GBK", "gb18030", "none-such", "UTF-16", "ascii"])
def test_drawings_in_other_encodings(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.svg"
    text = f'<?xml version="1.0" encoding="{encoding}"?>' + SVG.format(size="", content="<text>灯</text>")
    path.write_bytes(text.encode("gb18030"))
    assert isinstance(look_into(path), Problem)


@given(st.sampled_from([".svg", ".png", ".jpg"]), st.binary(max_size=100), st.integers(0, 400), st.integers(0, 20))
def test_any_bytes_are_a_picture_or_a_problem(
    tmp_path_factory: pytest.TempPathFactory, kind: str, data: bytes, at: int, length: int
) -> None:
    good = next(IMAGES.glob(f"*{kind}")).read_bytes()
    path = tmp_path_factory.getbasetemp() / f"any{kind}"
    path.write_bytes(good[:at] + data + good[at + length :])
    assert isinstance(look_into(path), Picture | Problem)
    path.write_bytes(data)
    assert isinstance(look_into(path), Problem)
