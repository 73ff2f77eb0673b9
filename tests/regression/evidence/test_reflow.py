"""What moved the lines, by single passes: pairs of lines, what each moved for, and which movements are one."""

from dataclasses import replace

import pytest

from pipeline.regression.alignment.pairing import Pairing, pair_versions
from pipeline.regression.evidence.line_pairs import is_respaced, pair_lines
from pipeline.regression.evidence.movements import (
    Movement,
    Reason,
    Stray,
    Trace,
    find_alike,
    is_multiple,
    join_alike,
    part_few,
    reason_of,
    with_strays,
)
from pipeline.regression.evidence.reflow import REBROKEN, SPACING, TURNING, Reflow, follow_lines
from pipeline.regression.evidence.reflow_joining import join_measured, join_nearby
from pipeline.regression.findings import Place
from pipeline.regression.snapshot.snapshot import Line
from tests.regression.evidence.flows import line, page, snapshot

WORDS = ("河边灯火照见行船人", "修船木板先在水里泡", "渡口早班开船在卯时", "守闸的人记下水位表", "灯油账本存在下游站")
AT: Place = (0, (40.0, 50.0, 130.0, 62.5))
FOOT: Place = (0, (40.0, 250.0, 130.0, 262.5))


def lines(*, lower: float = 0.0, first: int = 0, wider: float = 0.0) -> list[Line]:
    """The words on base lines 20 pt apart, those from *first* on *lower*, all *wider*."""
    return [line(words, 60.0 + 20 * n + lower * (n >= first), width=90.0 + wider) for n, words in enumerate(WORDS)]


def paired(after: list[Line]) -> Pairing:
    return pair_versions(snapshot(page(*lines())), snapshot(page(*after)))


def followed(pairing: Pairing, known: dict[int, Reason] | None = None) -> Reflow:
    return follow_lines(pairing, pair_lines(pairing), known or {}, {})


def movement(down: float, *places: Place, across: float = 0.0, **rest: object) -> Movement:
    trace = Trace(before=places, after=places)
    return replace(Movement(across=across, down=down, trace=trace), **rest)  # type: ignore[arg-type]


# --- lines and where they stand --------------------------------------------------------------------------------------


def test_lines_are_paired_by_their_words() -> None:
    pairs = pair_lines(paired(lines(lower=12.0, first=2)))
    assert [(pair.index, pair.there) for pair in pairs] == [(n, n) for n in range(5)]
    assert [pair.is_moved for pair in pairs] == [False, False, True, True, True]
    assert not any(pair.rebroken for pair in pairs)


def test_a_line_that_ends_elsewhere_is_rebroken() -> None:
    joined = [line(WORDS[0] + WORDS[1], 60.0), *lines()[2:]]
    assert [pair.rebroken for pair in pair_lines(paired(joined))] == [True, True, False, False, False]


@pytest.mark.parametrize(("wider", "is_wider"), [(2.0, True), (0.5, False)])
def test_a_line_in_another_width_is_respaced(wider: float, is_wider: bool) -> None:
    pairing = paired(lines(wider=wider))
    assert [is_respaced(pairing, pair) for pair in pair_lines(pairing)] == [is_wider] * 5


# --- what they moved for ---------------------------------------------------------------------------------------------


def test_lines_that_move_without_a_reason_are_one_movement() -> None:
    found = followed(paired(lines(lower=12.0, first=2)))
    (only,) = found.movements
    assert (only.down, only.count, only.trace.moved, only.above) == (12.0, 1, 3, WORDS[1])
    assert found.pages == {0: reason_of(0)}
    assert not found.traces


def test_lines_that_move_where_words_changed_moved_for_them() -> None:
    words = Reason(("text.changed", "x"), "text.changed")
    found = followed(paired(lines(lower=12.0, first=2)), {2: words})
    assert found.movements == ()
    assert found.traces[words].moved == 3
    assert found.traces[words].before == ()  # where it is seen is not for the walk to say


def test_a_figure_that_moved_is_no_reason_where_all_moves_already() -> None:
    words, float_ = Reason(("a",), "text.changed"), Reason(("b",), "text.moved", is_float=True)
    after = [*lines()[:1], *lines(lower=12.0)[1:3], *lines(lower=30.0)[3:]]
    assert set(followed(paired(after), {1: words, 3: float_}).traces) == {words}
    assert set(followed(paired(lines(lower=30.0, first=3)), {3: float_}).traces) == {float_}


def test_spaced_lines_are_seen_but_not_beside_changed_words() -> None:
    pairing = paired(lines(wider=2.0))
    assert len(followed(pairing).traces[SPACING].before) == 5
    words = Reason(("a",), "style.size")
    assert SPACING not in followed(pairing, dict.fromkeys(range(5), words)).traces


