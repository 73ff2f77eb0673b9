"""``kanben proof``: exit codes and what is printed."""

import json
from collections.abc import Callable
from pathlib import Path
from xml.etree.ElementTree import parse

import pytest

from pipeline.cli.main import main
from tests.regression.specimen import BODY, SHEET, typeset


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


def snapshot_of(file: Path) -> Path:
    """The snapshot of *file* beside it: what is not about PDFs takes less time by them."""
    path = file.with_suffix(".json.gz")
    assert run("snapshot", file, "--out", path) == 0
    return path


@pytest.fixture(scope="module")
def snapshots(files: tuple[Path, Path]) -> tuple[Path, Path]:
    return snapshot_of(files[0]), snapshot_of(files[1])


def test_the_same_file_differs_in_nothing(files: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    assert run("compare", files[0], files[0]) == 0
    assert capsys.readouterr().out == "Nothing differs.\n"


def test_a_snapshot_stands_for_its_file(
    files: tuple[Path, Path], snapshots: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "before.json.gz"
    assert run("snapshot", files[0], "--out", path) == 0
    assert capsys.readouterr().out == f"{path}\n"
    assert run("compare", path, files[0]) == 0
    assert run("compare", path, snapshots[1]) == 7
    assert "text.changed" in capsys.readouterr().out


def test_json(snapshots: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    assert run("compare", *snapshots, "--json") == 7
    told = json.loads(capsys.readouterr().out)
    assert told["differs"]
    assert told["fails"]
    assert [each["kind"] for each in told["findings"]] == ["text.changed"]
    assert told["findings"][0]["pages_after"] == [3]


def test_markdown_has_a_row_for_each_finding(snapshots: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    assert run("compare", *snapshots, "--markdown") == 7
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


@pytest.fixture(scope="module")
def thinner(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A rule is a hairline: what preflight for the press has not found before."""
    path = tmp_path_factory.mktemp("thinner") / "thinner.pdf"
    path.write_bytes(typeset(sheet=SHEET.replace("1pt solid #000000", ".1pt solid #000000")))
    return path


def test_what_preflight_finds_anew_is_told_when_it_is_asked(
    files: tuple[Path, Path], thinner: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("compare", files[0], thinner) == 7
    assert "preflight." not in capsys.readouterr().out
    assert run("compare", files[0], thinner, "--preflight", "press") == 7
    told = capsys.readouterr().out
    assert "preflight.new  – → " in told
    assert "lines.hairline" in told
    assert run("compare", files[0], files[0], "--preflight", "press") == 0


def test_what_preflight_finds_no_more_fails_nothing(
    files: tuple[Path, Path], thinner: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rest = ("--allow", "blocks.shifted", "--allow", "style.leading")
    assert run("compare", thinner, files[0], "--preflight", "press", *rest) == 0
    assert "  (allowed)\n  Preflight finds lines.hairline no more: " in capsys.readouterr().out


def test_kinds_that_are_let_pass(
    snapshots: tuple[Path, Path], thinner: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pair = snapshots[0], snapshot_of(thinner)
    assert run("compare", *pair, "--allow", "style.font") == 7
    assert run("compare", *pair, "--allow", "blocks.shifted") == 0
    monkeypatch.chdir(tmp_path)
    (tmp_path / "kanben.toml").write_text('[proof]\nallow = ["blocks.shifted"]\n')
    assert run("compare", *pair) == 0
    (tmp_path / "kanben.toml").write_text('[proof]\nallow = ["blocks"]\n')
    assert run("compare", *pair) == 3


def test_changed_text_of_files_is_never_let_pass_and_it_is_said_why(
    snapshots: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("compare", *snapshots, "--allow", "text.changed") == 7
    assert "Who touched which article is not known here." in capsys.readouterr().out


def test_a_kind_that_there_is_none_of(snapshots: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    assert run("compare", *snapshots, "--allow", "text") == 2
    assert "text.changed" in capsys.readouterr().err


def test_junit_is_written_beside_what_is_printed(
    snapshots: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "new" / "junit.xml"
    assert run("compare", *snapshots, "--junit", path, "--json") == 7
    assert json.loads(capsys.readouterr().out)["fails"]
    root = parse(path).getroot()
    assert root.get("failures") == "1"
    assert [each.get("type") for each in root.iterfind(".//failure")] == ["text.changed"]


def test_a_report_is_written(files: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "proof.html"
    assert run("report", *files, "--out", path) == 7
    assert capsys.readouterr().out == f"{path}\n1 finding.\n"
    assert path.stat().st_size > 0
    assert run("report", files[0], files[0], "--out", path) == 0
    assert capsys.readouterr().out == f"{path}\nNothing differs.\n"


@pytest.mark.parametrize("name", ["before.pdf", "link.pdf", "after.pdf"])
def test_nothing_is_written_over_what_is_compared(
    files: tuple[Path, Path], tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before, after = (tmp_path / file.name for file in files)
    for copy, file in ((before, files[0]), (after, files[1])):
        copy.write_bytes(file.read_bytes())
    (tmp_path / "link.pdf").symlink_to(before)
    for command in (("report", before, after, "--out"), ("compare", before, after, "--junit")):
        assert run(*command, tmp_path / name) == 2
        assert "would be written over a file" in capsys.readouterr().err
    assert run("snapshot", before, "--out", tmp_path / "link.pdf") == 2
    assert (before.read_bytes(), after.read_bytes()) == tuple(file.read_bytes() for file in files)


def test_there_is_no_preflight_of_a_snapshot(
    files: tuple[Path, Path], snapshots: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("compare", snapshots[0], files[1], "--preflight", "reading") == 2
    assert "There is no preflight of a snapshot. Name the PDF" in capsys.readouterr().err


@pytest.mark.parametrize("spoil", [lambda data: data[:-9], lambda data: data[:60] + b"\xff" * 40 + data[100:]])
def test_a_snapshot_that_is_damaged(
    snapshots: tuple[Path, Path], tmp_path: Path, spoil: Callable[[bytes], bytes], capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "before.json.gz"
    path.write_bytes(spoil(snapshots[0].read_bytes()))
    assert run("compare", path, snapshots[1]) == 3
    assert f"{path}: This is no snapshot that Kanben can read." in capsys.readouterr().err
