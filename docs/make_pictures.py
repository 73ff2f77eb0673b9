"""Makes the pictures of docs/pictures from the samples: pages of each shipped layout and of its specimen, the same text
set by the layout engine alone and by the line composer, pages of the bound year, printer's sheets, covers and plates,
the reports of a preflight and of a comparison.

Run from the repository's folder: ``.venv/bin/python docs/make_pictures.py``, or with the names of some of them.
"""

import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import pypdfium2
from PIL import Image, ImageDraw

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "docs")]

from plates_picture import plates_picture  # noqa: E402

from pipeline.bounded_files import BoundedFolder  # noqa: E402 (the folder of the package must be known first)
from pipeline.layout import find_layout  # noqa: E402
from pipeline.preflight.verdict import preflight  # noqa: E402
from pipeline.production.cover.make_cover import CoverRequest, make_covers  # noqa: E402
from pipeline.production.issue.build import build_issue  # noqa: E402
from pipeline.production.issue.request import BuildRequest  # noqa: E402
from pipeline.production.press.imposing import ImpositionRequest, impose  # noqa: E402
from pipeline.production.proof.proof_files import ComparisonRequest, compare_files  # noqa: E402
from pipeline.production.proof.proof_reports import write_pair_report  # noqa: E402
from pipeline.production.reporting import write_preflight_report  # noqa: E402
from pipeline.production.specimen import make_specimen  # noqa: E402
from pipeline.production.volume.bind_volume import BindingRequest, bind_volume  # noqa: E402

PICTURES = ROOT / "docs" / "pictures"
SAMPLE = Path("issues/gongyun/2023/01")
PICTORIAL = Path("issues/shanhai/2024/05")
# Layout → a sample, and words on the pages that are shown besides the cover: found again wherever the pages move.
SHOWN = {
    "gongyun": (SAMPLE, ("【全委要闻】", "图1", "怎样开好一次小组学习会")),
    "journal": (SAMPLE, ("目录", "图1", "表2二八三厂")),
    "huakan": (PICTORIAL, ("望潮港有十一个泊位", "三号泊位的更", "现有岸桥十四台")),
}
SHOWN_OF_SPECIMEN = ("首字占两行", "一九五八年设站", "图题在图的下面", "两行表头")
COLOURFUL = {"huakan", "specimen-gongyun", "specimen-journal", "specimen-huakan", "cover", "plates", "proof-report"}
YEAR = SAMPLE.parent
SHOWN_OF_VOLUME = ("版权页", "本期页", "作者索引", "安全账的五个栏目")  # the last on a page of issue 2
Edits = tuple[tuple[str, str, str], ...]
ROW = "| 决赛队伍 | 26支 | 约占参赛队伍的8.3% |\n"
CHANGED: Edits = (
    ("issues/gongyun/2023/01/articles/jianmo.md", ROW, f"{ROW}| 获奖队伍 | 26支 | 决赛队伍均有奖项 |\n"),
    ("layouts/gongyun/layout.yaml", 'rgb: "#c8102e"', 'rgb: "#1f4e9e"'),
)
COMPARED_LAYOUT = "gongyun"
COMPARED = "双百学习圈"  # the passage begins with the line that has these words
COMPARED_WIDTH, COMPARED_HEIGHT = 620, 400  # px
EDGE_COLOUR = "#d04040"
PAGE_HEIGHT = 640  # px
SHEET_WIDTH = 900  # px
GAP = 16  # px
BACKGROUND = "#d8d8d4"
COLOURS, MANY_COLOURS = 48, 112  # text and two printing colours need no more, and the files stay small


