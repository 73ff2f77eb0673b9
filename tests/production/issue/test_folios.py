"""Folios that begin with another number, and behind the cover: printed, linked, labelled; sides go by the pages."""

import io
import json
import re
import shutil
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from pipeline.errors import ContentError
from tests.builders import new_builder
from tests.workspaces import ISSUE, good_workspace, replace_in

FIRST = 49


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


def texts_of(document: pypdfium2.PdfDocument) -> list[str]:
    return [squeezed(page.get_textpage().get_text_bounded()) for page in document]


def is_at_right(page: pypdfium2.PdfPage, folio: str) -> bool:
    """Whether the last *folio* on *page* stands in its right half."""
    text = page.get_textpage()
    last = text.get_text_range().rindex(folio)
    return bool(text.get_charbox(last)[0] > page.get_width() / 2)


@pytest.mark.parametrize(("layout", "skipped"), [("gongyun", 1), ("journal", 2), ("huakan", 1)])
def test_a_year_that_counts_through_without_covers(tmp_path: Path, layout: str, skipped: int) -> None:
    issue = good_workspace(tmp_path, layout) / ISSUE
    replace_in(issue / "issue.yaml", "cover:", f"folios: {{first: {FIRST}, skip_cover: true}}\ncover:")
    finished = new_builder().build(issue, lambda stage: None)
    data = finished.files["hao-2024-01.pdf"]
    document = pypdfium2.PdfDocument(data)
    texts = texts_of(document)
    contents = texts[0 if layout == "gongyun" else skipped]
    for entry in finished.entries:
        assert entry.folio == entry.page - skipped + FIRST - 1
        assert str(entry.folio) in texts[entry.page - 1]
        assert str(entry.folio) in contents
        if layout != "gongyun":  # whose folios stand in the middle
            assert is_at_right(document[entry.page - 1], str(entry.folio)) == (entry.page % 2 == 1)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        labels = [str(page.label) for page in pdf.pages]
    assert labels[: skipped + 1] == [*("封面", "封二")[:skipped], str(FIRST)]
    known = json.loads(finished.files[".hao-2024-01-text.json"])
    for row, entry in zip(known["articles"], finished.entries, strict=True):
        assert (row["page"], row["issue_folio"]) == (entry.page - 1, entry.folio)
        assert known["pages"][row["page"]]


def test_folios_go_on_from_the_issue_before(tmp_path: Path) -> None:
    first = good_workspace(tmp_path) / ISSUE
    second = first.with_name("02")
    shutil.copytree(first, second)
    replace_in(second / "issue.yaml", "number: 1\n", "number: 2\nfolios: {first: continue}\n")
    with (first / "issue.yaml").open("a", encoding="utf-8") as file:
        file.write("folios: {first: 7, skip_cover: true}\n")
    before = new_builder().build(first, lambda stage: None)
    finished = new_builder().build(second, lambda stage: None)
    assert finished.entries[0].folio - finished.entries[0].page == before.pages - 1 + 6
    assert first / "articles/duanxin.md" in finished.sources
    shutil.rmtree(first)
    with pytest.raises(ContentError, match=r"issue\.yaml:3: The folios go on from number 1, which is not there\."):
        new_builder().build(second, lambda stage: None)


def test_offprints_have_the_pages_of_their_article(tmp_path: Path) -> None:
    issue = good_workspace(tmp_path) / ISSUE
    replace_in(issue / "issue.yaml", "cover:", f"folios: {{first: {FIRST}}}\ncover:")
    finished = new_builder().build(issue, lambda stage: None, offprints=True)
    for entry in finished.entries:
        texts = texts_of(pypdfium2.PdfDocument(finished.files[f"offprints/hao-2024-01-{entry.slug}.pdf"]))
        assert len(texts) == entry.last_page - entry.page + 1
        assert f"—{entry.folio}—" in texts[0]
