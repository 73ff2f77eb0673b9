"""``kanben read`` as a user runs it."""

import json
from pathlib import Path

from tests.commands import run_kanben
from tests.preflight.good_files import saved
from tests.tags.tagged_files import tagged


def test_a_tagged_file_is_told(tmp_path: Path) -> None:
    saved(tagged(), tmp_path / "a.pdf")
    told = run_kanben("read", "a.pdf", "--pages", cwd=tmp_path, LANGUAGE="zh_CN")
    assert (told.returncode, told.stderr) == (0, "")
    assert told.stdout.startswith("— 第 1 页 —\n标题 1：刊物\n标题 2：目录\n目录：1 条\n")
    assert "注释 ①：注的话。\n" in told.stdout


def test_json_has_the_lines(tmp_path: Path) -> None:
    saved(tagged(), tmp_path / "a.pdf")
    told = json.loads(run_kanben("read", "a.pdf", "--json", cwd=tmp_path).stdout)
    assert (told["language"], told["whole"]) == ("zh-CN", True)
    first = told["lines"][0]
    assert (first["kind"], first["level"], first["text"], first["page"]) == ("heading", 1, "刊物", 0)


def test_a_file_without_tags_has_its_exit_code(tmp_path: Path) -> None:
    pdf = tagged()
    del pdf.Root.StructTreeRoot
    saved(pdf, tmp_path / "a.pdf")
    told = run_kanben("read", "a.pdf", cwd=tmp_path, LANGUAGE="C")
    assert (told.returncode, told.stdout) == (7, "")
    assert told.stderr.startswith("a.pdf: This PDF has no tags. Write it")
