"""``references.yaml`` read into works, and cited by articles; what is wrong in it is told with its line."""

import json
from pathlib import Path

import pytest

from pipeline.errors import ContentError, Problem
from pipeline.manuscript.reader import read_issue
from pipeline.manuscript.references_file import read_references
from pipeline.references import Name
from tests.workspaces import ISSUE, good_workspace, problem_lines

BOOK = """\
references:
  - id: wang2020
    type: book
    title: 题名
    author: [{family: 王, given: 某某}, {literal: 某工会}]
    publisher: 某社
    issued: 2020
"""


def told(text: str) -> list[tuple[int | None, str]]:
    problems: list[Problem] = []
    read_references(text, Path("references.yaml"), problems)
    return [(problem.line, problem.text) for problem in problems]


def test_a_work() -> None:
    problems: list[Problem] = []
    works = read_references(BOOK + "    page: 12\n    language: zh\n", Path("references.yaml"), problems)
    assert problems == []
    (work,) = works.values()
    assert (work.key, work.type, work.title, work.line) == ("wang2020", "book", "题名", 2)
    assert work.authors == (Name("王", "某某"), Name("某工会"))
    assert (work.publisher, work.issued, work.pages, work.language) == ("某社", "2020", "12", "zh")


@pytest.mark.parametrize(
    ("written", "issued"),
    [("2020", "2020"), ("2020-05-01", "2020-05-01"), ('"2020-05"', "2020-05"),
     ("{date-parts: [[2020, 5, 1]]}", "2020-05-01"), ('{date-parts: [["2020", "5"]]}', "2020-05")],
)  # fmt: skip
def test_dates(written: str, issued: str) -> None:
    text = BOOK.replace("issued: 2020", f"issued: {written}")
    (work,) = read_references(text, Path("references.yaml"), []).values()
    assert work.issued == issued


def test_what_programs_export_as_json() -> None:
    row = {
        "id": "a",
        "type": "webpage",
        "title": "T",
        "URL": "https://example.org",
        "accessed": {"date-parts": [[2020, 1]]},
    }
    assert told(json.dumps({"references": [row]})) == []


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ("type: book", "type: journal", 3, "“journal” is no type of a reference. There are: article-journal, "),
        ("    publisher: 某社\n", "", 2, "The reference “wang2020” has no “publisher”. Add it."),
        ("issued: 2020", "issued: 二〇二〇年", 7, "“issued” is no date. Write 2020, 2020-05 or 2020-05-01."),
        ("literal: 某工会", "given: 某工会", 5, "A name of “author” has neither “family” nor “literal”, or both."),
        ("issued: 2020", "issued: 2020\n    DOI: doi:10.1234/a", 8, "“doi:10.1234/a” is no DOI. Write only"),
        ("issued: 2020", "issued: 2020\n    URL: example.org", 8, "“URL” is no web address. It begins with https://."),
        ("issued: 2020", "issued: 2020\n    journal: 某刊", 8, "Unknown key “journal”."),
        ("id: wang2020", "id: wang 2020", 2, "“id” has a value that does not fit."),
        ("references:\n", "", 1, "Expected keys and values here."),
        ("issued: 2020\n", "issued: 2020\n  - {id: wang2020, type: standard, title: 甲, number: 1}\n", 8,
         "The reference “wang2020” is listed twice. It stands on line 2 already."),
    ],
)  # fmt: skip
def test_typical_mistakes(old: str, new: str, line: int, message: str) -> None:
    assert BOOK.count(old) == 1
    found = told(BOOK.replace(old, new))
    assert [(number, text[: len(message)]) for number, text in found] == [(line, message)]


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    workspace = good_workspace(tmp_path)
    (workspace / ISSUE / "references.yaml").write_text(
        BOOK + "  - {id: gb, type: standard, title: 规则, number: GB 1}\n", encoding="utf-8"
    )
    return workspace


def cite(workspace: Path, body: str) -> None:
    article = workspace / ISSUE / "articles/duanxin.md"
    article.write_text(f"---\ntitle: 试\n---\n\n{body}\n", encoding="utf-8")


def test_an_article_has_the_works_that_it_cites_in_order(workspace: Path) -> None:
    cite(workspace, "甲[^1]乙[@wang2020, 第 12–14 页；@gb]。\n\n[^1]: 见[@gb]。")
    articles = {entry.article.slug: entry.article for entry in read_issue(workspace / ISSUE).entries}
    assert [work.key for work in articles["duanxin"].works] == ["gb", "wang2020"]
    assert articles["dengta"].works == ()


def test_unknown_works_are_told_with_what_is_near(workspace: Path) -> None:
    cite(workspace, "甲[@wang2021]。\n\n乙[@nobody]。")
    with pytest.raises(ContentError) as caught:
        read_issue(workspace / ISSUE)
    file = f"{ISSUE}/articles/duanxin.md"
    assert problem_lines(caught.value, workspace) == [
        f"{file}:5: There is no reference “wang2021”. Do you mean @wang2020?",
        f"{file}:7: There is no reference “nobody”. List it in references.yaml, beside issue.yaml.",
    ]
