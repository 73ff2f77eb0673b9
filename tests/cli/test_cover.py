"""``kanben cover`` as a user runs it."""

import json
import subprocess
from pathlib import Path

import pytest

from tests.commands import run_kanben
from tests.workspaces import ISSUE, PUBLICATION, good_workspace

ROOT = Path(__file__).parents[2]
MADE = "out/hao/2024/01/hao-2024-01-cover.pdf"


def kanben(*arguments: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return run_kanben("cover", *arguments, cwd=cwd, **environment)


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return good_workspace(tmp_path_factory.mktemp("cover"))


def test_a_cover_is_made_and_told(workspace: Path) -> None:
    done = kanben(ISSUE, "--binding", "perfect", "--pages", "48", cwd=workspace)
    assert done.returncode == 0, done.stderr
    assert done.stdout == f"{MADE}  372.80 × 260.00 mm; spine 2.80 mm, 48 pages inside\n"
    assert done.stderr.splitlines()[1:] == ["The spine of 2.80 mm bears no title: that takes 5 mm (GB/T 11668-1989)."]
    assert (workspace / MADE).read_bytes().startswith(b"%PDF-1.6")


def test_in_chinese(workspace: Path) -> None:
    done = kanben(ISSUE, cwd=workspace, LANGUAGE="zh_CN", LC_ALL="C.UTF-8")
    assert done.stdout == f"{MADE}  370.00 × 260.00 mm；书脊 0.00 mm，内文 8 页\n"
    assert "骑马订" in done.stderr


def test_results_for_machines(workspace: Path) -> None:
    options = ("--binding", "perfect", "--pages", "200", "--caliper", "0.12", "--cover-caliper", "0.25", "--json")
    done = kanben(ISSUE, *options, "--out", "other", cwd=workspace)
    assert json.loads(done.stdout) == [
        {
            "written": "other/hao/2024/01/hao-2024-01-cover.pdf",
            "size_mm": [382.5, 260.0],
            "spine_mm": 12.5,
            "spine_title": True,
            "pages": 200,
            "notes": [],
        }
    ]


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (["none"], 9, "There is no such folder"),
        ([ISSUE, "--binding", "spiral"], 2, "spiral"),
        ([ISSUE, "--pages", "many"], 2, "many"),
        ([ISSUE, "--caliper", "5"], 2, "--caliper: a paper of 5 mm"),
        ([ISSUE, "--printer", "nobody"], 2, "There is no printer"),
        ([ISSUE, "--binding", "perfect", "--pages", "9000"], 6, "would be 450 mm thick"),
        ([f"{PUBLICATION}/2024/volume.yaml"], 3, "volume.yaml"),
    ],
)
def test_what_is_wrong_is_told(workspace: Path, arguments: list[str], code: int, told: str) -> None:
    done = kanben(*arguments, "--out", "refused", cwd=workspace)
    assert done.returncode == code
    assert told in done.stderr
    assert "Traceback" not in done.stderr
    assert not (workspace / "refused").exists()
