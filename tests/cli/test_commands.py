"""The commands as a user runs them: what they print, what they leave behind, and the exit codes they end with."""

import json
import os
import re
import select
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pypdfium2
import pytest

from pipeline.cli.main import cli
from tests.commands import run_kanben
from tests.finished import sample_in
from tests.fonts.made_fonts import font

pytestmark = pytest.mark.whole

ISSUE = "issues/gongyun/2023/01"
PDF = "out/gongyun/2023/01/gongyun-2023-01.pdf"


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A workspace with one short issue, as ``kanben new`` makes it, in a folder with a Chinese name."""
    result = run_kanben("new", "刊物", "--publication", "kanwu", cwd=tmp_path)
    assert result.returncode == 0, result.stderr
    return tmp_path / "刊物"


def without_json(group: click.Group, before: str = "") -> Iterator[str]:
    """The commands of *group* that have no output for programs."""
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        if isinstance(command, click.Group):
            yield from without_json(command, f"{before}{name} ")
        elif not {"--json", "--format"} & {option for row in command.params for option in row.opts}:
            yield before + name


def test_the_document_names_all_commands_without_json() -> None:
    text = Path("docs/errors.md").read_text(encoding="utf-8")
    named = text.partition("These commands have no `--json`")[2].partition(": ")[2].partition(".")[0]
    assert re.findall("`([^`]+)`", named) == sorted(without_json(cli))


def test_a_command_without_json_refuses_it_as_json(tmp_path: Path) -> None:
    result = run_kanben("new", "刊物", "--json", cwd=tmp_path)
    assert result.returncode == 2
    (problem,) = json.loads(result.stdout)["problems"]
    assert "--json" in problem["message"]
    assert not (tmp_path / "刊物").exists()


def only_issue(workspace: Path) -> Path:
    (issue,) = workspace.glob("issues/*/*/*")
    return issue.relative_to(workspace)


@pytest.mark.parametrize("layout", ["gongyun", "journal"])
def test_a_new_workspace_builds_in_an_empty_folder(tmp_path: Path, layout: str) -> None:
    made = run_kanben("new", "bulletin", "--layout", layout, cwd=tmp_path)
    assert made.returncode == 0, made.stderr
    built = run_kanben("build", "issues", cwd=tmp_path / "bulletin")
    assert built.returncode == 0, built.stderr
    (pdf,) = (tmp_path / "bulletin/out").rglob("*.pdf")
    assert pdf.read_bytes().startswith(b"%PDF-1.7")
    assert "发刊词" in built.stdout


def test_a_new_workspace_with_a_layout_of_its_own_builds_in_it(tmp_path: Path) -> None:
    made = run_kanben("new", "bulletin", "--from-layout", "huakan", cwd=tmp_path)
    assert made.returncode == 0, made.stderr
    workspace = tmp_path / "bulletin"
    own = workspace / "layouts/bulletin/layout.yaml"
    assert "layout: bulletin\n" in (workspace / "issues/bulletin/publication.yaml").read_text(encoding="utf-8")
    own.write_text(own.read_text(encoding="utf-8").replace("width: 210mm", "width: 200mm"), encoding="utf-8")
    built = run_kanben("build", "issues", cwd=workspace)
    assert built.returncode == 0, built.stderr
    (pdf,) = (workspace / "out").rglob("*.pdf")
    with pypdfium2.PdfDocument(pdf) as document:
        assert document[0].get_width() == pytest.approx(200 * 72 / 25.4, abs=0.1)
    both = run_kanben("new", "other", "--from-layout", "huakan", "--layout", "gongyun", cwd=tmp_path)
    assert (both.returncode, (tmp_path / "other").exists()) == (2, False)


def test_new_refuses_a_folder_in_use_and_an_unknown_layout(tmp_path: Path) -> None:
    (tmp_path / "used").mkdir()
    (tmp_path / "used/file").touch()
    assert run_kanben("new", "used", cwd=tmp_path).returncode == 9
    unknown = run_kanben("new", "fresh", "--layout", "nothing", cwd=tmp_path)
    assert unknown.returncode == 2
    assert "gongyun, huakan, journal" in unknown.stderr
    assert not (tmp_path / "fresh").exists()


def test_build_skips_what_is_up_to_date_without_loading_the_engine(workspace: Path) -> None:
    issue = str(only_issue(workspace))
    assert run_kanben("build", issue, cwd=workspace).returncode == 0
    (pdf,) = (workspace / "out").rglob("*.pdf")
    before = pdf.stat().st_mtime_ns
    script = (
        "import sys; from pipeline.cli.main import cli; "
        f"code = cli.main(['build', {issue!r}], standalone_mode=False); "
        "heavy = {'weasyprint', 'jinja2', 'pydantic', 'ruamel', 'fontTools', 'rich'} & set(sys.modules); "
        "print(code, sorted(heavy))"
    )
    command = [sys.executable, "-c", script]
    surroundings = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    again = subprocess.run(command, cwd=workspace, env=surroundings, capture_output=True, text=True, check=True)
    assert "up to date" in again.stdout
    assert again.stdout.splitlines()[-1] == "0 []"
    assert pdf.stat().st_mtime_ns == before


def test_build_builds_again_what_changed_and_only_then(workspace: Path) -> None:
    issue = only_issue(workspace)
    run_kanben("build", str(issue), cwd=workspace)
    (article,) = (workspace / issue / "articles").glob("*.md")
    article.write_text(article.read_text(encoding="utf-8").replace("发刊词", "改刊词"), encoding="utf-8")
    result = run_kanben("build", str(issue), "--json", cwd=workspace)
    (outcome,) = json.loads(result.stdout)
    assert outcome["status"] == "built"
    assert outcome["entries"][0]["title"] == "改刊词"
    assert outcome["entries"][0]["folio"] == 2
    assert json.loads(run_kanben("build", str(issue), "--json", cwd=workspace).stdout)[0]["status"] == "up to date"


def test_a_damaged_output_is_built_again(workspace: Path) -> None:
    issue = str(only_issue(workspace))
    run_kanben("build", issue, cwd=workspace)
    (pdf,) = (workspace / "out").rglob("*.pdf")
    good = pdf.read_bytes()
    pdf.write_bytes(good[:-20])
    assert run_kanben("build", issue, cwd=workspace).returncode == 0
    assert pdf.read_bytes() == good


def test_a_failed_build_names_every_problem_and_leaves_the_last_good_file(workspace: Path) -> None:
    issue = only_issue(workspace)
    run_kanben("build", str(issue), cwd=workspace)
    (pdf,) = (workspace / "out").rglob("*.pdf")
    good = pdf.read_bytes()
    (article,) = (workspace / issue / "articles").glob("*.md")
    article.write_text(article.read_text(encoding="utf-8") + "\n<b>粗</b>\n\n[见](#nowhere)\n", encoding="utf-8")
    result = run_kanben("build", str(issue), cwd=workspace)
    assert result.returncode == 3
    name = f"{issue.as_posix()}/articles/{article.name}"
    assert [line.split(":")[0] for line in result.stderr.splitlines() if ".md" in line] == [name] * 3
    assert result.stdout == ""
    assert pdf.read_bytes() == good
    assert sorted(path.name for path in pdf.parent.iterdir()) == sorted(
        [pdf.name, f".{pdf.stem}.json", f".{pdf.stem}-text.json"]
    )


def test_a_missing_glyph_is_exit_4_with_its_place(workspace: Path) -> None:
    issue = only_issue(workspace)
    (article,) = (workspace / issue / "articles").glob("*.md")
    text = article.read_text(encoding="utf-8")
    article.write_text(text + "\n生僻字𪛖在此。\n", encoding="utf-8")
    line = text.count("\n") + 2
    result = run_kanben("build", str(issue), cwd=workspace)
    assert result.returncode == 4
    assert f"{article.name}:{line}: No face has the character 𪛖 (U+2A6D6)." in result.stderr
    assert not list((workspace / "out").rglob("*.pdf"))
    check = run_kanben("fonts", "check", str(issue), "--json", cwd=workspace)
    assert check.returncode == 4
    (row,) = json.loads(check.stdout)
    assert (row["character"], row["line"], row["kind"]) == ("𪛖", line, "missing")
    assert row["folio"] == 2


def test_the_command_that_the_error_names_brings_the_character(workspace: Path) -> None:
    issue = only_issue(workspace)
    (article,) = (workspace / issue / "articles").glob("*.md")
    article.write_text(article.read_text(encoding="utf-8") + "\n生僻字𪛖在此。\n", encoding="utf-8")
    assert run_kanben("build", str(issue), cwd=workspace).returncode == 4
    (workspace / "rare.ttf").write_bytes(font("𪛖", names={"licenseDescription": "OFL"}))
    hint = run_kanben("fonts", "check", str(issue), cwd=workspace).stderr
    command = hint.partition("Add a face that has it: ")[2].splitlines()[0].rstrip(".").split()
    assert command == ["kanben", "fonts", "add", "FILE", "--for", "𪛖"]
    added = run_kanben(*command[1:3], "rare.ttf", *command[4:], cwd=workspace)
    assert added.returncode == 0, added.stderr
    assert added.stdout.splitlines() == ["fonts/added/rare.ttf: Rare Han, for 1 character", "Licence: OFL"]
    assert run_kanben("build", str(issue), cwd=workspace).returncode == 0
    refused = run_kanben("fonts", "add", "rare.ttf", "--for", "字", cwd=workspace)
    assert refused.returncode == 4
    assert "Rare Han has no 字." in refused.stderr


def test_fonts_check_passes_a_good_issue(workspace: Path) -> None:
    result = run_kanben("fonts", "check", str(only_issue(workspace)), cwd=workspace)
    assert result.returncode == 0, result.stderr
    assert "Every character has a glyph." in result.stdout


def test_several_issues_are_built_side_by_side(workspace: Path) -> None:
    first = workspace / only_issue(workspace)
    for number in (2, 3):
        folder = first.parent / f"{number:02d}"
        (folder / "articles").mkdir(parents=True)
        for path in [*first.glob("articles/*.md"), first / "issue.yaml"]:
            text = path.read_text(encoding="utf-8").replace("number: 1\n", f"number: {number}\n", 1)
            (folder / path.relative_to(first)).write_text(text, encoding="utf-8")
    broken = first.parent / "02/issue.yaml"
    broken.write_text(broken.read_text(encoding="utf-8") + "colour: red\n", encoding="utf-8")
    result = run_kanben("build", "issues", "--jobs", "2", "--json", cwd=workspace)
    assert result.returncode == 3
    outcomes = json.loads(result.stdout)
    assert [outcome["status"] for outcome in outcomes] == ["built", "failed", "built"]
    assert outcomes[1]["problems"][0]["message"] == "Unknown key “colour”."
    assert len(list((workspace / "out").rglob("*.pdf"))) == 2


def test_offprints_are_written_beside_the_issue_and_their_deletion_is_told(workspace: Path) -> None:
    result = run_kanben("build", "issues", "--offprints", cwd=workspace)
    assert result.returncode == 0, result.stderr
    assert len(list((workspace / "out").rglob("offprints/*.pdf"))) == 1
    assert "deleted" not in result.stderr
    again = run_kanben("build", "issues", "--force", cwd=workspace)
    assert "1 offprint of the issue as it was before is deleted; --offprints makes it anew." in again.stderr
    assert list((workspace / "out").rglob("offprints/*.pdf")) == []


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("build",), 2),
        (("build", "nowhere"), 9),
        (("build", "."), 3),
        (("nothing",), 2),
        (("import", "text", "nowhere.txt", "--into", "w"), 3),
    ],
)
def test_exit_codes(tmp_path: Path, arguments: tuple[str, ...], code: int) -> None:
    result = run_kanben(*arguments, cwd=tmp_path)
    assert result.returncode == code, result.stderr
    assert result.stderr.strip()
    assert "Traceback" not in result.stderr


@pytest.fixture
def interruptible() -> Iterator[None]:
    """Have programs that are started listen to an interruption, which a job in the background does not."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("interruptible")
