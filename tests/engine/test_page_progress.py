"""A part that takes long tells how far it is; nothing of that is taken for a warning."""

import logging

import pytest

from pipeline.engine import page_progress
from pipeline.engine.page_progress import tell_pages
from pipeline.engine.pages import Typesetter
from pipeline.resources import find_shipped

HTML = "<html lang=zh><p>一<p style='break-before: page'>二<p style='break-before: page'>三</html>"


def told(interval: float, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    monkeypatch.setattr(page_progress, "INTERVAL", interval)
    typesetter, pages = Typesetter(fonts=find_shipped("fonts"), style_sheets={}, folders={}), []
    with tell_pages(pages.append):
        part = typesetter.lay_out(HTML)
    assert part.page_count == 3
    assert part.warnings == part.faults == ()
    return pages


def test_pages_are_told_as_they_are_laid_out(monkeypatch: pytest.MonkeyPatch) -> None:
    assert told(0, monkeypatch) == [1, 2]


def test_a_part_that_is_quick_tells_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    assert told(1000, monkeypatch) == []


def test_the_logger_is_left_as_it_was() -> None:
    logger = logging.getLogger("weasyprint.progress")
    before = logger.handlers[:], logger.level, logger.propagate
    with pytest.raises(ZeroDivisionError), tell_pages(lambda _count: None):
        1 / 0  # noqa: B018
    assert (logger.handlers, logger.level, logger.propagate) == before
