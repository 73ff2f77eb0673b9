"""The plates of a page, as Ghostscript separates them: one grey picture for each ink."""

import shutil
import subprocess
from pathlib import Path

from PIL import Image

from tests.conftest import need

_SECONDS = 120


def plates(pdf: Path, page: int, folder: Path, resolution: int = 72) -> dict[str, Image.Image]:
    """The plates of the 0-based *page* by the names of their inks (``Black``, ``PANTONE 485 C``): 0 is solid ink."""
    need("" if shutil.which("gs") else "Ghostscript is not installed")
    for old in folder.glob("plate*.tif"):
        old.unlink()
    number = str(page + 1)
    command = [
        "gs",
        "-q",
        "-dSAFER",
        "-dBATCH",
        "-dNOPAUSE",
        "-sDEVICE=tiffsep",
        f"-r{resolution}",
        "-dOverprint=/enable",
    ]
    command += [f"-dFirstPage={number}", f"-dLastPage={number}", f"-sOutputFile={folder}/plate.tif", str(pdf)]
    subprocess.run(command, check=True, capture_output=True, timeout=_SECONDS)
    found = {}
    for path in folder.glob("plate(*).tif"):
        with Image.open(path) as image:
            found[path.name[len("plate(") : -len(").tif")]] = image.convert("L")
    return found


def inked(plate: Image.Image, box: tuple[float, float, float, float], resolution: int = 72) -> float:
    """The share of *plate* that has ink, within *box* (x₀, y₀, x₁, y₁ in pt from the lower left corner)."""
    histogram = _cut(plate, box, resolution).histogram()
    return sum(histogram[:250]) / sum(histogram)


def darkness(plate: Image.Image, box: tuple[float, float, float, float], resolution: int = 72) -> float:
    """How much ink there is on *plate* within *box*, as a share of a solid area."""
    histogram = _cut(plate, box, resolution).histogram()
    return sum((255 - value) * count for value, count in enumerate(histogram)) / 255 / sum(histogram)


def _cut(plate: Image.Image, box: tuple[float, float, float, float], resolution: int) -> Image.Image:
    x, y, right, top = (each * resolution / 72 for each in box)
    return plate.crop((round(x), round(plate.height - top), round(right), round(plate.height - y)))
