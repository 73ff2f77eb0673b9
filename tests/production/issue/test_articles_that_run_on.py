"""Articles of a section that run on in a layout whose articles begin pages, as they stand on the pages."""

import shutil
from pathlib import Path

import pytest

from pipeline.manuscript.reader import read_issue
from pipeline.production.issue.laid_out_issue import LaidOutIssue
from tests.builders import new_builder
from tests.workspaces import ISSUE, good_workspace

WORDS = "天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏。"
LENGTHS = [20 + number for number in range(13)]  # paragraphs of the articles
LAYOUT = "journal"
PITCH = 17 * 4 / 3  # px
ISSUE_ROWS = "year: 2024\nnumber: 1\ntotal_number: 12\ndate: 2024-03-05\nsections:\n  - name: 甲\n    run_on: true\n"


@pytest.fixture(scope="module")
def laid_out(tmp_path_factory: pytest.TempPathFactory) -> LaidOutIssue:
    workspace = good_workspace(tmp_path_factory.mktemp("run-on"), LAYOUT)
    issue: Path = workspace / ISSUE
    shutil.rmtree(issue / "articles")
    (issue / "articles").mkdir()
    rows = ISSUE_ROWS + "    articles:\n"
    for number, paragraphs in enumerate(LENGTHS):
        name = f"articles/a{number}.md"
        text = f"{WORDS}^[注{number}。]\n\n" + f"{WORDS}\n\n" * paragraphs
        (issue / name).write_text(f"---\ntitle: 第{number}篇\n---\n\n{text}", encoding="utf-8")
        rows += f"      - file: {name}\n"
    (issue / "issue.yaml").write_text(rows, encoding="utf-8")
    return new_builder().lay_out(read_issue(issue), lambda _stage: None)


def test_each_begins_below_the_one_before_with_three_lines_of_text(laid_out: LaidOutIssue) -> None:
    (part,) = [placed for placed in laid_out.pagination.parts if placed.plan and placed.plan.entries]
    begun: dict[str, int] = {}
    for filling in part.laid_out.fillings:
        for title in [block for block in filling.blocks if block.slug and block.slug not in begun]:
            begun[title.slug or ""] = filling.page
            text = [each.area for each in filling.blocks if each.slug == title.slug and not each.is_head]
            assert max(area[3] for area in text) - min(area[1] for area in text) >= 3 * PITCH - 1
    assert list(begun) == [f"a{number}" for number in range(len(LENGTHS))]
    assert len(set(begun.values())) < len(begun), "two articles share a page"
    assert len(set(begun.values())) > 1
