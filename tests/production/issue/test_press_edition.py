"""The press edition of the sample issue: what a printer looks at first, seen with other programs than ours."""

import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageStat

from pipeline.errors import ContentError, RenderError
from pipeline.preflight.verdict import preflight
from pipeline.production.issue.press_edition import build_press_edition
from pipeline.production.press.imposing import ImpositionRequest, impose
from pipeline.units import POINTS_PER_MM
from tests.builders import new_builder
from tests.conftest import Validate, need
from tests.finished import finished_sample, sample_in
from tests.pressed import SPOT, pressed_sample
from tests.separations import darkness, inked, plates
from tests.workspaces import ISSUE, PUBLICATION, good_workspace, replace_in

pytestmark = pytest.mark.whole

SLUG = 12 * POINTS_PER_MM
TRIM = (SLUG, SLUG, SLUG + 185 * POINTS_PER_MM, SLUG + 260 * POINTS_PER_MM)
BLEED = tuple(each + sign * 3 * POINTS_PER_MM for each, sign in zip(TRIM, (-1, -1, 1, 1), strict=True))
NAMEPLATE = (TRIM[0], TRIM[1] + 215 * POINTS_PER_MM, TRIM[2], TRIM[3])
Plates = Callable[[Path, int], dict[str, Image.Image]]


def built(workspace: Path, printer: str = "") -> dict[str, bytes]:
    """The files of the good issue's press edition."""
    return build_press_edition(new_builder(), workspace / ISSUE, printer, lambda stage: None).files


def problems(error: pytest.ExceptionInfo[ContentError] | pytest.ExceptionInfo[RenderError]) -> str:
    return "\n".join(str(problem) for problem in error.value.problems)


@pytest.mark.parametrize(("printer", "number"), [("fogra39", 1), ("two-colour", 3)])
def test_it_passes_our_preflight(printer: str, number: int) -> None:
    verdict = preflight(pressed_sample(printer, number=number).pdf, "press")
    assert verdict.is_fit
    assert [each for each in verdict.findings if each.severity != "info"] == []


def test_a_layout_with_a_dark_ink_for_text_prints_it_in_black(tmp_path: Path) -> None:
    files = built(good_workspace(tmp_path, "huakan"))
    (name,) = files
    (tmp_path / name).write_bytes(files[name])
    verdict = preflight(tmp_path / name, "press")
    assert {each.id for each in verdict.findings} == {"images.resolution"}  # of pictures of a few pixels


def test_the_reading_edition_does_not() -> None:
    verdict = preflight(finished_sample("gongyun").pdf, "press")
    assert {"geometry.bleed", "colour.spaces", "colour.output-intent"} <= {each.id for each in verdict.findings}