def test_the_walk_changes_nothing_it_is_given() -> None:
    pairing, known = paired(lines(lower=12.0, first=2)), {2: Reason(("a",), "text.changed")}
    held = dict(known)
    assert followed(pairing, known) == followed(pairing, known)
    assert known == held


# --- which of them are one -------------------------------------------------------------------------------------------


def test_movements_by_as_much_are_one() -> None:
    one, other, far = movement(12.0, AT), movement(12.2, FOOT), movement(30.0, FOOT)
    found = join_alike([one, other, far])
    assert sorted(each.count for each in found) == [1, 2]
    assert join_alike([one, far]) == (one, far)


def test_what_is_no_line_moves_with_lines_or_alone() -> None:
    one = movement(12.0, AT)
    found = with_strays([one], [Stray((0, 0.0, 12.0), FOOT, FOOT), Stray((0, 5.0, 0.0), FOOT, FOOT)])
    assert [(each.down, each.across, each.count) for each in found] == [(12.0, 0.0, 2), (0.0, 5.0, 1)]
    assert one.count == 1
    assert find_alike(found, (0, -5.0, 0.0), None) == 1  # mirrored pages move as much both ways
    assert find_alike(found, (0, 9.0, 0.0), None) == 2


def test_movements_by_steps_of_the_pitch_follow_from_it() -> None:
    leading = movement(1.5, AT, pitches=(16.0, 17.5))
    assert is_multiple(movement(4.5, FOOT), leading)
    assert not is_multiple(movement(4.0, FOOT), leading)
    assert not is_multiple(movement(4.5, FOOT, across=3.0), leading)


def test_a_pitch_wider_than_that_of_the_text_is_between_paragraphs() -> None:
    pitch = movement(3.0, AT, FOOT, pitches=(16.0, 19.0), within=2)
    assert pitch.is_leading
    assert not replace(pitch, is_between=True).is_leading
    below = [line(words, y) for words, y in zip(WORDS, (60.0, 76.0, 92.0, 114.0, 130.0), strict=True)]
    wider = [line(words, y) for words, y in zip(WORDS, (60.0, 76.0, 92.0, 118.0, 134.0), strict=True)]
    (found,) = followed(pair_versions(snapshot(page(*below)), snapshot(page(*wider)))).movements
    assert (found.pitches, found.is_between) == ((22.0, 26.0), True)


def test_words_of_a_drawing_go_with_it() -> None:
    label, text = movement(12.0, AT), movement(12.0, AT, FOOT, AT, FOOT)
    assert part_few([label, text], (0, 0.0, 12.0)) == ((label,), (text,))
    assert part_few([label, text], (0, 0.0, 20.0)) == ((), (label, text))


def reflow(traces: dict[Reason, Trace], *movements: Movement, pages: dict[int, Reason] | None = None) -> Reflow:
    held = frozenset(pages or ())
    return Reflow(pairs=(), movements=movements, traces=traces, pages=pages or {}, broken_on=(held, held))


def test_another_measure_is_one_with_all_that_broke_and_moved() -> None:
    broken = Trace(before=(AT,), after=(AT,), rebroken=1)
    moved = movement(12.0, FOOT, reasons=frozenset([reason_of(0)]))
    found = join_measured(reflow({TURNING: broken, SPACING: Trace()}, moved, pages={0: TURNING, 1: reason_of(0)}))
    assert found.movements == ()
    assert set(found.traces) == {REBROKEN}
    assert found.traces[REBROKEN].before == (AT, FOOT)
    assert set(found.pages.values()) == {REBROKEN}
    untouched = reflow({}, moved)
    assert join_measured(untouched) == untouched


def test_lines_that_broke_beside_moved_ones_broke_for_the_same_reason() -> None:
    size = Reason(("style.size", 9.0), "style.size")
    traces = {size: Trace(moved=4), TURNING: Trace(before=(AT,), after=(AT,), rebroken=2)}
    found = join_nearby(reflow(traces, pages={0: size}))
    assert found.traces == {size: Trace(moved=4, rebroken=2)}
    alone = join_nearby(reflow({TURNING: traces[TURNING]}, pages={0: TURNING}))
    assert alone.traces == {REBROKEN: traces[TURNING]}
    assert alone.pages == {0: REBROKEN}


def test_whole_paragraphs_don_t_break_because_words_came_before_them() -> None:
    words = Reason(("text.changed", 1), "text.changed")
    traces = {words: Trace(moved=4), REBROKEN: Trace(before=(AT,), after=(AT,), rebroken=2)}
    assert set(join_nearby(reflow(traces, pages={0: words})).traces) == {words, REBROKEN}


def test_spaced_lines_take_those_that_broke() -> None:
    traces = {SPACING: Trace(before=(AT,), after=(AT,)), REBROKEN: Trace(before=(FOOT,), after=(FOOT,), rebroken=1)}
    found = join_nearby(reflow(traces))
    assert set(found.traces) == {SPACING}
    assert found.traces[SPACING].before == (AT, FOOT)
