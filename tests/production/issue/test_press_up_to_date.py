"""A press edition is built again when its printer's file or profile has changed, and only then."""

import shutil
from pathlib import Path

import pytest

from pipeline.production import record
from pipeline.production.issue.build import build_issue
from pipeline.production.issue.request import BuildRequest
from pipeline.resources import find_shipped
from tests.workspaces import ISSUE, PUBLICATION, good_workspace, replace_in


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """The good workspace, whose publication names a printer in a folder beside the issues."""
    made = good_workspace(tmp_path)
    press = made / "press"
    press.mkdir()
    for name in ("fogra39.yaml", "ISOcoated_v2_300_bas.icc"):
        shutil.copy(find_shipped("layouts") / "press" / name, press / name)
    replace_in(press / "fogra39.yaml", "ISOcoated_v2_300_bas.icc", "own.icc")
    (press / "ISOcoated_v2_300_bas.icc").rename(press / "own.icc")
    publication = made / PUBLICATION / "publication.yaml"
    publication.write_text(publication.read_text() + "printer: ../../press/fogra39.yaml\n", encoding="utf-8")
    return made


def statuses(workspace: Path, count: int, printer: str = "") -> list[str]:
    """What becomes of the press edition, built *count* times."""
    request = BuildRequest(out=workspace / "out", edition="press", printer=printer)
    outcomes = [build_issue(workspace / ISSUE, request, lambda _issue, _stage: None) for _turn in range(count)]
    assert [each.error for each in outcomes] == [None] * count
    return [each.status for each in outcomes]


def test_the_printer_and_his_profile_are_part_of_the_recipe(workspace: Path) -> None:
    assert statuses(workspace, 2) == ["built", "up to date"]
    replace_in(workspace / "press/fogra39.yaml", "ink_limit: 300", "ink_limit: 299")
    assert statuses(workspace, 2) == ["built", "up to date"]
    profile = workspace / "press/own.icc"
    data = profile.read_bytes()
    profile.write_bytes(data[:24] + bytes([data[24] ^ 1]) + data[25:])  # the year of its date (ICC.1, 7.2.10)
    assert statuses(workspace, 2) == ["built", "up to date"]
    assert statuses(workspace, 2, "fogra39") == ["built", "up to date"]
    replace_in(workspace / "press/fogra39.yaml", "ink_limit: 299", "ink_limit: 300")
    assert statuses(workspace, 1, "fogra39") == ["up to date"]  # which is the one that is shipped


@pytest.mark.parametrize("library", ["Pango", "HarfBuzz"])
def test_native_libraries_are_part_of_the_recipe(library: str, monkeypatch: pytest.MonkeyPatch) -> None:
    versions = record._native_versions()
    assert all(part.isdigit() for part in versions[library].split("."))
    monkeypatch.setattr(record, "_NATIVE", {library: ("no_such_function", ("libpango-1.0.so.0", "none.so"))})
    record._native_versions.cache_clear()
    assert record._native_versions() == {library: ""}
    record._native_versions.cache_clear()
