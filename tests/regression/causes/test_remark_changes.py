"""What preflight finds in one of two versions only: each check once, whatever pages moved."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.regression.causes.remark_changes import Remark, remark_findings, remark_of
from pipeline.regression.findings import KINDS, Finding, PagePair

BOX = (10.0, 20.0, 30.0, 40.0)
RGB = Remark("colour.rgb", "RGB on page 3.", 2, BOX)
FINE = Remark("line.thin", "A line of 0.1 pt.", 0, (1.0, 2.0, 3.0, 4.0))
FILE = Remark("file.version", "PDF 1.3.")
SAME: tuple[PagePair, ...] = ((0, 0), (1, 1), (2, 2))


def kinds(findings: Sequence[Finding]) -> list[str]:
    return [each.kind for each in findings]


def test_what_is_new_is_told_with_its_place() -> None:
    (found,) = remark_findings([FINE], [FINE, RGB], SAME)
    assert found.kind == "preflight.new"
    assert found.sentence == "Preflight finds colour.rgb: RGB on page 3."
    assert (found.pages_before, found.pages_after) == ((), (2,))
    assert (found.marks_before, found.marks_after) == ((), ((2, BOX),))


def test_what_is_gone_is_told_where_it_was() -> None:
    (found,) = remark_findings([FINE, RGB], [FINE], SAME)
    assert found.kind == "preflight.gone"
    assert found.sentence == "Preflight finds colour.rgb no more: RGB on page 3."
    assert (found.pages_before, found.pages_after) == ((2,), ())
    assert (found.marks_before, found.marks_after) == (((2, BOX),), ())


def test_a_remark_follows_its_page() -> None:
    moved: tuple[PagePair, ...] = ((0, 0), (None, 1), (1, 2), (2, 3))
    there = replace(RGB, page=3, message="RGB on page 4.")
    assert remark_findings([RGB], [there], moved) == ()
    assert kinds(remark_findings([RGB], [RGB], moved)) == ["preflight.new", "preflight.gone"]


def test_a_remark_on_a_page_that_went_is_gone_and_on_one_that_came_is_new() -> None:
    assert kinds(remark_findings([RGB], [], ((0, 0), (1, 1), (2, None)))) == ["preflight.gone"]
    assert kinds(remark_findings([], [RGB], ((0, 0), (1, 1), (None, 2)))) == ["preflight.new"]


def test_remarks_on_pages_that_went_are_no_twins_of_those_on_pages_that_came() -> None:
    pages: tuple[PagePair, ...] = ((0, 0), (1, None), (None, 1))
    remark = replace(RGB, page=1)
    assert kinds(remark_findings([remark], [remark], pages)) == ["preflight.new", "preflight.gone"]


def test_a_remark_on_the_whole_file_is_none_on_a_page() -> None:
    assert remark_findings([FILE], [FILE], SAME) == ()
    found = remark_findings([FILE], [replace(FILE, page=0)], SAME)
    assert kinds(found) == ["preflight.new", "preflight.gone"]
    assert found[1].pages_before == ()
    assert found[1].marks_before == ()


def test_more_of_the_same_on_a_page_is_new() -> None:
    more = replace(RGB, box=(50.0, 50.0, 60.0, 60.0))
    (found,) = remark_findings([RGB], [RGB, more, more], SAME)
    assert found.kind == "preflight.new"
    assert found.sentence == "Preflight finds colour.rgb 2 times, first: RGB on page 3."


def test_what_is_told_as_new_is_what_is_new() -> None:
    new = replace(RGB, message="Another picture in RGB.")
    (found,) = remark_findings([RGB], [new, RGB], SAME)
    assert found.sentence == "Preflight finds colour.rgb: Another picture in RGB."
    (found,) = remark_findings([new, RGB], [RGB], SAME)
    assert found.sentence == "Preflight finds colour.rgb no more: Another picture in RGB."


def test_other_words_and_another_place_on_the_same_page_are_the_same_remark() -> None:
    assert remark_findings([RGB], [replace(RGB, message="第 3 页有 RGB。", box=None)], SAME) == ()


def test_each_check_is_told_once_however_often_it_finds() -> None:
    many = [replace(RGB, page=page) for page in (2, 0, 1, 1)]
    (found,) = remark_findings([], many, SAME)
    assert found.pages_after == (0, 1, 2)
    assert found.sentence.startswith("Preflight finds colour.rgb 4 times, first: ")
    assert kinds(remark_findings([FINE], [RGB, FILE], SAME)) == ["preflight.new", "preflight.new", "preflight.gone"]


def test_a_whole_page_is_marked_where_no_place_is_known() -> None:
    (found,) = remark_findings([], [replace(RGB, box=None)], SAME)
    assert found.marks_after == ((2, (0.0, 0.0, 0.0, 0.0)),)


def test_ids_do_not_depend_on_words_but_on_check_number_and_place() -> None:
    def id_of(*remarks: Remark) -> str:
        return remark_findings([], remarks, SAME)[0].id

    assert id_of(RGB) == id_of(replace(RGB, message="第 3 页有 RGB。"))
    others = [id_of(replace(RGB, check="colour.lab")), id_of(replace(RGB, page=1)), id_of(RGB, RGB)]
    assert len({id_of(RGB), remark_findings([RGB], [], SAME)[0].id, *others}) == 5


_remarks = st.lists(
    st.builds(Remark, st.sampled_from(["a", "b"]), st.sampled_from(["x", "y"]), st.none() | st.integers(0, 2))
)


@given(_remarks, st.randoms())
def test_the_same_remarks_in_any_order_are_nothing(remarks: list[Remark], chance: object) -> None:
    other = list(remarks)
    chance.shuffle(other)  # type: ignore[attr-defined]
    assert remark_findings(remarks, other, SAME) == ()


@given(_remarks, _remarks)
def test_what_is_new_one_way_is_gone_the_other_way(one: list[Remark], other: list[Remark]) -> None:
    forth, back = remark_findings(one, other, SAME), remark_findings(other, one, SAME)
    new = {(each.pages_after, each.sentence.split()[2].strip(":")) for each in forth if each.kind == "preflight.new"}
    gone = {(each.pages_before, each.sentence.split()[2]) for each in back if each.kind == "preflight.gone"}
    assert new == gone
    assert len(forth) == len(back)


def test_both_kinds_are_known() -> None:
    assert {"preflight.new", "preflight.gone"} <= KINDS.keys()


def test_a_row_of_json_is_a_remark() -> None:
    assert remark_of({"check": "a", "message": "b", "page": 1, "box": [1, 2, 3, 4]}) == Remark(
        "a", "b", 1, (1, 2, 3, 4)
    )
    assert remark_of({"check": "a", "message": "b", "page": None, "box": None}) == Remark("a", "b")


@pytest.mark.parametrize(
    "row",
    [
        {},
        {"check": "a", "message": "b", "page": "x", "box": None},
        {"page": 1, "box": [1]},
        {"check": "a", "message": "b", "page": 1, "box": [0, 0, 1e999, 1]},
        {"page": 1, "box": 3},
    ],
)
def test_a_row_that_is_none(row: dict[str, object]) -> None:
    with pytest.raises((KeyError, TypeError, ValueError)):
        remark_of(row)
