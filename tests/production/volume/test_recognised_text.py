"""Text that is recognised in pictures: only where a page has none, with what is told of it."""

from pathlib import Path

import pytest

from pipeline.intake.tamed_pdf import take_in
from pipeline.intake.text_recognition import RecognisedPage, RecognisedWord
from pipeline.production.volume import recognised_text
from pipeline.production.volume.recognised_text import read_pictures
from tests.intake.hostile_files import pages

WORD = RecognisedWord("工会", (0.1, 0.1, 0.5, 0.2))


def test_pages_without_text_get_what_is_recognised(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[list[int]] = []

    def recognise(_path: Path, wanted: list[int]) -> dict[int, RecognisedPage]:
        asked.append(wanted)
        return {1: RecognisedPage(((WORD,),), 0.9), 2: RecognisedPage(((WORD,),), 0.5), 3: RecognisedPage((), 0.0)}

    monkeypatch.setattr(recognised_text, "recognise_pages", recognise)
    path = tmp_path / "old.pdf"
    path.write_bytes(pages([b"/MediaBox[0 0 300 400]"] * 5))
    taken = take_in(path, "x")
    read = read_pictures(path, taken, ("text", " ", "", "", ""))
    assert asked == [[1, 2, 3, 4]]
    assert read.texts == ("text", "工会", "工会", "", "")
    assert read.confidence == {1: 0.9, 2: 0.5}
    assert read.notes == (
        (
            "The text of 2 pages was recognised in their pictures (tesseract). It is a guess: 70 per cent sure on"
            " average, 50 on page 3."
        ),
        "The text of page 5 could not be recognised.",
    )
    changed = {number for number in taken.pdf.bodies if read.pdf.bodies[number] != taken.pdf.bodies[number]}
    assert changed == {taken.pages[1].number, taken.pages[2].number}


def test_nothing_is_told_where_nothing_is_recognised(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recognised_text, "recognise_pages", lambda _path, _wanted: {})
    path = tmp_path / "old.pdf"
    path.write_bytes(pages([b"/MediaBox[0 0 300 400]"]))
    taken = take_in(path, "x")
    read = read_pictures(path, taken, ("text",))
    assert (read.texts, read.confidence, read.notes) == (("text",), {}, ())
    assert read.pdf == taken.pdf
