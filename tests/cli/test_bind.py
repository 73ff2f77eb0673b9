"""``kanben bind`` as a user runs it: what it prints and leaves behind, what it refuses and then leaves alone."""

import csv
import hashlib
import json
import re
import shutil
import subprocess
from pathlib import Path

import click
import pikepdf
import pypdfium2
import pytest

from pipeline.cli.bind import PASSPHRASE_VARIABLE, signing_passphrase
from tests.commands import run_kanben
from tests.workspaces import replace_in

pytestmark = pytest.mark.whole

ROOT = Path(__file__).parents[2]
YEAR = "issues/gongyun/2023"
LEGACY = f"{YEAR}/legacy/gongyun-2022-06.pdf"
VOLUME = """\
title: 工运 2023年合订本
number: 23
year: 2023
issues:
  - 2
  - 3
  - number: 12
    pdf: legacy/gongyun-2022-06.pdf
    date: 2023-12-08
    articles:
      - title: 旺季到来之前的三张表
        page: 2
        section: 工会要闻
        authors:
          - name: 曾庆禾
      - title: 年终的最后一班岗
        page: 8
stamps:
  ownership: 资料室藏
"""
FILES = [
    "out/gongyun/2023/gongyun-2023.pdf",
    "out/gongyun/2023/gongyun-2023-catalogue.json",
    "out/gongyun/2023/gongyun-2023-catalogue.csv",
    "out/gongyun/2023/gongyun-2023-search.sqlite",
    "out/gongyun/2023/gongyun-2023-report.json",
    "out/gongyun/2023/SHA256SUMS",
]
# pages of the issues 2, 3 and the legacy PDF, which is number 12
PAGES = (14, 12, 8)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, subprocess.CompletedProcess[str]]:
    """A workspace with two short issues and a legacy PDF, bound, and what the command printed."""
    workspace = tmp_path_factory.mktemp("年卷")
    for number in ("02", "03"):
        shutil.copytree(ROOT / YEAR / number, workspace / YEAR / number)
    shutil.copytree(ROOT / "issues/gongyun/2022/legacy", workspace / YEAR / "legacy")
    shutil.copy(ROOT / "issues/gongyun/publication.yaml", workspace / "issues/gongyun")
    (workspace / YEAR / "volume.yaml").write_text(VOLUME, encoding="utf-8")
    return workspace, run_kanben("bind", YEAR, cwd=workspace)


@pytest.fixture
def workspace(made: tuple[Path, object], tmp_path: Path) -> Path:
    """A copy of the bound workspace, to be spoilt; its issues are up to date."""
    return shutil.copytree(made[0], tmp_path / "年卷")


