"""The pages that were accepted: kept for as long as they are the baseline, never made by what version control holds."""

from pathlib import Path

import pytest

from pipeline.errors import FileAccessError
from pipeline.production.proof.accepted_pages import find_accepted_pdf, keep_accepted
from pipeline.regression.baseline.baseline import Baseline, digest_of, read_baseline
from tests.proofs import BASELINE, NAME, accepted_workspace


@pytest.fixture(scope="module")
def accepted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return accepted_workspace(tmp_path_factory.mktemp("accepted"))


def baseline_in(workspace: Path) -> Baseline:
    baseline = read_baseline(workspace / BASELINE)
    assert baseline is not None
    return baseline


def test_the_file_that_was_kept_is_used(accepted: Path) -> None:
    pdf = find_accepted_pdf(baseline_in(accepted), accepted / "out" / "proof" / "accepted")
    assert pdf is not None
    assert pdf.read_bytes() == (accepted / "out/hao/2024/01" / f"{NAME}.pdf").read_bytes()


def test_there_is_none_where_none_was_kept(accepted: Path, tmp_path: Path) -> None:
    assert find_accepted_pdf(baseline_in(accepted), tmp_path) is None


def test_a_baseline_has_pictures_of_its_pages(accepted: Path) -> None:
    baseline = baseline_in(accepted)
    assert set(baseline.pictures) == set(range(len(baseline.snapshot.pages)))
    assert all(0 < path.stat().st_size <= 20_000 for path in baseline.pictures.values())


def test_one_file_is_kept_of_each_name(tmp_path: Path, accepted: Path) -> None:
    baseline = baseline_in(accepted)
    pdf = tmp_path / "file.pdf"
    pdf.write_bytes(b"pages")
    folder = tmp_path / "kept"
    folder.mkdir()
    for name in (f"{NAME}.0123456789abcdef.pdf", "hao-2024-01-b.0123456789abcdef.pdf"):
        (folder / name).write_bytes(b"old")
    keep_accepted(pdf, baseline, folder, tmp_path)
    kept = f"{NAME}.{digest_of(baseline.snapshot)}.pdf"
    assert sorted(path.name for path in folder.iterdir()) == sorted([kept, "hao-2024-01-b.0123456789abcdef.pdf"])
    pdf.write_bytes(b"other pages")
    keep_accepted(pdf, baseline, folder, tmp_path)
    assert (folder / kept).read_bytes() == b"pages"


def test_nothing_is_deleted_through_a_link(tmp_path: Path, accepted: Path) -> None:
    """What has the name of an older file may be anyone's where the folder is a link."""
    pdf, elsewhere = tmp_path / "file.pdf", tmp_path / "elsewhere"
    pdf.write_bytes(b"pages")
    elsewhere.mkdir()
    (elsewhere / f"{NAME}.0123456789abcdef.pdf").write_bytes(b"mine")
    (tmp_path / "kept").symlink_to(elsewhere)
    with pytest.raises(FileAccessError, match="is a link"):
        keep_accepted(pdf, baseline_in(accepted), tmp_path / "kept", tmp_path)
    assert [path.name for path in elsewhere.iterdir()] == [f"{NAME}.0123456789abcdef.pdf"]
