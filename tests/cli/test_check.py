"""``kanben check`` as a user runs it."""

import json
from pathlib import Path

from tests.check.issues import article_of, workspace_with
from tests.commands import run_kanben
from tests.workspaces import ISSUE


def test_findings_have_place_rule_and_remedy_and_a_code(tmp_path: Path) -> None:
    workspace = workspace_with(tmp_path, "他说,好的。\n")
    ran = run_kanben("check", ISSUE, cwd=workspace, LANGUAGE="zh_CN")
    assert (ran.returncode, ran.stderr) == (7, "")
    name = article_of(workspace).name
    assert ran.stdout.startswith(f"{ISSUE}/articles/{name}:5:3: error marks.half-width ".replace("error", "错误"))
    assert "中文里用了半角的“,”。请改为“，”。" in ran.stdout


def test_fix_mends_and_then_the_code_is_0(tmp_path: Path) -> None:
    workspace = workspace_with(tmp_path, "他说,好的。\n")
    ran = run_kanben("check", ISSUE, "--fix", "--html", "report.html", cwd=workspace, LANGUAGE="C")
    assert (ran.returncode, ran.stderr) == (0, "1 place was mended.\n")
    assert article_of(workspace).read_text(encoding="utf-8").endswith("他说，好的。\n")
    assert "Nothing was found." in (workspace / "report.html").read_text(encoding="utf-8")


def test_json_and_acceptance(tmp_path: Path) -> None:
    workspace = workspace_with(tmp_path, "他说,好的。读《甲》、《乙》。\n")
    (issue,) = json.loads(run_kanben("check", ISSUE, "--format", "json", cwd=workspace).stdout)
    first, second = issue["findings"]
    assert (first["rule"], first["line"], first["column"], first["fix"]) == ("marks.half-width", 5, 3, "，")
    assert (second["level"], second["fix"]) == ("ask", None)
    order = ("--accept", first["id"], "--reason", "照录", "--who", "王", "--format", "github")
    ran = run_kanben("check", ISSUE, *order, cwd=workspace, LANGUAGE="C")
    assert ran.returncode == 0
    assert ran.stdout.startswith(
        f"::warning file={ISSUE}/articles/{article_of(workspace).name},line=5,col=11,title=marks.listed-titles::"
    )
    assert 'who: "王"' in (workspace / ISSUE / "accepted.yaml").read_text(encoding="utf-8")


def test_an_unknown_rule_is_refused(tmp_path: Path) -> None:
    workspace = workspace_with(tmp_path, "他说，好的。\n")
    assert run_kanben("check", ISSUE, "--rule", "marks.none", cwd=workspace).returncode == 2
