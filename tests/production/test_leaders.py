"""The leaders of a volume's contents are dots, and nothing between them, for a renderer that draws what has no area."""

import subprocess
from pathlib import Path
from shutil import which

import pikepdf
import pytest
from PIL import Image

from tests.bound import bound_sample
from tests.conftest import need

pytestmark = pytest.mark.whole

DPI = 300
PAGE = 3  # 1-based: the first page of the contents by issue
DARK = 128


def shares_of_ink(pdf: Path, folder: Path) -> list[float]:
    """For each entry of one line: how much of a stretch of its leader is dark."""
    picture = folder / "page.png"
    options = [f"-r{DPI}", f"-dFirstPage={PAGE}", f"-dLastPage={PAGE}", f"-sOutputFile={picture}"]
    subprocess.run(["gs", "-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-sDEVICE=pnggray", *options, str(pdf)], check=True)
    image, shares = Image.open(picture), []
    with pikepdf.open(pdf) as document:
        page = document.pages[PAGE - 1]
        height = float(page.MediaBox[3])
        for annotation in page.Annots:
            left, low, right, high = (float(number) for number in annotation.Rect)
            low, high = sorted((low, high))
            if high - low > 20 or right - left < 200:
                continue
            width = right - left
            box = [left + 0.62 * width, height - high, left + 0.7 * width, height - low]
            cut = image.crop([round(number * DPI / 72) for number in box])
            columns = [min(cut.getpixel((x, y)) for y in range(cut.height)) < DARK for x in range(cut.width)]
            shares.append(sum(columns) / len(columns))
    return shares


def test_leaders_are_dots(tmp_path: Path) -> None:
    need("" if which("gs") else "no Ghostscript")
    shares = shares_of_ink(bound_sample(2023).pdf, tmp_path)
    dots = [share for share in shares if 0.05 < share < 0.4]  # in the others the title reaches so far
    assert len(dots) >= 4, shares
    assert max(shares) < 0.95, shares  # a line through the dots leaves no white
