"""Characters that no face has: each with a remedy that works."""

from pathlib import Path

from pipeline.fonts.coverage import Coverage
from pipeline.manuscript.reader import read_issue
from pipeline.production.issue.glyphs import missing_glyphs
from tests.workspaces import ISSUE, good_workspace


def hints(folder: Path, characters: str) -> dict[str, str]:
    """What is said of each of the *characters*, where the faces lack them and no others."""
    workspace = good_workspace(folder)
    article = next((workspace / ISSUE / "articles").glob("*.md"))
    article.write_text(article.read_text(encoding="utf-8") + f"\n这里有{characters}。\n", encoding="utf-8")
    every = frozenset(range(0x20, 0x30000)) - set(map(ord, characters))
    missing = missing_glyphs(read_issue(workspace / ISSUE), Coverage({"song": every}))
    assert [glyph.character for glyph in missing] == list(characters)
    return {glyph.character: glyph.problem.hint for glyph in missing}


def test_the_character_that_a_form_stands_for_is_named_if_a_face_has_it(tmp_path: Path) -> None:
    assert hints(tmp_path, "𝐀")["𝐀"].startswith("Write A. ")


def test_another_that_is_missing_as_well_is_none(tmp_path: Path) -> None:
    for hint in hints(tmp_path, "\u0f52\u0f51\u0fb7").values():
        assert hint.startswith("Add a face that has it: ")
