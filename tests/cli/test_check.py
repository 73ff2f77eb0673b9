"""``kanben check`` as a user runs it; where the process doesn't matter, within this one."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipeline.cli.main import cli
from pipeline.errors import ContentError, UsageError
from tests.check.issues import article_of, workspace_with
from tests.commands import run_kanben
from tests.workspaces import ISSUE


def check(*arguments: str, code: int = 0) -> Result:
    """Run the command on the issue in the current folder; errors of ours are raised."""
    ran = CliRunner().invoke(cli, ["check", ISSUE, *arguments], standalone_mode=False)
    if ran.exception is not None:
        raise ran.exception
    assert ran.return_value == code
    return ran


def test_findings_have_place_rule_and_remedy_and_a_code(tmp_path: Path) -> None:
    workspace = workspace_with(tmp_path, "他说,好的。\n")
    ran = run_kanben("check", ISSUE, cwd=workspace, LANGUAGE="zh_CN")
    assert (ran.returncode, ran.stderr) == (7, "")
    assert ran.stdout.startswith(f"{ISSUE}/articles/{article_of(workspace).name}:5:3: 错误 marks.half-width ")
    assert "中文里用了半角的“,”。请改为“，”。" in ran.stdout


def test_fix_mends_and_then_the_code_is_0(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    workspace = workspace_with(tmp_path, "他说,好的。\n")
    monkeypatch.chdir(workspace)
    assert check("--fix", "--html", "report.html").stderr == "1 place was mended.\n"
    assert article_of(workspace).read_text(encoding="utf-8").endswith("他说，好的。\n")
    assert "Nothing was found." in (workspace / "report.html").read_text(encoding="utf-8")


def test_json_and_acceptance(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    workspace = workspace_with(tmp_path, "他说,好的。读《甲》、《乙》。\n")
    monkeypatch.chdir(workspace)
    (issue,) = json.loads(check("--format", "json", code=7).stdout)
    first, second = issue["findings"]
    assert (first["rule"], first["line"], first["column"], first["fix"]) == ("marks.half-width", 5, 3, "，")
    assert (second["level"], second["fix"]) == ("ask", None)
    told = check("--accept", first["id"], "--reason", "照录", "--who", "王", "--format", "github").stdout
    place = f"file={ISSUE}/articles/{article_of(workspace).name},line=5,col=11,title=marks.listed-titles"
    assert told.startswith(f"::warning {place}::")
    assert 'who: "王"' in (workspace / ISSUE / "accepted.yaml").read_text(encoding="utf-8")


def test_what_is_equal_is_told_once_with_its_places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    workspace = workspace_with(tmp_path, "读《甲》、《乙》。\n\n1、读《丙》、《丁》。\n\n看《戊》、《己》。\n")
    monkeypatch.chdir(workspace)
    lines = check("--html", "report.html").stdout.splitlines()
    name = article_of(workspace).name
    assert [line.split()[2] for line in lines if ": ask" in line] == ["marks.listed-titles", "marks.digit-numbering"]
    assert lines[1] == f"    and at 2 other places: {name}:7:7 {name}:9:5"
    report = (workspace / "report.html").read_text(encoding="utf-8")
    assert report.count("stands between titles") == 1
    assert "and at 2 other places" in report
    assert "戊" in report
    (workspace / "style").mkdir()
    choice = "choices:\n  - without: {rule}\n    reason: 习惯\n    source: 编委会\n"
    (workspace / "style/marks.yaml").write_text(choice.format(rule="marks.listed-titles"), encoding="utf-8")
    assert "marks.listed-titles" not in check().stdout
    (workspace / "style/marks.yaml").write_text(choice.format(rule="marks.dash"), encoding="utf-8")
    with pytest.raises(ContentError):
        check()


def test_what_is_stale_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    workspace = workspace_with(tmp_path, "他说,好的。\n")
    monkeypatch.chdir(workspace)
    (issue,) = json.loads(check("--format", "json", code=7).stdout)
    check("--accept", issue["findings"][0]["id"], "--reason", "照录", "--who", "王")
    path = article_of(workspace)
    path.write_text(path.read_text(encoding="utf-8").replace(",", "，"), encoding="utf-8")
    ran = check()
    assert f"{ISSUE}/accepted.yaml:2: Nothing is found any more that was accepted here" in ran.stderr
    assert "errors: 0, questions: 0, accepted: 0." in ran.stdout


@pytest.mark.parametrize("arguments", [("--rule", "marks.none"), ("--fix", "--accept", "1")])
def test_orders_that_do_not_fit_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    monkeypatch.chdir(workspace_with(tmp_path, "他说，好的。\n"))
    with pytest.raises(UsageError):
        check(*arguments)
