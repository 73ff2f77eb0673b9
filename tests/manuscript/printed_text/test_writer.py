"""The workspace written: it reads back, and it is there whole or not at all."""

from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.blocks import Block, Paragraph
from pipeline.errors import ContentError, FileAccessError, UsageError
from pipeline.inlines import Strong
from pipeline.manuscript.printed_text import PrintedIssue, import_text, write_workspace
from pipeline.manuscript.reader import read_issue
from pipeline.manuscript.workspace import MAX_TEXT_BYTES
from pipeline.model import Issue

Read = Callable[[str], PrintedIssue]


def read_back(into: Path) -> Issue:
    (issue,) = into.glob("issues/*/*/*/issue.yaml")
    return read_issue(issue.parent)


def kind_of(block: Block) -> tuple[str, object]:
    return type(block).__name__, getattr(block, "style", None) or getattr(block, "level", None)


def test_the_small_issue_reads_back(read: Read, sample: str, tmp_path: Path) -> None:
    printed = read(sample)
    files = write_workspace(printed, tmp_path / "new" / "workspace")
    assert all(file.is_file() for file in files)
    issue = read_back(tmp_path / "new" / "workspace")
    assert issue.id == "dtgx-2024-12"
    assert (str(issue.total_number), str(issue.date)) == (str(printed.total_number), str(printed.date))
    assert (issue.publication.name, issue.publication.latin_name) == ("灯塔工讯", "Deng Ta Gong Xun")
    assert (issue.publication.organisers, issue.publication.layout) == (printed.organisers, "gongyun")
    assert [(x.name, x.contents_name) for x in issue.sections] == [(x.name, x.contents_name) for x in printed.sections]
    entries = list(issue.entries)
    assert [entry.printed_folio for entry in entries] == [2, 3, 5, 6]
    assert [entry.article.title for entry in entries] == [article.title for article in printed.articles]
    assert [entry.article.slug for entry in entries][:2] == ["01-zhiquantishoutaren", "02-haidaozhigongshitang"]
    assert entries[2].contents_title == "本社：守好一盏灯，照亮一条路"
    for entry, article in zip(entries, printed.articles, strict=True):
        assert list(map(kind_of, entry.article.body)) == list(map(kind_of, article.blocks))
    styles = [block.style for block in entries[0].article.body if isinstance(block, Paragraph)]
    assert styles == ["salutation", "body", "signoff"]
    lead_in = entries[3].article.body[1]
    assert isinstance(lead_in, Paragraph)
    assert isinstance(lead_in.children[0], Strong)


def test_subtitle_and_colophon_are_written(read: Read, sample: str, tmp_path: Path) -> None:
    text = sample.replace("海区委员会主办", "海区委员会主办\n印刷：海区印刷厂")
    text = text.replace("评议会开了", "——三天纪要\n\n评议会开了")
    write_workspace(read(text), tmp_path, "deng-ta")
    issue = read_back(tmp_path)
    assert issue.publication.id == "deng-ta"
    assert issue.publication.colophon == (("印刷", "海区印刷厂"),)
    assert [entry.article.subtitle for entry in issue.entries] == ["", "——三天纪要", "", ""]


def test_names_without_han_have_a_folder_and_slugs_too(read: Read, sample: str, tmp_path: Path) -> None:
    text = sample.replace("# 灯塔工讯", "# ★").replace("守好一盏灯，照亮一条路", "★☆★☆★☆★：A1").replace("本社：★", "★")
    write_workspace(read(text), tmp_path)
    issue = read_back(tmp_path)
    assert issue.publication.id == "publication"
    assert [entry.article.slug for entry in issue.entries][2] == "03-a1"


@pytest.mark.parametrize("name", ["Gongyun", "../x", "", "a b", "-a", "a/b", "工运"])
def test_an_id_that_names_no_folder_is_refused(read: Read, sample: str, tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError, match="cannot name"):
        write_workspace(read(sample), tmp_path / "into", name)
    assert not (tmp_path / "into").exists()


def test_nothing_is_overwritten(read: Read, sample: str, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("keep", encoding="utf-8")
    for into in (tmp_path, tmp_path / "mine.txt"):
        with pytest.raises(FileAccessError, match="not an empty folder") as caught:
            write_workspace(read(sample), into)
        assert caught.value.problems[0].hint
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


@pytest.mark.parametrize("exists", [False, True])
def test_a_failed_write_leaves_nothing(
    read: Read, sample: str, tmp_path: Path, exists: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    into = tmp_path / "into"
    if exists:
        into.mkdir()
    printed = read(sample)

    def fail(self: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "rename", fail)
    with pytest.raises(FileAccessError, match="No space left"):
        write_workspace(printed, into)
    assert into.exists() == exists
    assert [path for path in tmp_path.rglob("*") if path != into] == []


def test_a_file_is_imported(sample: str, tmp_path: Path) -> None:
    file = tmp_path / "printed.txt"
    file.write_text(sample, encoding="utf-8-sig", newline="\r\n")
    printed, files = import_text(file, tmp_path / "into")
    assert printed.path == file
    assert len(files) == 6
    assert len(list(read_back(tmp_path / "into").entries)) == 4


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ("灯塔".encode("gb18030"), "not UTF-8"),
        (b"%PDF-1.7\n\x00\x01", "control character"),
        (b"x" * (MAX_TEXT_BYTES + 1), "larger than 8 MB"),
        (b"", "no contents"),
        (b"# README\n\n## Contents\n\n- [Usage](#usage)\n\nText.\n", "name no folio"),
    ],
)
def test_files_that_are_no_printed_issue(tmp_path: Path, data: bytes, message: str) -> None:
    file = tmp_path / "printed.txt"
    file.write_bytes(data)
    with pytest.raises(ContentError, match=message):
        import_text(file, tmp_path / "into")
    assert not (tmp_path / "into").exists()


def test_the_real_issue_reads_back(seed: Path, tmp_path: Path) -> None:
    printed, _files = import_text(seed, tmp_path / "into", "gongyun")
    issue = read_back(tmp_path / "into")
    assert issue.id == "gongyun-2023-01"
    assert [entry.printed_folio for entry in issue.entries] == [2, 4, 7, 10, 18, 20, 28, 34]
    for entry, article in zip(issue.entries, printed.articles, strict=True):
        assert entry.article.title == article.title
        assert list(map(kind_of, entry.article.body)) == list(map(kind_of, article.blocks))
    strong = [
        child
        for entry in issue.entries
        for block in entry.article.body
        if isinstance(block, Paragraph)
        for child in block.children
        if isinstance(child, Strong)
    ]
    assert len(strong) == 4
