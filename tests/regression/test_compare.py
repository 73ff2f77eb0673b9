"""What holds for any two snapshots, and what is masked."""

from dataclasses import replace

from hypothesis import given, settings

from pipeline.regression.compare import compare
from pipeline.regression.findings import KINDS
from pipeline.regression.snapshot import Snapshot
from tests.regression.snapshots import pairs, snapshots


@given(snapshots())
def test_nothing_differs_from_itself(snapshot: Snapshot) -> None:
    found = compare(snapshot, replace(snapshot))
    assert found.findings == ()
    assert found.pages == tuple((page, page) for page in range(len(snapshot.pages)))


@given(pairs())
@settings(max_examples=100, deadline=None)
def test_any_two_can_be_compared(pair: tuple[Snapshot, Snapshot]) -> None:
    before, after = pair
    found = compare(before, after)
    assert all(each.kind in KINDS and each.sentence and len(each.id) == 8 for each in found.findings)
    here = [page for page, _there in found.pages if page is not None]
    there = [page for _page, page in found.pages if page is not None]
    assert sorted(here) == list(range(len(before.pages)))
    assert sorted(there) == list(range(len(after.pages)))
    assert (None, None) not in found.pages
    for finding in found.findings:
        assert set(finding.pages_before) <= set(here), finding
        assert set(finding.pages_after) <= set(there), finding
