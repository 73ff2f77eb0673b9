"""``kanben impose`` as a user runs it."""

import json
import subprocess
from pathlib import Path

import pypdfium2

from pipeline.cli.impose import SCHEMES
from pipeline.production.press import imposing
from tests.commands import run_kanben
from tests.intake.hostile_files import pages

ROOT = Path(__file__).parents[2]
A5 = b"/MediaBox[0 0 419.53 595.28]"


def kanben(*arguments: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return run_kanben("impose", *arguments, cwd=cwd, **environment)


def test_sheets_are_made_and_told(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(pages([A5] * 10))
    done = kanben("a.pdf", "--scheme", "saddle", "--sheet", "A3", "--out", "out/sheets.pdf", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        "out/sheets.pdf  saddle stitching: 10 pages, 2 blank pages added; 3 sheets, 420 × 297 mm",
        "Creep of the innermost leaf: 0.20 mm",
    ]
    with pypdfium2.PdfDocument(tmp_path / "out/sheets.pdf") as sheets:
        assert len(sheets) == 6


def test_in_chinese(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(pages([A5] * 10))
    done = kanben("a.pdf", "--scheme", "saddle", "--sheet", "A3", cwd=tmp_path, LANGUAGE="zh_CN", LC_ALL="C.UTF-8")
    assert done.stdout.splitlines()[0] == "a-saddle.pdf  骑马订：10 页，加空白页 2 页；3 印张，420 × 297 mm"
    with pypdfium2.PdfDocument(tmp_path / "a-saddle.pdf") as sheets:
        assert "a.pdf 第3/3张 反面 骑马订" in sheets[5].get_textpage().get_text_range()


def test_results_for_machines(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(pages([A5] * 10))
    options = ("--scheme", "perfect", "--signature", "8", "--sheet", "A2", "--edge", "right", "--json")
    done = kanben("a.pdf", *options, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == {
        "written": "a-perfect.pdf",
        "scheme": "perfect",
        "pages": 10,
        "blanks": 6,
        "sheets": 2,
        "pages_on_sheet": 8,
        "sheet_mm": [420.0, 594.0],
        "creep_mm": 0.1,
        "notes": [],
    }


def test_exit_codes(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(pages([A5] * 10))
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.7 and no more")
    saddle = ("--scheme", "saddle", "--sheet")
    small = kanben("a.pdf", *saddle, "200x210", cwd=tmp_path)
    assert small.returncode == 2
    assert "With bleed and marks around them: 319" in small.stderr
    broken = kanben("broken.pdf", *saddle, "A3", cwd=tmp_path)
    assert broken.returncode == 6
    assert broken.stderr.startswith("broken.pdf: The PDF can't be imposed: ")
    assert kanben("none.pdf", *saddle, "A3", cwd=tmp_path).returncode == 9
    assert kanben("a.pdf", "--scheme", "folded", "--sheet", "A3", cwd=tmp_path).returncode == 2
    assert sorted(each.name for each in tmp_path.iterdir()) == ["a.pdf", "broken.pdf"]


def test_the_schemes_are_those_that_there_are() -> None:
    assert SCHEMES == imposing.SCHEMES
