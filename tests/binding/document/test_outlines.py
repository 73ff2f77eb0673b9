"""The outline of a volume: what is open, what is closed, and what /Count tells viewers (ISO 32000-1, table 153)."""

from io import BytesIO

import pikepdf

from tests.binding.small_parts import bound, part_pdf, part_to_bind


def test_open_items_count_what_they_show_and_closed_ones_what_they_hide() -> None:
    parts = [part_to_bind(part_pdf(name, ("甲", "乙")), f"第{at}期", at * 2) for at, name in enumerate(("one", "two"))]
    with pikepdf.open(BytesIO(bound(*parts))) as pdf:
        outline = pdf.Root.Outlines
        (volume,) = _items(outline)
        issues = _items(volume)
        assert [str(issue.Title) for issue in issues] == ["第0期", "第1期"]
        assert int(volume.Count) == len(issues)  # it is open, and they are closed
        assert int(outline.Count) == 1 + len(issues)
        for issue in issues:
            assert int(issue.Count) == -_shown(issue) < 0
            assert all(int(article.Count) == len(_items(article)) > 0 for article in _items(issue))


def _shown(parent: pikepdf.Object) -> int:
    """How many items show below *parent* when it is opened."""
    return sum(1 + (_shown(item) if item.get("/Count", 0) > 0 else 0) for item in _items(parent))


def _items(parent: pikepdf.Object) -> list[pikepdf.Object]:
    """The items below *parent* in order, by /Next; /Prev and /Last agree."""
    found, item = [], parent.get("/First")
    while item is not None:
        assert not found or item.Prev.objgen == found[-1].objgen
        found.append(item)
        item = item.get("/Next")
    assert not found or parent.Last.objgen == found[-1].objgen
    return found
