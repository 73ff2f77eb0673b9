"""Notes of editors are kept out of print and listed at the end of a build; nothing goes to press with one."""

from pathlib import Path

import pytest

from pipeline.production.issue.build import build_issue
from pipeline.production.issue.request import BuildRequest
from tests.builders import new_builder
from tests.conformance.printed_page import read_pages
from tests.workspaces import ISSUE, good_workspace

NOTE = "茶价<!-- 待核：哪一年 -->又涨了。"


@pytest.fixture
def issue(tmp_path: Path) -> Path:
    """An issue whose shortest article ends with a note of its editor, on its line 6."""
    made = good_workspace(tmp_path) / ISSUE
    (made / "articles/duanxin.md").write_text(f"---\ntitle: 短讯\n---\n\n茶馆初五开门。\n{NOTE}\n", encoding="utf-8")
    return made


def test_a_build_lists_them_and_prints_the_rest(issue: Path) -> None:
    finished = new_builder().build(issue, lambda _stage: None)
    assert [note for note in map(str, finished.notes) if "待核" in note] == [
        f"{issue / 'articles/duanxin.md'}:6: Editor's note: 待核：哪一年"
    ]
    (pdf,) = (data for name, data in finished.files.items() if name.endswith(".pdf"))
    text = "".join(line.text for page in read_pages(pdf) for line in page.lines)
    assert "茶价又涨了" in text
    assert "待核" not in text


def test_a_press_edition_is_refused_and_names_each(issue: Path) -> None:
    request = BuildRequest(out=issue.parents[3] / "out", edition="press", printer="fogra39")
    refused = build_issue(issue, request, lambda _issue, _stage: None)
    assert refused.status == "failed"
    assert refused.error is not None
    (problem,) = refused.error.problems
    assert (problem.path, problem.line) == (issue / "articles/duanxin.md", 6)
    assert "待核：哪一年" in problem.message
    assert problem.hint == "Settle it and take the note out: nothing goes to press with one."
