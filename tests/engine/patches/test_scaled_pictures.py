"""Pictures of the reading edition have as many pixels as are seen, each use of one by itself; the press keeps all."""

from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from pipeline.engine.laid_out_part import Drawing
from pipeline.engine.pages import Typesetter
from pipeline.engine.untagged_pdf import write_overlay_pdf
from pipeline.production.issue.press_edition import build_press_edition
from pipeline.resources import find_shipped
from tests.builders import new_builder
from tests.workspaces import ISSUE, good_workspace

PAGE = "@page { size: 300pt 300pt; margin: 20pt } body, p { margin: 0 } .next { break-before: page }"
WIDE, HIGH = 900, 600  # px


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Pictures of several kinds, all of one size."""
    folder = tmp_path_factory.mktemp("pictures")
    picture = Image.linear_gradient("L").resize((WIDE, HIGH))
    for name, mode in (("a.jpg", "RGB"), ("grey.jpg", "L"), ("a.png", "RGB"), ("clear.png", "RGBA"), ("few.png", "P")):
        picture.convert(mode).save(folder / name)
    return folder


def sizes(folder: Path, body: str, resolution: int = 300) -> list[tuple[int, int]]:
    """The pixels of the pictures in the PDF of *body*, in order of their widths."""
    typesetter = Typesetter(
        fonts=find_shipped("fonts"),
        style_sheets={"a.css": PAGE},
        folders={"workspace": folder},
        drawing=Drawing.PLAIN,
        picture_resolution=resolution,
    )
    data = write_overlay_pdf(typesetter.lay_out(f"<html lang='zh-CN'><body>{body}</body></html>"))
    with pikepdf.open(BytesIO(data)) as pdf:
        found = {key: image for page in pdf.pages for key, image in page.get_images().items()}
        return sorted((int(image.Width), int(image.Height)) for image in found.values())


def shown(name: str, width: float, more: str = "") -> str:
    return f"<img src='workspace:{name}' alt='' style='width: {width}pt; height: {width / 1.5}pt; {more}'>"


@pytest.mark.parametrize("name", ["a.jpg", "grey.jpg", "a.png", "clear.png", "few.png"])
def test_as_many_pixels_as_are_seen(folder: Path, name: str) -> None:
    assert sizes(folder, shown(name, 72)) == [(300, 200)]


def test_those_that_have_few_enough_stay(folder: Path) -> None:
    assert sizes(folder, shown("a.jpg", 200)) == [(WIDE, HIGH)]  # 324 pixels per inch
    assert sizes(folder, shown("a.jpg", 72), resolution=0) == [(WIDE, HIGH)]


def test_each_size_is_a_picture_of_its_own(folder: Path) -> None:
    body = f"<p>{shown('a.jpg', 72)}</p><p class='next'>{shown('a.jpg', 36)}{shown('a.jpg', 36)}</p>"
    assert sizes(folder, body) == [(150, 100), (300, 200)]


def test_turned_and_cropped_ones(folder: Path) -> None:
    assert sizes(folder, shown("a.jpg", 72, "transform: rotate(90deg)")) == [(300, 200)]
    cropped = "<img src='workspace:a.jpg' alt='' style='width: 72pt; height: 72pt; object-fit: cover'>"
    assert sizes(folder, cropped) == [(450, 300)]


def test_the_press_keeps_all(tmp_path: Path) -> None:
    body = "![甲](../images/big.jpg)"
    workspace = good_workspace(tmp_path)
    Image.linear_gradient("L").resize((3000, 2000)).convert("RGB").save(workspace / ISSUE / "images/big.jpg")
    (workspace / ISSUE / "articles/duanxin.md").write_text(f"---\ntitle: 试排\n---\n\n{body}\n", encoding="utf-8")
    press = build_press_edition(new_builder(), workspace / ISSUE, "fogra39", lambda stage: None).files
    reading = new_builder().build(workspace / ISSUE, lambda stage: None).files
    widest = []
    for files in (press, reading):
        data = next(data for name, data in files.items() if name.endswith(".pdf"))
        with pikepdf.open(BytesIO(data)) as pdf:
            widest.append(max(int(each.Width) for page in pdf.pages for each in page.get_images().values()))
    assert widest == [3000, 1667]  # 400 pt wide
