"""The plugin of pytest, used as a project would use it."""

import json
import shutil
from pathlib import Path

import pytest

from tests.regression.specimen import BODY, typeset

pytest_plugins = ("pytester",)

TEST = 'def test_issue(layout_regression):\n    layout_regression.check("issue.pdf")\n'


@pytest.fixture(scope="module")
def files() -> tuple[bytes, bytes]:
    """A file, and the same with a title changed."""
    return typeset(), typeset(BODY.replace("齿轮之间", "齿轮之外"))


@pytest.fixture
def project(pytester: pytest.Pytester, files: tuple[bytes, bytes]) -> pytest.Pytester:
    """A project with a test, a finished file, and no baseline."""
    pytester.makepyfile(test_layout=TEST)
    (pytester.path / "issue.pdf").write_bytes(files[0])
    return pytester


@pytest.fixture(scope="module")
def accepted_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the first test that needs it leaves the baseline of the file."""
    return tmp_path_factory.mktemp("accepted") / "issue"


@pytest.fixture
def baseline(project: pytest.Pytester, accepted_once: Path) -> Path:
    """The baseline of the file in the project."""
    if not accepted_once.exists():
        shutil.copytree(accept(project), accepted_once)
    return Path(shutil.copytree(accepted_once, baseline_in(project), dirs_exist_ok=True))


def baseline_in(project: pytest.Pytester) -> Path:
    return project.path / "tests" / "baselines" / "issue"


def change(project: pytest.Pytester, files: tuple[bytes, bytes]) -> None:
    (project.path / "issue.pdf").write_bytes(files[1])


def accept(project: pytest.Pytester, *options: str) -> Path:
    project.runpytest("--accept-layout", *options).assert_outcomes(passed=1)
    return baseline_in(project)


def test_what_was_never_accepted_fails_and_says_how_to(project: pytest.Pytester) -> None:
    result = project.runpytest()
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["*issue.pdf: nothing was accepted for it yet.", "*pytest --accept-layout*"])
    assert not (project.path / "tests").exists()


def test_what_is_accepted_passes(project: pytest.Pytester) -> None:
    folder = accept(project, "--accept-reason", "as designed")
    project.runpytest().assert_outcomes(passed=1)
    (row,) = (folder / "history.jsonl").read_text(encoding="utf-8").splitlines()
    told = json.loads(row)
    assert told["why"] == "as designed"
    assert told["what"] == "baseline"
    pictures = sorted(path.name for path in (folder / "pages").iterdir())
    assert pictures == [f"{number:04d}.webp" for number in range(1, 7)]


def test_what_changed_fails_with_its_finding_and_a_report(
    project: pytest.Pytester, files: tuple[bytes, bytes], baseline: Path
) -> None:
    before = {path: path.read_bytes() for path in baseline.rglob("*") if path.is_file()}
    change(project, files)
    result = project.runpytest()
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["*text.changed  4", "*“齿轮之间” became “齿轮之外”*"])
    assert (project.path / "out" / "proof" / "issue.html").is_file()
    assert {path: path.read_bytes() for path in baseline.rglob("*") if path.is_file()} == before


def test_a_change_that_is_accepted_passes_from_then_on(
    project: pytest.Pytester, files: tuple[bytes, bytes], baseline: Path
) -> None:
    change(project, files)
    accept(project)
    project.runpytest().assert_outcomes(passed=1)
    rows = (baseline / "history.jsonl").read_text(encoding="utf-8").splitlines()
    assert [each["kind"] for each in json.loads(rows[1])["findings"]] == ["text.changed"]


@pytest.mark.usefixtures("baseline")
def test_a_kind_may_be_let_pass_but_text_never(project: pytest.Pytester, files: tuple[bytes, bytes]) -> None:
    project.makepyfile(test_layout=TEST.replace('"issue.pdf"', '"issue.pdf", allow=["text.changed", "links.changed"]'))
    change(project, files)
    project.runpytest().assert_outcomes(failed=1)


def test_folders_are_settings_and_names_may_be_given(project: pytest.Pytester) -> None:
    project.makeini("[pytest]\nlayout_baselines = accepted\n")
    project.makepyfile(test_layout=TEST.replace('"issue.pdf"', '"issue.pdf", name="January"'))
    project.runpytest("--accept-layout").assert_outcomes(passed=1)
    assert (project.path / "accepted" / "January" / "snapshot.json.xz").is_file()


@pytest.mark.parametrize("name", ["../outside", "a/b", ".hidden", "a\\\\b"])
def test_a_name_leads_nowhere_else(project: pytest.Pytester, name: str) -> None:
    project.makepyfile(test_layout=TEST.replace('"issue.pdf"', f'"issue.pdf", name="{name}"'))
    result = project.runpytest("--accept-layout")
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["*can't be the name of a baseline*"])


def test_the_baseline_of_an_issue_is_left_to_kanben(
    project: pytest.Pytester, files: tuple[bytes, bytes], baseline: Path
) -> None:
    facts = json.loads((baseline / "facts.json").read_bytes())
    (baseline / "facts.json").write_text(json.dumps(facts | {"source": "issues/a/2024/01"}), encoding="utf-8")
    change(project, files)
    result = project.runpytest("--accept-layout")
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["*kanben proof accept issues/a/2024/01*"])
