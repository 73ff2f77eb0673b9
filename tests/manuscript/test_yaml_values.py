"""Values set in YAML files that people have written: what they wrote beside them stays."""

from pathlib import Path
from typing import Any

import pytest

from pipeline.manuscript.schema import PublicationFile
from pipeline.manuscript.volume_schema import VolumeFile
from pipeline.manuscript.yaml_values import Place, with_values

FILE = Path("x.yaml")
TEXT = """\
# The year.
title: "某年 # 合订本"   # as on the spine
number: 23 # 卷号
year: 2023
stamps:
  # asked for by the library
  notice: 注意保存  # small

  shelf_mark: true

# the last
caliper: 0.13mm
"""


def edit(values: dict[Place, Any], text: str = TEXT) -> tuple[str, list[str]]:
    """The text with *values*, and what is wrong with it."""
    edited = with_values(text, FILE, VolumeFile, values)
    return edited.text, [problem.message for problem in edited.problems]


@pytest.mark.parametrize(
    ("place", "value", "old", "new"),
    [
        (("title",), "新年", 'title: "某年 # 合订本"   # as', "title: 新年 # as"),
        (("number",), 24, "number: 23 # 卷号", "number: 24 # 卷号"),
        (("stamps", "notice"), "内部资料", "  notice: 注意保存  # small", "  notice: 内部资料 # small"),
        (("stamps", "notice"), None, "  notice: 注意保存  # small", "  # small"),
        (("stamps", "proof"), "二校", "  shelf_mark: true\n", "  shelf_mark: true\n  proof: 二校\n"),
        (("caliper",), None, "caliper: 0.13mm\n", ""),
        (("page_limit",), 400, "0.13mm\n", "0.13mm\npage_limit: 400\n"),
        (("page_limit",), None, "", ""),
    ],
)
def test_one_value_is_set_and_all_else_stays(place: Place, value: Any, old: str, new: str) -> None:
    assert edit({place: value}) == (TEXT.replace(old, new) if old else TEXT, [])


def test_comments_in_what_is_replaced_are_kept_above_it() -> None:
    text = "name: 刊\nlatin_name: K\norganisers:\n- 甲 # old\n# young\n- 乙\nlayout: gongyun\nlanguage: zh-CN\n"
    edited = with_values(text, FILE, PublicationFile, {("organisers",): ["丙", "丁"]})
    wanted = "# old\n# young\norganisers:\n  - 丙\n  - 丁\n"
    assert edited.text == text.replace("organisers:\n- 甲 # old\n# young\n- 乙\n", wanted)
    assert edited.problems == ()


def test_a_file_is_begun_and_its_faults_are_told_with_lines() -> None:
    edited = with_values("", FILE, VolumeFile, {("title",): "年", ("number",): 0, ("year",): "x"})
    assert edited.text == "title: 年\nnumber: 0\nyear: x\n"
    assert [(problem.line, problem.message) for problem in edited.problems] == [
        (2, "“number” must be at least 1."),
        (3, "“year” must be a whole number."),
    ]


def test_what_cannot_be_set_by_lines_is_left() -> None:
    text = TEXT.split("stamps:", maxsplit=1)[0] + "stamps: {notice: 注意保存}\n"
    assert edit({("stamps", "proof"): "二校"}, text)[1]
    assert edit({("stamps",): {"proof": "二校"}}, text) == (text.replace(" {notice: 注意保存}", "\n  proof: 二校"), [])
