"""The bench of notes: what is written, and how it reckons."""

from pathlib import Path

from bench.measure import Run
from bench.notes import Noted, report, targets, write_issue


def noted(count: int, *seconds: float) -> Noted:
    runs = [Run("Kanben", each, each, 0, 0) for each in seconds]
    return Noted(count, 99, runs, [Run("Kanben", 1.0, 1.0, 0, 0)])


def test_with_notes_and_without_the_text_is_the_same(tmp_path: Path) -> None:
    texts = []
    for has_notes in (True, False):
        folder, count = write_issue(tmp_path / str(has_notes), 3, ["天", "地"], has_notes=has_notes)
        texts.append((folder / "articles/wen.md").read_text("utf-8"))
        assert len(texts[-1]) > count > 30
    body, _first, _rest = texts[0].partition("\n\n[^1]: ")
    for number in (1, 2, 3):
        assert f"第{number}页" in texts[0]
        body = body.replace(f"[^{number}]", "")
    assert texts[1] == body + "\n"


def test_targets_are_of_medians() -> None:
    met = [noted(100, 1.0), noted(300, 2.0, 9.0, 2.5), noted(600, 5.0)]
    assert [is_met for _name, _found, is_met in targets(met)] == [True, True]
    missed = [noted(100, 1.0), noted(300, 3.1), noted(600, 9.0)]
    assert [is_met for _name, _found, is_met in targets(missed)] == [False, False]
    assert "| 300 | 99 | 2.50 (2.00–9.00) | 1.00 | 5.0 ms |" in report(met, "2024-01-01", (0.5, 1.5))
