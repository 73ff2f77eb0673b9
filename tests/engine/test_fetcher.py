"""A layout reaches files of the workspace and of the layout; every other address stops the rendering."""

from base64 import b64encode
from io import BytesIO
from pathlib import Path
from urllib.parse import quote

import pytest
from PIL import Image

from pipeline.engine.pages import Typesetter
from pipeline.errors import RenderError
from pipeline.resources import find_shipped

PIXEL = (
    b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\0\0\0\0:~\x9bU\0\0\0\nIDATx\x9cc`\0\0\0\2\0\1H\xaf\xa4q"
    b"\0\0\0\0IEND\xaeB`\x82"
)


@pytest.fixture
def typesetter(tmp_path: Path) -> Typesetter:
    """A typesetter whose workspace is ``tmp_path/workspace``."""
    for name in ("workspace", "layout", "elsewhere"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "dot.png").write_bytes(PIXEL)
    (tmp_path / "workspace/within.png").symlink_to(tmp_path / "workspace/dot.png")
    (tmp_path / "workspace/out.png").symlink_to(tmp_path / "elsewhere/dot.png")
    folders = {"workspace": tmp_path / "workspace", "layout": tmp_path / "layout"}
    return Typesetter(fonts=find_shipped("fonts"), style_sheets={}, folders=folders)


def page_with(address: str) -> str:
    return f'<html lang="zh-CN"><body><img alt="点" src="{address}"></body></html>'


@pytest.mark.parametrize(
    "address", ["workspace:dot.png", "workspace:/dot.png", "layout:dot.png", "workspace:within.png"]
)
def test_rooms_are_served(typesetter: Typesetter, address: str) -> None:
    assert typesetter.lay_out(page_with(address)).page_count == 1


@pytest.mark.parametrize(
    "address",
    [
        "workspace:../elsewhere/dot.png",
        "workspace:%2e%2e/elsewhere/dot.png",
        "workspace:out.png",
        "workspace:missing.png",
        "dot.png",
        "file:///etc/hostname",
        "http://127.0.0.1:9/dot.png",
        "https://127.0.0.1:9/dot.png",
        "ftp://127.0.0.1:9/dot.png",
        "//127.0.0.1:9/dot.png",
    ],
)
def test_everything_else_stops_the_rendering(typesetter: Typesetter, address: str) -> None:
    with pytest.raises(RenderError) as caught:
        typesetter.lay_out(page_with(address))
    assert "outside the workspace" in caught.value.problems[0].message


@pytest.mark.parametrize("rule", ["@import url(http://127.0.0.1:9/a.css);", "p { background: url(file:///etc/hosts) }"])
def test_style_sheets_reach_no_further(tmp_path: Path, rule: str) -> None:
    with pytest.raises(RenderError):
        Typesetter(fonts=find_shipped("fonts"), style_sheets={"a.css": rule}, folders={"layout": tmp_path}).lay_out(
            '<html lang="zh-CN"><p>字</p></html>'
        )


def test_a_wrong_style_sheet_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(RenderError) as caught:
        Typesetter(
            fonts=find_shipped("fonts"), style_sheets={"a.css": "p { font-sighs: 3pt }"}, folders={"layout": tmp_path}
        )
    assert "a.css is wrong: Ignored `font-sighs" in caught.value.problems[0].message


def test_a_custom_property_of_ours_with_an_unknown_value_is_an_error() -> None:
    style = "/* --line-edges: none */\np { --line-edges: basic }\n\nb { --punctuation: half; --mine: x }"
    with pytest.raises(RenderError) as caught:
        Typesetter(fonts=find_shipped("fonts"), style_sheets={"type.css": style}, folders={})
    (problem,) = caught.value.problems
    assert str(problem) == "The style sheet type.css is wrong: “--punctuation: half” in line 4; it may be full, open."


def fetched(workspace: Path, name: str, *, keeps_cmyk: bool = False) -> Image.Image:
    """The picture *name* as the layout engine gets it."""
    from pipeline.engine.fetcher import FolderFetcher

    response = FolderFetcher({"workspace": workspace}, keeps_cmyk=keeps_cmyk).fetch(f"workspace:{name}")
    return Image.open(BytesIO(response.read()))


def test_pictures_come_in_the_colours_of_screens(tmp_path: Path) -> None:
    Image.new("CMYK", (4, 4), (0, 255, 255, 0)).save(tmp_path / "a.jpg")
    assert fetched(tmp_path, "a.jpg").mode == "RGB"
    assert fetched(tmp_path, "a.jpg", keeps_cmyk=True).mode == "CMYK"
    Image.new("I;16", (4, 4), 65535).save(tmp_path / "b.png")
    for keeps_cmyk in (False, True):
        image = fetched(tmp_path, "b.png", keeps_cmyk=keeps_cmyk)
        assert (image.mode, image.getpixel((0, 0))) == ("L", 255)


def test_a_profile_other_than_that_of_screens_is_heeded(tmp_path: Path) -> None:
    profile = (find_shipped("layouts") / "press/ISOcoated_v2_300_bas.icc").read_bytes()
    Image.new("CMYK", (4, 4), (255, 0, 0, 0)).save(tmp_path / "a.jpg", icc_profile=profile, quality=100)
    found = fetched(tmp_path, "a.jpg").getpixel((0, 0))
    assert isinstance(found, tuple)
    red, green, blue = found
    assert red < 60  # cyan as it is printed, no cyan of light, which is 0, 255, 255
    assert 120 < green < 190 < blue


