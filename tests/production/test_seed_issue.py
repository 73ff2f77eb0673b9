"""The real printed issue: imported, set by geometry alone, its articles begin on the folios they had in print."""

from collections import Counter
from pathlib import Path

import pytest

from pipeline.manuscript.printed_text import import_text
from pipeline.production.issue.issue_builder import FinishedIssue
from tests.builders import new_builder
from tests.page_texts import page_texts

PRINTED = [2, 4, 7, 10, 18, 20, 28, 34]


@pytest.fixture(scope="module")
def seed_issue(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> FinishedIssue:
    workspace = tmp_path_factory.mktemp("seed") / "w"
    (text,) = (shared / "seed").glob("*.txt")
    import_text(text, workspace)
    (issue,) = workspace.glob("issues/*/*/*")
    return new_builder().build(issue, lambda stage: None)


def test_the_articles_begin_on_their_printed_folios(seed_issue: FinishedIssue) -> None:
    assert [entry.printed_folio for entry in seed_issue.entries] == PRINTED
    assert [entry.folio for entry in seed_issue.entries] == PRINTED
    (white,) = seed_issue.warnings  # the issue left a page half empty, too
    assert "43 per cent of the page with folio 6 are empty" in str(white)


def test_no_han_character_is_lost_on_paper(seed_issue: FinishedIssue, shared: Path) -> None:
    (path,) = (shared / "seed").glob("*.txt")
    source = path.read_text(encoding="utf-8").split("全国委员会主办", 1)[1]
    printed = "".join(page_texts(seed_issue.files[f"{seed_issue.id}.pdf"])[1:])
    han = Counter(character for character in source if "\u4e00" <= character <= "\u9fff")
    on_paper = Counter(character for character in printed if "\u4e00" <= character <= "\u9fff")
    assert han.total() > 18000
    assert on_paper.total() >= han.total()
    assert {character: count for character, count in han.items() if on_paper[character] < count} == {}
