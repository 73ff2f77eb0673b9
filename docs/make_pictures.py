"""Makes the pictures of docs/pictures from the sample issue, built in each shipped layout.

Run from the repository's folder: ``.venv/bin/python docs/make_pictures.py``.
"""

import re
import shutil
import sys
import tempfile
from pathlib import Path

import pypdfium2
from PIL import Image

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from pipeline.production.build import Order, build_issue  # noqa: E402 (the folder of the package must be known first)

PICTURES = ROOT / "docs" / "pictures"
SAMPLE = Path("issues/gongyun/2023/01")
# Layout → words that the pages shown have on them, besides the cover: found again wherever the pages move.
SHOWN = {
    "gongyun": ("【全委要闻】", "图1", "怎样开好一次小组学习会"),
    "journal": ("目录", "图1", "表2二八三厂"),
}
PAGE_HEIGHT = 640  # px
GAP = 16  # px
BACKGROUND = "#d8d8d4"
COLOURS = 48  # text and two printing colours need no more, and the files stay small


def build_sample(layout: str, folder: Path) -> Path:
    """Build the sample issue in *layout* inside *folder*; return the PDF."""
    shutil.copytree(ROOT / "issues", folder / "issues")
    publication = folder / SAMPLE.parents[1] / "publication.yaml"
    text = publication.read_text(encoding="utf-8")
    publication.write_text(re.sub(r"(?m)^layout: .*$", f"layout: {layout}", text), encoding="utf-8")
    outcome = build_issue(folder / SAMPLE, Order(folder / "out"), lambda _issue, _stage: None)
    if outcome.error is not None:
        raise outcome.error
    return outcome.folder / outcome.made[0]


def shown_pages(pdf: pypdfium2.PdfDocument, words: tuple[str, ...]) -> list[int]:
    """0-based indexes of the cover and, for each of *words*, of the first later page that has it, in page order."""
    texts = ["".join(page.get_textpage().get_text_range().split()) for page in pdf]
    found = [0]
    for word in words:
        page = next((index for index, text in enumerate(texts) if index and word in text), None)
        if page is None:
            raise LookupError(f"no page has {word}")
        found.append(page)
    return sorted(set(found))


def picture_of(path: Path, words: tuple[str, ...]) -> Image.Image:
    """The shown pages of a PDF side by side."""
    with pypdfium2.PdfDocument(path) as pdf:
        pages = [pdf[index] for index in shown_pages(pdf, words)]
        # drawn at twice the size, then reduced: small Chinese type stays readable
        drawn = [page.render(scale=2 * PAGE_HEIGHT / page.get_height()).to_pil() for page in pages]
    images = [image.resize((image.width // 2, PAGE_HEIGHT), Image.Resampling.LANCZOS) for image in drawn]
    width = sum(image.width for image in images) + GAP * (len(images) + 1)
    sheet = Image.new("RGB", (width, PAGE_HEIGHT + 2 * GAP), BACKGROUND)
    left = GAP
    for image in images:
        sheet.paste(image, (left, GAP))
        left += image.width + GAP
    return sheet.quantize(COLOURS, dither=Image.Dither.NONE)


def main() -> None:
    """Make one picture for each layout and print its path."""
    PICTURES.mkdir(exist_ok=True)
    for layout, words in SHOWN.items():
        with tempfile.TemporaryDirectory() as folder:
            picture = picture_of(build_sample(layout, Path(folder)), words)
        target = PICTURES / f"{layout}.png"
        picture.save(target, optimize=True)
        sys.stdout.write(f"{target.relative_to(ROOT)}  {target.stat().st_size / 1000:.0f} kB\n")


if __name__ == "__main__":
    main()