def test_pictures_that_name_the_profile_of_screens_are_passed_on(tmp_path: Path) -> None:
    from PIL import ImageCms

    screen = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    for number, profile in enumerate((screen, b"no profile at all")):
        path = tmp_path / f"{number}.jpg"
        Image.new("RGB", (4, 4), (200, 30, 40)).save(path, icc_profile=profile)
        assert fetched(tmp_path, path.name).info["icc_profile"] == profile


EPS = b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n%%EndComments\n(made) print\n%%EOF\n"


@pytest.mark.parametrize(
    "address", ["workspace:eps.png", "workspace:eps.jpg", "workspace:eps.svg", "data:image/png,{}"]
)
def test_what_is_no_picture_starts_no_program(
    typesetter: Typesetter, tmp_path: Path, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Pillow takes EPS for a picture by what it begins with, and has Ghostscript draw it."""

    def started(*_words: object, **_options: object) -> None:
        raise AssertionError("a program is started")

    for name in ("eps.png", "eps.jpg", "eps.svg"):
        (tmp_path / "workspace" / name).write_bytes(EPS)
    monkeypatch.setattr("subprocess.Popen", started)
    with pytest.raises(RenderError):
        typesetter.lay_out(page_with(address.format(quote(EPS))))


def test_addresses_that_hold_a_picture_themselves(typesetter: Typesetter) -> None:
    in_base64 = f"data:image/png;base64,{b64encode(PIXEL).decode()}"
    drawing = quote('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9"/></svg>')
    for address in (in_base64, f"data:image/svg+xml,{drawing}"):
        assert typesetter.lay_out(page_with(address)).warnings == ()
    for address in (
        f"data:image/gif;base64,{b64encode(PIXEL).decode()}",
        f"data:text/html,{drawing}",
        "data:image/png",
    ):
        with pytest.raises(RenderError):
            typesetter.lay_out(page_with(address))


def test_a_drawing_of_the_layout_is_looked_into_as_those_of_the_content(typesetter: Typesetter, tmp_path: Path) -> None:
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><style>@im\\70ort "http://a/"</style></svg>'
    (tmp_path / "layout/a.svg").write_text(drawing, encoding="utf-8")
    with pytest.raises(RenderError) as caught:
        typesetter.lay_out(page_with("layout:a.svg"))
    (problem,) = caught.value.problems
    assert (problem.path, problem.line) == (tmp_path / "layout/a.svg", 1)
    assert problem.message == "The rule @import is not allowed in a drawing."


@pytest.mark.parametrize(
    "rule", ["@font-face { font-family: x; src: url(layout:a.otf) }", "@font-face { font-family: x; src: local(y) }"]
)
def test_a_style_sheet_brings_no_faces(tmp_path: Path, rule: str) -> None:
    with pytest.raises(RenderError, match="a face of its own"):
        Typesetter(fonts=find_shipped("fonts"), style_sheets={"a.css": rule}, folders={"layout": tmp_path})


@pytest.mark.parametrize(
    "link",
    [
        'href="javascript:alert(1)"',
        'href="JavaScript:alert(1)"',
        'href="file:///etc/passwd"',
        'href="data:text/html,x"',
        'href="layout:dot.png"',
        'href="none.html"',
        'href="//example.org/"',
        'href="workspace:dot.png" rel="attachment"',
        'href="https://example.org/" rel="attachment"',
    ],
)
def test_links_that_no_page_may_have(typesetter: Typesetter, link: str) -> None:
    with pytest.raises(RenderError, match="is not allowed"):
        typesetter.lay_out(f'<html lang="zh-CN"><body><p><a {link}>字</a></p></body></html>')


def test_a_file_attached_to_the_document(typesetter: Typesetter) -> None:
    page = '<html lang="zh-CN"><head><link rel="attachment" href="layout:dot.png"></head><body>字</body></html>'
    with pytest.raises(RenderError, match="attaches a file"):
        typesetter.lay_out(page)


@pytest.mark.parametrize("field", ['input type="submit"', "input", "textarea", 'input type="file"'])
def test_fields_to_be_filled_in(typesetter: Typesetter, field: str) -> None:
    """A button would become an action that sends the form (ISO 32000-1, 12.7.5.2)."""
    page = '<html lang="zh-CN"><body><form action="https://example.org/"><{} style="{}"></form></body></html>'
    with pytest.raises(RenderError, match="fields to be filled in"):
        typesetter.lay_out(page.format(field, "appearance: auto"))
    assert typesetter.lay_out(page.format(field, "")).warnings == ()


@pytest.mark.parametrize("link", ["https://example.org/a?b=c", "mailto:a@example.org", "#here"])
def test_links_that_pages_may_have(typesetter: Typesetter, link: str) -> None:
    page = f'<html lang="zh-CN"><body><p id="here"><a href="{link}">字</a></p></body></html>'
    assert typesetter.lay_out(page).warnings == ()


def test_links_that_a_binder_leads_into_the_volume(tmp_path: Path) -> None:
    bound = Typesetter(fonts=find_shipped("fonts"), style_sheets={}, folders={"layout": tmp_path}, own_scheme="kanben:")
    page = '<html lang="zh-CN"><body><p><a href="kanben:{}">字</a></p></body></html>'
    assert bound.lay_out(page.format("hao-2024-01-a")).warnings == ()
    with pytest.raises(RenderError, match="is not allowed"):
        bound.lay_out(page.format("a(b)"))
