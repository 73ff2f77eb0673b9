"""Typical mistakes of typists (mistakes.toml): told with their line, or done as they are meant, in each language.

``KANBEN_REFRESH_GOLDEN=1 pytest tests/manuscript/test_mistakes.py`` writes what becomes of them now; read each change.
"""

import json
import os
import re
import shutil
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pipeline import i18n
from pipeline.manuscript import mended_marks, near_markup
from tests.manuscript.typed import Outcome, outcome
from tests.workspaces import ISSUE, good_workspace

TABLE = Path(__file__).with_name("mistakes.toml")
MISTAKES: list[dict[str, Any]] = tomllib.loads(TABLE.read_text(encoding="utf-8"))["mistakes"]
WHOLE = {"text": "---\ntitle: 试\n---\n\n{}", "head": "---\n{}\n---\n\n正文。", "file": "{}"}
ONLY = """\
year: 2024
number: 1
total_number: 12
date: 2024-03-05
sections:
  - name: 读者来信
    articles:
      - file: articles/duanxin.md
"""  # the issue, without what would be read each time as well
SENTENCE = re.compile(r"[A-Za-z]+ [A-Za-z]+ [a-z]+")  # three English words
OURS = re.compile(r"first line|Known keys")


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = good_workspace(tmp_path_factory.mktemp("mistakes"))
    images = folder / ISSUE / "images"
    shutil.copy(images / "square.png", images / "my photo.png")
    (folder / ISSUE / "articles/dengta.md").unlink()
    (folder / ISSUE / "articles/diaocha.md").unlink()
    (folder / ISSUE / "issue.yaml").write_text(ONLY, encoding="utf-8")
    return folder


@pytest.fixture
def chinese(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    remembered = (i18n._translations, mended_marks._mends, near_markup._near_marks)
    monkeypatch.setenv("LANGUAGE", "zh_CN")
    for each in remembered:
        each.cache_clear()
    yield
    monkeypatch.undo()
    for each in remembered:
        each.cache_clear()


def becomes(mistake: dict[str, Any], workspace: Path) -> Outcome:
    return outcome(workspace, WHOLE[mistake["in"]].replace("{}", mistake["typed"]))


def as_row(mistake: dict[str, Any], found: Outcome) -> dict[str, Any]:
    row = {name: mistake[name] for name in ("name", "in", "typed")}
    for kind, said in (("error", found.errors), ("remark", found.remarks)):
        if said:
            row |= {kind: said[0][1], "line": said[0][0]}
    return row | ({"made": found.made} if found.made else {})


if "KANBEN_REFRESH_GOLDEN" in os.environ:

    def test_refresh(workspace: Path) -> None:
        """Write the table anew."""
        comment = TABLE.read_text(encoding="utf-8").partition("[[")[0]
        rows = (as_row(mistake, becomes(mistake, workspace)) for mistake in MISTAKES)
        texts = ("\n".join(f"{key} = {json.dumps(row[key], ensure_ascii=False)}" for key in row) for row in rows)
        TABLE.write_text(comment + "\n\n".join(f"[[mistakes]]\n{text}" for text in texts) + "\n", encoding="utf-8")


@pytest.mark.parametrize("mistake", MISTAKES, ids=[each["name"] for each in MISTAKES])
def test_what_becomes_of_it(mistake: dict[str, Any], workspace: Path) -> None:
    assert as_row(mistake, becomes(mistake, workspace)) == mistake


def test_most_are_told() -> None:
    assert len(MISTAKES) >= 120
    assert sum("error" in each or "remark" in each for each in MISTAKES) >= 110


@pytest.mark.usefixtures("chinese")
def test_all_is_told_in_chinese(workspace: Path) -> None:
    for mistake in MISTAKES:
        found = becomes(mistake, workspace)
        lines = [line for line, _text in (*found.errors, *found.remarks)]
        assert (lines[0] if lines else None) == mistake.get("line"), mistake["name"]
        for _line, text in (*found.errors, *found.remarks):
            assert re.search("[\u4e00-\u9fff]", text.replace(mistake["typed"], "")), text
            assert SENTENCE.search(text) is None or OURS.search(text), text


def test_a_habit_is_noted_once_a_file_with_its_lines(workspace: Path) -> None:
    typed = ["中文 里", "", '他说"好"', "", "又 一处", ""] + ["还 有", ""] * 12
    found = outcome(workspace, "---\ntitle: 试\n---\n\n" + "\n".join(typed))
    others = ", ".join(str(line) for line in (9, *range(11, 28, 2)))
    assert found.remarks == (
        (5, f"Spaces beside Chinese marks or between Chinese characters are dropped. (Also on lines {others} ….)"),
        (7, "Straight quotation marks stand in Chinese text; write “ ” and ‘ ’."),
    )
