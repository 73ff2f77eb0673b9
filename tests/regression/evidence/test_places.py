"""Alignments, gutters, running heads, words that are cut at the ends of lines."""

from dataclasses import replace

import pytest

from pipeline.regression.alignment.running_heads import furniture_of
from pipeline.regression.alignment.text_flow import flow_of, in_order_of, layers_of
from pipeline.regression.evidence.columns import are_columns_elsewhere, gutters_of
from pipeline.regression.evidence.movements import Movement, Trace
from pipeline.regression.evidence.placing import Alignment, Frames, alignment_of, join_aligned
from pipeline.regression.snapshot.snapshot import Snapshot
from tests.regression.evidence.flows import LARGE, SMALL, line, page, snapshot


@pytest.mark.parametrize(
    ("lefts", "alignment"),
    [
        ([40.0, 40.0], Alignment.LEFT),
        ([140.0, 140.0], Alignment.CENTRE),
        ([240.0, 240.0], Alignment.RIGHT),
        ([240.0, 40.0], Alignment.OUTSIDE),
        ([40.0, 240.0], Alignment.INSIDE),
        ([40.0, 140.0], None),
        ([70.0, 70.0], None),
    ],
)
def test_alignment(lefts: list[float], alignment: Alignment | None) -> None:
    places = [(number, (left, 400.0, left + 20.0, 410.0)) for number, left in enumerate(lefts)]
    assert alignment_of(places, frames()) is alignment


def test_what_fills_its_frame_has_no_alignment() -> None:
    assert alignment_of([(0, (40.0, 100.0, 258.0, 110.0))], frames()) is None


def frames() -> Frames:
    """Pages with a measure of 220 pt, from 40 pt on."""
    page_of = [line("春天江河工人车间图纸春天江河工人车间图纸春天", 80.0 + 40 * n, 40.0) for n in range(2)]
    return Frames(flow_of(snapshot(*[page(*page_of)] * 4)))


def columns(gutter: float) -> Snapshot:
    lefts = (40.0, 140.0 + gutter)
    lines = [line("春天江河工人车间图纸", 80.0 + 16 * n, x) for x in lefts for n in range(6)]
    return snapshot(page(*lines), page(*lines))


def test_gutter() -> None:
    wide, narrow = gutters_of(flow_of(columns(21.0))), gutters_of(flow_of(columns(18.5)))
    assert wide is not None
    assert narrow is not None
    assert [(each.width, each.most) for each in (wide, narrow)] == [(21.0, 1), (18.5, 1)]
    assert are_columns_elsewhere(wide, narrow)
    assert not are_columns_elsewhere(wide, replace(wide, width=20.0))
    single = snapshot(*(page(*(line("春天江河工人车间图纸", 80.0 + 16 * n) for n in range(6))) for _page in range(2)))
    assert gutters_of(flow_of(single)) is None


def headed(*, pitch: float) -> Snapshot:
    """Two pages that begin with the same line, *pitch* above the next one."""
    pages = (
        page(line("姓名日期签名", 40.0), *(line(f"第{number}页的正文{n}号", 40.0 + pitch + 16 * n) for n in range(8)))
        for number in range(2)
    )
    return snapshot(*pages)


def test_a_line_in_the_pitch_of_the_body_is_no_running_head() -> None:
    assert [row[0].text for row in furniture_of(headed(pitch=40.0)).values()] == ["姓名日期签名"] * 2
    assert list(furniture_of(headed(pitch=16.0)).values()) == [(), ()]


def test_tabs_beside_the_body_are_furniture_wherever_they_stand() -> None:
    body = [line("春天江河工人车间图纸", 80.0 + 16 * n) for n in range(8)]
    found = furniture_of(snapshot(*(page(*body, line("栏", 200.0, 10.0, style=SMALL)) for _page in range(2))))
    assert [[each.text for each in row] for row in found.values()] == [["栏"], ["栏"]]


@pytest.mark.parametrize(
    ("rows", "text"),
    [
        (["all the require-", "ments of it"], "all the requirements of it "),
        (["all the require\u2010", "ments of it"], "all the requirements of it "),
        (["all of the require", "ments, and all ", "others of them ", "there"], None),
        (["all of the ", "require", "ments are ", "there"], "all of the requirements are there "),
        (["in twenty-", "Five of them"], "in twenty-Five of them "),
    ],
)
def test_words_cut_at_the_end_of_a_line_are_whole(rows: list[str], text: str | None) -> None:
    lines = [line(each, 80.0 + 14 * n, width=200.0) for n, each in enumerate(rows)]
    found = flow_of(snapshot(page(*lines))).text
    assert found == text if text else "requirements" in found


def numbered(first: int, *, step: int = 1, stamp: str = "") -> Snapshot:
    """Four pages with a number at the foot that is larger than the body, and perhaps a *stamp* below it."""
    stamps = [line(stamp, 414.0, style=LARGE)] if stamp else []
    pages = (
        page(
            *(line(f"春天江河工人车间图纸{number}", 80.0 + 16 * n) for n in range(6)),
            line(str(first + step * number), 400.0, 140.0, style=LARGE),
            *stamps,
        )
        for number in range(4)
    )
    return snapshot(*pages)


def test_numbers_that_count_the_pages_are_folios_however_large_they_are() -> None:
    assert [row[0].text for row in furniture_of(numbered(7)).values()] == ["7", "8", "9", "10"]
    assert [row[0].text for row in furniture_of(numbered(7, stamp="样")).values()] == ["7", "8", "9", "10"]
    assert not any(furniture_of(numbered(7, step=3)).values())


def movement(*, before: float, after: float, width: float, page_of: int) -> Movement:
    places = [((page_of, (left, 400.0, left + width, 410.0)),) for left in (before, after)]
    return Movement(across=abs(after - before), down=0.0, trace=Trace(before=places[0], after=places[1]))


def test_blocks_that_went_to_another_alignment_are_one_movement_however_far() -> None:
    wide = movement(before=40.0, after=120.0, width=60.0, page_of=0)
    narrow = movement(before=40.0, after=130.0, width=40.0, page_of=1)
    aside = movement(before=40.0, after=90.0, width=40.0, page_of=2)
    joined = join_aligned((wide, narrow, aside), frames(), frames())
    assert [(each.count, each.is_turned) for each in joined] == [(2, True), (1, False)]


def test_what_went_aside_no_more_is_read_in_the_order_of_before() -> None:
    rows = line("目录灯塔", 80.0), line("河边的灯渡口的船", 100.0), line("江边", 120.0)
    before = layers_of(snapshot(page(*rows)))
    other = layers_of(snapshot(page(rows[1], rows[2], line("目录灯塔", 80.0, 160.0))))
    assert [each.text for each in in_order_of(other, before).body[0]] == [each.text for each in rows]
    edited = layers_of(snapshot(page(line("江边船", 120.0), *rows[:2])))
    assert in_order_of(edited, before) == edited
