"""The pages that a volume sets itself, from kept parts: the same, and nothing is laid out."""

import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from pipeline.bounded_files import BoundedFolder
from pipeline.pdf.xmp import PdfFacts
from pipeline.press.printer import find_printer
from pipeline.production.cache_folder import FOLDER_VARIABLE, CacheFolder
from pipeline.production.volume.bind_volume import BindingRequest, bind_volume
from pipeline.production.volume.volume_setting import VolumeSetter
from pipeline.resources import find_shipped
from tests.volumes import bound_year, order

ROOT = Path(__file__).parents[3]
FACTS = PdfFacts(title="合订本", authors=(), subject="", language="zh-CN", created=datetime(2024, 1, 1, tzinfo=UTC))
SHELF = [BoundedFolder.of(find_shipped("layouts"))]
NOTHING = ""  # kept


@pytest.mark.parametrize("printer", [None, "fogra39"])
def test_front_matter_and_stamps_are_the_same_from_kept_parts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, printer: str | None
) -> None:
    def set_pages(folder: str) -> tuple[Any, bool]:
        """What is set, and whether anything was laid out for it."""
        monkeypatch.setenv(FOLDER_VARIABLE, folder)
        setter = VolumeSetter(order(), find_printer(printer, SHELF) if printer else None)
        pages = setter.stamps(), setter.front_matter(bound_year(2, 4, 20), 0, FACTS)
        return repr(pages), setter._maker._typesetter is not None

    kept = str(tmp_path / "cache")
    anew, cold, cached = set_pages(NOTHING), set_pages(kept), set_pages(kept)
    assert (anew[1], cold[1], cached[1]) == (True, True, False)
    assert anew[0] == cold[0] == cached[0]


def test_a_volume_is_the_same_from_kept_parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    year = tmp_path / "issues/gongyun/2022"
    shutil.copytree(ROOT / "issues/gongyun/2022", year)
    shutil.copy(ROOT / "issues/gongyun/publication.yaml", year.parent)

    def bind(out: str, folder: str) -> dict[str, bytes]:
        monkeypatch.setenv(FOLDER_VARIABLE, folder)
        bind_volume(year, BindingRequest(out=tmp_path / out), lambda path, stage: None)
        paths = (path for path in (tmp_path / out).rglob("*") if path.is_file())
        return {str(path.relative_to(tmp_path / out)): path.read_bytes() for path in paths}

    kept = CacheFolder(tmp_path / "cache")
    cold = bind("cold", str(kept.path))
    facts = kept.measure()
    assert facts[0] > 0
    assert bind("cached", str(kept.path)) == cold
    assert kept.measure() == facts
    assert len(cold) > 3
    assert "gongyun/2022/.gongyun-2022.json" in cold  # the record of what it was bound of
