"""pdfium in a process of its own: whatever happens there, the caller goes on."""

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from pipeline.pdf import bounded_pdfium
from pipeline.pdf.bounded_pdfium import Patience, PdfiumReader, UnreadablePdfError, tell_pages
from tests import prepared_pdfium


@pytest.fixture(autouse=True)
def _new_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounded_pdfium, "_start", prepared_pdfium.start_new)


@pytest.fixture
def pdf(tmp_path: Path) -> Path:
    """Five empty pages, each 10 pt wider than the one before."""
    document = pypdfium2.PdfDocument.new()
    for number in range(5):
        document.new_page(100 + 10 * number, 100)
    document.save(tmp_path / "five.pdf")
    document.close()
    return tmp_path / "five.pdf"


def _widths(document: Any, start: int, at: int = -1, trouble: str = "") -> Iterator[float]:
    """The width of each page; in place of that of *at* comes *trouble*."""
    for index in range(start, len(document)):
        if index == at and trouble == "death":
            os.kill(os.getpid(), signal.SIGSEGV)
        if index == at and trouble == "error":
            raise KeyError(index)
        if index == at and trouble == "work":
            while True:
                pass
        if index == at and trouble == "sleep":
            time.sleep(60)
        if index == at and trouble == "memory":
            bytearray(4 << 30)
        yield document[index].get_width()


def test_each_page_is_told_in_order(pdf: Path) -> None:
    assert list(tell_pages(pdf, _widths)) == [100, 110, 120, 130, 140]


@pytest.mark.parametrize("trouble", ["death", "error", "work", "sleep", "memory"])
def test_a_page_that_stops_it_is_passed_over(pdf: Path, trouble: str) -> None:
    patience = Patience(wait=3, work=1, later_work=1)
    assert list(tell_pages(pdf, _widths, (2, trouble), patience)) == [100, 110, None, 130, 140]


def test_after_some_stops_the_rest_is_missing(pdf: Path) -> None:
    assert list(tell_pages(pdf, _dying, (), Patience(stops=2))) == [None, None]


def _dying(_document: Any, _start: int) -> Iterator[int]:
    os.kill(os.getpid(), signal.SIGKILL)
    yield 0


def test_all_pages_together_have_a_time(pdf: Path) -> None:
    begin = time.monotonic()
    assert list(tell_pages(pdf, _widths, (0, "sleep"), Patience(whole=2))) == []
    assert time.monotonic() - begin < 20


@pytest.mark.parametrize("data", [b"", b"no PDF"])
def test_what_is_no_pdf_is_told(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "no.pdf"
    path.write_bytes(data)
    with pytest.raises(UnreadablePdfError):
        list(tell_pages(path, _widths))
    with pytest.raises(UnreadablePdfError):
        list(tell_pages(tmp_path / "none.pdf", _widths))


def _process(_document: Any, _start: int) -> Iterator[int]:
    yield os.getpid()


def _widths_if_new(document: Any, start: int, used: int) -> Iterator[float]:
    """The width of each page; at the third the process *used* ends."""
    for index in range(start, len(document)):
        if index == 2 and os.getpid() == used:
            os.kill(used, signal.SIGKILL)
        yield document[index].get_width()


def test_one_process_tells_one_thing_after_another(pdf: Path) -> None:
    with PdfiumReader(pdf) as reader:
        (first,) = reader.tell(_process)
        assert list(reader.tell(_widths)) == [100, 110, 120, 130, 140]
        assert list(reader.tell(_process)) == [first]
        assert next(reader.tell(_widths)) == 100  # nobody reads on
        assert list(reader.tell(_widths)) == [100, 110, 120, 130, 140]
        (second,) = reader.tell(_process)
    assert second != first


def test_nothing_is_lost_where_a_process_that_was_used_before_ends(pdf: Path) -> None:
    with PdfiumReader(pdf) as reader:
        (used,) = reader.tell(_process)
        assert list(reader.tell(_widths_if_new, (used,), Patience(stops=1))) == [100, 110, 120, 130, 140]
