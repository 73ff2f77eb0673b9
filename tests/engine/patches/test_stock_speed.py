"""Patches for speed change no byte of a finished file: issues are built with and without them."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.engine.patches.patch import STOCK_SPEED
from tests.finished import finished_sample
from tests.workspaces import ISSUE, good_workspace

pytestmark = pytest.mark.whole

ROOT = Path(__file__).parents[3]
SMALLEST = ROOT / "issues" / "gongyun" / "2023" / "03"
PRESS = ("--edition", "press", "--printer", "fogra39")
PROBE = """
import sys
import pipeline.production.issue.issue_builder
from pipeline.resources import find_shipped
from pipeline.engine.loading import load_weasyprint
load_weasyprint(find_shipped("fonts"))
import pydyf
from weasyprint.css import ComputedStyle
from weasyprint.draw import text
from weasyprint.layout import inline
from weasyprint.text import line_break
print([each.__module__.partition(".")[0] for each in (
    pydyf.PDF.write, ComputedStyle.__missing__, inline.skip_first_whitespace, line_break.strut,
    line_break.Layout.setup, inline.split_inline_level)], "fontTools" in sys.modules)
"""


def run(*arguments: str, stock_speed: bool) -> str:
    """Run Python with *arguments* in the repository, with patches for speed or without."""
    environment = {name: value for name, value in os.environ.items() if name != STOCK_SPEED}
    environment |= {STOCK_SPEED: "1"} if stock_speed else {}
    command = [sys.executable, *arguments]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def built(issue: Path, folder: Path, *options: str, stock_speed: bool) -> bytes:
    """The PDF of *issue*, built in a process of its own."""
    run("-m", "pipeline", "build", str(issue), "--force", "--out", str(folder), *options, stock_speed=stock_speed)
    (path,) = folder.rglob("*.pdf")
    return path.read_bytes()


def test_the_variable_takes_patches_for_speed_away_and_no_others() -> None:
    ours = "['pipeline', 'pipeline', 'pipeline', 'pipeline', 'pipeline', 'pipeline'] False"
    assert run("-c", PROBE, stock_speed=False).strip() == ours
    stock = "['pydyf', 'weasyprint', 'weasyprint', 'weasyprint', 'weasyprint', 'pipeline'] True"
    assert run("-c", PROBE, stock_speed=True).strip() == stock


def test_the_smallest_issue_is_the_same(tmp_path: Path) -> None:
    assert STOCK_SPEED not in os.environ
    ours = finished_sample("gongyun", 3).pdf.read_bytes()
    assert built(SMALLEST, tmp_path / "stock", stock_speed=True) == ours


@pytest.mark.slow
def test_the_press_edition_of_the_smallest_issue_is_the_same(tmp_path: Path) -> None:
    ours = built(SMALLEST, tmp_path / "ours", *PRESS, stock_speed=False)
    assert built(SMALLEST, tmp_path / "stock", *PRESS, stock_speed=True) == ours


@pytest.mark.slow
@pytest.mark.parametrize("layout", ["", "journal"], ids=["gongyun", "journal"])
def test_an_issue_with_all_that_content_may_have_is_the_same(tmp_path: Path, layout: str) -> None:
    issue = good_workspace(tmp_path, layout) / ISSUE
    ours = built(issue, tmp_path / "ours", stock_speed=False)
    assert built(issue, tmp_path / "stock", stock_speed=True) == ours


def test_a_patch_that_changes_a_byte_is_seen(tmp_path: Path) -> None:
    """The level of compression does, and is listed as what changes output."""
    script = (
        "from pipeline.resources import find_shipped\n"
        "from pipeline.engine.pages import Typesetter\n"
        "setter = Typesetter(fonts=find_shipped('fonts'), style_sheets={}, folders={})\n"
        "from pipeline.engine.laid_out_part import Drawing\n"
        "from pipeline.engine.untagged_pdf import write_overlay_pdf\n"
        "from pipeline.engine import drawing\n"
        "import hashlib\n"
        "for drawing.LEVEL in (drawing.LEVEL, drawing.LEVEL, 9):\n"
        "    part = setter.lay_out('<html lang=zh><p>' + '一段正文，Latin。' * 99, Drawing.PLAIN)\n"
        "    print(hashlib.sha256(write_overlay_pdf(part)).hexdigest())\n"
    )
    ours, again, stock = run("-c", script, stock_speed=True).split()
    assert ours == again != stock
