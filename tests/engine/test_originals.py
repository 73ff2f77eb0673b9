"""For a press, pictures have the pixels and the colours of their files, under the names that they are drawn by."""

from pathlib import Path

import pytest
from PIL import Image

from pipeline.engine.frozen_objects import thaw
from pipeline.engine.laid_out_part import LaidOutPart
from pipeline.engine.loading import load_weasyprint
from pipeline.engine.pages import Typesetter
from pipeline.errors import RenderError
from pipeline.resources import find_shipped

load_weasyprint(find_shipped("fonts"))  # before anything imports WeasyPrint
from pipeline.engine.originals import with_originals  # noqa: E402

SHOWN = '<img alt="图" src="workspace:%s" style="width: {}pt">'


def laid_out(folder: Path, name: str) -> LaidOutPart:
    """The picture *name* in two sizes on a page, scaled down to what is seen."""
    Image.linear_gradient("L").resize((900, 900)).convert("CMYK").save(folder / name)
    sheets = {"a.css": "@page { size: 300pt }"}
    folders = {"workspace": folder}
    maker = Typesetter(fonts=find_shipped("fonts"), style_sheets=sheets, folders=folders, picture_resolution=300)
    shown = SHOWN % name.replace(" ", "%20")
    return maker.lay_out(f'<html lang="zh-CN"><body>{shown.format(48)}{shown.format(24)}</body></html>')


@pytest.mark.parametrize("name", ["甲 乙.jpg", "a.jpg"])
def test_all_pixels_and_inks(tmp_path: Path, name: str) -> None:
    part = laid_out(tmp_path, name)
    (own,) = with_originals([part], {"workspace": tmp_path})
    before, after = ([thaw(each).extra for each in made.images.values()] for made in (part, own))
    assert sorted(each["Width"] for each in before) == [100, 200]
    assert [(each["Width"], each["ColorSpace"]) for each in after] == [(900, "/DeviceCMYK")] * 2
    assert len(set(own.images.values())) == 1  # which is written once


def test_a_picture_that_has_changed_meanwhile(tmp_path: Path) -> None:
    part = laid_out(tmp_path, "a.jpg")
    Image.new("RGB", (900, 900)).save(tmp_path / "a.jpg")
    with pytest.raises(RenderError) as caught:
        with_originals([part], {"workspace": tmp_path})
    assert caught.value.problems[0].path == tmp_path / "a.jpg"
