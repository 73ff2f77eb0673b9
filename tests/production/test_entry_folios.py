"""Where each article begins and ends, and layouts that leave one out."""

from collections.abc import Mapping
from types import SimpleNamespace
from typing import cast

import pytest

from pipeline.bounded_files import BoundedFolder
from pipeline.engine.laid_out_part import LaidOutPart, PageFilling, PlacedBlock
from pipeline.errors import RenderError
from pipeline.layout import Composer, find_layout
from pipeline.manuscript.reader import read_issue
from pipeline.production.issue.entry_folios import entry_folios
from pipeline.production.issue.glyphs import PlacedRun
from pipeline.production.pagination import Pagination, PlacedPart
from pipeline.resources import find_shipped
from tests.workspaces import GOOD, ISSUE

FOLIOS = {"hao-2024-01-dengta": 2, "hao-2024-01-duanxin": 3, "hao-2024-01-diaocha": 4, "hao-2024-01-trend": 5}
RUNS = [(2, "dengta"), (3, "dengta"), (3, "duanxin"), (4, "diaocha"), (6, "diaocha"), (7, None)]


def told(folios: Mapping[str, int], runs: list[tuple[int, str | None]]) -> list[tuple[str, str, int, int, int | None]]:
    composer = Composer(
        read_issue(GOOD / ISSUE), find_layout("gongyun", [BoundedFolder.of(find_shipped("layouts"))]), GOOD
    )
    placed = [
        PlacedRun(page=folio, folio=folio, text="字", family="Kanben Song", slug=slug, line=1) for folio, slug in runs
    ]
    entries = entry_folios(composer, Pagination((), folios), placed)
    return [(entry.slug, entry.title, entry.folio, entry.last_folio, entry.printed_folio) for entry in entries]


def test_first_and_last_folios() -> None:
    assert told(FOLIOS, RUNS) == [
        ("dengta", "一封来信：夜里的灯", 2, 3, 2),
        ("duanxin", "短讯", 3, 3, None),
        ("diaocha", "茶价小调查", 4, 6, None),
    ]


def test_a_layout_that_leaves_an_article_out() -> None:
    without_anchor = {name: folio for name, folio in FOLIOS.items() if "duanxin" not in name}
    without_mark = [(folio, slug) for folio, slug in RUNS if slug != "duanxin"]
    for folios, runs in ((without_anchor, RUNS), (FOLIOS, without_mark)):
        with pytest.raises(RenderError) as caught:
            told(folios, runs)
        (problem,) = caught.value.problems
        assert problem.message == "The layout “gongyun” does not show the article “duanxin”."


def test_pictures_before_its_title_and_behind_its_end_belong_to_an_article() -> None:
    issue = read_issue(GOOD / ISSUE)
    composer = Composer(issue, find_layout("gongyun", [BoundedFolder.of(find_shipped("layouts"))]), GOOD)
    area = (0.0, 0.0, 1.0, 1.0)
    fillings = [PageFilling(number, area, (), (PlacedBlock("dengta", 9, False, area),)) for number in (0, 4)]
    part = PlacedPart(None, 1, 1, cast(LaidOutPart, SimpleNamespace(fillings=fillings)))
    runs = [PlacedRun(page=page, folio=page, text="字", family="", slug=slug, line=1) for page, slug in RUNS]
    first = entry_folios(composer, Pagination((part,), FOLIOS), runs)[0]
    assert (first.page, first.pages, first.last_page, first.last_folio) == (2, (1, 2, 3, 5), 5, 5)
