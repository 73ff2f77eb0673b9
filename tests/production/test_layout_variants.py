"""Layouts stretched: contents of several pages, and articles that run on in the journal's columns."""

import json
import shutil
from pathlib import Path

import pypdf
import pytest

from pipeline.production.issue.issue_builder import FinishedIssue
from pipeline.resources import find_shipped
from tests.builders import new_builder
from tests.finished import sample_in
from tests.workspaces import ISSUE, PUBLICATION, good_workspace, replace_in


def build(issue: Path) -> tuple[FinishedIssue, pypdf.PdfReader]:
    finished = new_builder().build(issue, lambda stage: None)
    path = issue / "finished.pdf"
    path.write_bytes(next(iter(finished.files.values())))
    return finished, pypdf.PdfReader(path)


def many_articles(issue: Path, count: int) -> None:
    """Replace the articles of *issue* by *count* short ones in two sections."""
    shutil.rmtree(issue / "articles")
    (issue / "articles").mkdir()
    rows = []
    for number in range(count):
        title = f"第{number}篇短文"
        text = f"---\ntitle: {title}\n---\n\n短文一段。\n"
        (issue / f"articles/duanwen-{number}.md").write_text(text, encoding="utf-8")
        rows.append(f"      - file: articles/duanwen-{number}.md\n")
    half = count // 2
    head = "year: 2023\nnumber: 1\ntotal_number: 228\ndate: 2023-02-03\nsections:\n"
    sections = "".join(
        f"  - name: {name}\n    articles:\n{''.join(part)}" for name, part in (("甲", rows[:half]), ("乙", rows[half:]))
    )
    (issue / "issue.yaml").write_text(head + sections, encoding="utf-8")


@pytest.mark.slow
def test_contents_take_as_many_pages_as_they_need(tmp_path: Path) -> None:
    issue = sample_in(tmp_path, "journal")
    many_articles(issue, 100)
    finished, reader = build(issue)
    contents = [number for number, page in enumerate(reader.pages, 1) if page.extract_text().count("篇短文") > 2]
    assert len(contents) >= 3
    assert contents[0] == 3
    first = contents[-1] + 1
    assert [entry.folio for entry in finished.entries] == list(range(first, first + 100))
    text = "\n".join(reader.pages[number - 1].extract_text() for number in contents)
    for entry in (finished.entries[0], finished.entries[49], finished.entries[99]):
        lines = ("".join(line.split()) for line in text.splitlines())
        line = next(line for line in lines if line.startswith(entry.title))
        assert line.endswith(str(entry.folio))


def test_articles_of_the_journal_may_run_on(tmp_path: Path) -> None:
    issue = sample_in(tmp_path, "laufend")
    own = tmp_path / "layouts/laufend"
    shutil.copytree(find_shipped("layouts") / "journal", own)
    rows = (own / "layout.yaml").read_text(encoding="utf-8")
    assert "articles: new_page" in rows
    (own / "layout.yaml").write_text(rows.replace("articles: new_page", "articles: run_on"), encoding="utf-8")
    many_articles(issue, 6)
    finished, reader = build(issue)
    folios = [entry.folio for entry in finished.entries]
    assert folios == sorted(folios)
    assert len(set(folios)) < len(folios), "two articles must share a page"
    assert len(reader.pages) == finished.pages


@pytest.mark.parametrize("layout", ["journal", "gongyun"])
def test_a_name_with_marks_of_style_sheets_and_html_is_printed_as_it_is(tmp_path: Path, layout: str) -> None:
    """Measured on drawn text: the journal's running head comes from a string of its style sheet."""
    workspace, name = good_workspace(tmp_path, layout), "A&B \"Q\" 'x' \\ </style> C"
    replace_in(workspace / PUBLICATION / "publication.yaml", "name: 号角小报", f"name: {json.dumps(name)}")
    _finished, reader = build(workspace / ISSUE)
    texts = ["".join(page.extract_text().split()) for page in reader.pages]
    shown = "".join(name.split())
    assert any(shown in text for text in texts)
    heads = [text for text in texts if f"{shown}2024年第1期" in text]
    assert bool(heads) is (layout == "journal")
    assert not any(wrong in text for text in texts for wrong in ("&amp;", "&#3", "&lt;"))
