"""The text of pages for the search index, whatever the file."""

from pathlib import Path

import pytest

from pipeline.intake import page_text
from pipeline.intake.page_text import page_texts
from tests.binding.small_parts import part_pdf
from tests.intake.hostile_files import encrypted, rich


def test_text_of_each_page(tmp_path: Path) -> None:
    path = tmp_path / "one.pdf"
    path.write_bytes(part_pdf("one", ("甲", "乙", "丙")))
    texts = page_texts(path, 3)
    assert [text.split("\n")[0] for text in texts] == ["第1页甲", "第2页乙", "第3页丙"]
    assert page_texts(path, 2) == texts[:2]
    assert page_texts(path, 4) == (*texts, "")


def test_files_without_text(tmp_path: Path) -> None:
    path = tmp_path / "none.pdf"
    path.write_bytes(b"%PDF-1.4 nothing")
    assert page_texts(path, 2) == ("", "")
    path.write_bytes(encrypted(rich(), "secret"))
    assert page_texts(path, 3) == ("", "", "")


def test_pages_that_take_too_long_have_no_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_text, "tell_pages", lambda *_arguments: iter(["甲", None]))
    assert page_texts(tmp_path / "x.pdf", 3) == ("甲", "", "")
