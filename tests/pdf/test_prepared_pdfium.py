"""Copies of a process that has loaded pdfium, which tests take for new ones: what happens there is told as of those."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from pipeline.pdf import bounded_pdfium
from pipeline.pdf.bounded_pdfium import PdfiumReader
from tests import prepared_pdfium


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with three empty pages, each 10 pt wider than the one before, in a file ``three.pdf``."""
    document = pypdfium2.PdfDocument.new()
    for width in (100, 110, 120):
        document.new_page(width, 100)
    document.save(tmp_path / "three.pdf")
    document.close()
    return tmp_path


def _widths(document: Any, start: int, falls: int = -1) -> Iterator[tuple[float, int]]:
    for index in range(start, len(document)):
        if index == falls:
            os.kill(os.getpid(), signal.SIGSEGV)
        yield document[index].get_width(), os.getppid()


def test_copies_are_taken_and_tell_of_files_where_the_command_is(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert bounded_pdfium._start is not prepared_pdfium.start_new
    monkeypatch.chdir(folder)
    with PdfiumReader(Path("three.pdf")) as reader:
        told = list(reader.tell(_widths))
    assert [each and each[0] for each in told] == [100, 110, 120]
    assert os.getpid() not in {each[1] for each in told if each}  # no child of this one


def test_where_a_copy_falls_another_one_goes_on(folder: Path) -> None:
    with PdfiumReader(folder / "three.pdf") as reader:
        assert [each and each[0] for each in reader.tell(_widths, (1,))] == [100, None, 120]
