"""Paragraphs that were joined or parted."""

from dataclasses import replace

from pipeline.regression.alignment.pairing import pair_versions
from pipeline.regression.evidence.joined_paragraphs import find_joints
from pipeline.regression.snapshot.file_layers import FileLayers, Tag
from pipeline.regression.snapshot.snapshot import Snapshot
from tests.regression.evidence.flows import line, page, snapshot

FIRST, SECOND = "河边灯火照见行船人归来。", "修船木板先在水里泡三日。"


def tagged(given: Snapshot, *texts: str) -> Snapshot:
    tags = tuple(Tag(kind="P", level=1, page=0, text=text, digest=text) for text in texts)
    return replace(given, layers=replace(FileLayers(), tags=tags))


TWO = tagged(snapshot(page(line(FIRST, 100.0), line(SECOND, 120.0, 60.0))), FIRST, SECOND)
ONE = tagged(snapshot(page(line(FIRST + SECOND[:4], 100.0), line(SECOND[4:], 120.0))), FIRST)


def test_a_paragraph_that_begins_within_a_line_now_was_joined() -> None:
    (joint,) = find_joints(pair_versions(TWO, ONE))
    assert joint.is_joined
    (joint,) = find_joints(pair_versions(ONE, TWO))
    assert not joint.is_joined
    assert find_joints(pair_versions(TWO, TWO)) == ()


def test_lines_that_only_seem_to_begin_paragraphs_were_not_joined() -> None:
    still_two = tagged(ONE, FIRST, SECOND)  # the tags know of both
    assert find_joints(pair_versions(TWO, still_two)) == ()
    assert find_joints(pair_versions(replace(TWO, layers=None), replace(ONE, layers=None))) == ()
