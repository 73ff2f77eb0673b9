"""A year of which there are PDFs only, bound: what was done about its stamps is in the report."""

import json
import shutil
from pathlib import Path

import pypdfium2

from pipeline.production.volume.bind_volume import BindingRequest, bind_volume
from tests.binding.stamped_pages import added, darkened
from tests.finished import ROOT


def test_stamps_of_a_legacy_volume(tmp_path: Path) -> None:
    year = tmp_path / "issues/gongyun/2022"
    shutil.copytree(ROOT / "issues/gongyun/2022", year)
    shutil.copy(ROOT / "issues/gongyun/publication.yaml", year.parent)
    finished = bind_volume(year, BindingRequest(out=tmp_path / "out"), lambda path, stage: None)
    report = next(path for path in finished.aids if path.name.endswith("-report.json"))
    notes = json.loads(report.read_bytes())["issues"][0]["notes"]
    assert notes == ["On 1 page other stamps were moved to where nothing is printed."]  # the seal, from the imprint
    legacy, volume = (year / "legacy/gongyun-2022-06.pdf").read_bytes(), finished.pdfs[0].path.read_bytes()
    first = len(pypdfium2.PdfDocument(volume)) - len(pypdfium2.PdfDocument(legacy))
    assert darkened(legacy, volume, first) == [0] * 8
    assert added(legacy, volume, 0, first) > 1000
