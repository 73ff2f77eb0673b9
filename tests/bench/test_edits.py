"""The bench of edits: what it changes, how it reckons, and what it draws."""

from pathlib import Path
from xml.etree import ElementTree

import pytest

from bench.chart import bars
from bench.edit_loop import change_word
from bench.edits import Edits, chart, report

ROUNDS = Edits(1, kanben=[0.2, 0.4, 0.3], typst=[0.1, 0.4, 0.1], cached=[1.0, 1.0, 1.0], cold=[2.0, 4.0, 2.0])


def test_one_character_between_others_is_changed(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_text("---\ntitle: 题\n---\n\n*天*地玄黄宇宙\n", encoding="utf-8")
    change_word(file, 0.5, "改")
    assert file.read_text(encoding="utf-8") == "---\ntitle: 题\n---\n\n*天*地改黄宇宙\n"


def test_a_text_without_such_a_character_is_an_error(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_text("abc 天 abc", encoding="utf-8")
    with pytest.raises(StopIteration):
        change_word(file, 0.0, "改")


def test_ratios_are_medians_of_rounds() -> None:
    text = report([ROUNDS], "2024-01-01", (0.5, 1.5))
    assert "| 1× | 0.300 | 0.100 | 2.00 | 1.00 | 2.00 | 0.50 |" in text


def test_the_chart_has_a_bar_for_each_number_in_proportion() -> None:
    drawing = ElementTree.fromstring(chart([ROUNDS]))
    namespace = "{http://www.w3.org/2000/svg}"
    lengths = [float(each.get("width", "")) for each in drawing.iter(f"{namespace}rect")][1:]
    assert [round(length / max(lengths), 2) for length in lengths] == [0.05, 0.15, 0.5, 1.0]
    assert "0.30 s" in "".join(drawing.itertext())


def test_words_of_a_chart_are_no_markup() -> None:
    assert "<b>" not in bars("a <b> title", [("x < y & z", 1.0, True)])
