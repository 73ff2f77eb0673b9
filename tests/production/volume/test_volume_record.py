"""Whether a volume has to be bound again, by the record that binding leaves."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.manuscript.volume_reader import read_volume
from pipeline.production.volume.volume_record import find_unchanged_volume, record_volume, take_volume_recipe
from pipeline.volume import Volume

ROOT = Path(__file__).parents[3]
PDF, REPORT = "gongyun-2022.pdf", "gongyun-2022-report.json"


@pytest.fixture
def volume(tmp_path: Path) -> Volume:
    """The sample of a year of which there is a PDF only, as if it had been bound."""
    year = tmp_path.resolve() / "issues/gongyun/2022"
    shutil.copytree(ROOT / "issues/gongyun/2022", year)
    shutil.copy(ROOT / "issues/gongyun/publication.yaml", year.parent)
    found = read_volume(year)
    folder = tmp_path / "out/gongyun/2022"
    folder.mkdir(parents=True)
    made = [folder / PDF, folder / REPORT]
    for path in made:
        path.write_bytes(path.name.encode())
    out = tmp_path / "out"
    record_volume(found, take_volume_recipe(found, out), made, out)
    return found


def append(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b"\n")


def test_what_has_not_changed_is_known(volume: Volume, tmp_path: Path) -> None:
    record = find_unchanged_volume(volume, tmp_path / "out")
    assert record is not None
    assert set(record.made) == {PDF, REPORT}


@pytest.mark.parametrize(
    "change",
    [
        lambda volume, folder: append(volume.path),
        lambda volume, folder: append(volume.publication.path),
        lambda volume, folder: append(volume.issues[0].path),
        lambda volume, folder: append(folder / PDF),
        lambda volume, folder: (folder / REPORT).unlink(),
        lambda volume, folder: (folder / ".gongyun-2022.json").write_bytes(b"{}"),
    ],
)
def test_any_change_asks_for_a_new_binding(
    volume: Volume, tmp_path: Path, change: Callable[[Volume, Path], None]
) -> None:
    change(volume, tmp_path / "out/gongyun/2022")
    assert find_unchanged_volume(volume, tmp_path / "out") is None
