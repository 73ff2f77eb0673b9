"""What holds for any two snapshots, and what is masked."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import i18n
from pipeline.regression.compare import compare
from pipeline.regression.findings import KINDS
from pipeline.regression.snapshot.snapshot import Line, Page, Snapshot, Style
from tests.regression.snapshots import pairs, snapshots


@given(snapshots())
def test_nothing_differs_from_itself(snapshot: Snapshot) -> None:
    found = compare(snapshot, replace(snapshot))
    assert found.findings == ()
    assert found.pages == tuple((page, page) for page in range(len(snapshot.pages)))


@pytest.mark.slow
@given(pairs())
@settings(max_examples=60, deadline=None)
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


def page(*words: str, raster: str = "f" * 600) -> Page:
    """A page of 160 × 240 pt with a line every 40 pt, cells of 8 pt."""
    lines = tuple(Line(10.0, 40.0 * (n + 1), 90.0, ((0, text),)) for n, text in enumerate(words))
    return Page(
        boxes=(("media", (0.0, 0.0, 160.0, 240.0)),),
        rotation=0,
        label="",
        lines=lines,
        images=(),
        vectors=(),
        links=(),
        columns=20,
        raster=raster,
    )


def snapshot(*pages: Page) -> Snapshot:
    return Snapshot(pages, (Style("Song", 10.0, "#000000"),), (), ())


BEFORE = page("一月五日出版", "春天江河工人车间", "图纸灯塔邮路山村")
MASK = (-1, (0.0, 20.0, 160.0, 50.0))


def test_what_is_masked_is_not_told_and_what_is_beside_it_is() -> None:
    dated = page("二月六日出版", "春天江河工人车间", "图纸灯塔邮路山村")
    other = page("二月六日出版", "春天江河班组车间", "图纸灯塔邮路山村")
    assert [each.kind for each in compare(snapshot(BEFORE), snapshot(dated)).findings] == ["text.changed"]
    assert compare(snapshot(BEFORE), snapshot(dated), (MASK,)).findings == ()
    told = compare(snapshot(BEFORE), snapshot(other), (MASK,)).findings
    assert [each.kind for each in told] == ["text.changed"]
    assert "班组" in told[0].sentence
    assert "二月" not in told[0].sentence


@given(st.integers(0, 19), st.integers(0, 29), st.integers(0, 10))
def test_cells_of_the_picture_are_masked_and_no_others(x: int, y: int, grey: int) -> None:
    cells = ["f"] * 600
    cells[20 * y + x] = f"{grey:x}"
    found = compare(snapshot(BEFORE), snapshot(replace(BEFORE, raster="".join(cells))), (MASK,))
    top, bottom = 8 * y, 8 * y + 8
    if bottom <= 20 - 16 or top >= 50 + 16:
        assert [each.kind for each in found.findings] == ["pixels.changed"]
    elif top >= 20 and bottom <= 50:
        assert found.findings == ()


@pytest.mark.parametrize("number", [-1, 0, -2])
def test_masks_are_on_a_page_on_all_or_on_the_last(number: int) -> None:
    changed = page("二月六日出版", "春天江河工人车间", "图纸灯塔邮路山村")
    mask = ((number, MASK[1]),)
    found = compare(snapshot(BEFORE, BEFORE), snapshot(changed, BEFORE), mask)
    assert bool(found.findings) == (number == -2)


def test_ids_are_the_same_in_both_languages_and_not_for_other_words(monkeypatch: pytest.MonkeyPatch) -> None:
    changed, other = (page("一月五日出版", f"春天江河{word}车间", "图纸灯塔邮路山村") for word in ("班组", "师傅"))

    def told(after: Page, language: str) -> tuple[str, str]:
        monkeypatch.setenv("LANGUAGE", language)
        i18n._translations.cache_clear()
        found = compare(snapshot(BEFORE), snapshot(after)).findings
        assert len(found) == 1
        return found[0].id, found[0].sentence

    try:
        english, chinese, words = told(changed, "en"), told(changed, "zh_CN"), told(other, "en")
    finally:
        monkeypatch.undo()
        i18n._translations.cache_clear()
    assert english[0] == chinese[0] != words[0]
    assert english[1] != chinese[1]
