"""What the pages lack or cut is an error with its place; a sound issue passes."""

from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from pipeline.errors import ContentError, RenderError, UsageError
from pipeline.manuscript.reader import read_issue
from pipeline.model import Issue
from pipeline.production.issue.completeness import require_whole
from pipeline.production.issue.glyphs import PlacedRun
from pipeline.production.new_workspace import new_workspace
from tests.builders import new_builder
from tests.finished import ROOT


@pytest.fixture
def article(tmp_path: Path) -> Path:
    """The one article of a new workspace."""
    import datetime

    issue = new_workspace(tmp_path / "kan", "kan", "gongyun", datetime.date(2024, 1, 5))
    return issue / "articles/fakanci.md"


def build(article: Path, text: str) -> bytes:
    article.write_text(f"---\ntitle: 题\n---\n\n{text}\n", encoding="utf-8")
    return next(iter(new_builder().build(article.parents[1], lambda stage: None).files.values()))


def test_a_footnote_longer_than_its_pages_is_an_error(article: Path) -> None:
    with pytest.raises(RenderError) as caught:
        build(article, "正文。[^1]\n\n[^1]: " + "很长的注文。" * 800)
    assert "fakanci.md:5" in str(caught.value)


def test_a_table_wider_than_the_page_is_an_error(article: Path) -> None:
    with pytest.raises(RenderError) as caught:
        build(article, "|" + "一二三四五六|" * 30 + "\n" + "|---" * 30 + "|\n|" + "一二三四五六|" * 30)
    assert "runs out of its column, cell or page" in str(caught.value)


WIDE = {"": "Write {.turned} into", "{.turned}": "write {.turned .small}", "{.turned .small}": "part it into two"}


@pytest.mark.parametrize("marks", WIDE)
def test_a_table_that_is_too_wide_is_told_with_a_remedy(article: Path, marks: str) -> None:
    with pytest.raises(RenderError) as caught:
        build(article, f"{marks}\n|" + "123,456,789|" * 30 + "\n" + "|---" * 30 + "|\n|" + "1|" * 30)
    assert "fakanci.md:" in str(caught.value)
    assert WIDE[marks] in str(caught.value)


def test_a_table_as_wide_as_the_page_is_none(article: Path) -> None:
    assert build(article, "|" + "一二|" * 6 + "\n" + "|---" * 6 + "|\n|" + "一二|" * 6).startswith(b"%PDF")


def test_cells_that_the_table_has_no_column_for_are_an_error(article: Path) -> None:
    with pytest.raises(ContentError) as caught:
        build(article, "|甲|乙|\n|---|---|\n|一|二|三丢失|")
    assert "fakanci.md:7: This row has more cells" in str(caught.value)
    assert build(article, "|甲|乙|\n|---|---|\n|一|二\\|三|").startswith(b"%PDF")


def test_a_footnote_within_a_footnote_is_an_error(article: Path) -> None:
    with pytest.raises(ContentError) as caught:
        build(article, "正文。[^1]\n\n[^1]: 注文[^2]。\n\n[^2]: 注中注。")
    assert "A footnote stands within a footnote." in str(caught.value)


def test_a_lost_letter_is_seen_and_its_line_told(article: Path) -> None:
    issue: Issue = read_issue(ROOT / "issues/gongyun/2023/01")
    slug = issue.sections[0].entries[0].article.slug
    whole = [
        PlacedRun(page=2, folio=2, text=words.text, family="", slug=entry.article.slug, line=words.line)
        for entry in issue.entries
        for words in _body(issue, entry.article.slug)
    ]
    require_whole(issue, whole)
    index = next(i for i, run in enumerate(whole) if run.slug == slug and "慰问信" in run.text)
    whole[index] = replace(whole[index], text=whole[index].text.replace("慰问信", "信", 1))
    with pytest.raises(RenderError) as caught:
        require_whole(issue, whole)
    (problem,) = caught.value.problems
    assert "2 characters" in problem.message
    assert problem.line == whole[index].line


def _body(issue: Issue, slug: str):  # type: ignore[no-untyped-def]
    from pipeline.manuscript.words import body_words

    return body_words(next(entry.article for entry in issue.entries if entry.article.slug == slug))


@pytest.mark.parametrize(("mode", "name"), [("CMYK", "press.jpg"), ("I;16", "deep.png")])
def test_pictures_in_other_colours_are_turned(article: Path, mode: str, name: str) -> None:
    (article.parents[1] / "images").mkdir()
    Image.new(mode, (40, 40)).save(article.parents[1] / "images" / name)
    data = build(article, f"![一块颜色](../images/{name})")
    assert b"/DeviceCMYK" not in data
    assert data.startswith(b"%PDF")


@pytest.mark.parametrize("epoch", ["yesterday", "9" * 30])
def test_a_bad_epoch_is_told(article: Path, epoch: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    with pytest.raises(UsageError):
        build(article, "正文。")
