"""``kanben preflight`` as a user runs it."""

import json
import subprocess
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from pipeline.cli.preflight import page_ranges, print_verdict
from pipeline.preflight.check import Severity
from pipeline.preflight.verdict import NotRun, PreflightVerdict
from tests.commands import run_kanben
from tests.preflight.good_files import CONTENT, good, saved
from tests.tags.tagged_files import tagged


def kanben(*arguments: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return run_kanben("preflight", *arguments, cwd=cwd, COLUMNS="120", **environment)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A good file, and one with hairlines on its second and third pages."""
    saved(good("press"), tmp_path / "good.pdf")
    pdf = good("press")
    for page in (1, 2):
        pdf.pages[page].obj.Contents = pdf.make_stream(CONTENT.replace(b"0.5 w", b"0.1 w"))
    saved(pdf, tmp_path / "thin.pdf")
    return tmp_path


def test_a_good_file_is_fit(folder: Path) -> None:
    result = kanben("good.pdf", cwd=folder)
    assert (result.returncode, result.stdout, result.stderr) == (0, "Fit for press: 4 pages.\n", "")


def test_findings_are_told_in_a_table(folder: Path) -> None:
    result = kanben("thin.pdf", cwd=folder)
    assert result.returncode == 7
    assert "A line is 0.1 pt thick, less than 0.25 pt. 2 pages: 2–3." in result.stdout
    assert result.stdout.endswith("Not fit for press: 2 errors.\n")
    assert "\x1b" not in result.stdout


def test_findings_are_told_in_chinese(folder: Path) -> None:
    result = kanben("thin.pdf", cwd=folder, LANGUAGE="zh_CN")
    assert "有线条粗 0.1 pt，细于 0.25 pt。第 2–3 页，共 2 页。" in result.stdout


def test_nothing_is_lost_where_chinese_lines_end() -> None:
    reason = "小字用了几种油墨 第 6 页，共 1 页 位于 460 小字用了几种油墨 第 6 页，共 1 页 位于 460"
    verdict = PreflightVerdict(
        path=Path("a.pdf"),
        profile="press",
        pages=1,
        checks=(),
        findings=(),
        not_run=(NotRun("a", Severity.ERROR, reason),),
        expired=(),
    )
    for width in range(40, 90):
        shown = StringIO()
        print_verdict(verdict, Console(file=shown, width=width))
        told = shown.getvalue()
        assert "…" not in told, width
        assert told.count("1") == 2, width


def test_json_has_pages_and_places(folder: Path) -> None:
    result = kanben("thin.pdf", "--json", cwd=folder)
    assert result.returncode == 7
    told = json.loads(result.stdout)
    assert (told["fit"], told["profile"], told["pages"], told["not_run"]) == (False, "press", 4, [])
    assert [(each["id"], each["page"], each["label"], each["box"]) for each in told["findings"]] == [
        ("lines.hairline", 1, "ii", [20, 20, 120, 20]),
        ("lines.hairline", 2, "iii", [20, 20, 120, 20]),
    ]


def test_waivers(folder: Path) -> None:
    rows = "waivers:\n- id: lines.hairline\n  reason: 样张看过。\n  expires: 9999-12-31\n"
    (folder / "waivers.yaml").write_text(rows, encoding="utf-8")
    result = kanben("thin.pdf", "--waivers", "waivers.yaml", cwd=folder)
    assert result.returncode == 0, result.stdout + result.stderr
    assert "样张看过。" in result.stdout
    (folder / "waivers.yaml").write_text(rows.replace("9999", "2020"), encoding="utf-8")
    expired = kanben("thin.pdf", "--waivers", "waivers.yaml", cwd=folder)
    assert expired.returncode == 7
    assert "The waiver for lines.hairline expired on 2020-12-31: 样张看过。" in expired.stdout


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (("none.pdf",), 9, "none.pdf: The PDF can't be read: No such file or directory."),
        (("good.pdf", "--waivers", "none.yaml"), 9, "none.yaml: The waivers can't be read"),
        (("good.pdf", "--profile", "newspaper"), 2, "newspaper"),
    ],
)
def test_what_cant_be_done_is_told(folder: Path, arguments: tuple[str, ...], code: int, message: str) -> None:
    result = kanben(*arguments, cwd=folder)
    assert result.returncode == code
    assert message in result.stderr


def test_a_file_that_cant_be_opened(folder: Path) -> None:
    (folder / "no.pdf").write_bytes(b"no PDF")
    result = kanben("no.pdf", cwd=folder)
    assert result.returncode == 7
    assert "The PDF can't be opened: it is no PDF." in result.stdout
    assert "not run" in result.stdout


def test_a_report_is_written_beside_the_table_or_the_json(folder: Path) -> None:
    table = kanben("thin.pdf", "--html", "new/report.html", cwd=folder, LANGUAGE="zh_CN")
    assert table.returncode == 7
    assert table.stdout.endswith("不符合 press：2 处错误。\n报告：new/report.html\n")
    report = (folder / "new/report.html").read_text(encoding="utf-8")
    assert '<html lang="zh-Hans-CN">' in report
    assert "有线条粗 0.1 pt，细于 0.25 pt。" in report
    assert report.count('<img src="data:image/webp;base64,') == 4
    assert [each.name for each in (folder / "new").iterdir()] == ["report.html"]
    machine = kanben("thin.pdf", "--json", "--html", "report.html", cwd=folder)
    assert json.loads(machine.stdout)["fit"] is False
    assert '<html lang="en">' in (folder / "report.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["thin.pdf", "link.html", "waivers.yaml"])
def test_a_report_is_never_written_over_its_sources(folder: Path, name: str) -> None:
    (folder / "link.html").symlink_to("thin.pdf")
    (folder / "waivers.yaml").write_text("waivers: []\n", encoding="utf-8")
    before = (folder / name).read_bytes()
    result = kanben("thin.pdf", "--waivers", "waivers.yaml", "--html", name, cwd=folder)
    assert result.returncode == 2
    assert "The report would be written over a file that it is made of." in result.stderr
    assert (folder / name).read_bytes() == before


def test_a_report_that_cant_be_written(folder: Path) -> None:
    result = kanben("good.pdf", "--html", "good.pdf/report.html", cwd=folder)
    assert result.returncode == 9
    assert "The file cannot be written" in result.stderr


@pytest.fixture
def issue(folder: Path) -> Path:
    """The folder of an issue whose press edition has hairlines, and whose reading edition is good."""
    made = folder / "out" / "tea" / "2023" / "01"
    made.mkdir(parents=True)
    (folder / "thin.pdf").rename(made / "tea-2023-01-press.pdf")
    saved(good("reading"), made / "tea-2023-01.pdf")
    place = folder / "issues" / "tea" / "2023" / "01"
    place.mkdir(parents=True)
    (place / "issue.yaml").write_text("title: 茶\n", encoding="utf-8")
    publication = "name: 茶刊\nlatin_name: Chakan\norganisers: [茶社]\nlayout: gongyun\nlanguage: zh-CN\n"
    (place.parents[1] / "publication.yaml").write_text(publication, encoding="utf-8")
    return place


def test_the_figures_are_those_of_the_printer(folder: Path, issue: Path, root: Path) -> None:
    layouts = folder / "layouts" / "press"
    layouts.mkdir(parents=True)
    shipped = (root / "layouts/press/fogra39.yaml").read_text(encoding="utf-8")
    shipped = shipped.replace("icc: ", f"icc: {root / 'layouts/press'}/")
    (layouts / "eight.yaml").write_text(shipped.replace("page_multiple: 4", "page_multiple: 8"), encoding="utf-8")
    wanted = "which is no multiple of 8"
    assert wanted not in kanben("good.pdf", cwd=folder).stdout
    assert wanted in kanben("good.pdf", "--printer", "eight", cwd=folder).stdout
    publication = issue.parents[1] / "publication.yaml"
    assert wanted not in kanben("issues/tea/2023/01", cwd=folder).stdout
    publication.write_text(publication.read_text(encoding="utf-8") + "printer: eight\n", encoding="utf-8")
    assert wanted in kanben("issues/tea/2023/01", cwd=folder).stdout
    assert wanted not in kanben("issues/tea/2023/01", "--printer", "fogra39", cwd=folder).stdout
    assert kanben("good.pdf", "--printer", "nine", cwd=folder).returncode == 2
    assert kanben("good.pdf", "--printer", "eight", "--profile", "reading", cwd=folder).returncode == 2
    # The sheet of a cover is one page, whatever the printer wants of pages; all else is asked of it too.
    (layouts / "eight.yaml").write_text(shipped.replace("bleed: 3mm", "bleed: 5mm"), encoding="utf-8")
    cover = kanben("good.pdf", "--printer", "eight", "--profile", "cover", cwd=folder).stdout
    assert "which is no multiple" not in cover
    assert "geometry.bleed" in cover
    assert "geometry.bleed" not in kanben("good.pdf", "--profile", "cover", cwd=folder).stdout


def test_the_finished_file_of_an_issue_with_its_waivers(folder: Path, issue: Path) -> None:
    name = "issues/tea/2023/01"
    assert kanben(name, cwd=folder).stdout.endswith("Not fit for press: 2 errors.\n")
    rows = "waivers:\n- id: lines.hairline\n  reason: 样张看过。\n  expires: 9999-12-31\n"
    (issue / "waivers.yaml").write_text(rows, encoding="utf-8")
    waived = kanben(name, cwd=folder)
    assert (waived.returncode, "样张看过。" in waived.stdout) == (0, True)
    assert kanben(name, "--edition", "reading", cwd=folder).stdout == "Fit for reading: 4 pages.\n"
    assert kanben(name, "--edition", "reading", "--profile", "archive", cwd=folder).stdout.startswith("Fit for archive")
    saved(tagged(), folder / "out/tea/2023/01/tea-2023-01.pdf")
    assert kanben(name, "--profile", "accessible", cwd=folder).stdout == "Fit for accessible: 2 pages.\n"


def test_what_is_told_of_issues_that_cant_be_judged(folder: Path, issue: Path) -> None:
    missing = kanben("issues/tea/2023/01", "--out", "elsewhere", cwd=folder)
    assert missing.returncode == 9
    assert (
        "elsewhere/tea/2023/01/tea-2023-01-press.pdf: This edition of the issue has not been built." in missing.stderr
    )
    assert "kanben build issues/tea/2023/01 --edition press --out elsewhere" in missing.stderr
    assert kanben("issues", cwd=folder).returncode == 3
    assert kanben("good.pdf", "--edition", "press", cwd=folder).returncode == 2
    (issue / "waivers.yaml").write_text("waivers: 1\n", encoding="utf-8")
    wrong = kanben("issues/tea/2023/01", cwd=folder)
    assert (wrong.returncode, "waivers.yaml" in wrong.stderr) == (3, True)


def test_page_ranges() -> None:
    assert page_ranges([0, 1, 2, 4, 6, 7]) == ["1–3", "5", "7–8"]
    assert page_ranges(list(range(0, 100, 2)))[-2:] == ["23", "…"]
