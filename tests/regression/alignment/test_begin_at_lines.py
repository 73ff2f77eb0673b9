"""Words that came or went begin at a line where they may."""

from pipeline.regression.alignment.alignment import align, begin_at_lines

BEFORE = "甲段说起，路上有灯图二老桥乙段再说，河上有船图三"
STARTS = (0, BEFORE.index("图二"), BEFORE.index("乙段"))


def test_words_begin_at_the_start_of_a_line() -> None:
    one, other = "甲段说起路上有灯图二老桥图乙段再说河上有船", "甲段说起路上有灯图乙段再说河上有船"
    starts = one.index("图二"), one.index("图乙")
    found = begin_at_lines([(0, 0, 9), (13, 9, 8)], (one, (0, *starts)), (other, (0, 8)))
    assert found == [(0, 0, 8), (12, 8, 9)]
    assert all(one[a : a + size] == other[b : b + size] for a, b, size in found)


def test_words_without_a_line_to_begin_at_stay_where_they_are() -> None:
    other = BEFORE.replace("图二老桥", "")
    matches = align(BEFORE, other)
    assert begin_at_lines(matches, (BEFORE, (0,)), (other, (0,))) == matches
    changed = align(BEFORE, BEFORE.replace("灯", "船"))
    assert begin_at_lines(changed, (BEFORE, STARTS), (BEFORE, STARTS)) == changed
