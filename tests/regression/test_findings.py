"""Findings in the order of their weight."""

from hypothesis import given
from hypothesis import strategies as st

from pipeline.regression.findings import KINDS, Finding, in_order

# What a reader must see first is told first: the order of docs/regression.md.
_ORDER = [
    *("pages.count", "boxes.changed", "articles.moved", "text.changed", "text.moved", "lines.rebroken", "pages.depth"),
    *("blocks.shifted", "style.leading", "style.spacing", "style.font", "style.size", "style.weight"),
    *("colour.changed", "images.changed", "vectors.changed", "preflight.new", "links.changed", "outline.changed"),
    *("labels.changed", "tags.changed", "pixels.changed", "preflight.gone"),
]


def finding(kind: str, page: int = 0) -> Finding:
    return Finding(f"{kind}-{page}", kind, kind, "", (), (page,), (), ())


def test_each_kind_has_its_weight() -> None:
    assert sorted(KINDS, key=lambda kind: -KINDS[kind]) == _ORDER
    assert len(set(KINDS.values())) == len(KINDS)


@given(st.permutations(_ORDER))
def test_the_most_important_are_told_first(kinds: list[str]) -> None:
    assert [each.kind for each in in_order(map(finding, kinds))] == _ORDER


def test_of_one_kind_the_first_page_is_told_first() -> None:
    pages = [each.pages_after for each in in_order(finding("text.changed", page) for page in (5, 0, 3))]
    assert pages == [(0,), (3,), (5,)]
