"""Stamps on issues of ours: their layouts leave the places free that the volume's layout stamps."""

import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.binding.stamps.stamp_moves import find_places
from pipeline.binding.stamps.stamp_sheet import StampSheet
from pipeline.manuscript.volume_reader import read_volume
from pipeline.pdf.finished_files import read_finished_pdf
from pipeline.pdf.objects import page_numbers
from pipeline.production.volume.bind_volume import BindingRequest, bind_volume
from pipeline.production.volume.volume_setting import VolumeSetter
from pipeline.resources import find_shipped
from tests.binding.stamped_pages import added, bound_with, darkened, numbers_on
from tests.builders import new_builder
from tests.finished import LAYOUTS, ROOT, finished_sample, sample_in
from tests.made_once import made_once, new_folder
from tests.volumes import STAMPS

pytestmark = pytest.mark.whole

VOLUME = "issues/gongyun/2023/volume.yaml"


def stamps_for(workspace: Path) -> StampSheet:
    """All stamps that there are, on the trim of the layout that the sample in *workspace* is set in."""
    shutil.copy(ROOT / VOLUME, workspace / VOLUME)
    return VolumeSetter(replace(read_volume(workspace / VOLUME), stamps=STAMPS)).stamps()


@made_once
def sample(layout: str, number: int) -> tuple[bytes, StampSheet]:
    """The issue *number* of the sample in *layout*, and the stamps for it."""
    folder = new_folder("stamps")
    sample_in(folder, layout, number)
    return finished_sample(layout, number).pdf.read_bytes(), stamps_for(folder)


@pytest.mark.parametrize(("first_folio", "number"), [(1, 1), (96, 3)], ids=["as they were", "sides exchanged"])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_no_stamp_stands_on_what_an_issue_prints(layout: str, first_folio: int, number: int) -> None:
    data, sheet = sample(layout, number)
    pdf = read_finished_pdf(data)
    count = len(page_numbers(pdf))
    volume = bound_with(pdf, sheet, first_folio, {})
    blanks = len(numbers_on(volume)) - count  # the volume begins on a recto
    assert darkened(data, volume, blanks) == [0] * count
    assert min(added(data, volume, index, blanks) for index in range(count)) > 300
    for index, numbers in enumerate(numbers_on(volume)[blanks:]):
        assert str(first_folio + index) in numbers
    found = find_places(read_finished_pdf(data), sheet, first_folio)
    assert (found.moves, found.notes) == ({}, ())  # free with the margin around them, too


@pytest.mark.parametrize("layout", ["gongyun", pytest.param("journal", marks=pytest.mark.slow)])
def test_a_layout_whose_folio_stands_there_is_found_out(layout: str, tmp_path: Path) -> None:
    issue = sample_in(tmp_path, "eigen", 3)
    own = tmp_path / "layouts/eigen"
    shutil.copytree(find_shipped("layouts") / layout, own)
    sheet = own / "page.css.j2"
    folio = """
    @page { @bottom-right-corner { content: counter(page); font: 9pt/1 "Kanben Song"; vertical-align: bottom;
      text-align: right; margin: 0 10mm 6mm 0 } }
    @page :left { @bottom-right-corner { content: none } @bottom-left-corner { content: counter(page);
      font: 9pt/1 "Kanben Song"; vertical-align: bottom; text-align: left; margin: 0 0 6mm 10mm } }
    """
    sheet.write_text(sheet.read_text(encoding="utf-8") + folio, encoding="utf-8")
    built = new_builder().build(issue, lambda stage: None)
    data = next(data for name, data in built.files.items() if re.fullmatch(r"[^.]*\.pdf", name))
    stamps = stamps_for(tmp_path)
    pdf = read_finished_pdf(data)
    count = len(page_numbers(pdf))
    assert sum(pixels > 0 for pixels in darkened(data, bound_with(pdf, stamps, 1, {}))) > count / 2
    # and were it a legacy PDF, its stamps would be moved
    found = find_places(read_finished_pdf(data), stamps, 1)
    assert len(found.moves) > count / 2
    assert sum(darkened(data, bound_with(read_finished_pdf(data), stamps, 1, found.moves))) == 0


def test_a_volume_bound_on_the_right_has_its_stamps_on_nothing_too(tmp_path: Path) -> None:
    """Layouts of ours keep places free for stamps of a volume that is bound on the left; elsewhere they are sought."""
    year = tmp_path / "issues/gongyun/2023"
    shutil.copytree(ROOT / "issues/gongyun/2023/03", year / "03")
    shutil.copy(ROOT / "issues/gongyun/publication.yaml", year.parent)
    order = (ROOT / VOLUME).read_text(encoding="utf-8")
    assert "binding_edge: left" in order
    (year / "volume.yaml").write_text(order.replace("binding_edge: left", "binding_edge: right"), encoding="utf-8")
    finished = bind_volume(year, BindingRequest(out=tmp_path / "out"), lambda path, stage: None)
    (issue,), (volume,) = finished.issues, finished.pdfs
    data, bound = issue.path.read_bytes(), volume.path.read_bytes()
    blanks = volume.pages - len(issue.texts)
    assert darkened(data, bound, blanks) == [0] * len(issue.texts)
    right = VolumeSetter(read_volume(year)).stamps()
    as_laid_out = bound_with(read_finished_pdf(data), right, 1, {})
    assert darkened(data, as_laid_out, len(numbers_on(as_laid_out)) - len(issue.texts))[0] > 0
