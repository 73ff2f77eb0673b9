"""Pictures of all kinds in finished files: standards hold, preflight passes, and files are the same however made."""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from pipeline.preflight.verdict import preflight
from pipeline.production.issue.issue_builder import IssueBuilder
from pipeline.production.issue.press_edition import build_press_edition
from pipeline.tags.line_words import words_of
from pipeline.tags.read_aloud import read_aloud
from tests.builders import new_builder
from tests.conformance.printed_page import read_pages
from tests.finished import DEAR_LAYOUTS, LAYOUTS
from tests.made_once import new_folder
from tests.workspaces import ISSUE, good_workspace

TEXT = "天地玄黄，宇宙洪荒。日月盈昃，辰宿列张。寒来暑往，秋收冬藏。" * 6
PICTURE = "![一片渐变](../images/{}.jpg{}){}"
CAPTION = ' "图{number} 渐变"'
GROUP = '::: figures 图{number} 三幅 {place=page credit="摄影 某某"}\n%s\n\n%s %s\n:::'


def body() -> str:
    """An article with figures at all places, a group, a table at the foot, a box and a seal."""
    wide, high = PICTURE.format("wide", CAPTION, "{#kuan .wide}"), PICTURE.format("high", CAPTION, "{place=bottom}")
    group = GROUP % tuple(PICTURE.format(name, ' "左图"', "") for name in ("wide", "high", "high"))
    table = '{place=top caption="表{number} 数"}\n| 甲 | 乙 |\n|---|--:|\n| 一 | 1 |'
    side = PICTURE.format("high", "", '{.right width=40% crop="1:1" focus="50% 0%"}')
    seal = '{.signoff seal="../images/cover.svg"}\n某某\\\n三月'
    bled, spread = PICTURE.format("high", CAPTION, "{.bleed}"), PICTURE.format("wide", CAPTION, "{.spread gutter=3mm}")
    box = "::: box 框 {place=bottom}\n文。\n:::"
    parts = ("见[图{number}](#kuan)。", wide, high, group, bled, table, spread, box, side)
    return "\n\n".join(f"{part}\n\n{TEXT}\n\n{TEXT}" for part in parts) + f"\n\n{seal}\n"


def workspace_in(layout: str) -> Path:
    workspace = good_workspace(new_folder("figures"), "" if layout == "gongyun" else layout)
    for name, size in (("wide", (1800, 1200)), ("high", (1200, 1600))):
        Image.linear_gradient("L").resize(size).convert("RGB").save(workspace / ISSUE / f"images/{name}.jpg")
    (workspace / ISSUE / "articles/duanxin.md").write_text(f"---\ntitle: 试排\n---\n\n{body()}", encoding="utf-8")
    return workspace


@cache
def made(layout: str) -> bytes:
    return _build(layout, new_builder())


def _build(layout: str, builder: IssueBuilder) -> bytes:
    issue = builder.build(workspace_in(layout) / ISSUE, lambda stage: None)
    return issue.files[f"{issue.id}.pdf"]


def test_they_stay_pdf_a_2a_and_pdf_ua_1(verapdf: Callable[..., Any], tmp_path: Path) -> None:
    files = [tmp_path / f"{layout}.pdf" for layout in LAYOUTS]
    for file, layout in zip(files, LAYOUTS, strict=True):
        file.write_bytes(made(layout))
    verdicts = verapdf(files, ["2a", "ua1"])
    assert {str(result) for file in files for result in verdicts[file].values()} == {"passed"}


def test_files_are_the_same_with_one_core_and_two() -> None:
    assert made("journal") == _build("journal", IssueBuilder(jobs=2))


@pytest.mark.parametrize("layout", DEAR_LAYOUTS)
def test_a_press_edition_passes_our_preflight(layout: str, tmp_path: Path) -> None:
    files = build_press_edition(new_builder(), workspace_in(layout) / ISSUE, "fogra39", lambda stage: None).files
    ((name, data),) = files.items()
    (tmp_path / name).write_bytes(data)
    assert preflight(tmp_path / name, "press").is_fit


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_picture_over_two_pages_is_one_figure_and_no_folio_stands_there(layout: str, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(made(layout))
    told = [words_of(line, "zh-CN") for line in read_aloud(tmp_path / "a.pdf").lines]
    assert sum(line == "Figure: 一片渐变" for line in told) == body().count("![一片渐变]")
    pages = read_pages(made(layout))
    texts = ["".join(line.text for line in page.lines) for page in pages]
    right = texts.index("图5　渐变")  # the number of the left page, on which nothing stands but the picture
    assert right % 2 == 0
    assert texts[right - 1] == ""
    assert texts.count("图4　渐变") == 1  # the page that one picture fills
