"""Texts on the desk: saved only over what they began with, and nowhere but in the issue."""

import os
from pathlib import Path

import pytest

from pipeline.desk.source_files import Difference, SourceFiles, SourceText
from pipeline.errors import FileAccessError
from tests.workspaces import ISSUE, good_workspace

NAME = "articles/dengta.md"


@pytest.fixture
def files(tmp_path: Path) -> SourceFiles:
    """Those of the good issue."""
    workspace = good_workspace(tmp_path)
    return SourceFiles(workspace / ISSUE, workspace)


def read(files: SourceFiles) -> SourceText:
    """The article."""
    found = files.read(NAME)
    assert found is not None
    return found


def test_texts_are_listed_with_the_issue_first(files: SourceFiles) -> None:
    names = files.names()
    assert names[0] == "issue.yaml"
    assert NAME in names
    assert not [name for name in names if not name.endswith((".md", ".yaml", ".bib"))]


def test_a_text_is_saved(files: SourceFiles) -> None:
    before = read(files)
    saved = files.save(NAME, before.text + "新的一句。\n", before.tag)
    assert isinstance(saved, SourceText)
    assert read(files) == saved
    assert saved.tag != before.tag


def test_what_somebody_else_wrote_is_not_overwritten(files: SourceFiles) -> None:
    before, path = read(files), files.issue / NAME
    path.write_text(before.text + "别人的话。\n", encoding="utf-8")
    found = files.save(NAME, before.text + "我的话。\n", before.tag)
    assert isinstance(found, Difference)
    assert ("-", "别人的话。") in found.rows
    assert ("+", "我的话。") in found.rows
    assert path.read_text(encoding="utf-8").endswith("别人的话。\n")
    assert isinstance(files.save(NAME, "我的话。\n", found.disk.tag), SourceText)  # having seen it


def test_a_long_difference_is_said_to_go_on(files: SourceFiles) -> None:
    before = read(files)
    found = files.save(NAME, "\n".join(map(str, range(2000))), "other")
    assert isinstance(found, Difference)
    assert found.is_cut
    assert read(files) == before


def test_line_ends_and_byte_order_mark_stay(files: SourceFiles) -> None:
    path = files.issue / NAME
    path.write_bytes("\ufeff一\r\n二\r\n".encode())
    before = read(files)
    assert before.text == "一\n二\n"
    files.save(NAME, "一\n二\n三\n", before.tag)
    assert path.read_bytes() == "\ufeff一\r\n二\r\n三\r\n".encode()


@pytest.mark.parametrize(
    "name",
    [
        "../../../../secret.md", "articles/../issue.yaml", "/etc/passwd", "articles//dengta.md", "", ".hidden.md",
        "articles/.hidden.md", "images/x.svg", "articles", "articles/nowhere.md", "articles/a\0.md", "articles\\x.md",
        "a/b/c/d/e.md", "articles/" + "x" * 5000 + ".md", "linked.md", "inside.md", "folder/dengta.md", "pipe.md",
    ],
)  # fmt: skip
def test_other_places_are_none(files: SourceFiles, tmp_path: Path, name: str) -> None:
    (tmp_path / "secret.md").write_text("secret", encoding="utf-8")
    (files.workspace / "secret.md").write_text("secret", encoding="utf-8")
    (files.issue / ".hidden.md").write_text("x", encoding="utf-8")
    (files.issue / "articles/.hidden.md").write_text("x", encoding="utf-8")
    (files.issue / "linked.md").symlink_to(tmp_path / "secret.md")
    (files.issue / "inside.md").symlink_to(files.issue / NAME)
    (files.issue / "folder").symlink_to(files.issue / "articles")
    os.mkfifo(files.issue / "pipe.md")
    assert files.read(name) is None
    assert files.save(name, "x", "") is None
    assert (tmp_path / "secret.md").read_text(encoding="utf-8") == "secret"
    assert name not in files.names()


def test_a_text_too_large_is_told(files: SourceFiles) -> None:
    before = read(files)
    with pytest.raises(FileAccessError, match="larger"):
        files.save(NAME, "x" * (9 << 20), before.tag)
    assert read(files) == before


def test_what_is_no_text_is_told(files: SourceFiles) -> None:
    (files.issue / NAME).write_bytes(b"\xff\xfe\x00")
    with pytest.raises(FileAccessError, match="UTF-8"):
        files.read(NAME)