def digests(folder: Path) -> dict[str, str]:
    """What lies below *folder*: each file's name, hidden ones too, with the digest of its bytes."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def page_texts(path: Path) -> list[str]:
    with pypdfium2.PdfDocument(path) as pdf:
        return [page.get_textpage().get_text_range() for page in pdf]


def labels(path: Path) -> list[tuple[int, str, int]]:
    """The page labels: 0-based page, style, first number."""
    with pikepdf.open(path) as pdf:
        rows = list(pdf.Root.PageLabels.Nums)
        return [
            (int(page), str(rule.get("/S", "")), int(rule.get("/St", 1)))
            for page, rule in zip(rows[::2], rows[1::2], strict=True)
        ]


def test_a_year_is_bound(made: tuple[Path, subprocess.CompletedProcess[str]]) -> None:
    workspace, result = made
    assert result.returncode == 0, result.stderr
    lines = result.stdout.splitlines()
    assert re.fullmatch(rf"{re.escape(FILES[0])}  \d+ pages, \d+ kB, declares no PDF/A", lines[0])
    assert [line.split(maxsplit=1) for line in lines[1:4]] == [
        ["1", "第2期（总第229期）"],
        ["15", "第3期（总第230期）"],
        ["27", "第12期"],
    ]
    assert lines[4:] == FILES[1:]
    assert all((workspace / name).is_file() for name in FILES)
    assert f"{LEGACY}: It is not tagged.\n" in result.stderr
    assert "bears no title" in result.stderr
    assert "\x1b" not in result.stdout + result.stderr
    texts = page_texts(workspace / FILES[0])
    assert len(texts) == int(lines[0].split()[1]) > sum(PAGES)
    assert "总目录" in "".join(texts[: -sum(PAGES)])
    assert texts[-1].split()[-1] == str(sum(PAGES))  # the volume folio, stamped after all else


def test_the_catalogue_has_every_article_with_both_folios(made: tuple[Path, object]) -> None:
    with (made[0] / FILES[2]).open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    last = dict(zip(rows[0], rows[-1], strict=True))
    assert (last["题名"], last["期内页码"], last["合订本页码"]) == ("年终的最后一班岗", "8", "34")
    assert len(rows) == 1 + 4 + 4 + 2


def test_results_as_json(workspace: Path) -> None:
    result = run_kanben("bind", YEAR, "--json", cwd=workspace)
    assert result.returncode == 0, result.stderr
    told = json.loads(result.stdout)
    assert list(told) == ["written", "volume", "title", "files", "signed", "issues", "notes"]
    assert told["written"] == FILES
    assert told["volume"] == "gongyun-2023"
    assert [(file["name"], file["declares"]) for file in told["files"]] == [("gongyun-2023.pdf", [])]
    assert [(issue["pages"], issue["volume_folio"], issue["conforms"]) for issue in told["issues"]] == [
        (14, 1, True),
        (12, 15, True),
        (8, 27, False),
    ]
    assert "It is not tagged." in told["issues"][2]["shortcomings"]
    del told["written"]
    assert told == json.loads((workspace / FILES[4]).read_text(encoding="utf-8"))


def test_a_bag_is_whole_until_a_byte_is_changed(workspace: Path) -> None:
    bag = "out/gongyun/2023/gongyun-2023-bag"
    result = run_kanben("bind", YEAR, "--bag", cwd=workspace)
    assert result.returncode == 0, result.stderr
    assert result.stdout.splitlines()[-1] == bag
    names = {str(path.relative_to(workspace / bag / "data")) for path in (workspace / bag / "data").rglob("*.*")}
    assert {"volume/gongyun-2023.pdf", "issues/gongyun-2023-02.pdf", "sources/volume.yaml"} <= names
    assert {"issues/gongyun-2023-12.pdf", "sources/03/issue.yaml"} <= names
    assert run_kanben("verify", bag, cwd=workspace).returncode == 0
    assert run_kanben("verify", "out/gongyun/2023", cwd=workspace).returncode == 0
    changed = workspace / bag / "data/volume/gongyun-2023.pdf"
    data = bytearray(changed.read_bytes())
    data[len(data) // 2] ^= 1
    changed.write_bytes(data)
    found = run_kanben("verify", bag, cwd=workspace)
    assert found.returncode == 7
    assert "data/volume/gongyun-2023.pdf: The file was changed." in found.stderr + found.stdout


@pytest.mark.parametrize(
    ("words", "article", "first_folio"),
    [("提案", "职工代表怎样写好一件提案", 1), ("递站", "山里的投递站有了“家”", 15), ("班岗", "年终的最后一班岗", 27)],
)
def test_a_word_of_two_characters_is_found(
    made: tuple[Path, object], words: str, article: str, first_folio: int
) -> None:
    result = run_kanben("search", words, "--json", cwd=made[0])
    assert result.returncode == 0, result.stderr
    hits = {hit["article"]: (hit["issue_folio"], hit["volume_folio"]) for hit in json.loads(result.stdout)}
    issue_folio, volume_folio = hits[article]
    assert issue_folio > 1
    assert volume_folio == first_folio + issue_folio - 1
    assert json.loads(run_kanben("search", "岗班", "--json", cwd=made[0]).stdout) == []


@pytest.mark.parametrize(
    ("data", "reason"),
    [(b"", "the file is empty"), (b"A letter, saved under another name.", "it is no PDF"), (b"%PDF-1.4\n", "")],
)
def test_a_pdf_that_cannot_be_bound_leaves_the_last_volume_alone(workspace: Path, data: bytes, reason: str) -> None:
    before = digests(workspace / "out")
    (workspace / LEGACY).write_bytes(data)
    result = run_kanben("bind", YEAR, "--bag", cwd=workspace)
    assert (result.returncode, result.stdout) == (6, "")
    assert f"{LEGACY}: The PDF can't be bound: {reason}" in result.stderr
    assert "Print it to a new PDF" in result.stderr
    assert "Traceback" not in result.stderr
    assert digests(workspace / "out") == before


def test_the_first_volume_is_not_begun_when_a_pdf_fails(workspace: Path) -> None:
    for name in FILES:
        (workspace / name).unlink()
    (workspace / LEGACY).write_bytes(b"no PDF")
    assert run_kanben("bind", YEAR, cwd=workspace).returncode == 6
    assert [path.name for path in (workspace / "out/gongyun/2023").glob("*") if path.is_file()] == []


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ("page: 8", "page: 9", 16, "“年终的最后一班岗” begins on page 9, but the file has 8."),
        ("legacy/gongyun", "legacy/none", 8, "There is no PDF “legacy/none-2022-06.pdf”."),
        ("  - 3\n", "  - 4\n", 6, "There is no issue 04 in this folder."),
        ("stamps:", "stamp:", 18, "Unknown key “stamp”."),
        ("year: 2023", "year: 2022", 3, "The year differs from the folder that the volume lies in."),
    ],
)
def test_what_is_wrong_is_told_with_its_line(workspace: Path, old: str, new: str, line: int, message: str) -> None:
    replace_in(workspace / YEAR / "volume.yaml", old, new)
    before = digests(workspace / "out")
    result = run_kanben("bind", YEAR, cwd=workspace)
    assert result.returncode in (3, 6)
    assert f"{YEAR}/volume.yaml:{line}: {message}" in result.stderr
    assert digests(workspace / "out") == before


def test_a_wrong_call_is_answered(workspace: Path) -> None:
    def answer(*arguments: str) -> tuple[int, str]:
        result = run_kanben("bind", *arguments, cwd=workspace)
        assert result.stdout == ""
        return result.returncode, result.stderr

    (workspace / "file").write_bytes(b"")
    code, told = answer(f"{YEAR}/02")
    assert code == 3
    assert "There is no volume.yaml here" in told
    code, told = answer("issues/none/2023")
    assert code == 9
    assert "There is no such folder." in told
    code, told = answer(YEAR, "--out", "file")
    assert code == 9
    assert "file" in told
    code, told = answer(YEAR, "--sign", "none.p12")
    assert code == 9
    assert "The key cannot be read" in told
    assert answer()[0] == answer(YEAR, "--bags")[0] == 2


def test_the_same_bytes_again_and_elsewhere(made: tuple[Path, object], workspace: Path) -> None:
    shutil.rmtree(workspace / "out")
    again = run_kanben("bind", YEAR, "--out", "anders", "--jobs", "1", cwd=workspace, TZ="Asia/Tokyo")
    assert again.returncode == 0, again.stderr
    first = {name: digest for name, digest in digests(made[0] / "out/gongyun/2023").items() if "/" not in name}
    second = {name: digest for name, digest in digests(workspace / "anders/gongyun/2023").items() if "/" not in name}
    assert first == second


def test_source_date_epoch_is_the_date_of_making(workspace: Path) -> None:
    replace_in(workspace / YEAR / "volume.yaml", "  - 2\n  - 3\n", "")  # the legacy PDF alone
    dated = run_kanben("bind", YEAR, cwd=workspace, SOURCE_DATE_EPOCH="1700000000")
    assert dated.returncode == 0, dated.stderr
    with pikepdf.open(workspace / FILES[0]) as pdf:
        assert str(pdf.docinfo["/CreationDate"]).startswith("D:20231114")


def test_a_thick_volume_is_split_and_its_folios_go_on(workspace: Path) -> None:
    replace_in(workspace / YEAR / "volume.yaml", "number: 23\n", "number: 23\npage_limit: 20\n")
    result = run_kanben("bind", YEAR, cwd=workspace)
    assert result.returncode == 0, result.stderr
    first, second = (workspace / f"out/gongyun/2023/gongyun-2023-{number}.pdf" for number in (1, 2))
    told = result.stdout.splitlines()
    assert re.fullmatch(r"out/gongyun/2023/gongyun-2023-1.pdf  \d+ pages, \d+ kB, PDF/A-2a, PDF/UA-1", told[0])
    assert told[1].endswith("declares no PDF/A")
    for path, first_folio, pages in ((first, 1, 14), (second, 15, 20)):
        texts = page_texts(path)
        front = len(texts) - pages
        assert labels(path) == [(0, "/r", 1), (front, "/D", first_folio)]
        assert [text.split()[-1] for text in texts[front + 1 :]] == [
            str(folio) for folio in range(first_folio + 1, first_folio + pages)
        ]
    assert "上册" in page_texts(first)[0]
    assert "下册" in page_texts(second)[0]
    catalogue = json.loads((workspace / FILES[1]).read_text(encoding="utf-8"))
    assert [issue["part"] for issue in catalogue["issues"]] == [1, 2, 2]


def test_the_command_speaks_chinese(workspace: Path) -> None:
    """No line has English left in it: two words one after the other, but for names of files."""
    english = re.compile(r"\b(?!kanben )[A-Za-z]{2,} [a-z]{2,}\b")
    good = run_kanben("bind", YEAR, "--bag", "--verbose", cwd=workspace, LANGUAGE="zh_CN")
    assert good.returncode == 0, good.stderr
    assert "没有标签结构" in good.stderr
    assert "未声明 PDF/A" in good.stdout
    (workspace / LEGACY).write_bytes(b"")
    bad = run_kanben("bind", YEAR, cwd=workspace, LANGUAGE="zh_CN")
    assert "无法装订" in bad.stderr
    usage = run_kanben("bind", "--help", cwd=workspace, LANGUAGE="zh_CN")
    assert "合订本" in usage.stdout
    for text in (good.stdout, good.stderr, bad.stderr, usage.stdout):
        assert english.findall(text) == []
    assert english.findall(run_kanben("bind", YEAR, cwd=workspace).stderr)  # the same without Chinese has some


def test_the_passphrase_in_the_environment_comes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody(*_values: object, **_named: object) -> str:
        raise click.Abort

    monkeypatch.setattr(click, "prompt", nobody)
    for value in ("口令", ""):
        monkeypatch.setenv(PASSPHRASE_VARIABLE, value)
        assert signing_passphrase() == value
    monkeypatch.delenv(PASSPHRASE_VARIABLE)
    with pytest.raises(click.Abort):
        signing_passphrase()


def test_a_passphrase_that_is_typed_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[dict[str, object]] = []

    def type_in(_text: str, **options: object) -> str:
        asked.append(options)
        return "typed"

    monkeypatch.delenv(PASSPHRASE_VARIABLE, raising=False)
    monkeypatch.setattr(click, "prompt", type_in)
    assert signing_passphrase() == "typed"
    assert asked == [{"hide_input": True, "err": True}]