def build_sample(layout: str, folder: Path, *, composed: bool = True, edits: Edits = (), sample: Path = SAMPLE) -> Path:
    """Build the sample issue in *layout* inside *folder*; return the PDF.

    Unless *composed*, its language is told to be none, which leaves the lines to the layout engine. *edits* are a file
    of the workspace, what stands in it, and what takes its place.
    """
    shutil.copytree(ROOT / "issues", folder / "issues")
    publication = folder / sample.parents[1] / "publication.yaml"
    text = publication.read_text(encoding="utf-8")
    text = re.sub(r"(?m)^layout: .*$", f"layout: {layout}", text)
    publication.write_text(text if composed else re.sub(r"(?m)^language: .*$", "language: zxx", text), encoding="utf-8")
    for name, old, new in edits:
        text = (folder / name).read_text(encoding="utf-8")
        if old not in text:
            raise ValueError(f"{name} has no {old}")
        (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8")
    outcome = build_issue(folder / sample, BuildRequest(out=folder / "out"), lambda _issue, _stage: None)
    if outcome.error is not None:
        raise outcome.error
    return outcome.folder / outcome.made[0]


def sample_picture(layout: str, folder: Path) -> Image.Image:
    """Pages of the sample of *layout*."""
    sample, words = SHOWN[layout]
    return picture_of(build_sample(layout, folder, sample=sample), words)


def bind_sample(folder: Path) -> Path:
    """Bind the sample year inside *folder*; return the PDF."""
    shutil.copytree(ROOT / "issues", folder / "issues")
    finished = bind_volume(folder / YEAR, BindingRequest(out=folder / "out"), lambda _issue, _stage: None)
    return finished.pdfs[0].path


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
    return sheet


def comparison() -> Image.Image:
    """The same passage set by the layout engine alone (left) and by the composer, with the edges of the measure."""
    geometry = find_layout(COMPARED_LAYOUT, [BoundedFolder.of(ROOT / "layouts")]).geometry
    edges = (geometry.inside, geometry.inside + geometry.type_area.width)
    sheet = Image.new("RGB", (2 * COMPARED_WIDTH + 3 * GAP, COMPARED_HEIGHT + 2 * GAP), BACKGROUND)
    for column, composed in enumerate((False, True)):
        with tempfile.TemporaryDirectory() as folder:
            path = build_sample(COMPARED_LAYOUT, Path(folder), composed=composed)
            with pypdfium2.PdfDocument(path) as pdf:
                page = pdf[shown_pages(pdf, (COMPARED,))[1]]
                top = page.get_height() - top_of(page, COMPARED) - geometry.type_area.pitch
                scale = COMPARED_WIDTH / page.get_width()
                image = page.render(scale=2 * scale).to_pil()
        draw = ImageDraw.Draw(image)
        for edge in edges:
            draw.line([(2 * scale * edge, 0), (2 * scale * edge, image.height)], fill=EDGE_COLOUR, width=1)
        image = image.crop((0, round(2 * scale * top), image.width, round(2 * scale * top) + 2 * COMPARED_HEIGHT))
        image = image.resize((COMPARED_WIDTH, COMPARED_HEIGHT), Image.Resampling.LANCZOS)
        sheet.paste(image, (GAP + column * (COMPARED_WIDTH + GAP), GAP))
    return sheet


def sheets_picture(folder: Path) -> Image.Image:
    """The sample stitched: front of the innermost sheet; below it the front of a signature of 16 pages."""
    source = build_sample("gongyun", folder)
    images = []
    for order, side in (
        (ImpositionRequest(scheme="saddle", sheet="A3"), 22),
        (ImpositionRequest(scheme="perfect", sheet="800x560"), 2),
    ):
        made = impose(source, replace(order, out=folder / f"{order.scheme}.pdf"))
        with pypdfium2.PdfDocument(made.path) as pdf:
            image = pdf[side].render(scale=2 * SHEET_WIDTH / pdf[side].get_width()).to_pil()
        images.append(image.resize((SHEET_WIDTH, round(image.height / 2)), Image.Resampling.LANCZOS))
    return below_one_another(images)


def covers_picture(folder: Path) -> Image.Image:
    """The cover sheet of the sample issue, as if it were glued and of 200 pages; below it that of the year."""
    shutil.copytree(ROOT / "issues", folder / "issues")
    order = CoverRequest(out=folder / "out")
    glued = replace(order, binding="perfect", pages=200)
    images = []
    for path, wanted in ((SAMPLE, glued), (YEAR, order)):
        (made,) = make_covers(folder / path, wanted, lambda _path, _stage: None)
        with pypdfium2.PdfDocument(made.path) as pdf:
            image = pdf[0].render(scale=2 * SHEET_WIDTH / pdf[0].get_width()).to_pil()
        images.append(image.resize((SHEET_WIDTH, round(image.height / 2)), Image.Resampling.LANCZOS))
    return below_one_another(images)


def below_one_another(images: list[Image.Image]) -> Image.Image:
    """*images* SHEET_WIDTH wide, one below the other."""
    height = sum(image.height for image in images) + GAP * (len(images) + 1)
    sheet = Image.new("RGB", (SHEET_WIDTH + 2 * GAP, height), BACKGROUND)
    top = GAP
    for image in images:
        sheet.paste(image, (GAP, top))
        top += image.height + GAP
    return sheet


def report_picture(folder: Path) -> Image.Image:
    """The report of the sample's preflight for the press, in Debian's Chromium, which finds our faces only."""
    source = build_sample("gongyun", folder)
    report, picture = folder / "report.html", folder / "report.png"
    write_preflight_report(preflight(source, "press"), report)
    return screen_of(report.as_uri(), picture)


def proof_picture(folder: Path) -> Image.Image:
    """The report on what a longer table and a colour did to the pages of the sample."""
    before = build_sample("gongyun", folder / "before")
    changed = folder / "after"
    shutil.copytree(ROOT / "layouts/gongyun", changed / "layouts/gongyun")
    after = build_sample("gongyun", changed, edits=CHANGED)
    report = folder / "report.html"
    files = (before.rename(folder / "before.pdf"), after.rename(folder / "after.pdf"))
    write_pair_report(compare_files(ComparisonRequest(before=files[0], after=files[1])), report)
    return screen_of(report.as_uri(), folder / "report.png")


def screen_of(address: str, picture: Path) -> Image.Image:
    """A page of HTML as Debian's Chromium shows it, by way of the file *picture*."""
    flags = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run")
    flags += (
        "--disable-component-update",
        "--disable-sync",
        "--hide-scrollbars",
        "--window-size=1360,880",
        "--virtual-time-budget=4000",
    )
    command = ["chromium", *flags, f"--screenshot={picture}", address]
    subprocess.run(command, check=True, capture_output=True, timeout=60)
    with Image.open(picture) as image:
        return image.convert("RGB")


def top_of(page: pypdfium2.PdfPage, words: str) -> float:
    """The top of the first of *words*, pt above the page's foot."""
    text = page.get_textpage()
    index, _count = text.search(words[:3]).get_next()
    return float(text.get_charbox(index)[3])


def specimen_picture(layout: str, folder: Path) -> Image.Image:
    """Pages of the specimen of *layout*."""
    made = make_specimen(layout, folder, folder / "out", lambda _stage: None)
    return picture_of(made.pdf, SHOWN_OF_SPECIMEN)


MAKERS: dict[str, Callable[[Path], Image.Image]] = {
    "composition": lambda _folder: comparison(),
    **{name: partial(sample_picture, name) for name in SHOWN},
    **{f"specimen-{name}": partial(specimen_picture, name) for name in SHOWN},
    "volume": lambda folder: picture_of(bind_sample(folder), SHOWN_OF_VOLUME),
    "sheets": sheets_picture,
    "cover": covers_picture,
    "plates": partial(plates_picture, ROOT),
    "preflight-report": report_picture,
    "proof-report": proof_picture,
}


def main() -> None:
    """Make the pictures that are named, or all, and print their paths."""
    PICTURES.mkdir(exist_ok=True)
    for name in sys.argv[1:] or MAKERS:
        with tempfile.TemporaryDirectory() as folder:
            publish(name, MAKERS[name](Path(folder)))


def publish(name: str, picture: Image.Image) -> None:
    """Save a picture of few colours and print its path."""
    target = PICTURES / f"{name}.png"
    colours = MANY_COLOURS if name in COLOURFUL else COLOURS
    picture.quantize(colours, dither=Image.Dither.NONE).save(target, optimize=True)
    sys.stdout.write(f"{target.relative_to(ROOT)}  {target.stat().st_size / 1000:.0f} kB\n")


if __name__ == "__main__":
    main()
