"""What is found: the most important first, by its pages, its name."""

import random

import pytest

from pipeline.regression.findings import KINDS, Finding, Place, finding_id, page_ranges, sort_findings

BOX = (40.0, 90.0, 200.0, 104.0)
# The most important first: what anyone sees before what only a program sees.
RANK = [
    "pages.count",
    "boxes.changed",
    "articles.added",
    "articles.removed",
    "articles.moved",
    "text.changed",
    "text.moved",
    "lines.rebroken",
    "pages.depth",
    "blocks.shifted",
    "style.leading",
    "style.spacing",
    "style.font",
    "style.size",
    "style.weight",
    "colour.changed",
    "glyphs.changed",
    "images.changed",
    "vectors.changed",
    "preflight.new",
    "links.changed",
    "outline.changed",
    "labels.changed",
    "standards.changed",
    "properties.changed",
    "alternatives.changed",
    "reading.order",
    "attachments.changed",
    "tags.changed",
    "pixels.changed",
    "preflight.gone",
]


def finding(kind: str, before: tuple[int, ...] = (), after: tuple[int, ...] = (0,), sentence: str = "x") -> Finding:
    return Finding(
        id="0" * 8,
        kind=kind,
        sentence=sentence,
        consequence="",
        pages_before=before,
        pages_after=after,
        marks_before=(),
        marks_after=(),
    )


def test_kinds_are_told_in_their_order() -> None:
    shuffled = random.Random(1).sample(RANK, len(RANK))
    assert [each.kind for each in sort_findings(map(finding, shuffled))] == RANK
    assert set(KINDS) == set(RANK)


def test_findings_of_a_kind_go_by_their_pages_and_then_by_their_words() -> None:
    rows = [
        finding("text.changed", after=(2,)),
        finding("text.changed", before=(1,), after=()),  # what is gone counts where it was
        finding("text.changed", before=(9,), after=(0,), sentence="b"),
        finding("text.changed", after=(0,), sentence="a"),
    ]
    assert sort_findings(rows) == (rows[3], rows[2], rows[1], rows[0])


@pytest.mark.parametrize(
    ("pages", "told"),
    [([], []), ([0], ["1"]), ([2, 1, 0, 0], ["1–3"]), ([0, 2, 3, 9], ["1", "3–4", "10"])],
)
def test_pages_that_follow_one_another_are_a_range(pages: list[int], told: list[str]) -> None:
    assert page_ranges(pages) == told


def test_the_name_of_a_finding_follows_from_its_kind_its_facts_and_its_places() -> None:
    before: tuple[Place, ...] = ((0, BOX),)
    nearly: tuple[Place, ...] = ((0, (40.4, 89.6, 200.4, 103.6)),)
    name = finding_id("text.changed", "x", before, ())
    assert name == finding_id("text.changed", "x", nearly, ())
    others = {
        finding_id("text.moved", "x", before, ()),
        finding_id("text.changed", "y", before, ()),
        finding_id("text.changed", "x", (), before),
        finding_id("text.changed", "x", ((1, BOX),), ()),
        finding_id("text.changed", "x", ((0, (41.0, *BOX[1:])),), ()),
    }
    assert len(others | {name}) == 6
