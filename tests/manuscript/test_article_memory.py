"""An issue that is read again reads only what has changed, and gives what a first reading would."""

from pathlib import Path

import pytest

from pipeline.errors import ContentError
from pipeline.manuscript import article_memory
from pipeline.manuscript.article_memory import ArticleMemory
from pipeline.manuscript.reader import read_issue
from tests.workspaces import ISSUE, good_workspace


@pytest.fixture
def issue(tmp_path: Path) -> Path:
    """The good issue."""
    return good_workspace(tmp_path) / ISSUE


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the articles that are read."""
    names: list[str] = []
    real = article_memory.read_article_text

    def note(text: str, path: Path, *rest: object) -> object:
        names.append(path.stem)
        return real(text, path, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(article_memory, "read_article_text", note)
    return names


def test_only_what_has_changed_is_read_again(issue: Path, read: list[str]) -> None:
    memory = ArticleMemory()
    first = read_issue(issue, memory=memory)
    assert sorted(read) == ["dengta", "diaocha", "duanxin"]
    read.clear()
    assert read_issue(issue, memory=memory) == first
    assert read == []
    article = issue / "articles/dengta.md"
    article.write_text(article.read_text(encoding="utf-8") + "\n又是一年。\n", encoding="utf-8")
    again = read_issue(issue, memory=memory)
    assert read == ["dengta"]
    assert again == read_issue(issue)
    assert again != first


def test_a_picture_that_changes_is_looked_into_again(issue: Path, read: list[str]) -> None:
    memory = ArticleMemory()
    first = read_issue(issue, memory=memory)
    picture = issue / "images/bar.jpg"
    picture.write_bytes((issue / "images/square.png").read_bytes())
    read.clear()
    with pytest.raises(ContentError):
        read_issue(issue, memory=memory)
    assert len(read) == 3
    picture.unlink()
    with pytest.raises(ContentError):
        read_issue(issue, memory=memory)
    assert first.sections


def test_what_is_wrong_is_told_each_time_and_what_leads_out_is_read_each_time(issue: Path, read: list[str]) -> None:
    memory = ArticleMemory()
    article = issue / "articles/duanxin.md"
    text = article.read_text(encoding="utf-8")
    article.write_text(text + "\n[见](#nirgends) <b>\n", encoding="utf-8")
    told = []
    for _time in range(2):
        with pytest.raises(ContentError) as caught:
            read_issue(issue, memory=memory)
        told.append([str(problem) for problem in caught.value.problems])
    assert told[0] == told[1]
    article.write_text(text + "\n[外](https://example.org/a/../b)\n", encoding="utf-8")
    read.clear()
    for _time in range(2):
        read_issue(issue, memory=memory)
    assert read == ["duanxin", "duanxin"]
