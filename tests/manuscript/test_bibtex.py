"""``references.bib`` read into works; what is wrong in it is told with its line."""

from pathlib import Path

import pytest

from pipeline.errors import ContentError, Problem
from pipeline.manuscript.reader import read_issue
from pipeline.manuscript.references_file import read_references
from pipeline.references import Name, Work
from tests.workspaces import ISSUE, good_workspace, problem_lines

GOOD = """\
% exported
@comment{none}
@Article{wang2020,
  author  = {王某某 and 李, 某 and {某某工会}},
  title   = {{平台}劳动者 \\& 协商},
  journal = "某某学报",
  year    = 2020,
  number  = 3, volume = {12},
  pages   = {12--20},
  abstract = {无关},
  doi     = {10.1234/abc.2020},
}
@book{smith, author={John Adam Smith and Lee, K.}, title={Work},
  publisher={Press}, address={London}, date={2019-05}, edition=2}
"""


def read(text: str) -> tuple[dict[str, Work], list[tuple[int | None, str]]]:
    problems: list[Problem] = []
    works = read_references(text, Path("references.bib"), problems)
    return works, [(problem.line, problem.text) for problem in problems]


def test_entries() -> None:
    works, told = read(GOOD)
    assert told == []
    wang, smith = works.values()
    assert (wang.key, wang.type, wang.title, wang.line) == ("wang2020", "article-journal", "平台劳动者 & 协商", 3)
    assert wang.authors == (Name("王某某"), Name("李", "某"), Name("某某工会"))
    assert (wang.container, wang.issued, wang.volume, wang.issue) == ("某某学报", "2020", "12", "3")
    assert (wang.pages, wang.doi, wang.number) == ("12-20", "10.1234/abc.2020", "")
    assert smith.authors == (Name("Smith", "John Adam"), Name("Lee", "K."))
    assert (smith.place, smith.issued, smith.edition, smith.line) == ("London", "2019-05", "2", 13)


@pytest.mark.parametrize(
    ("typed", "line", "message"),
    [
        ("\n@artikel{a, title={T}}", 2, "“@artikel” is no type of a reference. There are: @article, "),
        ("@book{a, title={T}", 1, "The entry “a” is not closed. Write } at its end."),
        ("@book{a, title={T", 1, "The entry “a” is not closed. Write } at its end."),
        ("@book{a, title={T} author={B}, year=2}", 1, "The reference “a” has no “publisher”. Add it."),
        ('@standard{a, title={Ein Schl{\\"u}ssel}, number=1}', 1, '“Ein Schl{\\"u}ssel” holds commands of TeX. Write'),
        ("@standard{a, number=1}", 1, "The reference “a” has no “title” that could be read. See docs"),
        ("@standard{, title={T}, number=1}", 1, "The reference “” has no “id” that could be read. See docs"),
        (
            "@standard{a, title={T}, number=1}\n@standard{a, title={T}, number=1}",
            2,
            "The reference “a” is listed twice.",
        ),
    ],
)
def test_typical_mistakes(typed: str, line: int, message: str) -> None:
    _works, told = read(typed)
    assert told[0][0] == line
    assert told[0][1].startswith(message)


def test_a_file_that_is_too_long() -> None:
    assert read(GOOD + " " * 1_000_000)[1] == [
        (None, "The file is longer than 1000000 characters. Leave out what no article cites.")
    ]


def test_an_article_cites_from_it_and_there_is_one_file_of_references(tmp_path: Path) -> None:
    workspace = good_workspace(tmp_path)
    (workspace / ISSUE / "references.bib").write_text(GOOD, encoding="utf-8")
    article = workspace / ISSUE / "articles/duanxin.md"
    article.write_text("---\ntitle: 试\n---\n\n甲[@smith]。\n", encoding="utf-8")
    articles = {entry.article.slug: entry.article for entry in read_issue(workspace / ISSUE).entries}
    assert [work.key for work in articles["duanxin"].works] == ["smith"]
    (workspace / ISSUE / "references.yaml").write_text(
        "references: [{id: smith, type: standard, title: T, number: 1}]\n", encoding="utf-8"
    )
    with pytest.raises(ContentError) as caught:
        read_issue(workspace / ISSUE)
    assert problem_lines(caught.value, workspace) == [
        f"{ISSUE}/references.bib: There are two files of references. Put all references into one of them."
    ]
