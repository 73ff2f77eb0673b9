"""The picture of docs/press.md: pages as the printer gets them, and their plates as Ghostscript separates them."""

import shutil
import subprocess
from pathlib import Path

import pypdfium2
from PIL import Image, ImageDraw, ImageFont

from pipeline.production.issue.build import build_issue
from pipeline.production.issue.request import BuildRequest

SAMPLE = Path("issues/gongyun/2023/01")
PAGES = (0, 1)
INKS = ("Black", "PANTONE 485 C")
SPOT = '\ncolors: {nameplate: {spot: "PANTONE 485 C"}}\n'
HEIGHT, GAP, LABEL = 470, 16, 20  # px
BACKGROUND = "#d8d8d4"
RESOLUTION = 144


def plates_picture(root: Path, folder: Path) -> Image.Image:
    """Build the sample inside *folder* with a spot ink for its nameplate; a column for each page and each plate."""
    shutil.copytree(root / "issues", folder / "issues")
    with (folder / SAMPLE.parents[1] / "publication.yaml").open("a", encoding="utf-8") as file:
        file.write(SPOT)
    order = BuildRequest(out=folder / "out", edition="press", printer="two-colour")
    outcome = build_issue(folder / SAMPLE, order, lambda _issue, _stage: None)
    if outcome.error is not None:
        raise outcome.error
    pdf = outcome.folder / outcome.made[0]
    columns = [(f"{number + 1}", _page(pdf, number)) for number in PAGES]
    for number in PAGES:
        found = _plates(pdf, number, folder)
        columns += [(f"{number + 1}  {ink}", found[ink]) for ink in INKS if ink in found]
    face = ImageFont.truetype(root / "fonts/KanbenKai-Regular.ttf", LABEL - 4)
    width = sum(image.width for _label, image in columns) + GAP * (len(columns) + 1)
    sheet = Image.new("RGB", (width, HEIGHT + LABEL + 2 * GAP), BACKGROUND)
    left = GAP
    for label, image in columns:
        sheet.paste(image, (left, GAP))
        ImageDraw.Draw(sheet).text((left, GAP + HEIGHT + 4), label, fill="black", font=face)
        left += image.width + GAP
    return sheet


def _page(pdf: Path, number: int) -> Image.Image:
    with pypdfium2.PdfDocument(pdf) as document:
        return _fitted(document[number].render(scale=RESOLUTION / 72).to_pil())


def _plates(pdf: Path, number: int, folder: Path) -> dict[str, Image.Image]:
    target = folder / "plates"
    target.mkdir(exist_ok=True)
    for old in target.iterdir():
        old.unlink()
    pages = [f"-dFirstPage={number + 1}", f"-dLastPage={number + 1}"]
    options = ["-q", "-dSAFER", "-dBATCH", "-dNOPAUSE", "-sDEVICE=tiffsep", f"-r{2 * RESOLUTION}", *pages]
    subprocess.run(["gs", *options, f"-sOutputFile={target}/plate.tif", str(pdf)], check=True)
    return {
        path.name[len("plate(") : -len(").tif")]: _fitted(Image.open(path).convert("L"))
        for path in target.glob("plate(*).tif")
    }


def _fitted(image: Image.Image) -> Image.Image:
    size = round(image.width * HEIGHT / image.height), HEIGHT
    return image.resize(size, Image.Resampling.LANCZOS).convert("RGB")
