"""``kanben search`` and ``kanben verify`` as a user runs them."""

import datetime
import json
import subprocess
from pathlib import Path

import pytest

from pipeline.binding.finding_aids.full_text import write_index
from pipeline.binding.preservation.bag import bag_facts, write_bag
from tests.binding.bound_volumes import bound_volume, issue_of
from tests.commands import run_kanben


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("工作区")
    write_index(folder / "out/kanwu/2023/kanwu-2023-search.sqlite", bound_volume())
    write_index(folder / "old/kanwu-1999-search.sqlite", bound_volume(issue_of("旧年的食堂")))
    return folder


def test_search_tells_article_folios_and_snippet(workspace: Path) -> None:
    result = run_kanben("search", "培训", "炊事员", cwd=workspace)
    assert result.returncode == 0, result.stderr
    title, place, snippet = result.stdout.splitlines()
    assert title == "职工食堂怎样办好  林一帆"
    assert place == "  刊物2023年合订本, 第1期, folio 3; folio 4 of the volume"
    assert "炊事员参加培训" in snippet
    assert "\x1b" not in result.stdout


def test_search_speaks_chinese(workspace: Path) -> None:
    result = run_kanben("search", "炊事员", cwd=workspace, LANGUAGE="zh_CN")
    assert "第3页" in result.stdout
    assert "未找到" in run_kanben("search", "无此词语", cwd=workspace, LANGUAGE="zh_CN").stderr


def test_nothing_found_is_told_and_is_no_error(workspace: Path) -> None:
    result = run_kanben("search", "无此词语", cwd=workspace)
    assert (result.returncode, result.stdout) == (0, "")
    assert result.stderr == "Nothing was found.\n"
    assert json.loads(run_kanben("search", "无此词语", "--json", cwd=workspace).stdout) == []


@pytest.mark.parametrize(
    "words", [("-炊事员",), ("--", "-炊事员"), ("--", "--json", "-炊事员"), ("--", "-炊事员", "-培训")]
)
def test_a_word_may_begin_with_a_hyphen(workspace: Path, words: tuple[str, ...]) -> None:
    result = run_kanben("search", *words, cwd=workspace)
    assert result.returncode == 0, result.stderr
    assert bool(result.stdout) is ("--json" not in words), "behind -- there are words, and no options"


def test_search_looks_where_it_is_told(workspace: Path) -> None:
    def years(*options: str) -> list[str]:
        result = run_kanben("search", "食堂", "--json", *options, cwd=workspace)
        return [Path(hit["index"]).parts[0] for hit in json.loads(result.stdout)]

    assert years() == ["out"]
    assert years("--in", "old") == ["old"]
    assert sorted(years("--in", "old", "--in", "out")) == ["old", "out"]
    assert years("--in", "old/kanwu-1999-search.sqlite") == ["old"]
    assert len(years("--in", ".", "--limit", "1")) == 1


def test_the_copy_of_an_index_in_a_bag_is_not_searched_twice(tmp_path: Path) -> None:
    index = tmp_path / "out/2023/kanwu-2023-search.sqlite"
    write_index(index, bound_volume())
    facts = bag_facts(bound_volume())
    write_bag(tmp_path / "out/2023/bag", {f"volume/{index.name}": index}, facts)
    assert len(json.loads(run_kanben("search", "炊事员", "--json", cwd=tmp_path).stdout)) == 1
    assert len(json.loads(run_kanben("search", "炊事员", "--json", "--in", "out/2023/bag", cwd=tmp_path).stdout)) == 1


def test_search_as_json(workspace: Path) -> None:
    (hit,) = json.loads(run_kanben("search", "单小明", "--json", cwd=workspace).stdout)
    assert hit == {
        "index": "out/kanwu/2023/kanwu-2023-search.sqlite",
        "volume": "刊物2023年合订本",
        "year": 2023,
        "file": "",
        "page": None,
        "issue": "kanwu-2023-01",
        "label": "第1期",
        "section": "文化",
        "article": "图书角的一年",
        "subtitle": "",
        "contents_title": "图书角的一年",
        "authors": "单小明；仇月",
        "issue_folio": 4,
        "volume_folio": 5,
        "text_confidence": None,
        "snippet": "图书角的一年图书角新添ＡＢＣ丛书，职工借阅踊跃。",
        "marks": [],
    }


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (("search", "字", "--in", "none"), 9, "none: There is no bound volume here."),
        (("search", "。"), 2, "There is nothing in these words"),
        (("search",), 2, "Missing argument"),
        (("search", "字", "--limit", "0"), 2, "--limit"),
        (("search", "字", "--in", "damaged-search.sqlite"), 9, "damaged-search.sqlite: This is no search index"),
        (("verify", "none"), 9, "none: Here is neither a bag nor a list of checksums."),
    ],
)
def test_what_cannot_be_done_is_told(workspace: Path, arguments: tuple[str, ...], code: int, message: str) -> None:
    (workspace / "damaged-search.sqlite").write_bytes(b"?")
    try:
        result = run_kanben(*arguments, cwd=workspace)
    finally:
        (workspace / "damaged-search.sqlite").unlink()
    assert (result.returncode, result.stdout) == (code, "")
    assert message in result.stderr


def test_verify_names_what_changed(tmp_path: Path) -> None:
    write_bag(tmp_path / "袋", {"a.pdf": b"%PDF"}, bag_facts(bound_volume(), datetime.date(2023, 12, 31)))
    whole = run_kanben("verify", "袋", cwd=tmp_path)
    assert (whole.returncode, whole.stdout) == (0, "4 files, all as they were.\n"), whole.stderr
    assert json.loads(run_kanben("verify", "袋", "--json", cwd=tmp_path).stdout) == {
        "path": "袋", "kind": "bag", "whole": True, "files": 4, "problems": [],
    }  # fmt: skip
    (tmp_path / "袋/data/a.pdf").write_bytes(b"%PDG")
    (tmp_path / "袋/bagit.txt").unlink()
    changed = run_kanben("verify", "袋", cwd=tmp_path)
    assert (changed.returncode, changed.stdout) == (7, "")
    assert "袋/data/a.pdf: The file was changed.\n" in changed.stderr
    assert "袋/bagit.txt: The file is missing.\n" in changed.stderr
    as_json = run_kanben("verify", "袋", "--json", cwd=tmp_path)
    rows = json.loads(as_json.stdout)
    assert (as_json.returncode, rows["whole"]) == (7, False)
    assert {"file": "袋/data/a.pdf", "line": None, "message": "The file was changed.", "hint": ""} in rows["problems"]


def test_verify_reads_a_list_of_checksums_too(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"1")
    sums = subprocess.run(["sha256sum", "a"], cwd=tmp_path, capture_output=True, check=True).stdout
    (tmp_path / "SHA256SUMS").write_bytes(sums)
    assert run_kanben("verify", ".", cwd=tmp_path).returncode == 0
    (tmp_path / "a").write_bytes(b"2")
    assert run_kanben("verify", ".", cwd=tmp_path).returncode == 7
