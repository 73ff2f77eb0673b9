"""Volume folios and the parts of a split volume."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.production.volume.volume_plan import PlacedIssue, place_issues, split

COUNTS = st.lists(st.integers(1, 60), min_size=1, max_size=14)


def test_each_issue_begins_on_a_recto() -> None:
    # 46 pages; 7 and a blank; 4
    assert place_issues([46, 7, 4], None) == [PlacedIssue(1, 0), PlacedIssue(47, 0), PlacedIssue(55, 0)]


@pytest.mark.parametrize(
    ("counts", "limit", "parts"),
    [
        ([48] * 12, None, [0] * 12),
        ([48] * 12, 576, [0] * 12),
        ([48] * 12, 575, [0] * 6 + [1] * 6),  # not eleven and one
        ([48] * 12, 200, [0] * 4 + [1] * 4 + [2] * 4),
        ([100, 10, 10], 50, [0, 1, 1]),  # an issue is never torn
        ([], 50, []),
    ],
)
def test_splitting(counts: list[int], limit: int | None, parts: list[int]) -> None:
    assert split(counts, limit) == parts


@given(COUNTS, st.integers(8, 200))
def test_parts_are_as_few_and_as_even_as_can_be(counts: list[int], limit: int) -> None:
    parts = split(counts, limit)
    sheets = [count + count % 2 for count in counts]
    assert parts == sorted(parts)
    assert set(parts) == set(range(max(parts) + 1))
    loads = [sum(s for s, part in zip(sheets, parts, strict=True) if part == number) for number in set(parts)]
    assert max(loads) <= max(limit, *sheets)
    # No other way to cut the year into as many parts has a thinner thickest one (tried, where there are few ways).
    if len(counts) <= 6:
        best = min(_loads(sheets, len(loads)))
        assert max(loads) == best


def _loads(sheets: list[int], parts: int) -> list[int]:
    """The thickest part of every way to cut *sheets* into at most *parts*."""
    if parts == 1 or len(sheets) == 1:
        return [sum(sheets)]
    ways = [sum(sheets)]
    for cut in range(1, len(sheets)):
        ways += [max(sum(sheets[:cut]), rest) for rest in _loads(sheets[cut:], parts - 1)]
    return ways


@given(COUNTS, st.none() | st.integers(8, 200))
def test_no_two_issues_share_a_folio(counts: list[int], limit: int | None) -> None:
    places = place_issues(counts, limit)
    taken = [place.first_folio + page for place, count in zip(places, counts, strict=True) for page in range(count)]
    assert len(taken) == len(set(taken))
    assert all(place.first_folio % 2 == 1 for place in places)
    assert max(taken) - len(taken) < len(counts)  # at most one blank for each issue
