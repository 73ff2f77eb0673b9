"""What was found out of a file is kept for as long as file, question and program are the same."""

from pathlib import Path

import pytest
from pypdf import PdfWriter
from pypdf.generic import RectangleObject

from pipeline.bounded_files import BoundedFolder
from pipeline.errors import BindingError, FileAccessError
from pipeline.preflight.check import Severity
from pipeline.preflight.verdict import PreflightFinding
from pipeline.production.proof import proof_versions
from pipeline.production.proof.proof_versions import Version, version_of
from pipeline.regression.causes.remark_changes import Remark
from pipeline.regression.snapshot.pdf_reading import snapshot_of


def blank(path: Path, pages: int = 1) -> Path:
    writer = PdfWriter()
    for _number in range(pages):
        page = writer.add_blank_page(300, 400)
        page.trimbox = RectangleObject((10, 20, 290, 380))
    writer.write(path)
    return path


@pytest.fixture
def pdf(tmp_path: Path) -> Path:
    return blank(tmp_path / "file.pdf")


class Reader:
    """Counts how often files are read anew."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self, path: Path) -> object:
        self.times += 1
        return snapshot_of(path)


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch) -> Reader:
    reader = Reader()
    monkeypatch.setattr(proof_versions, "snapshot_of", reader)
    return reader


def test_a_file_is_read_once(pdf: Path, reader: Reader, tmp_path: Path) -> None:
    folder = tmp_path / "versions"
    found = version_of(pdf, "reading", BoundedFolder.of(folder))
    assert found.remarks
    assert version_of(pdf, "reading", BoundedFolder.of(folder)) == found
    assert reader.times == 1
    assert version_of(pdf, None) == Version(found.snapshot)
    assert reader.times == 2


def test_it_is_read_anew_when_file_question_or_program_are_others(
    pdf: Path, reader: Reader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "versions"
    version_of(pdf, None, BoundedFolder.of(folder))
    version_of(pdf, "archive", BoundedFolder.of(folder))
    assert reader.times == 2
    blank(pdf, pages=2)
    assert len(version_of(pdf, "archive", BoundedFolder.of(folder)).snapshot.pages) == 2
    assert reader.times == 3
    monkeypatch.setattr(proof_versions, "code_digest", lambda: "other")
    version_of(pdf, "archive", BoundedFolder.of(folder))
    assert reader.times == 4
    assert len(list(folder.iterdir())) == 2  # a snapshot and what preflight said, of the last only


@pytest.mark.parametrize("data", [b"", b"{", b"[1]", b'[{"check": "a", "message": "b", "page": 1e999, "box": null}]'])
def test_what_was_kept_and_is_damaged_is_read_anew(pdf: Path, reader: Reader, tmp_path: Path, data: bytes) -> None:
    folder = tmp_path / "versions"
    found = version_of(pdf, "reading", BoundedFolder.of(folder))
    (kept,) = folder.glob("*.json")
    kept.write_bytes(data)
    assert version_of(pdf, "reading", BoundedFolder.of(folder)) == found
    (snapshot,) = folder.glob("*.json.gz")
    snapshot.write_bytes(data)
    assert version_of(pdf, "reading", BoundedFolder.of(folder)) == found
    assert reader.times == 3


def test_places_of_remarks_are_told_from_the_corner_of_the_trim(pdf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """50 − 10 to the right of the trim; its top is at 380, so 380 − 330 down."""

    class Verdict:
        findings = (
            PreflightFinding(
                id="a", severity=Severity.WARNING, message="on the page", hint="", page=0, box=(50, 300, 70, 330)
            ),
            PreflightFinding(
                id="a", severity=Severity.WARNING, message="on no page", hint="", page=7, box=(1, 1, 2, 2)
            ),
            PreflightFinding(
                id="a",
                severity=Severity.WARNING,
                message="nowhere",
                hint="",
                page=0,
                box=(float("nan"), 0, float("inf"), 1),
            ),
            PreflightFinding(id="a", severity=Severity.WARNING, message="of the file", hint=""),
        )

    monkeypatch.setattr("pipeline.preflight.verdict.preflight", lambda _pdf, _profile: Verdict)
    assert version_of(pdf, "reading").remarks == (
        Remark("a", "on the page", 0, (40.0, 50.0, 60.0, 80.0)),
        Remark("a", "on no page", 7),
        Remark("a", "nowhere", 0),
        Remark("a", "of the file"),
    )


def test_what_is_no_pdf_is_not_kept(tmp_path: Path) -> None:
    path = tmp_path / "file.pdf"
    path.write_bytes(b"nothing")
    with pytest.raises(BindingError):
        version_of(path, None, BoundedFolder.of(tmp_path / "versions"))
    assert not (tmp_path / "versions").exists()
    with pytest.raises(FileAccessError):
        version_of(tmp_path / "none.pdf", None, BoundedFolder.of(tmp_path / "versions"))