def test_interruption_leaves_the_last_good_file(tmp_path: Path) -> None:
    sample_in(tmp_path, "gongyun")
    assert run_kanben("build", ISSUE, cwd=tmp_path).returncode == 0
    good = (tmp_path / PDF).read_bytes()
    command = [sys.executable, "-m", "pipeline", "build", ISSUE, "--force", "-v"]
    surroundings = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    with subprocess.Popen(command, cwd=tmp_path, env=surroundings, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        assert "reading" in process.stderr.readline()
        process.send_signal(signal.SIGINT)
        rest = process.stderr.read()
        assert process.wait(timeout=60) == 130
    assert "Interrupted" in rest
    assert (tmp_path / PDF).read_bytes() == good
    assert not [path for path in (tmp_path / PDF).parent.iterdir() if path.name.endswith(".tmp")]


@pytest.mark.usefixtures("interruptible")
def test_watch_lays_out_only_what_changed(tmp_path: Path) -> None:
    issue = sample_in(tmp_path, "gongyun", 3)
    command = [sys.executable, "-u", "-m", "pipeline", "build", "issues/gongyun/2023/03", "--watch"]
    kept = str(tmp_path / "cache")  # of its own: what other tests have laid out is not laid out anew
    surroundings = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2]), "KANBEN_CACHE": kept}
    with subprocess.Popen(
        command, cwd=tmp_path, env=surroundings, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        assert process.stdout is not None
        first = process.stdout.readline()
        assert "山里的投递站有了“家”" in first
        article = issue / "articles/xiaojia.md"
        text = article.read_text(encoding="utf-8").replace("站上只有四个人", "站上只有五个人")
        for _try in range(60):  # nothing tells when the watch has begun: what is written before is not seen
            article.write_text(text, encoding="utf-8")
            if select.select([process.stdout], [], [], 1)[0]:
                break
        second = process.stdout.readline()
        process.send_signal(signal.SIGINT)
        process.wait(timeout=60)
    assert second.partition("laid out anew: ")[2].strip() == "山里的投递站有了“家”"


def test_messages_are_chinese_where_the_locale_is(workspace: Path) -> None:
    result = run_kanben("build", "nowhere", cwd=workspace, LC_ALL="zh_CN.UTF-8", LANGUAGE="zh_CN")
    assert result.returncode == 9
    assert "没有" in result.stderr
    usage = run_kanben("build", cwd=workspace, LC_ALL="zh_CN.UTF-8", LANGUAGE="zh_CN")
    assert "用法" in usage.stderr


def test_a_specimen_of_no_layout_is_a_wrong_use(tmp_path: Path) -> None:
    refused = run_kanben("specimen", "nothing", "--output", "made", cwd=tmp_path)
    assert refused.returncode == 2
    assert "gongyun, huakan, journal" in refused.stderr
    assert not (tmp_path / "made").exists()
