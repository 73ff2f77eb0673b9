"""Articles into the folder of an issue: listed once, never over what an editor has changed."""

import json
from pathlib import Path

import pytest

from pipeline.errors import ContentError, FileAccessError
from pipeline.manuscript.issue_entry import with_entry
from pipeline.manuscript.reader import read_issue
from pipeline.manuscript.word.importing import ImportedArticle, import_manuscript
from pipeline.manuscript.word.placing import choose_slug, place
from tests.manuscript.word.packing import Manuscript, par
from tests.workspaces import ISSUE, good_workspace


def manuscript(folder: Path, sentence: str, name: str = "来稿.docx", title: str = "岛上来信") -> ImportedArticle:
    path = folder / name
    body = par(title, '<w:jc w:val="center"/>', "<w:b/><w:sz w:val='36'/>") + par("灯亮着，船在港里。") + par(sentence)
    path.write_bytes(Manuscript(name="m", body=body).pack())
    return import_manuscript(path)


@pytest.fixture
def issue(tmp_path: Path) -> Path:
    return good_workspace(tmp_path) / ISSUE


def test_an_article_is_written_and_listed(issue: Path, tmp_path: Path) -> None:
    path = issue / "issue.yaml"
    before = path.read_text(encoding="utf-8").rstrip()
    placed = place(manuscript(tmp_path, "一切都好。"), issue, "新来的栏目")
    assert placed.outcome == "written"
    assert path.read_text(encoding="utf-8").startswith(before)
    read = read_issue(issue)
    assert read.sections[-1].name == "新来的栏目"
    assert [entry.article.title for entry in read.sections[-1].entries] == ["岛上来信"]
    second = manuscript(tmp_path, "又一封。", "另一篇.docx", "另一封信")
    place(second, issue, "新来的栏目")
    assert [entry.article.title for entry in read_issue(issue).sections[-1].entries] == ["岛上来信", "另一封信"]


def test_a_revised_manuscript_replaces_what_nobody_has_edited(issue: Path, tmp_path: Path) -> None:
    first = manuscript(tmp_path, "一切都好。")
    place(first, issue, "来稿")
    assert place(first, issue, "来稿").outcome == "unchanged"
    revised = manuscript(tmp_path, "一切都好，放心。")
    assert choose_slug(issue, tmp_path / "来稿.docx", "改了题目") == first.slug
    assert choose_slug(issue, tmp_path / "来稿（二稿）.docx", "岛上来信") == first.slug
    assert choose_slug(issue, tmp_path / "另一篇.docx", "岛上·来信") == f"{first.slug}-2"
    assert place(revised, issue, "来稿").outcome == "written"
    assert "放心" in (issue / "articles" / f"{first.slug}.md").read_text(encoding="utf-8")
    assert (issue / "issue.yaml").read_text(encoding="utf-8").count(first.slug) == 1


def test_what_an_editor_has_changed_is_left_and_the_difference_shown(issue: Path, tmp_path: Path) -> None:
    first = manuscript(tmp_path, "一切都好。")
    place(first, issue, "来稿")
    path = issue / "articles" / f"{first.slug}.md"
    edited = path.read_text(encoding="utf-8").replace("船在港里", "船都在港里")
    path.write_text(edited, encoding="utf-8")
    assert place(first, issue, "来稿").outcome == "unchanged"
    revised = manuscript(tmp_path, "一切都好，放心。")
    placed = place(revised, issue, "来稿")
    assert (placed.outcome, placed.written) == ("edited", ())
    assert "-一切都好。" in placed.difference
    assert "+一切都好，放心。" in placed.difference
    assert "船都" not in placed.difference
    assert path.read_text(encoding="utf-8") == edited
    assert place(revised, issue, "来稿", is_applied=True).outcome == "applied"
    assert path.read_text(encoding="utf-8") == edited
    assert place(revised, issue, "来稿").outcome == "unchanged"


def test_an_article_that_was_not_imported_is_never_overwritten(issue: Path, tmp_path: Path) -> None:
    article = manuscript(tmp_path, "一切都好。")
    (issue / "articles" / f"{article.slug}.md").write_text("---\ntitle: 旧\n---\n\n文\n", encoding="utf-8")
    with pytest.raises(FileAccessError, match="--name"):
        place(article, issue, "来稿")


def test_an_entry_keeps_all_that_is_written_around_it(tmp_path: Path) -> None:
    text = (
        "year: 2024  # 年\nnumber: 1\ndate: 2024-01\nsections:\n"
        "- name: 甲\n  articles:\n    - file: articles/a.md\n      contents_title: 短\n\n    # 下面的等照片\n"
        "- name: 乙   # 乙栏\n  articles: [{file: articles/b.md}]\n"
    )
    (tmp_path / "issue.yaml").write_text(text, encoding="utf-8")
    assert with_entry(tmp_path, "甲", "articles/a.md") is None
    new = with_entry(tmp_path, "甲", "articles/c.md")
    assert new is not None
    assert "      contents_title: 短\n    - file: articles/c.md\n\n    # 下面的等照片\n" in new
    with pytest.raises(ContentError, match="by hand"):
        with_entry(tmp_path, "乙", "articles/c.md")
    added = with_entry(tmp_path, "丙: 新", "articles/c.md")
    assert added is not None
    assert added.endswith('- name: "丙: 新"\n  articles:\n    - file: articles/c.md\n')


@pytest.mark.parametrize("name", ["../../../../secret", "/tmp/secret", "..", ".hidden", "a\n", 7, None])
def test_a_hostile_record_leads_nowhere(issue: Path, tmp_path: Path, name: object) -> None:
    (issue / "imports").mkdir()
    (issue / "imports/manuscripts.json").write_text(json.dumps({"来稿.docx": {"article": name}}), encoding="utf-8")
    assert choose_slug(issue, tmp_path / "来稿.docx", "岛上来信") == "daoshanglaixin"


def test_nothing_is_written_through_links(issue: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (issue / "imports").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(ContentError, match="outside"):
        place(manuscript(tmp_path, "一切都好。"), issue)
    (issue / "imports").unlink()
    (issue / "imports").symlink_to(issue / "images")
    with pytest.raises(FileAccessError, match="link"):
        place(manuscript(tmp_path, "一切都好。"), issue)
    assert not list((tmp_path / "elsewhere").iterdir())