def test_qpdf_finds_nothing_wrong() -> None:
    need("" if shutil.which("qpdf") else "qpdf is not installed")
    done = subprocess.run(["qpdf", "--check", pressed_sample().pdf], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_boxes_and_blanks() -> None:
    pressed = pressed_sample()
    assert pressed.issue.pages == 48
    told = "".join(map(str, pressed.issue.notes))
    assert "3 blank pages stand at the end: 48 pages, a multiple of 4." in told
    with pikepdf.open(pressed.pdf) as pdf:
        assert len(pdf.pages) == 48
        for page in pdf.pages:
            assert [float(each) for each in page.TrimBox] == pytest.approx(TRIM, abs=1e-3)
            assert [float(each) for each in page.BleedBox] == pytest.approx(BLEED, abs=1e-3)
            media = [float(each) for each in page.MediaBox]
            assert media == pytest.approx([0, 0, TRIM[2] + SLUG, TRIM[3] + SLUG], abs=1e-3)
            assert "/Annots" not in page
        assert "/StructTreeRoot" not in pdf.Root
        assert "/Outlines" not in pdf.Root


def test_pages_show_what_those_of_the_reading_edition_show() -> None:
    """Within the trim, a page looks as it does on a screen: where one is dark, so is the other."""
    reading, press = (pypdfium2.PdfDocument(each.pdf) for each in (finished_sample("gongyun"), pressed_sample()))
    for number in (0, 1, 16, 36):
        seen = reading[number].render(scale=1).to_pil().convert("L")
        page = press[number].render(scale=1).to_pil().convert("L")
        corner = round(TRIM[0]), round(page.height - TRIM[3])
        page = page.crop((*corner, corner[0] + seen.width, corner[1] + seen.height)).resize((92, 130))
        seen = seen.resize((92, 130))
        differences = [abs(a - b) for a, b in zip(seen.tobytes(), page.tobytes(), strict=True)]
        assert sum(differences) / len(differences) < 4
        assert max(differences) < 110


def test_text_is_the_same() -> None:
    reading, press = (pypdfium2.PdfDocument(each.pdf) for each in (finished_sample("gongyun"), pressed_sample()))
    for number in range(len(reading)):
        text = press[number].get_textpage()
        wanted = re.sub(r"\s+", "", reading[number].get_textpage().get_text_bounded())
        found = text.get_text_bounded(*TRIM)
        assert re.sub(r"\s+", "", found) == wanted


def test_the_red_plate_holds_the_nameplate_and_the_black_one_the_text(tmp_path: Path) -> None:
    pdf = pressed_sample("two-colour", number=3).pdf
    cover = plates(pdf, 0, tmp_path)
    assert set(cover) == {"Cyan", "Magenta", "Yellow", "Black", "PANTONE 485 C"}
    for ink in ("Cyan", "Magenta", "Yellow"):
        assert inked(cover[ink], TRIM) == 0
    assert inked(cover["PANTONE 485 C"], NAMEPLATE) > 0.03
    assert inked(cover["Black"], NAMEPLATE) == 0
    assert inked(cover["Black"], TRIM) > 0.01
    page = plates(pdf, 1, tmp_path)
    assert inked(page["Black"], TRIM) > 0.03
    assert all(inked(plate, TRIM) == 0 for ink, plate in page.items() if ink != "Black")


def test_without_a_spot_ink_the_nameplate_is_magenta_and_yellow(tmp_path: Path) -> None:
    cover = plates(pressed_sample(spot=False, number=3).pdf, 0, tmp_path)
    assert set(cover) == {"Cyan", "Magenta", "Yellow", "Black"}
    assert {ink for ink, plate in cover.items() if inked(plate, NAMEPLATE) > 0.03} == {"Magenta", "Yellow"}


def test_all_text_is_on_the_black_plate(tmp_path: Path) -> None:
    """Pages without pictures are as dark on the black plate as they are seen as a whole."""
    pdf = pressed_sample("two-colour", number=3).pdf
    for page in (1, 4, 8):
        found = plates(pdf, page, tmp_path, 144)
        black = found.pop("Black")
        seen = pypdfium2.PdfDocument(pdf)[page].render(scale=2).to_pil().convert("L")
        # Ghostscript inks every pixel that a glyph touches: a little darker.
        assert darkness(black, TRIM, 144) == pytest.approx(darkness(seen, TRIM, 144), rel=0.25)
        assert all(inked(plate, TRIM, 144) == 0 for plate in found.values())
        assert darkness(black, TRIM, 144) > 0.005


def test_shared_parts_conform(tmp_path: Path, verapdf: Validate) -> None:
    """What PDF/A-2b and PDF/X-4 both ask for: told as PDF/A, the same pages pass veraPDF."""
    path = tmp_path / "a.pdf"
    with pikepdf.open(pressed_sample().pdf) as pdf:
        intent = pdf.Root.OutputIntents[0]
        intent.S = pikepdf.Name.GTS_PDFA1
        with pdf.open_metadata(set_pikepdf_as_editor=False) as metadata:
            for key in [key for key in metadata if "pdfx" in key.lower() or key.endswith("Trapped")]:
                del metadata[key]
            metadata["pdfaid:part"], metadata["pdfaid:conformance"] = "2", "B"
        for key in [key for key in pdf.docinfo if "GTS" in key]:
            del pdf.docinfo[key]
        pdf.save(path)
    result = verapdf([path], ["2b"])[path]["2b"]
    assert result.passed, result


def test_the_same_bytes(tmp_path: Path) -> None:
    workspace = good_workspace(tmp_path)
    assert built(workspace) == built(workspace)


def test_a_colour_without_inks_is_told_with_its_rule(tmp_path: Path) -> None:
    workspace = good_workspace(tmp_path)
    own = workspace / "layouts/gongyun"
    shutil.copytree(finished_sample("gongyun").layout.path, own)
    with (own / "components.css.j2").open("a", encoding="utf-8") as file:
        file.write(".byline { color: #224466 }\n")
    with pytest.raises(RenderError) as caught:
        built(workspace)
    (problem,) = caught.value.problems
    assert problem.path == own / "components.css.j2"
    assert problem.line == len((own / "components.css.j2").read_text(encoding="utf-8").splitlines())
    assert ".byline" in problem.message
    assert "#224466" in problem.message
    replace_in(own / "layout.yaml", "colors:\n", 'colors:\n  blue: {rgb: "#224466", cmyk: [90, 60, 20, 20]}\n')
    assert built(workspace)


def test_an_ink_that_the_printer_does_not_have_is_told(tmp_path: Path) -> None:
    workspace = good_workspace(tmp_path)
    publication = workspace / PUBLICATION / "publication.yaml"
    replace_in(publication, "layout: gongyun", SPOT)
    layouts = workspace / "layouts/press"
    shutil.copytree(finished_sample("gongyun").layout.path.parent / "press", layouts)
    replace_in(layouts / "fogra39.yaml", "page_multiple: 4", "page_multiple: 4\nspots: [HKS 14]")
    with pytest.raises(ContentError) as caught:
        built(workspace)
    (problem,) = caught.value.problems
    assert (problem.path, problem.line) == (publication, 5)
    assert "PANTONE 485 C" in problem.message
    replace_in(layouts / "fogra39.yaml", "[HKS 14]", "[HKS 14, PANTONE 485 C]")
    assert built(workspace)


def test_a_job_without_magenta_wants_an_ink_for_the_nameplate(tmp_path: Path) -> None:
    workspace = good_workspace(tmp_path)
    with pytest.raises(RenderError) as caught:
        built(workspace, "two-colour")
    assert "needs magenta, which the printer two-colour doesn't print: 1." in problems(caught)
    replace_in(workspace / PUBLICATION / "publication.yaml", "layout: gongyun", SPOT)
    assert built(workspace, "two-colour")


def show_picture(workspace: Path, name: str) -> Path:
    """Show the picture *name* over the whole measure in an article of the good issue; return the article's file."""
    article = workspace / ISSUE / "articles/duanxin.md"
    text = article.read_text(encoding="utf-8").rstrip()
    article.write_text(f"{text}\n\n![图](../images/{name})\n", encoding="utf-8")
    return article


def test_coarse_pictures_are_told_with_their_article(tmp_path: Path) -> None:
    workspace = good_workspace(tmp_path)
    article = show_picture(workspace, "pingtai.png")
    for width, is_told in ((400, True), (2400, False)):
        Image.new("RGB", (width, width // 2), (80, 120, 160)).save(workspace / ISSUE / "images/pingtai.png")
        issue = build_press_edition(new_builder(), workspace / ISSUE, "", lambda stage: None)
        told = [text for text in map(str, issue.warnings) if "pingtai.png" in text]
        assert bool(told) == is_told
        if is_told:
            assert article.stem in told[0]
            assert "300 wanted" in told[0]


def test_x1a_has_no_transparency(tmp_path: Path) -> None:
    folder = sample_in(tmp_path, "gongyun")
    layouts = tmp_path / "layouts/press"
    shutil.copytree(finished_sample("gongyun").layout.path.parent / "press", layouts)
    replace_in(layouts / "fogra39.yaml", "standard: PDF/X-4", "standard: PDF/X-1a")
    ((_name, data),) = build_press_edition(new_builder(), folder, "", lambda stage: None).files.items()
    assert data.startswith(b"%PDF-1.4")
    assert not re.search(rb"/ObjStm|/SMask\s*\d|/Group", data)


def test_x1a_refuses_pictures_with_transparency(tmp_path: Path) -> None:
    workspace = good_workspace(tmp_path)
    shutil.copytree(finished_sample("gongyun").layout.path.parent / "press", workspace / "layouts/press")
    replace_in(workspace / "layouts/press/fogra39.yaml", "standard: PDF/X-4", "standard: PDF/X-1a")
    assert built(workspace)
    show_picture(workspace, "halb.png")
    Image.new("RGBA", (1200, 800), (200, 40, 40, 128)).save(workspace / ISSUE / "images/halb.png")
    with pytest.raises(RenderError) as caught:
        built(workspace)
    assert re.search(
        r"PDF/X-1a has no transparency; there is a soft mask on these pages: \d+ \((\S+)\)\.", problems(caught)
    )


@pytest.mark.slow
def test_blanks_stand_before_the_back_cover(tmp_path: Path) -> None:
    pressed = pressed_sample(spot=False, layout="journal")
    assert pressed.issue.pages % 4 == 0
    document = pypdfium2.PdfDocument(pressed.pdf)
    counts = [page.get_textpage().get_text_bounded(*TRIM).strip() for page in document]
    reading = pypdfium2.PdfDocument(finished_sample("journal").pdf)
    blanks = pressed.issue.pages - len(reading)
    assert counts[-1] != ""
    if blanks:
        assert counts[-1 - blanks : -1] == [""] * blanks
        assert f"{blanks} blank page" in "".join(map(str, pressed.issue.notes))


def test_its_sheets_folded_give_its_pages_in_order(tmp_path: Path) -> None:
    """48 pages stitched through the fold: whichever half of a sheet is looked at, it is the page a binder expects."""
    sheets = tmp_path / "sheets.pdf"
    made = impose(pressed_sample().pdf, ImpositionRequest(scheme="saddle", sheet="SRA3", creep=0.0, out=sheets))
    assert (made.pages, made.blanks, made.sheets) == (48, 0, 12)
    pages = [trimmed(page, TRIM) for page in pypdfium2.PdfDocument(pressed_sample().pdf)]
    order: dict[int, int] = {}
    for number, side in enumerate(pypdfium2.PdfDocument(sheets)):
        left, foot, right, top = side.get_trimbox()
        middle = (left + right) / 2
        halves = [trimmed(side, each) for each in ((left, foot, middle, top), (middle, foot, right, top))]
        sheet, is_back = divmod(number, 2)
        places = (2 + 2 * sheet, 47 - 2 * sheet) if is_back else (48 - 2 * sheet, 1 + 2 * sheet)
        for place, half in zip(places, halves, strict=True):
            order[place] = min(range(48), key=lambda page: difference(pages[page], half))
            assert difference(pages[order[place]], half) < 6
    assert [order[place] for place in range(1, 46)] == list(range(45))
    assert {order[46], order[47], order[48]} <= {45, 46, 47}  # blank, all


def trimmed(page: pypdfium2.PdfPage, box: tuple[float, ...]) -> Image.Image:
    """What stands within *box* (pt) of *page*, small and grey."""
    image = page.render(scale=1).to_pil().convert("L")
    x, y, right, top = box
    return image.crop((round(x), round(image.height - top), round(right), round(image.height - y))).resize((92, 130))


def difference(one: Image.Image, other: Image.Image) -> float:
    """The mean difference of two grey pictures of one size."""
    return float(ImageStat.Stat(ImageChops.difference(one, other)).mean[0])
