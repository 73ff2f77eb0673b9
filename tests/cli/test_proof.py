"""``kanben proof``: exit codes and what is printed."""

import json
from pathlib import Path

import pytest

from pipeline.cli.main import main
from tests.regression.specimen import BODY, typeset


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("proof")
    before, after = folder / "before.pdf", folder / "after.pdf"
    before.write_bytes(typeset())
    after.write_bytes(typeset(BODY.replace("齿轮之间", "齿轮|之外")))
    return before, after


def run(*arguments: object) -> int:
    with pytest.raises(SystemExit) as ended:
        main([str(each) for each in ("proof", *arguments)])
    assert isinstance(ended.value.code, int)
    return ended.value.code


def test_the_same_file_differs_in_nothing(files: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    assert run("compare", files[0], files[0]) == 0
    assert capsys.readouterr().out == "Nothing differs.\n"


def test_a_snapshot_stands_for_its_file(
    files: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "before.json.gz"
    assert run("snapshot", files[0], "--out", path) == 0
    assert capsys.readouterr().out == f"{path}\n"
    assert run("compare", path, files[0]) == 0
    assert run("compare", path, files[1]) == 7
    assert "text.changed" in capsys.readouterr().out


def test_json(files: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    assert run("compare", *files, "--json") == 7
    told = json.loads(capsys.readouterr().out)
    assert told["differs"]
    assert told["fails"]
    assert [each["kind"] for each in told["findings"]] == ["text.changed"]
    assert told["findings"][0]["pages_after"] == [3]


def test_markdown_has_a_row_for_each_finding(files: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    assert run("compare", *files, "--markdown") == 7
    rows = [row for row in capsys.readouterr().out.splitlines() if row.startswith("| `")]
    assert len(rows) == 1
    assert rows[0].startswith("| `text.changed` | ")
    assert "| 4: " in rows[0]
    assert "\\|" in rows[0]


def test_what_is_no_pdf(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file.pdf").write_bytes(b"nothing")
    assert run("compare", tmp_path / "file.pdf", tmp_path / "file.pdf") == 6
    assert "can't be compared" in capsys.readouterr().err
    assert run("snapshot", tmp_path / "none.pdf") == 9
