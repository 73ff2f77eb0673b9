"""Fold marks of covers: outside the bleed, and clear of all other marks."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.pdf.text_face import TextFace, read_text_face
from pipeline.press.marks.mark_inks import MarkInks
from pipeline.press.marks.page_marks import PageFrame, PageMarks, across_target, cut_marks, fold_marks, target_places
from pipeline.press.printer import MARKS
from pipeline.press.separation.inks import PROCESS_INKS
from pipeline.units import POINTS_PER_MM

PAGE, BLEED, SLUG = 524.4, 3 * POINTS_PER_MM, 12 * POINTS_PER_MM
ARM = 3 * POINTS_PER_MM
WORDS = "号角小报 · 2024年第1期"


def frame_of(spine: float, page: float = PAGE) -> PageFrame:
    folds = (page, page + spine) if spine else (page,)
    return PageFrame(width=2 * page + spine, height=737.0, bleed=BLEED, slug=SLUG, folds=folds)


def shared(frame: PageFrame, wanted: frozenset[str] = frozenset(MARKS)) -> bytes:
    inks = MarkInks(PROCESS_INKS, ())
    face = TextFace(read_text_face(), [WORDS, *inks.plates])
    return PageMarks(frame, wanted, inks, face).shared  # type: ignore[arg-type]


@given(st.floats(0, 200))
def test_they_prolong_the_folds_outside_the_bleed(spine: float) -> None:
    frame = frame_of(spine)
    x, foot, _right, top = frame.trim
    marks = list(fold_marks(frame))
    assert len(marks) == 2 * len(frame.folds)
    assert sorted(line[0] - x for line in marks)[::2] == pytest.approx(frame.folds)
    assert all(line[0] == line[2] for line in marks)
    for line in marks:
        low, high = sorted((line[1], line[3]))
        assert high < foot - BLEED or low > top + BLEED
        assert low >= 0
        assert high <= frame.media[3]


@given(st.floats(0, 200))
def test_targets_stand_clear_of_folds(spine: float) -> None:
    frame = frame_of(spine)
    for x, y in target_places(frame, ARM):
        if not ARM < y < frame.media[3] / 2 + ARM or y < frame.trim[1]:
            assert all(abs(x - frame.trim[0] - fold) >= ARM + POINTS_PER_MM for fold in frame.folds)


def test_a_page_that_is_not_folded_is_marked_as_before() -> None:
    frame = PageFrame(width=PAGE, height=737.0, bleed=BLEED, slug=SLUG)
    assert list(fold_marks(frame)) == []
    assert across_target(frame, ARM) == frame.media[2] / 2
    assert b" d" not in shared(frame)


def test_folds_are_dashed_and_cuts_are_not() -> None:
    drawn = shared(frame_of(20))
    dashed, solid = drawn.split(b"[4 3] 0 d")[1].split(b"[] 0 d", 1)
    assert dashed.count(b" l S") == 4
    assert drawn.split(b"[4 3] 0 d")[0].count(b" l S") == len(list(cut_marks(frame_of(20)))) == 8
    assert b"[4 3]" not in solid


def test_they_are_drawn_for_those_who_want_cuts() -> None:
    assert b"[4 3] 0 d" not in shared(frame_of(20), frozenset({"registration", "slug"}))


@pytest.mark.parametrize("page", [PAGE, 100.0, 130.0])
@pytest.mark.parametrize("spine", [0.0, 0.5, 8.0, 30.0, 200.0])
def test_the_colour_bar_leaves_the_folds_free(spine: float, page: float) -> None:
    frame = frame_of(spine, page)
    patches = [line.split()[-6:-2] for line in shared(frame).split(b"\n") if line.endswith(b" re f")]
    places = sorted((float(x), float(x) + float(width)) for x, _y, width, _height in patches)
    assert len(places) == 11
    for fold in frame.folds:
        assert all(end < frame.trim[0] + fold or start > frame.trim[0] + fold for start, end in places)
    assert all(before[1] <= after[0] + 0.001 for before, after in pairwise(places))
