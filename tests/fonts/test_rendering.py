"""A page in each face shows the same ink in PDFium and in Ghostscript, which reads CIDs strictly."""

import shutil
import subprocess
from pathlib import Path

import numpy
import pypdfium2
import pytest
from fontTools.ttLib import TTFont
from PIL import Image

from pipeline.engine.loading import load_weasyprint
from pipeline.fonts.manifest import FontManifest
from pipeline.fonts.subset import cut
from pipeline.resources import find_shipped
from tests.conftest import need

TEXT = "国务院第一百次会议：“通用规范”汉字表——八千一百零五字（《刊本》·二〇二三年）……Typography 2023 ǖčőş"
DPI = 100


def written(files: list[Path], path: Path) -> Path:
    """A PDF/A-2a with one page per font file."""
    load_weasyprint(find_shipped("fonts"))  # the suite shares a process: the first import must be the isolated one
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration

    rules = ["@page { size: 120mm 60mm; margin: 5mm } p { font-size: 16pt; margin: 0; break-after: page }"]
    for number, file in enumerate(files):
        rules.append(f"@font-face {{ font-family: F{number}; src: url('{file.as_uri()}') }}")
        rules.append(f".f{number} {{ font-family: F{number} }}")
    pages = "".join(f"<p class=f{number}>{TEXT}" for number in range(len(files)))
    configuration = FontConfiguration()
    document = HTML(string=f"<html lang=zh-CN><title>Faces</title><body>{pages}")
    style_sheet = CSS(string="".join(rules), font_config=configuration)
    document.write_pdf(path, stylesheets=[style_sheet], font_config=configuration, pdf_variant="pdf/a-2a")
    return path


def ink(image: Image.Image) -> float:
    """Share of the page that is black, 0 to 1."""
    return 1 - float(numpy.asarray(image.convert("L")).mean()) / 255


@pytest.fixture
def ghostscript() -> str:
    program = shutil.which("gs")
    need("" if program else "Ghostscript is not installed")
    return program or ""


def inks(ghostscript: str, path: Path) -> list[tuple[float, float]]:
    """(ink in PDFium, ink in Ghostscript) of each page."""
    output = f"-sOutputFile={path.with_suffix('')}-%d.png"
    options = ["-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-sDEVICE=pnggray", "-dTextAlphaBits=4", f"-r{DPI}"]
    subprocess.run([ghostscript, *options, output, str(path)], check=True, capture_output=True, timeout=60)
    found = []
    document = pypdfium2.PdfDocument(path)
    try:
        for index in range(len(document)):
            expected = ink(document[index].render(scale=DPI / 72).to_pil())
            with Image.open(f"{path.with_suffix('')}-{index + 1}.png") as image:
                found.append((expected, ink(image)))
    finally:
        document.close()
    return found


def test_each_face_shows_the_same_in_two_renderers(manifest: FontManifest, tmp_path: Path, ghostscript: str) -> None:
    files = [face.file for face in manifest.faces]
    found = inks(ghostscript, written(files, tmp_path / "faces.pdf"))
    assert len(found) == len(files)
    for file, (pdfium, strict) in zip(files, found, strict=True):
        assert pdfium > 0.01, file.name
        assert strict == pytest.approx(pdfium, rel=0.1), file.name


def test_face_with_its_old_cids_does_not(fonts_dir: Path, tmp_path: Path, ghostscript: str) -> None:
    with TTFont(fonts_dir / "KanbenSong-Regular.otf", recalcTimestamp=False) as font:
        cut(font, set(map(ord, TEXT)))
        font.save(tmp_path / "old-cids.otf")
    ((pdfium, strict),) = inks(ghostscript, written([tmp_path / "old-cids.otf"], tmp_path / "old.pdf"))
    assert pdfium > 0.01
    assert strict != pytest.approx(pdfium, rel=0.5)  # boxes of .notdef, or nothing
