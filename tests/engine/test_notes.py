"""Notes on paper: counted anew on each page where the layout says so, at the end of the article, at the title."""

import re
import shutil
from pathlib import Path

import pytest

from pipeline.resources import find_shipped
from tests.builders import new_builder
from tests.finished import LAYOUTS
from tests.page_texts import page_texts
from tests.workspaces import ISSUE, PUBLICATION, good_workspace, replace_in

PARAGRAPH = "这是一段很长的话，用来看注的编号。" * 12
BODY = "\n\n".join(f"{PARAGRAPH}[^{number}]" for number in range(1, 10))
NOTES = "\n".join(f"[^{number}]: 注文之{number}完。" for number in range(1, 10))


def texts(folder: Path, base: str, notes: str) -> list[str]:
    """The text of each page of an issue in a copy of the layout *base* that has *notes*."""
    workspace = good_workspace(folder)
    shutil.copytree(find_shipped("layouts") / base, workspace / "layouts/eigen")
    replace_in(workspace / PUBLICATION / "publication.yaml", "layout: gongyun", "layout: eigen")
    with (workspace / "layouts/eigen/layout.yaml").open("a", encoding="utf-8") as file:
        file.write(f"\nnotes: {notes}\n")
    article = workspace / ISSUE / "articles/duanxin.md"
    article.write_text(f"---\ntitle: 注\ntitle_note: 据讲话整理。\n---\n\n{BODY}\n\n{NOTES}\n", encoding="utf-8")
    issue = new_builder().build(workspace / ISSUE, lambda stage: None)
    return ["".join(text.split()) for text in page_texts(issue.files[f"{issue.id}.pdf"])]


def signs(page: str) -> list[str]:
    return re.findall(r"(.)注文之\d完", page)


@pytest.mark.parametrize("base", LAYOUTS)
def test_anew_on_each_page(base: str, tmp_path: Path) -> None:
    pages = [page for page in texts(tmp_path, base, "{numbering: page}") if signs(page)]
    assert len(pages) > 1
    for page in pages:
        assert signs(page) == list("①②③④⑤⑥⑦⑧⑨"[: len(signs(page))])
        for sign in signs(page):
            assert page.count(sign) >= 2, "at its call and at the note"


def test_by_article_as_before(tmp_path: Path) -> None:
    assert "".join("".join(signs(page)) for page in texts(tmp_path, "gongyun", "{}")) == "①②③④⑤⑥⑦⑧⑨"


@pytest.mark.parametrize("base", LAYOUTS)
def test_at_the_end_of_the_article(base: str, tmp_path: Path) -> None:
    pages = texts(tmp_path, base, "{place: end}")
    whole = "".join(pages)
    assert "".join(re.findall(r"(.)注文之\d完", whole)) == "①②③④⑤⑥⑦⑧⑨"
    assert whole.index("编号。⑨") < whole.index("注释①注文之1完。②注文之2完")


def test_a_note_to_the_title_is_not_counted(tmp_path: Path) -> None:
    whole = "".join(texts(tmp_path, "gongyun", "{}"))
    assert "＊据讲话整理。" in whole
    assert "①注文之1完" in whole
