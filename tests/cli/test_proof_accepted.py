"""``kanben proof check`` and ``accept``: what is printed and written, and the exit codes."""

import json
import re
import shutil
from pathlib import Path
from xml.etree.ElementTree import parse

import pytest

from pipeline.cli.main import main
from pipeline.production.proof.proof_reports import JSON, JUNIT, SUMMARY
from pipeline.regression.baseline.baseline import FACTS_FILE
from pipeline.regression.baseline.history import HISTORY_FILE, read_history
from tests.commands import run_kanben
from tests.proofs import BASELINE, NAME, WHO, accepted_workspace, baseline_bytes, check, copied
from tests.workspaces import ISSUE, replace_in

pytestmark = pytest.mark.whole

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def accepted_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return accepted_workspace(tmp_path_factory.mktemp("accepted"))


@pytest.fixture(scope="module")
def changed_once(accepted_once: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    workspace = copied(accepted_once, tmp_path_factory.mktemp("changed"))
    replace_in(workspace / ISSUE / "articles" / "dengta.md", "东角", "西角")
    replace_in(workspace / ISSUE / "articles" / "diaocha.md", "又问两家", "又问八家")
    check(workspace)
    return workspace


@pytest.fixture
def accepted(accepted_once: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    workspace = copied(accepted_once, tmp_path)
    monkeypatch.chdir(workspace)
    return workspace


@pytest.fixture
def changed(changed_once: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    workspace = copied(changed_once, tmp_path)
    monkeypatch.chdir(workspace)
    return workspace


def run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as ended:
        main(["proof", *arguments, "--jobs", "1"])
    assert isinstance(ended.value.code, int)
    return ended.value.code


def ids_in(text: str) -> list[str]:
    return re.findall(r"(?m)^  ([0-9a-f]{8})  hao-", text)


def test_what_was_accepted_is_the_same(accepted: Path, capsys: pytest.CaptureFixture[str]) -> None:
    proof = accepted / "out" / "proof"
    proof.mkdir(parents=True, exist_ok=True)
    (proof / f"{NAME}.html").write_text("of a difference that is gone")
    assert run("check") == 0
    assert capsys.readouterr().out == f"{NAME}: Nothing differs.\n"
    assert (proof / SUMMARY).read_text() == f"### {NAME}: Nothing differs.\n"
    assert not list(proof.glob("*.html"))


def test_what_differs_is_told_with_its_ids_and_how_to_accept_it(
    changed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (changed / "out/proof/hao-2023-12.html").write_text("of an issue that is not compared now")
    assert run("check", "issues") == 7
    told = capsys.readouterr().out
    assert len(ids_in(told)) == 2
    assert "1 of 1 files is not as it was accepted." in told
    assert 'kanben proof accept issues --reason "…"' in told
    proof = changed / "out" / "proof"
    assert sorted(path.name for path in proof.glob("*.html")) == ["hao-2023-12.html", f"{NAME}.html"]
    assert (proof / "hao-2023-12.html").read_text() == "of an issue that is not compared now"
    assert f"  {Path('out/proof')}/{NAME}.html\n" in told
    assert parse(proof / JUNIT).getroot().get("failures") == "1"
    assert [each["id"] for each in json.loads((proof / JSON).read_bytes())[0]["findings"]] == ids_in(told)


def test_json_and_markdown_are_those_that_are_written(changed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("check", "--json") == 7
    assert json.loads(capsys.readouterr().out) == json.loads((changed / "out/proof" / JSON).read_bytes())
    assert run("check", "--markdown") == 7
    assert capsys.readouterr().out == (changed / "out/proof" / SUMMARY).read_text(encoding="utf-8")


def test_findings_are_accepted_by_their_ids(
    changed: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_AUTHOR_NAME", "王编辑")
    monkeypatch.setenv("GIT_AUTHOR_EMAIL", "wang@example.org")
    run("check")
    one, other = ids_in(capsys.readouterr().out)
    assert run("accept", "--finding", one, "--reason", "Meant.", "--who", "李") == 0
    assert capsys.readouterr().out == f"{NAME}: accepted: {one}\n"
    assert run("check") == 7
    told = capsys.readouterr().out
    assert "text.changed  (accepted)" in told
    assert "Accepted by 李: Meant." in told
    assert f"{NAME}: 1 finding, and 1 let pass." in told
    assert run("accept", "--finding", other, "--reason", "Meant, too.") == 0
    assert "it is the baseline now" in capsys.readouterr().out
    assert run("check") == 0
    assert [each.who for each in read_history(changed / BASELINE).accepted] == [WHO, "李", WHO]


def test_what_is_all_let_pass_is_no_failure(changed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (changed / "kanben.toml").write_text('[proof]\nallow = ["text.changed"]\n')
    assert run("check") == 0
    told = capsys.readouterr().out
    assert f"{NAME}: 2 findings, all let pass." in told
    assert "kanben proof accept" not in told


def test_nothing_is_accepted_without_a_reason_or_of_an_unknown_id(
    changed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = baseline_bytes(changed)
    assert run("accept") == 2
    assert run("accept", "--reason", " ") == 2
    errors = capsys.readouterr().err
    assert "Nothing is accepted without a reason." in errors
    assert "comparing" not in errors  # it is said before anything is made
    assert run("accept", "--reason", "Meant.", "--finding", "00000000") == 2
    assert "No finding is called 00000000. There are: " in capsys.readouterr().err
    assert baseline_bytes(changed) == before


def test_there_may_be_nothing_to_accept(accepted: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = baseline_bytes(accepted)
    assert run("accept", "--reason", "Meant.") == 0
    assert capsys.readouterr().out == "There is nothing to accept.\n"
    assert baseline_bytes(accepted) == before


def test_the_first_baseline(accepted: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.rmtree(accepted / "tests")
    assert run("check") == 7
    told = capsys.readouterr().out
    assert f"{NAME}: Nothing was accepted for it yet." in told
    assert "kanben proof accept --reason" in told
    assert run("accept", "--reason", "First.") == 0
    assert capsys.readouterr().out == f"{NAME}: accepted\n"
    assert run("check") == 0


def test_an_issue_that_cannot_be_built(accepted: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = baseline_bytes(accepted)
    (accepted / ISSUE / "articles" / "duanxin.md").write_text("No front matter.")
    assert run("check") == 3
    caught = capsys.readouterr()
    assert f"{NAME}: It could not be made." in caught.out
    assert "kanben proof accept" not in caught.out
    assert f"{ISSUE}/articles/duanxin.md" in caught.err
    assert parse(accepted / "out/proof" / JUNIT).getroot().get("errors") == "1"
    (row,) = json.loads((accepted / "out/proof" / JSON).read_bytes())
    assert row["fails"]
    assert [each["line"] for each in row["problems"]] == [1]
    assert row["problems"][0]["file"].endswith("duanxin.md")
    assert run("accept", "--reason", "Meant.") == 3
    assert baseline_bytes(accepted) == before


def test_a_damaged_baseline(accepted: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (accepted / BASELINE / FACTS_FILE).write_text("{")
    assert run("check") == 3
    caught = capsys.readouterr()
    assert f"{BASELINE / FACTS_FILE}: These are no facts of a baseline" in caught.err
    assert "kanben proof accept" in caught.err
    assert run("accept", "--reason", "It was damaged.") == 0
    assert run("check") == 0


def test_a_damaged_history(accepted: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with (accepted / BASELINE / HISTORY_FILE).open("a") as file:
        file.write("=======\n")
    before = baseline_bytes(accepted)
    for command in (("check",), ("accept", "--reason", "Meant.")):
        assert run(*command) == 3
        assert f"{BASELINE / HISTORY_FILE}:2: This line tells of no acceptance." in capsys.readouterr().err
    assert baseline_bytes(accepted) == before


def test_baselines_that_cannot_be_written(accepted: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.rmtree(accepted / "tests/baselines")
    (accepted / "tests/baselines").write_text("no folder")
    assert run("accept", "--reason", "First.") == 9
    assert "tests/baselines" in capsys.readouterr().err


def test_settings_that_are_wrong(accepted: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (accepted / "kanben.toml").write_text("[proof]\nallow = 1\nbase = 2\n")
    assert run("check") == 3
    errors = capsys.readouterr().err
    assert "kanben.toml:2: Expected a list of kinds of findings." in errors
    assert "kanben.toml:3: Unknown key “base”." in errors


def test_a_screen_is_in_one_language(changed: Path) -> None:
    done = run_kanben("proof", "check", cwd=changed, LANGUAGE="zh_CN")
    assert done.returncode == 7
    told = re.sub(r"hao[-/]\S+|out/\S+|[a-z]+\.[a-z]+|[0-9a-f]{8}", "", done.stdout + done.stderr)
    assert set(re.findall(r"[A-Za-z]{2,}", told)) <= {"kanben", "proof", "accept", "reason", "finding"}
    assert "。 " not in done.stdout
