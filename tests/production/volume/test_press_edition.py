"""The press edition of a bound year: the issues as they are set for a printer, one after the other, with its stamps."""

import re
import shutil
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from pipeline.errors import BindingError
from pipeline.preflight.verdict import preflight
from pipeline.production.volume.bind_volume import BindingRequest
from pipeline.production.volume.press_edition import PressVolume, bind_press_volume
from pipeline.units import POINTS_PER_MM
from tests.bound import ROOT, bound_sample
from tests.finished import finished_sample
from tests.made_once import made_once, new_folder
from tests.pressed import SPOT
from tests.separations import inked, plates
from tests.workspaces import replace_in

pytestmark = pytest.mark.whole

SLUG = 12 * POINTS_PER_MM
TRIM = (SLUG, SLUG, SLUG + 185 * POINTS_PER_MM, SLUG + 260 * POINTS_PER_MM)


def year_in(folder: Path, year: int = 2023) -> Path:
    """The sample *year* in a workspace of its own."""
    shutil.copytree(ROOT / f"issues/gongyun/{year}", folder / f"issues/gongyun/{year}")
    shutil.copy(ROOT / "issues/gongyun/publication.yaml", folder / "issues/gongyun")
    return folder / f"issues/gongyun/{year}"


def bound(year: Path, printer: str = "") -> PressVolume:
    return bind_press_volume(year, BindingRequest(out=year.parents[2] / "out"), printer, lambda path, stage: None)


@made_once
def sample() -> tuple[PressVolume, Path]:
    """The sample year for the shipped printer, and its file."""
    made = bound(year_in(new_folder("press-year")))
    ((path, _pages),) = made.files
    return made, path


def test_it_passes_preflight_and_has_whole_sheets() -> None:
    made, path = sample()
    assert path.name == "gongyun-2023-press.pdf"
    ((_path, pages),) = made.files
    assert pages % 4 == 0
    with pikepdf.open(path) as pdf:
        assert len(pdf.pages) == pages
        assert all([float(each) for each in page.TrimBox] == pytest.approx(TRIM, abs=1e-3) for page in pdf.pages)
    assert preflight(path, "press").is_fit


def test_pages_show_what_those_of_the_bound_volume_show() -> None:
    _made, path = sample()
    screen, press = pypdfium2.PdfDocument(bound_sample(2023).pdf), pypdfium2.PdfDocument(path)
    assert "中国国防邮电工运2023年合订本" not in words(press[0], TRIM), "the spine is on the sheet of the cover"
    for number in range(1, len(screen)):
        wanted = screen[number].get_textpage().get_text_bounded()
        found = press[number].get_textpage().get_text_bounded(*TRIM)
        assert re.sub(r"\s+", "", found) == re.sub(r"\s+", "", wanted), number


def words(page: pypdfium2.PdfPage, box: tuple[float, ...] = ()) -> str:
    """The text of *page*, within *box* if given, without white."""
    return re.sub(r"\s+", "", page.get_textpage().get_text_bounded(*box))


def test_the_cover_of_the_bound_volume_shows_the_spine() -> None:
    """Which that of the press edition does not: without this, its test above would find nothing."""
    assert "中国国防邮电工运2023年合订本" in words(pypdfium2.PdfDocument(bound_sample(2023).pdf)[0])


@made_once
def coloured() -> Path:
    """The press edition of a year of one issue: with a spot ink for the issue's nameplate, and one for the volume."""
    year = year_in(new_folder("press-colours"))
    shutil.rmtree(year / "01")
    shutil.rmtree(year / "03")
    replace_in(year.parent / "publication.yaml", "layout: gongyun", SPOT)
    colours = 'accent: {spot: "PANTONE 485 C"}, seal: {spot: "PANTONE 485 C"}'
    with (year / "volume.yaml").open("a", encoding="utf-8") as file:
        file.write(f"colors: {{{colours}}}\n")
    ((path, _pages),) = bound(year, "two-colour").files
    return path


def test_plates_of_an_issue_within(tmp_path: Path) -> None:
    path = coloured()
    first = words(pypdfium2.PdfDocument(finished_sample("gongyun", 2).pdf)[0])
    (front,) = (n for n, page in enumerate(pypdfium2.PdfDocument(path)) if first in words(page, TRIM))
    cover = plates(path, front, tmp_path)
    assert "PANTONE 485 C" in cover
    nameplate = (TRIM[0], TRIM[1] + 215 * POINTS_PER_MM, TRIM[2], TRIM[1] + 250 * POINTS_PER_MM)
    assert inked(cover["PANTONE 485 C"], nameplate) > 0.03
    assert inked(cover["Magenta"], nameplate) == 0
    text = plates(path, front + 1, tmp_path)
    assert inked(text["Black"], TRIM) > 0.03
    assert all(inked(plate, TRIM) == 0 for ink, plate in text.items() if ink != "Black")


def test_the_volume_has_inks_of_its_own(tmp_path: Path) -> None:
    cover = plates(coloured(), 0, tmp_path)
    assert inked(cover["PANTONE 485 C"], TRIM) > 0
    assert all(inked(cover[ink], TRIM) == 0 for ink in ("Cyan", "Magenta", "Yellow"))


def test_twice_the_same_bytes(tmp_path: Path) -> None:
    files = []
    for name in ("a", "b"):
        year = year_in(tmp_path / name)
        shutil.rmtree(year / "01")
        shutil.rmtree(year / "02")
        ((path, _pages),) = bound(year).files
        files.append(path.read_bytes())
    assert files[0] == files[1]


def test_old_pdfs_in_colours_of_screens_are_refused_with_their_pages(tmp_path: Path) -> None:
    year = year_in(tmp_path, 2022)
    path = next(year.rglob("*.pdf"))
    with_red_on_page(path, 3)
    with pytest.raises(BindingError) as caught:
        bound(year)
    (problem,) = caught.value.problems
    assert problem.path == path
    assert "are in the colours of screens, which a press doesn't have: 3." in problem.message
    assert not list((tmp_path / "out").rglob("*-press.pdf"))


def with_red_on_page(path: Path, number: int) -> None:
    """Paint something in RGB on the page *number* of *path*, counted from 1."""
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.pages[number - 1].contents_add(b"q 1 0 0 rg 50 50 20 20 re f Q", prepend=True)
        pdf.save(path)


def test_old_pdfs_in_inks_are_bound(tmp_path: Path) -> None:
    ((path, pages),) = bound(year_in(tmp_path, 2022)).files
    screen, press = pypdfium2.PdfDocument(bound_sample(2022).pdf), pypdfium2.PdfDocument(path)
    assert pages == len(press) == -(-len(screen) // 4) * 4
    last = len(screen) - 1
    assert press[last].get_textpage().get_text_bounded().strip()


@pytest.mark.slow
def test_issues_in_the_layout_of_a_journal(tmp_path: Path) -> None:
    year = year_in(tmp_path)
    for number in ("01", "02"):  # one issue does
        shutil.rmtree(year / number)
    replace_in(tmp_path / "issues/gongyun/publication.yaml", "layout: gongyun", "layout: journal")
    ((path, pages),) = bound(year).files
    assert pages % 4 == 0
    assert preflight(path, "press").is_fit
    assert finished_sample("journal").layout.geometry.width > 185 * POINTS_PER_MM
