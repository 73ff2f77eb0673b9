"""Which page became which, and stretches of items that differ."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from pipeline.regression.alignment.alignment import rising, unlike
from pipeline.regression.alignment.page_pairing import page_map
from pipeline.regression.alignment.text_flow import flow_of, layers_of
from pipeline.regression.evidence.substitutions import join_near_gaps
from pipeline.regression.snapshot.snapshot import Page, Snapshot, Style

_rasters = st.lists(st.sampled_from("0123456789ab"), max_size=30)


def scans(rasters: list[str]) -> tuple[Page, ...]:
    return tuple(
        Page(boxes=(), rotation=0, label="", lines=(), images=(), vectors=(), links=(), columns=1, raster=raster)
        for raster in rasters
    )


def mapped(before: list[str], after: list[str]) -> dict[int, int]:
    sides = scans(before), scans(after)
    one, other = (
        flow_of(each, layers_of(each)) for each in (Snapshot(side, (Style("", 0, ""),), (), ()) for side in sides)
    )
    return page_map(*sides, (one, other), [])


@given(_rasters, _rasters)
def test_no_page_becomes_two(before: list[str], after: list[str]) -> None:
    found = mapped(before, after)
    assert len(set(found.values())) == len(found)
    assert all(0 <= page < len(before) and 0 <= there < len(after) for page, there in found.items())


@given(st.lists(st.sampled_from("0123456789abcdef"), unique=True, min_size=2), st.data())
def test_scans_are_known_by_their_pictures(rasters: list[str], data: st.DataObject) -> None:
    gone = data.draw(st.integers(0, len(rasters) - 1))
    found = mapped(rasters, rasters[:gone] + rasters[gone + 1 :])
    assert found == {page: page - (page > gone) for page in range(len(rasters)) if page != gone}


@given(st.lists(st.integers(0, 5), max_size=20), st.lists(st.integers(0, 5), max_size=20))
def test_what_lies_between_unlike_stretches_is_the_same(one: list[int], other: list[int]) -> None:
    a, b = 0, 0
    for a0, a1, b0, b1 in [*unlike(one, other), (len(one), len(one), len(other), len(other))]:
        assert one[a:a0] == other[b:b0]
        a, b = a1, b1


def test_long_rows_that_have_all_in_common_but_one_are_told_apart_there() -> None:
    one = list(range(5_000))
    other = [*one[:2_000], -1, *one[2_001:]]
    assert unlike(one, other) == [(2_000, 2_001, 2_000, 2_001)]
    assert unlike([0] * 5_000, [0] * 4_000) == [(4_000, 5_000, 4_000, 4_000)]


def test_the_longest_chain_is_found() -> None:
    assert rising([(0, 3), (1, 1), (2, 2), (3, 0)]) == [(1, 1), (2, 2)]
    assert rising([]) == []


@given(st.lists(st.integers(0, 6), max_size=9))
def test_no_chain_is_longer(seconds: list[int]) -> None:
    pairs = list(enumerate(seconds))
    chain = rising(pairs)
    assert [pair for pair in pairs if pair in chain] == chain
    assert all(one[1] < other[1] for one, other in pairwise(chain))
    longest: list[int] = []
    for index, second in enumerate(seconds):
        longest.append(1 + max((longest[n] for n in range(index) if seconds[n] < second), default=0))
    assert len(chain) == max(longest, default=0)


def test_changes_that_a_letter_parts_are_one_and_numbers_are_not() -> None:
    assert join_near_gaps("码头账目", "码头旧账", [(2, 2, 2, 3), (3, 4, 4, 4)]) == [(2, 4, 2, 4)]
    numbers = [(0, 1, 0, 1), (2, 3, 2, 3)]
    assert join_near_gaps("1和3", "2和4", numbers) == numbers
