"""Letters with accents that stand over them are one word to every program, and stand where they are drawn."""

from functools import cache
from pathlib import Path
from unicodedata import combining

import pytest

from tests.conformance.printed_page import read_pages
from tests.extraction.accents import count_broken, write_words
from tests.extraction.extractors import EXTRACTORS, Extracted
from tests.extraction.measuring import judge


@pytest.fixture(scope="module")
def pdf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_words(tmp_path_factory.mktemp("accents") / "accents.pdf")


@cache
def read(pdf: Path, program: str) -> list[Extracted]:
    return EXTRACTORS[program](pdf)


@pytest.mark.parametrize("program", EXTRACTORS)
def test_a_word_is_found_across_its_accents(pdf: Path, program: str) -> None:
    assert count_broken(read(pdf, program)) == {}


@pytest.mark.parametrize("program", ["PDFium", "MuPDF", "PDF.js"])
def test_letters_are_found_where_they_stand(pdf: Path, program: str) -> None:
    astray = judge(read(pdf, program), read_pages(pdf.read_bytes())).astray
    # An accent has no width where its letter ends, and no place of its own.
    assert [text for text in astray if not combining(text[0]) and not combining(text[-1])] == []


def test_a_word_is_broken_where_accents_are_moved(tmp_path: Path) -> None:
    moved = write_words(tmp_path / "moved.pdf", moved=True)
    for program in ("poppler", "PDFium", "MuPDF"):
        assert len(count_broken(EXTRACTORS[program](moved))) > 5, program
