"""What a finished issue tells its volume."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.manuscript.reader import read_issue
from pipeline.production.issue.glyphs import PlacedRun
from pipeline.production.issue.issue_text import FIRST_LINES, IssueText, first_lines, issue_text, join_pieces
from tests.workspaces import ISSUE, good_workspace, replace_in


def told(workspace: Path) -> IssueText:
    """The text of the good issue, as if each article stood on a page of its own, all with the same words."""
    issue = read_issue(workspace / ISSUE)
    slugs = [entry.article.slug for entry in issue.entries]
    folios = range(2, len(slugs) + 2)
    runs = [PlacedRun(page=1, folio=1, text="目录", family="song", slug=None, line=None)]
    runs += [
        PlacedRun(page=folio, folio=folio, text=f"正文{slug}", family="song", slug=slug, line=1)
        for folio, slug in zip(folios, slugs, strict=True)
    ]
    return issue_text(
        issue, [(folio, folio) for folio in folios], {slug: f"x-{slug}" for slug in slugs}, runs, len(slugs) + 2
    )


def test_articles_and_pages(tmp_path: Path) -> None:
    workspace = good_workspace(tmp_path)
    text = told(workspace)
    slugs = [article.destination.removeprefix("x-") for article in text.articles]
    assert text.pages == ("", *(f"正文{slug}" for slug in slugs), "")
    assert [article.issue_folio for article in text.articles] == list(range(2, len(slugs) + 2))
    assert [article.page for article in text.articles] == list(range(1, len(slugs) + 1))
    assert all(article.title and article.section for article in text.articles)
    assert text.id == read_issue(workspace / ISSUE).id


def test_titles_are_told_apart(tmp_path: Path) -> None:
    """The title above the article, its subtitle, and what the contents print, each on one line."""
    workspace = good_workspace(tmp_path)
    issue_file, article = workspace / ISSUE / "issue.yaml", workspace / ISSUE / "articles/duanxin.md"
    replace_in(article, "title: 短讯\n", 'title: "短讯\\n两则"\nsubtitle: 茶馆开门\n')
    replace_in(issue_file, "articles/duanxin.md\n", "articles/duanxin.md\n        contents_title: 简讯\n")
    (found,) = (each for each in told(workspace).articles if each.destination == "x-duanxin")
    assert (found.title, found.subtitle, found.contents_title) == ("短讯两则", "茶馆开门", "简讯")


def test_it_is_kept_whole(tmp_path: Path) -> None:
    text = told(good_workspace(tmp_path))
    assert IssueText.from_json(text.to_json()) == text


@pytest.mark.parametrize("data", [b"", b"{}", b"[]", b'{"format": 2}', b'{"format": 3, "articles": [], "date": "x"}'])
def test_anything_else_is_refused(data: bytes) -> None:
    with pytest.raises((ValueError, KeyError, TypeError, AttributeError)):
        IssueText.from_json(data)


def test_first_lines_have_no_notes_and_no_readings(tmp_path: Path) -> None:
    workspace = good_workspace(tmp_path)
    article = workspace / ISSUE / "articles/duanxin.md"
    replace_in(article, "初五", '[癸卯]{ruby="guǐ mǎo"}初五[^1]')
    article.write_text(article.read_text(encoding="utf-8") + "\n[^1]: 注文。\n", encoding="utf-8")
    issue = read_issue(workspace / ISSUE)
    found = next(entry.article for entry in issue.entries if entry.article.slug == "duanxin")
    text = first_lines(found)
    assert "癸卯初五" in text
    assert "guǐ" not in text
    assert "注文" not in text
    assert len(text) <= FIRST_LINES


@given(st.lists(st.text(alphabet="天地ab1，", min_size=1)))
def test_joining_adds_nothing_but_spaces_between_latin(pieces: list[str]) -> None:
    text = join_pieces(pieces)
    assert text.replace(" ", "") == "".join(pieces)
    assert all(text[at - 1].isascii() and text[at + 1].isascii() for at, mark in enumerate(text) if mark == " ")


def test_latin_words_stay_apart() -> None:
    assert join_pieces(["in two", "lines", "天", "地"]) == "in two lines天地"
